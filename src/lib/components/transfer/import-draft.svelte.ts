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

/** What becomes of a function that the board does not know: a new one, none, or the id of one that it has. */
export type FnChoice = { as: 'new' } | { as: 'none' } | { as: 'known'; id: string };

/** What becomes of notes whose cluster has a name that is too long. */
export type LongClusters = NonNullable<Taking['longClusters']>;

/** Keeps how far an import came while the dialog is closed, '' for nothing. */
export interface Progress {
	words: string;
}

/** An import before it is sent: where the rows come from, and which column is what. */
export class ImportDraft {
	kind = $state<NoteKind>('problem');
	/** Text of the file or of the field; null before there is one. */
	#text = $state.raw<string | null>(null);
	/** Cells of the sheet of a workbook that is read. */
	#cells = $state.raw<{ rows: string[][]; carried: string[][] } | null>(null);
	#sheets = $state.raw<readonly string[]>([]);
	#sheet = $state(0);
	#reading = $state(false);
	/** Grows with each source: what was read of an earlier one comes too late. */
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
	/** Folded texts of the notes on the wall when the source was read. */
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
	/** Rows that were imported before, where these begin with the same: the next import goes on behind them. */
	readonly #done = $derived.by(() => {
		const done = parseInt(this.#progress.words, 10) || 0;
		const { rows } = this.#offered;
		return done < rows.length && this.#progress.words === progressOf(rows.slice(0, done))
			? done
			: 0;
	});
	readonly #rows = $derived(this.#offered.rows.slice(this.#done, this.#done + LIMITS.importRows));
	readonly #unknown = $derived(unknownFunctions(this.#rows, (name) => this.#isKnown(name)));

	/** `fns` are the functions of the board, `textsOnWall` those of its notes; they are read once for each source. */
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
	/** What a column is called, by its place. */
	columnName(at: number): string {
		return this.#table?.header[at] || this.#messages.transfer.columns.nth(at + 1);
	}
	/** The name of the file that the rows come from, or ''. */
	get source(): string {
		return this.#source;
	}
	/** Whether the rows are those of the field. */
	get isPasted(): boolean {
		return this.#isPasted;
	}
	/** How the letters of the file are read; null for what was pasted. */
	get encoding(): TextEncoding | null {
		return this.#encoding;
	}
	/** The sheets of a workbook; empty for every other source. */
	get sheets(): readonly string[] {
		return this.#sheets;
	}
	/** Which of them is read. */
	get sheet(): number {
		return this.#sheet;
	}
	/** Whether a workbook is being read. */
	get reading(): boolean {
		return this.#reading;
	}
	/** Whether each column is a cluster with its cells as notes. */
	get isBoard(): boolean {
		return this.#isBoard;
	}
	/** Why a file cannot be read, as a sentence, or ''. */
	get problem(): string {
		if (this.#problem) return this.#problem(this.#messages);
		if (this.#table === null || this.#table.rows.length > 0) return '';
		const { unread } = this.#messages.transfer;
		return this.#cells ? unread.emptySheet : unread.empty;
	}
	/** The rows that the next import takes. */
	get rows(): readonly ImportRow[] {
		return this.#rows;
	}
	get skipped() {
		return this.#result.skipped;
	}
	/** Whether something that people wrote is left out. */
	get leavesWords(): boolean {
		return this.#result.skipped.some(({ words }) => words !== '');
	}
	/** Names of the columns that hold something of which no note is made. */
	get unused(): readonly string[] {
		return this.#unused;
	}
	/** How many texts are too long for one note: they are left out unless somebody has them split. */
	get long(): number {
		return this.#result.long;
	}
	get splitsLong(): boolean {
		return this.#splitsLong;
	}
	/** How many notes name a cluster at too great length: they are left out unless somebody chooses. */
	get longClusters(): number {
		return this.#result.longClusters;
	}
	get longClusterChoice(): LongClusters {
		return this.#longClusters;
	}
	/** How many rows were archived where they come from: they are left out unless somebody takes them. */
	get archived(): number {
		return this.#result.archived;
	}
	get takesArchived(): boolean {
		return this.#takesArchived;
	}
	/** How many rows say what a note on the wall says: they are left out unless somebody takes them. */
	get onWall(): number {
		return this.#offered.onWall;
	}
	get takesKnown(): boolean {
		return this.#takesKnown;
	}
	/** How many of the first rows were imported before, and are not imported again. */
	get done(): number {
		return this.#done;
	}
	/** How many rows stay for the import after this one. */
	get later(): number {
		return Math.max(0, this.#offered.rows.length - this.#done - LIMITS.importRows);
	}
	/** Functions in the rows that the board does not know. */
	get unknown(): readonly string[] {
		return this.#unknown;
	}
	/** Of the unknown functions, those for which nothing is chosen yet. */
	get unanswered(): string[] {
		return this.#unknown.filter((name) => !this.#fnChoices.has(name));
	}
	/** Whether nothing has to be answered before the import. */
	get isReady(): boolean {
		return !this.#reading && this.#rows.length > 0 && this.unanswered.length === 0;
	}

	choose(column: keyof Columns, index: number | null) {
		if (column !== 'text') this.#chosenColumns = { ...this.#columns, [column]: index };
		else if (index !== null) this.#chosenColumns = { ...this.#columns, text: index };
	}
	/** Reads the same text in another way; which column is what is proposed anew. */
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
		// What is no text may be one with other letters; what is something else stays that.
		if (this.#problem && this.#problem !== NO_TEXT) this.#encoding = null;
	}
	/** Reads another sheet of the same workbook, by its place among `sheets`; null is the one that is proposed. */
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
	/** Pasted lines are one note each; pasted cells of a spreadsheet are a table. */
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
	/** Forgets what was read and chosen of the source. */
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
	/** Goes on to the rows behind those that were imported, also when the dialog is opened anew. */
	goOn() {
		this.#progress.words = progressOf(this.#offered.rows.slice(0, this.#done + this.#rows.length));
	}
	/** Takes all rows from the first one on. */
	beginAgain() {
		this.#progress.words = '';
	}
	/** The functions that are to be made before the import. */
	newFunctions(): string[] {
		const names = this.#unknown
			.filter((name) => this.#fnChoices.get(name)?.as === 'new')
			.map(newFnName);
		return [...new Set(names)].filter((name) => !this.#isKnown(name));
	}
	/** What is sent; null while there is nothing to send. `id` makes sending twice harmless. */
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

/** The name that a function gets when it is made for rows which name it at any length. */
export const newFnName = (name: string): string =>
	name.length <= LIMITS.fnNameChars ? name : `${cleanWithin(name, LIMITS.fnNameChars - 1)}…`;

/** How many rows these are, and a number that tells them from other rows. */
function progressOf(rows: readonly ImportRow[]): string {
	const text = JSON.stringify(rows);
	let hash = 0;
	for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
	return `${rows.length} ${hash}`;
}
