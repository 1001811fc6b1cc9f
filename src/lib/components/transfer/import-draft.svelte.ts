import type { Messages, Sentence } from '$lib/i18n/messages.ts';
import { isWorkbook, NO_TEXT, noTable } from '$lib/workshop/import/no-table.ts';
import { cleanWithin, folded } from '$lib/workshop/clean-text.ts';
import type { ImportRequest } from '$lib/workshop/commands.ts';
import {
	guessColumns,
	looksLikeBoard,
	unusedColumns,
	type Columns,
	type Layout
} from '$lib/workshop/import/columns.ts';
import { decodeText, likelyEncoding, type TextEncoding } from '$lib/workshop/import/encoding.ts';
import {
	toImportRows,
	unknownFunctions,
	type ImportRow,
	type Taking
} from '$lib/workshop/import/rows.ts';
import { readTable, tableOfCells, type TableChoices } from '$lib/workshop/import/table.ts';
import { UNREAD_WORKBOOK } from '$lib/workshop/files/read-workbook.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import type { Fn, NoteKind } from '$lib/workshop/types.ts';
import { readBeside } from './read-beside.ts';

/** The choice for a function that the board does not have: a new one, none, or the id of one that it has. */
export type FnChoice = { as: 'new' } | { as: 'none' } | { as: 'known'; id: string };

/** The choice for notes whose cluster has a name that is too long. */
export type LongClusters = NonNullable<Taking['longClusters']>;

/** Stores how far an import got while the dialog is closed; '' means no progress. */
export interface Progress {
	words: string;
}

/** An import before it is sent: its source, and the meaning of each column. */
export class ImportDraft {
	kind = $state<NoteKind>('problem');
	/** Text of the file or of the field; null before there is one. */
	#text = $state.raw<string | null>(null);
	/** Cells of the selected sheet of a workbook. */
	#cells = $state.raw<{ rows: string[][]; carried: string[][] } | null>(null);
	#sheets = $state.raw<readonly string[]>([]);
	#sheet = $state(0);
	#reading = $state(false);
	/** Increases with each source, so that a late result for an earlier source is ignored. */
	#turn = 0;
	#source = $state('');
	#isPasted = $state(false);
	#problem = $state.raw<Sentence | null>(null);
	#bytes: Uint8Array | null = null;
	#encoding = $state<TextEncoding | null>(null);
	#choices = $state.raw<TableChoices>({});
	#chosenColumns = $state.raw<Columns | null>(null);
	#chosenBoard = $state<boolean | null>(null);
	#takesArchived = $state(false);
	#splitsLong = $state(false);
	#longClusters = $state<LongClusters>('left out');
	/** Folded texts of the notes that were on the wall when the source was parsed. */
	#known = $state.raw<ReadonlySet<string>>(new Set());
	#takesKnown = $state(false);
	#fnChoices = $state.raw<ReadonlyMap<string, FnChoice>>(new Map());
	readonly #messages: Messages;
	readonly #progress: Progress;
	readonly #fns: () => readonly Fn[];
	readonly #textsOnWall: () => readonly string[];

