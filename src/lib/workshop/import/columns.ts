/** Which column of a table is what. */
import { folded, isVisible } from '../clean-text.ts';
import { nameRank, isColumnName, type Role } from './column-names.ts';
import type { Table } from './table.ts';

export interface Columns {
	text: number;
	fn: number | null;
	cluster: number | null;
}

/**
 * Which column is what, by its name. The function is else the column that holds names of functions, `fns` being those
 * of the board, and the text the one with the longest cells that are words.
 */
export function guessColumns(table: Table, fns: readonly string[] = []): Columns {
	const fn = named(table, 'fn') ?? holding(table, fns);
	const cluster = named(table, 'cluster');
	return { text: named(table, 'text') ?? wordiest(table, [fn, cluster]), fn, cluster };
}
/** Whether each column reads as a list of its own, as on a board with a column for each topic. */
export function looksLikeBoard(table: Table): boolean {
	const { header, hasHeader, rows } = table;
	if (!hasHeader || header.length < 2 || header.some(isColumnName)) return false;
	const columns = header.map((_, index) => cellsOf(rows, index));
	if (header.includes('') || columns.some((cells) => isPlain(cells) || repeats(cells)))
		return false;
	const lengths = columns.map(meanLength);
	return Math.min(...lengths) >= Math.max(...lengths) * ALIKE;
}
/** Notes of one column are about as long as those of another; names and topics beside them are much shorter. */
const ALIKE = 0.4;
const meanLength = (cells: readonly string[]) => {
	const filled = cells.filter(isVisible);
	return filled.join('').length / Math.max(1, filled.length);
};
/** A name or a topic stands in several rows, a note in one. */
function repeats(cells: readonly string[]): boolean {
	const filled = cells.filter(isVisible).map(folded);
	return new Set(filled).size < filled.length;
}
/** The first column nearly all of whose cells are names of functions. */
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

function named(table: Table, role: Role): number | null {
	if (!table.hasHeader) return null;
	const ranks = table.header.map((name) => nameRank(name, role));
	const best = Math.min(...ranks);
	return best === Infinity ? null : ranks.indexOf(best);
}
const SAMPLE_ROWS = 100;
const cellsOf = (rows: Table['rows'], index: number) =>
	rows.slice(0, SAMPLE_ROWS).map((row) => row[index] ?? '');
/** Numbers, addresses, dates and ids are no words that somebody wrote. */
const NO_WORDS =
	/^(?:[\s\d.,:/+%€$-]*|https?:\S*|\d{4}-\d\d-\d\d.*|(?:mon|tue|wed|thu|fri|sat|sun)\w* \w+ \d.*|[\da-f-]{16,}|\S+@\S+|true|false)$/i;
function isPlain(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	return (
		filled.filter((cell) => NO_WORDS.test(cell.trim())).length * 2 >= Math.max(1, filled.length)
	);
}
function wordiest({ header, rows }: Table, others: readonly (number | null)[]): number {
	const lengths = header.map((_, index) => {
		const cells = cellsOf(rows, index);
		if (others.includes(index) || isPlain(cells)) return -1;
		return cells.reduce((sum, cell) => sum + cell.length, 0);
	});
	return Math.max(0, lengths.indexOf(Math.max(...lengths)));
}
