import type { ImportRequest } from '$lib/workshop/commands.ts';
import {
	decodeText,
	guessColumns,
	parseTable,
	pastedLines,
	toImportRows,
	type Columns,
	type ImportRows,
	type Table
} from '$lib/workshop/csv.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import type { NoteKind } from '$lib/workshop/types.ts';

const EMPTY: ImportRows = { rows: [], skipped: [] };

/** An import before it is sent: where the rows come from, and which column is what. */
export class ImportDraft {
	kind = $state<NoteKind>('problem');
	#table = $state.raw<Table | null>(null);
	#columns = $state.raw<Columns>({ text: 0, fn: null, cluster: null });
	#source = $state('');
	#problem = $state('');
	readonly #result = $derived(this.#table ? toImportRows(this.#table, this.#columns) : EMPTY);

	get table(): Table | null {
		return this.#table;
	}
	get columns(): Columns {
		return this.#columns;
	}
	/** Where the rows come from, in a few words. */
	get source(): string {
		return this.#source;
	}
	/** Why a file cannot be read, as a sentence, or ''. */
	get problem(): string {
		return this.#problem;
	}
	get result(): ImportRows {
		return this.#result;
	}

	choose(column: keyof Columns, index: number | null) {
		if (column !== 'text') this.#columns = { ...this.#columns, [column]: index };
		else if (index !== null) this.#columns = { ...this.#columns, text: index };
	}
	async readFile(file: File) {
		this.#problem = '';
		if (file.size > LIMITS.importBytes) {
			this.#refuse('This file is too large. Five megabytes are the most that one import takes.');
			return;
		}
		const { text, encoding } = decodeText(new Uint8Array(await file.arrayBuffer()));
		if (text.includes('\u0000'))
			this.#refuse('This is no text. Save the table as CSV and choose that file.');
		else this.#take(parseTable(text), `${file.name}, ${encoding}`);
	}
	/** Pasted lines are one note each; pasted cells of a spreadsheet are a table. */
	readPasted(text: string) {
		this.#problem = '';
		if (text.trim() === '') {
			this.clear();
			return;
		}
		const table = parseTable(text);
		if (table.delimiter === '\t') {
			this.#take(table, 'pasted table');
			return;
		}
		const lines = pastedLines(text);
		this.#take(
			{
				header: ['Text'],
				rows: lines.map((line) => [line]),
				delimiter: '',
				lines: lines.map((_, index) => index + 1)
			},
			'pasted lines'
		);
	}
	clear() {
		this.#table = null;
		this.#source = '';
	}
	/** What is sent; null while there is nothing to send. `id` makes sending twice harmless. */
	request(id: string): ImportRequest | null {
		const { rows } = this.#result;
		return rows.length === 0 ? null : { id, kind: this.kind, rows: [...rows] };
	}

	#take(table: Table, source: string) {
		if (table.rows.length === 0) {
			this.#refuse('There are no rows in it.');
			return;
		}
		this.#table = table;
		this.#columns = guessColumns(table);
		this.#source = source;
	}
	#refuse(problem: string) {
		this.clear();
		this.#problem = problem;
	}
}