	readonly #table = $derived.by(() => {
		if (this.#cells) return tableOfCells(this.#cells.rows, this.#choices, this.#cells.carried);
		return this.#text === null ? null : readTable(this.#text, this.#choices);
	});
	readonly #columns = $derived.by(() => {
		if (this.#chosenColumns) return this.#chosenColumns;
		const names = this.#fns().map(({ name }) => name);
		return this.#table ? guessColumns(this.#table, names) : { text: 0, fn: null, cluster: null };
	});
	readonly #isBoard = $derived(
		this.#table !== null && (this.#chosenBoard ?? looksLikeBoard(this.#table))
	);
	readonly #layout = $derived<Layout>(this.#isBoard ? 'each column is a cluster' : this.#columns);
	readonly #unused = $derived(
		this.#table ? unusedColumns(this.#table, this.#layout).map((at) => this.columnName(at)) : []
	);
	readonly #result = $derived.by(() => {
		if (!this.#table) return { rows: [], skipped: [], long: 0, longClusters: 0, archived: 0 };
		return toImportRows(this.#table, this.#layout, {
			archived: this.#takesArchived ? 'taken' : 'left out',
			long: this.#splitsLong ? 'split' : 'left out',
			longClusters: this.#longClusters
		});
	});
	readonly #offered = $derived.by(() => {
		const { rows } = this.#result;
		if (this.#known.size === 0) return { rows, onWall: 0 };
		const fresh = rows.filter(({ text }) => !this.#known.has(folded(text)));
		return { rows: this.#takesKnown ? rows : fresh, onWall: rows.length - fresh.length };
	});
	/**
	 * Number of first rows that were imported before, if the source starts with the same rows: the next import continues
	 * after them.
	 */
	readonly #done = $derived.by(() => {
		const done = parseInt(this.#progress.words, 10) || 0;
		const { rows } = this.#offered;
		return done < rows.length && this.#progress.words === progressOf(rows.slice(0, done))
			? done
			: 0;
	});
	readonly #rows = $derived(this.#offered.rows.slice(this.#done, this.#done + LIMITS.importRows));
	readonly #unknown = $derived(unknownFunctions(this.#rows, (name) => this.#isKnown(name)));

	/** `fns` gives the functions of the board, `textsOnWall` the texts of its notes; they are read once per source. */
	constructor(
		messages: Messages,
		fns: () => readonly Fn[],
		progress: Progress,
		textsOnWall: () => readonly string[] = () => []
	) {
		this.#messages = messages;
		this.#fns = fns;
		this.#textsOnWall = textsOnWall;
		this.#progress = progress;
	}

	get table() {
		return this.#table;
	}
	get columns(): Columns {
		return this.#columns;
	}
	/** The name of the column at an index. */
	columnName(at: number): string {
		return this.#table?.header[at] || this.#messages.transfer.columns.nth(at + 1);
	}
	/** The name of the source file, or ''. */
	get source(): string {
		return this.#source;
	}
	/** Whether the rows come from the field. */
	get isPasted(): boolean {
		return this.#isPasted;
	}
	/** The encoding of the file; null for pasted text. */
	get encoding(): TextEncoding | null {
		return this.#encoding;
	}
	/** The sheets of a workbook; empty for every other source. */
	get sheets(): readonly string[] {
		return this.#sheets;
	}
	/** The index of the selected sheet. */
	get sheet(): number {
		return this.#sheet;
	}
	/** Whether a workbook is being parsed. */
	get reading(): boolean {
		return this.#reading;
	}
	/** Whether each column is a cluster and its cells are notes. */
	get isBoard(): boolean {
		return this.#isBoard;
	}
	/** Why a file cannot be parsed, as a sentence, or ''. */
	get problem(): string {
		if (this.#problem) return this.#problem(this.#messages);
		if (this.#table === null || this.#table.rows.length > 0) return '';
		const { unread } = this.#messages.transfer;
		return this.#cells ? unread.emptySheet : unread.empty;
	}
	/** The rows of the next import. */
	get rows(): readonly ImportRow[] {
		return this.#rows;
	}
	get skipped() {
		return this.#result.skipped;
	}
	/** Whether the import leaves out any of people's words. */
	get leavesWords(): boolean {
		return this.#result.skipped.some(({ words }) => words !== '');
	}
	/** Names of the columns that have content but make no notes. */
	get unused(): readonly string[] {
		return this.#unused;
	}
	/** Number of texts that are too long for one note: they are left out unless somebody has them split. */
	get long(): number {
		return this.#result.long;
	}
	get splitsLong(): boolean {
		return this.#splitsLong;
	}
	/** Number of notes whose cluster has a name that is too long: they are left out unless somebody chooses. */
	get longClusters(): number {
		return this.#result.longClusters;
	}
	get longClusterChoice(): LongClusters {
		return this.#longClusters;
	}
	/** Number of rows that were archived in their source: they are left out unless somebody includes them. */
	get archived(): number {
		return this.#result.archived;
	}
	get takesArchived(): boolean {
		return this.#takesArchived;
	}
	/** Number of rows that repeat a note on the wall: they are left out unless somebody includes them. */
	get onWall(): number {
		return this.#offered.onWall;
	}
	get takesKnown(): boolean {
		return this.#takesKnown;
	}
	/** Number of first rows that were imported before and are skipped. */
	get done(): number {
		return this.#done;
	}
	/** Number of rows left for later imports. */
	get later(): number {
		return Math.max(0, this.#offered.rows.length - this.#done - LIMITS.importRows);
	}
	/** Functions in the rows that the board does not have. */
	get unknown(): readonly string[] {
		return this.#unknown;
	}
	/** The unknown functions without a choice. */
	get unanswered(): string[] {
		return this.#unknown.filter((name) => !this.#fnChoices.has(name));
	}
	/** Whether every question before the import is answered. */
	get isReady(): boolean {
		return !this.#reading && this.#rows.length > 0 && this.unanswered.length === 0;
	}

	choose(column: keyof Columns, index: number | null) {
		if (column !== 'text') this.#chosenColumns = { ...this.#columns, [column]: index };
		else if (index !== null) this.#chosenColumns = { ...this.#columns, text: index };
	}
	/** Parses the same text in another way; the column meanings are proposed again. */
	readAs(choices: TableChoices) {
		this.#choices = { ...this.#choices, ...choices };
		this.#chosenColumns = null;
		this.#chosenBoard = null;
	}
	readAsBoard(isBoard: boolean) {
		this.#chosenBoard = isBoard;
	}
	splitLong(splits: boolean) {
		this.#splitsLong = splits;
	}
	takeLongClusters(choice: LongClusters) {
		this.#longClusters = choice;
	}
	takeKnown(takes: boolean) {
		this.#takesKnown = takes;
	}
	takeArchived(takes: boolean) {
		this.#takesArchived = takes;
	}
	readLettersAs(encoding: TextEncoding) {
		if (!this.#bytes) return;
		const text = decodeText(this.#bytes, encoding);
		this.#encoding = encoding;
		this.#problem = noTable(this.#bytes, text);
		this.#text = this.#problem ? null : text;
	}
	fnChoice(name: string): FnChoice | null {
		return this.#fnChoices.get(name) ?? null;
	}
	chooseFn(name: string, choice: FnChoice) {
		this.#fnChoices = new Map([...this.#fnChoices, [name, choice]]);
	}

	async readFile(file: File) {
		this.clear();
		if (file.size > LIMITS.importBytes) {
			this.#problem = ({ transfer }) => transfer.unread.large;
			return;
		}
		const turn = this.#turn;
		const bytes = new Uint8Array(await file.arrayBuffer());
		if (turn !== this.#turn) return;
		this.#source = file.name;
		if (isWorkbook(bytes)) {
			this.#bytes = bytes;
			await this.readSheet(null);
			return;
		}
		this.#bytes = bytes;
		this.readLettersAs(likelyEncoding(bytes));
		// A file without readable text may be text in another encoding; other problems stay.
		if (this.#problem && this.#problem !== NO_TEXT) this.#encoding = null;
	}
	/** Parses another sheet of the same workbook, by its index in `sheets`; null selects the proposed sheet. */
	async readSheet(sheet: number | null) {
		const bytes = this.#bytes;
		if (!bytes) return;
		const turn = ++this.#turn;
		this.#reading = true;
		const workbook = await readBeside({ bytes, sheet });
		if (turn !== this.#turn) return;
		this.#startAgain();
		this.#cells = workbook.ok ? workbook : null;
		this.#problem = workbook.ok ? null : UNREAD_WORKBOOK[workbook.reason];
		if (workbook.sheets.length > 0) this.#sheets = workbook.sheets;
		this.#sheet = workbook.sheets.length > 0 ? workbook.sheet : (sheet ?? 0);
	}
	/** Pasted lines are one note each; pasted spreadsheet cells are a table. */
	readPasted(text: string) {
		this.clear();
		if (text.trim() === '') return;
		this.#text = text;
		this.#isPasted = true;
	}
	clear() {
		this.#turn++;
		this.#text = null;
		this.#bytes = null;
		this.#encoding = null;
		this.#source = '';
		this.#isPasted = false;
		this.#sheets = [];
		this.#startAgain();
	}
	/** Forgets the results and choices for the source. */
	#startAgain() {
		this.#reading = false;
		this.#cells = null;
		this.#problem = null;
		this.#choices = {};
		this.#chosenColumns = null;
		this.#chosenBoard = null;
		this.#takesArchived = false;
		this.#splitsLong = false;
		this.#longClusters = 'left out';
		this.#takesKnown = false;
		this.#known = new Set(this.#textsOnWall().map(folded));
		this.#fnChoices = new Map();
	}
	/** Continues with the rows after the imported ones, also when the dialog is opened again. */
	goOn() {
		this.#progress.words = progressOf(this.#offered.rows.slice(0, this.#done + this.#rows.length));
	}
	/** Starts again with the first row. */
	beginAgain() {
		this.#progress.words = '';
	}
	/** The functions to create before the import. */
	newFunctions(): string[] {
		const names = this.#unknown
			.filter((name) => this.#fnChoices.get(name)?.as === 'new')
			.map(newFnName);
		return [...new Set(names)].filter((name) => !this.#isKnown(name));
	}
	/** The request to send; null while there is nothing to send. `id` makes sending twice harmless. */
	request(id: string): ImportRequest | null {
		if (this.#rows.length === 0) return null;
		const rows = this.#rows.map((row) => ({ ...row, fn: this.#fnNamed(row.fn) }));
		return { id, kind: this.kind, rows };
	}
	#isKnown(name: string): boolean {
		return this.#fns().some((fn) => folded(fn.name) === folded(name));
	}
	#fnNamed(name: string): string {
		const choice = this.#fnChoices.get(name);
		if (choice?.as === 'new') return newFnName(name);
		if (choice?.as === 'none') return '';
		if (choice?.as !== 'known') return name;
		return this.#fns().find(({ id }) => id === choice.id)?.name ?? '';
	}
}

/** The name of a new function, shortened if the rows use a longer name. */
export const newFnName = (name: string): string =>
	name.length <= LIMITS.fnNameChars ? name : `${cleanWithin(name, LIMITS.fnNameChars - 1)}…`;

/** The number of rows, and a number that distinguishes them from other rows. */
function progressOf(rows: readonly ImportRow[]): string {
	const text = JSON.stringify(rows);
	let hash = 0;
	for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
	return `${rows.length} ${hash}`;
}
