/**
 * Reads tables and lists from text: the separator of cells, the first row of the table, and whether its columns have
 * names.
 */
import Papa from 'papaparse';
import { cleanLine, isVisible } from '../clean-text.ts';
import { LIMITS } from '../limits.ts';
import { areTopics, isColumnName } from './column-names.ts';
import { listEntries, tabsAreSigns, withoutEmphasis } from './list-signs.ts';
import { isPlain } from './plain.ts';

export type Delimiter = ';' | ',' | '\t' | '|';
export interface Table {
	kind: 'table' | 'list';
	/** Whether the first row names the columns. */
	hasHeader: boolean;
	/** Names of the columns; '' for a column without one. */
	header: string[];
	/** Rows with as many cells as the header. Empty lines are left out. */
	rows: string[][];
	/**
	 * The same rows, with the words of each merged cell repeated in all rows that it covers; absent if no cells are
	 * merged.
	 */
	carried?: string[][];
	/** The line of the file on which each row begins, counted from 1. */
	lines: number[];
	/** Lines before the table, which are not part of it. */
	preamble: { line: number; words: string }[];
}
/** A person's choices that replace the proposed ones. */
export interface TableChoices {
	kind?: Table['kind'];
	hasHeader?: boolean;
	/** The separator of cells. */
	delimiter?: Delimiter;
}
interface Row {
	/** The cells without empty ones at the end. */
	cells: string[];
	/** Whether the row contains a separator, even if only after the last cell. */
	isSplit: boolean;
	line: number;
	/** Whether a drawn line follows, as below the column names in Markdown. */
	isRuled?: boolean;
}

const DELIMITERS: readonly Delimiter[] = [';', ',', '\t', '|'];
/** The share of rows that need more than one cell for a text to be a table. */
const REGULAR = 0.8;
const MOST_PREAMBLE = 30;
/** The number of rows that are checked: as many as one import accepts. */
const JUDGED_ROWS = LIMITS.importRows;

/**
 * Reads a text as a table or a list, or as the given choices say. It accepts line ends and byte order marks of any
 * kind.
 */
export function readTable(text: string, choices: TableChoices = {}): Table {
	const body = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const [, named] = /^sep=([;,\t|])\n/i.exec(body) ?? [];
	const delimiter = (named as Delimiter | undefined) ?? choices.delimiter ?? delimiterOf(body);
	const kind = choices.kind ?? (delimiter === null ? 'list' : 'table');
	return kind === 'list'
		? asList(text, choices)
		: asTable(body, delimiter ?? likeliest(body), choices);
}

function asList(text: string, { hasHeader: chosen }: TableChoices): Table {
	const entries = listEntries(text);
	const hasHeader = chosen ?? isColumnName(entries[0] ?? '');
	return {
		kind: 'list',
		hasHeader,
		header: [hasHeader ? cleanLine(entries[0] ?? '') : 'Text'],
		rows: entries.slice(hasHeader ? 1 : 0).map((entry) => [entry]),
		lines: entries.slice(hasHeader ? 1 : 0).map((_, index) => index + (hasHeader ? 2 : 1)),
		preamble: []
	};
}

/** The table in a sheet of a workbook. Each row has all cells, empty ones too. `carried` as in `Table`. */
export function tableOfCells(
	sheet: readonly (readonly string[])[],
	choices: TableChoices,
	carried: readonly (readonly string[])[] = sheet
): Table {
	const rows = sheet.map((cells, index) => rowOf([...cells], index + 1));
	const table = tableOf(
		rows.filter(({ cells }) => cells.length > 0),
		choices
	);
	return { ...table, carried: table.lines.map((line) => [...(carried[line - 1] ?? [])]) };
}

function asTable(body: string, delimiter: Delimiter, choices: TableChoices): Table {
	const all = rowsOf(body, delimiter);
	return tableOf(
		all.filter(({ line, cells }) => line > 1 || !/^sep=$/i.test(cells[0] ?? '')),
		choices
	);
}
function tableOf(rows: readonly Row[], choices: TableChoices): Table {
	const start = startOf(rows);
	const [first, ...others] = rows.slice(start);
	const hasHeader =
		choices.hasHeader ??
		(first !== undefined && (first.isRuled === true || looksNamed(first, others)));
	const content = hasHeader ? others : rows.slice(start);
	const width = Math.max(1, ...rows.slice(start).map(({ cells }) => cells.length));
	const columns = Array.from({ length: width }, (_, index) => index);
	return {
		kind: 'table',
		hasHeader,
		header: columns.map((index) => (hasHeader ? cleanLine(first?.cells[index] ?? '') : '')),
		rows: content.map(({ cells }) => columns.map((index) => cells[index] ?? '')),
		lines: content.map(({ line }) => line),
		preamble: rows
			.slice(0, start)
			.map(({ line, cells }) => ({ line, words: cleanLine(cells.join(' ')) }))
	};
}

