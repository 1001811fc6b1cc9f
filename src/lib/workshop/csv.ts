/** Tables in and out: bytes to text, text to rows, rows to notes, and cells no spreadsheet runs. */
import Papa from 'papaparse';
import { LIMITS } from './limits.ts';
import { count } from './text.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Text of a file: by its byte order mark, else UTF-8 where it is valid, else Windows-1252. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
	const encoding = markedEncoding(bytes);
	if (encoding) return { text: new TextDecoder(encoding).decode(bytes), encoding };
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
	} catch {
		return { text: fromWindows1252(bytes), encoding: 'windows-1252' };
	}
}
/** What Windows-1252 has at 0x80 to 0x9f; all else is as in Latin-1. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
/** By hand, because some releases of Node 20 and 22 take Windows-1252 for Latin-1. */
function fromWindows1252(bytes: Uint8Array): string {
	const chars = Array.from(bytes, (byte) => WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte));
	return chars.join('');
}
function markedEncoding([first, second, third]: Uint8Array): TextEncoding | null {
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	return null;
}

export interface Table {
	header: string[];
	/** As many cells as the header has. Empty lines are left out. */
	rows: string[][];
	/** ';' ',' or a tab; '' for a list of lines. */
	delimiter: string;
	/** The line of the file on which each row begins, counted from 1. */
	lines: number[];
}
export interface Columns {
	text: number;
	fn: number | null;
	cluster: number | null;
}

/** Takes part in no text, so a list parsed with it keeps its commas but loses its quotes. */
const NO_DELIMITER = '\u001f';
const DELIMITERS = [';', ',', '\t'];
const SAMPLE_ROWS = 100;
/** Part of the rows that must have as many cells as the first one for it to be a table. */
const REGULAR = 0.8;

/**
 * A table from text in CSV, its semicolon and tab variants, or one entry per line. The first row is
 * the header, unless the text is a list that begins with an entry; that gets the header "Text".
 */
export function parseTable(text: string): Table {
	const body = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const delimiter = delimiterOf(body);
	const records = recordsOf(body, delimiter === '' ? NO_DELIMITER : delimiter);
	const named = delimiter !== '' || COLUMN_NAMES.text.test(records[0]?.cells[0]?.trim() ?? '');
	const header = named ? (records[0]?.cells ?? []).map((name) => name.trim()) : ['Text'];
	const content = records.slice(named ? 1 : 0);
	return {
		header,
		rows: content.map(({ cells }) => header.map((_, index) => cells[index] ?? '')),
		delimiter,
		lines: content.map(({ line }) => line)
	};
}
function recordsOf(text: string, delimiter: string, preview = 0) {
	const { data } = Papa.parse<string[]>(text, { delimiter, preview, newline: '\n' });
	let next = 1;
	const records = data.map((cells) => {
		const line = next;
		next += 1 + total(cells.map((cell) => cell.split('\n').length - 1));
		return { cells, line };
	});
	return records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}
/** The delimiter that gives most rows the same number of cells, more than one; the widest wins. */
function delimiterOf(text: string): string {
	let best = { delimiter: '', width: 1 };
	for (const delimiter of DELIMITERS) {
		const rows = recordsOf(text, delimiter, SAMPLE_ROWS);
		const width = rows[0]?.cells.length ?? 0;
		const regular = rows.filter(({ cells }) => cells.length === width).length;
		if (width > best.width && regular >= rows.length * REGULAR) best = { delimiter, width };
	}
	return best.delimiter;
}

const COLUMN_NAMES = {
	text: /^(text|notes?|problems?|words|summary|description|comments?|messages?|feedback|subject|issues?|complaints?|verbatim)$/i,
	fn: /^(fn|functions?|departments?|teams?|roles?|area|unit)$/i,
	cluster: /^(clusters?|topics?|themes?|categor(y|ies)|groups?|labels?|tags?)$/i
};

/** Which column is what, by its name; the text is else the column with the longest cells. */
export function guessColumns(table: Table): Columns {
	const named = (pattern: RegExp) => {
		const index = table.header.findIndex((name) => pattern.test(name));
		return index < 0 ? null : index;
	};
	const fn = named(COLUMN_NAMES.fn);
	const cluster = named(COLUMN_NAMES.cluster);
	return { text: named(COLUMN_NAMES.text) ?? longestColumn(table, [fn, cluster]), fn, cluster };
}
function longestColumn(table: Table, others: readonly (number | null)[]): number {
	const sample = table.rows.slice(0, SAMPLE_ROWS);
	const lengths = table.header.map((_, index) =>
		others.includes(index) ? -1 : total(sample.map((row) => row[index]?.length ?? 0))
	);
	return Math.max(0, lengths.indexOf(Math.max(...lengths)));
}

export interface ImportRows {
	rows: { text: string; fn: string; cluster: string }[];
	/** What is left out, by the line of the file, with a sentence that says why. */
	skipped: { line: number; reason: string }[];
}

/** The rows to import. Nothing is cut silently: what does not fit is skipped with its reason. */
export function toImportRows(table: Table, columns: Columns): ImportRows {
	const result: ImportRows = { rows: [], skipped: [] };
	table.rows.forEach((cells, index) => {
		const at = (column: number | null) => (column === null ? '' : (cells[column] ?? '').trim());
		const row = { text: at(columns.text), fn: at(columns.fn), cluster: at(columns.cluster) };
		const reason = skipReason(row, result.rows.length);
		if (reason === null) result.rows.push(row);
		else result.skipped.push({ line: table.lines[index] ?? index + 1, reason });
	});
	return result;
}
function skipReason(row: ImportRows['rows'][number], taken: number): string | null {
	if (row.text === '') return 'It has no text.';
	const over = row.text.length - LIMITS.noteChars;
	if (over > 0)
		return `Its text is ${count(over, 'character', 'characters')} longer than a note may be (${LIMITS.noteChars}).`;
	if (row.cluster.length > LIMITS.clusterTitleChars)
		return `The name of its cluster is longer than ${LIMITS.clusterTitleChars} characters.`;
	if (row.fn.length > MAX_FN_CELL_CHARS) return 'The name of its function is too long.';
	if (taken >= LIMITS.importRows) return `One import takes ${LIMITS.importRows} notes at most.`;
	return null;
}
const MAX_FN_CELL_CHARS = 200;

/**
 * A cell that no spreadsheet runs as a formula: what begins like one, also behind spaces or quotes,
 * gets an apostrophe in front. Plain numbers such as -5 stay. Doing it twice changes nothing.
 * Source: OWASP, "CSV Injection".
 */
export function harmless(cell: string): string {
	if (/^[+-]?\d+([.,]\d+)?\s?%?$/.test(cell)) return cell;
	return /^[\t\r]|^[\s\p{C}"]*[=+\-@＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
}

/** A CSV file (RFC 4180, CRLF) with a byte order mark, so that Excel reads its umlauts too. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	return '\ufeff' + rows.map((row) => row.map(quoted).join(',') + '\r\n').join('');
}
/** Semicolons and tabs are quoted too: some spreadsheets would begin a new cell after them. */
function quoted(cell: string): string {
	const safe = harmless(cell);
	return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The entries of a pasted list: one per line, without list marks, empty lines left out. */
export function pastedLines(text: string): string[] {
	return text
		.split(/\r\n|[\r\n\u2028]/)
		.map((line) => line.replace(/^\s*([-*•–·]|\d{1,3}[.)])\s+/, '').trim())
		.filter((line) => line !== '');
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);
