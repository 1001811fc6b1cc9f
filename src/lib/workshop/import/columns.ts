/** Decides what each column of a table is. */
import { folded, isVisible } from '../clean-text.ts';
import {
	areTopics,
	asksForFn,
	isColumnName,
	isCountName,
	nameRank,
	type Role
} from './column-names.ts';
import { isPlain } from './plain.ts';
import type { Table } from './table.ts';

export interface Columns {
	text: number;
	fn: number | null;
	cluster: number | null;
}
/** How cells become notes: each column has a use, or each column is a cluster with its cells as notes. */
export type Layout = Columns | 'each column is a cluster';

/**
 * Guesses the columns by their names. Without a matching name, the function is the column that holds names of functions
 * (`fns`: those of the board), and the text is the one with the longest cells that are words.
 */
export function guessColumns(table: Table, fns: readonly string[] = []): Columns {
	const fn = named(table, 'fn') ?? holding(table, fns) ?? asking(table);
	const cluster = named(table, 'cluster', fn);
	return { text: named(table, 'text') ?? wordiest(table, [fn, cluster]), fn, cluster };
}
/** The column with short answers to the question for a function. */
function asking({ header, hasHeader, rows }: Table): number | null {
	const found = header.findIndex((name, index) => {
		const filled = cellsOf(rows, index).filter(isVisible);
		const isShort = filled.every((cell) => cell.length <= LONGEST_FN && !isPlain(cell));
		return hasHeader && asksForFn(name) && filled.length > 0 && isShort;
	});
	return found < 0 ? null : found;
}
const LONGEST_FN = 40;
/** Whether each column looks like a list of its own, as on a board with a column for each topic. */
export function looksLikeBoard(table: Table): boolean {
	const { header, hasHeader, rows } = table;
	const lists = boardColumns(table);
	const names = lists.map((index) => header[index] ?? '');
	if (!hasHeader || lists.length < 2 || names.includes('') || header.some(isColumnName))
		return false;
	if (areTopics(names)) return true;
	const columns = lists.map((index) => cellsOf(rows, index));
	if (columns.some((cells) => areMostlyPlain(cells) || repeats(cells))) return false;
	const lengths = columns.map(meanLength);
	return Math.min(...lengths) >= Math.max(...lengths) * ALIKE;
}
/** The columns that become clusters if each column is one: all except columns of counts. */
export function boardColumns({ header, hasHeader, rows }: Table): number[] {
	const isCount = (index: number) =>
		hasHeader && isCountName(header[index] ?? '') && rows.every((row) => isPlain(row[index] ?? ''));
	return [...header.keys()].filter((index) => !isCount(index));
}
/**
 * The columns that hold the text of a note: the chosen one, and, if it is the top level of a tree, the columns of the
 * lower levels; each row fills one of them ("Title 1", "Title 2", "Title 3" of Azure DevOps).
 */
export function textColumns(header: readonly string[], text: number): number[] {
	const [, tree] = /^(.+) 1$/.exec(folded(header[text] ?? '')) ?? [];
	if (tree === undefined) return [text];
	const below = [...header.keys()].filter((index) => {
		const name = folded(header[index] ?? '');
		return (
			index !== text && name.startsWith(`${tree} `) && /^\d$/.test(name.slice(tree.length + 1))
		);
	});
	return [text, ...below];
}
/** Indexes of the columns with content that no note uses. */
export function unusedColumns(table: Table, layout: Layout): number[] {
	const used = new Set(
		layout === 'each column is a cluster'
			? boardColumns(table)
			: [...textColumns(table.header, layout.text), layout.fn, layout.cluster]
	);
	return [...table.header.keys()].filter(
		(index) => !used.has(index) && table.rows.some((row) => isVisible(row[index] ?? ''))
	);
}
/** Notes of different columns have similar lengths; names and topics beside them are much shorter. */
const ALIKE = 0.4;
const meanLength = (cells: readonly string[]) => {
	const filled = cells.filter(isVisible);
	return filled.join('').length / Math.max(1, filled.length);
};
/** A name or a topic is in several rows, a note in one. */
function repeats(cells: readonly string[]): boolean {
	const filled = cells.filter(isVisible).map(folded);
	return new Set(filled).size < filled.length;
}
/** The first column in which nearly all cells are names of functions. */
function holding({ header, rows }: Table, fns: readonly string[]): number | null {
	const known = new Set(fns.map(folded));
	const found = header.findIndex((_, index) => {
		const filled = cellsOf(rows, index).filter(isVisible);
		const names = filled.filter((cell) => known.has(folded(cell)));
		return filled.length > 0 && names.length >= filled.length * MOST;
	});
	return header.length < 2 || found < 0 ? null : found;
}
const MOST = 0.8;

/** The column whose name fits a use best, except the column `taken` for another use. */
function named(table: Table, role: Role, taken: number | null = null): number | null {
	if (!table.hasHeader) return null;
	const ranks = table.header.map((name, index) => {
		if (index === taken) return Infinity;
		return role === 'text' && !mayBeText(table, index) ? Infinity : nameRank(name, role);
	});
	const best = Math.min(...ranks);
	return best === Infinity ? null : ranks.indexOf(best);
}
const SAMPLE_ROWS = 100;
const cellsOf = (rows: Table['rows'], index: number) =>
	rows.slice(0, SAMPLE_ROWS).map((row) => row[index] ?? '');
function areMostlyPlain(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	return filled.filter(isPlain).length * 2 >= Math.max(1, filled.length);
}
/** Details in a few rows are not notes if the other rows have their text in another column. */
function mayBeText(table: Table, index: number): boolean {
	if (isAllPlain(cellsOf(table.rows, index))) return false;
	return isMostlyFilled(table, index) || !table.header.some((_, at) => isMostlyFilled(table, at));
}
/** Whether more than half of the rows have words in a column, or in the tree that begins with it. */
function isMostlyFilled({ header, rows }: Table, index: number): boolean {
	const columns = textColumns(header, index);
	const sample = rows.slice(0, SAMPLE_ROWS);
	const filled = sample.filter((row) => columns.some((at) => !isPlain(row[at] ?? '')));
	return filled.length * 2 > sample.length;
}
/** A "Note" column full of addresses or a "Title" column full of days holds no notes, whatever its name. */
function isAllPlain(cells: readonly string[]): boolean {
	const filled = cells.filter(isVisible);
	return filled.length > 0 && filled.every(isPlain);
}
function wordiest(table: Table, others: readonly (number | null)[]): number {
	const { header, rows } = table;
	const lengths = header.map((_, index) => {
		const cells = cellsOf(rows, index);
		if (others.includes(index) || areMostlyPlain(cells)) return -1;
		if (!mayBeText(table, index)) return 0;
		return cells.reduce((sum, cell) => sum + cell.length, 0);
	});
	return Math.max(0, lengths.indexOf(Math.max(...lengths)));
}