/** The rows of a text with visible content. */
function rowsOf(text: string, delimiter: Delimiter, preview = 0): Row[] {
	const { data } = Papa.parse<string[]>(text, { delimiter, preview, newline: '\n' });
	let next = 1;
	const rows = data.map((cells) => {
		const line = next;
		next += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
		return rowOf(cells, line);
	});
	const filled = rows.filter(({ cells }) => cells.length > 0);
	return delimiter === '|' && filled.some(isRule) ? drawn(filled) : filled;
}
/** "|---|:---:|" in Markdown, "+----+----+" from a database: a drawn line between rows. */
const RULED_LINE = /^(?=.*[|+])[ \t|:+-]*--[ \t|:+-]*$/;
const isRule = ({ cells }: Row) => RULED_LINE.test(`|${cells.join('|')}|`);
/** The rows of a table with drawn lines, without these lines and without Markdown marks in its cells. */
function drawn(all: readonly Row[]): Row[] {
	const rows = all.flatMap((row, at) => {
		const next = all[at + 1];
		return isRule(row) ? [] : [{ ...row, isRuled: next !== undefined && isRule(next) }];
	});
	const isFramed = rows.every(({ cells }) => cells.length < 2 || !isVisible(cells[0] ?? ''));
	return rows.map((row) => ({
		...row,
		cells: row.cells
			.slice(isFramed && row.cells.length > 1 ? 1 : 0)
			.map((cell) => withoutEmphasis(cell.replace(/<br ?\/?>/gi, '\n').trim()))
	}));
}
/** Whether a text contains a drawn line between rows of a table. */
export const hasRule = (text: string): boolean =>
	text.includes('|') && text.split('\n').some((line) => RULED_LINE.test(line));

/** A row without empty cells at its end: some spreadsheets write them and some leave them out. */
const rowOf = (cells: string[], line: number): Row => ({
	cells: cells.slice(0, cells.findLastIndex(isVisible) + 1),
	isSplit: cells.length > 1,
	line
});

/** The separator of the cells in the rows; null if there is none and the text is a list. */
export function delimiterOf(text: string): Delimiter | null {
	const delimiters = tabsAreSigns(text) ? DELIMITERS.filter((one) => one !== '\t') : DELIMITERS;
	const proposals = delimiters.map((delimiter) => {
		const rows = rowsOf(text, delimiter, JUDGED_ROWS);
		const table = rows.slice(startOf(rows));
		const names = namesIn(table[0]);
		const isTable = table.length > 0 && isSplit(table, names, text, delimiter);
		return { delimiter, isTable, fit: isTable ? fitOf(table) + (names > 0 ? 1 : 0) : -1 };
	});
	const best = proposals.reduce((a, b) => (b.fit > a.fit ? b : a));
	if (best.isTable) return best.delimiter;
	return isQuotedColumn(text) ? ',' : null;
}
/** The number of cells in a split row that are column names. */
const namesIn = (row: Row | undefined) =>
	row?.isSplit === true ? row.cells.filter(isColumnName).length : 0;
/** With known column names, fewer rows have to be split: spreadsheets leave out separators at the end of a row. */
function isSplit(table: readonly Row[], names: number, text: string, delimiter: Delimiter) {
	const split = table.filter(({ isSplit }) => isSplit).length;
	if (split >= table.length * REGULAR) return names > 0 || !isProse(text, delimiter);
	const [head = ''] = text.split('\n', table[0]?.line).slice(-1);
	const needed = names < 1 ? 1 : names < 2 ? HALF : 0;
	return split >= table.length * needed && !isProse(head, delimiter);
}
const HALF = 0.5;
/** Placeholder for a line end within a cell. */
const INSIDE = '\u0001';
/**
 * Whether the text is one column with a known name and with cells in quotation marks: either all cells, or only cells
 * that need them.
 */
function isQuotedColumn(text: string): boolean {
	const [head, ...cells] = rowsOf(text, ',', JUDGED_ROWS);
	if (head?.cells.length !== 1 || head.isSplit || !isColumnName(head.cells[0] ?? '')) return false;
	if (cells.some(({ isSplit }) => isSplit)) return false;
	const lines = text
		.replace(/"(?:[^"]|"")*"/g, (cell) => cell.replaceAll('\n', INSIDE))
		.split('\n');
	const filled = lines.map((line) => line.trim()).filter(isVisible);
	const quoted = filled.filter((line) => /^"(?:[^"]|"")*"$/.test(line));
	const isNeeded = (line: string) => /[,;\t|\u0001]|""/.test(line.slice(1, -1));
	return quoted.some(isNeeded) && (quoted.length === filled.length || quoted.every(isNeeded));
}
/**
 * The likeliest separator if somebody says that the text is a table: the one in most lines, and above all in the first.
 */
function likeliest(text: string): Delimiter {
	const outside = text.replace(/"(?:[^"]|"")*"/g, '');
	const lines = outside.split('\n').filter(isVisible).slice(0, JUDGED_ROWS);
	const fits = DELIMITERS.map((delimiter) => {
		const within = lines.filter((line) => line.includes(delimiter)).length;
		const isProper = !isProse(outside, delimiter);
		const fit = within === 0 ? 0 : within + (lines[0]?.includes(delimiter) ? lines.length : 0);
		return { delimiter, fit: isProper ? 2 * fit : fit };
	});
	const best = fits.reduce((a, b) => (b.fit > a.fit ? b : a));
	return best.fit > 0 ? best.delimiter : ',';
}
/** How regular a table is: the share of rows with the most common width, plus a little for a greater width. */
function fitOf(rows: readonly Row[]): number {
	const width = commonWidth(rows);
	const regular = rows.filter(({ cells }) => cells.length === width).length;
	return regular / rows.length + Math.min(width, 50) / 100;
}
function commonWidth(rows: readonly Row[]): number {
	const counts = new Map<number, number>();
	for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
	const [width = 0] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
	return width;
}
/**
 * Whether the text is prose, such as "Orders come late, and nobody tells us": in sentences, a space follows nearly each
 * comma.
 */
function isProse(text: string, delimiter: Delimiter): boolean {
	if (delimiter === '\t' || delimiter === '|') return false;
	const outside = text.replace(/"(?:[^"]|"")*"/g, '');
	const marks = outside.split(delimiter).length - 1;
	const spaced = outside.split(`${delimiter} `).length - 1;
	return marks > 0 && spaced >= marks * REGULAR;
}

/** The first row of the table: the row of names, if a block of narrower lines is before it. */
function startOf(rows: readonly Row[]): number {
	const ruled = rows.findIndex(({ isRuled }) => isRuled);
	if (ruled >= 0) return ruled;
	const named = rows.slice(0, MOST_PREAMBLE).findIndex((row, index) => {
		if (row.cells.length < 2 || namesIn(row) === 0) return false;
		const common = commonWidth(rows.slice(index + 1));
		// A single known name may be a topic in the middle of a table; several are a header, even if the rows have
		// different widths.
		const width = namesIn(row) > 1 ? row.cells.length : Math.min(common, row.cells.length);
		return (
			row.cells.length >= common && rows.slice(0, index).every(({ cells }) => cells.length < width)
		);
	});
	return Math.max(0, named);
}

/** Whether a row looks like the names of the columns below it. */
function looksNamed({ cells }: Row, others: readonly Row[]): boolean {
	if (cells.some(isColumnName) || areTopics(cells)) return true;
	const below = (index: number) =>
		others.map((row) => row.cells[index] ?? '').filter((cell) => cell !== '');
	const isAgain = cells.some((cell, index) => cell !== '' && below(index).includes(cell));
	if (isAgain || cells.some((cell) => cell !== '' && isPlain(cell)) || others.length === 0)
		return false;
	return cells.some((cell, index) => {
		const values = below(index);
		const plain = values.filter((value) => isPlain(value)).length;
		const long = values.filter((value) => value.length >= 3 * cell.length).length;
		return values.length > 0 && Math.max(plain, long) >= values.length * REGULAR;
	});
}
