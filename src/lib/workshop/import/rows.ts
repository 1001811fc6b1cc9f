/** Rows of a table as notes. Nothing is cut or left out silently: what does not fit is named with its reason. */
import { cleanLine, cleanText, isVisible } from '../clean-text.ts';
import { unharmed } from '../files/csv.ts';
import { LIMITS } from '../limits.ts';
import { count } from '../text.ts';
import { archivedIn } from './archived.ts';
import type { Columns } from './columns.ts';
import type { Table } from './table.ts';

export interface ImportRow {
	text: string;
	/** The name of its function, or ''. */
	fn: string;
	/** The title of its cluster, or ''. */
	cluster: string;
}
export interface ImportRows {
	rows: ImportRow[];
	/** What is left out, by the line of the file, with a sentence that says why. */
	skipped: { line: number; reason: string }[];
	/** How many rows with a text were archived where they come from, be they taken or left out. */
	archived: number;
}
/** How the cells become notes: by roles of columns, or each column is a cluster with its cells as notes. */
export type Layout = Columns | 'each column is a cluster';
/** What becomes of rows that were archived where they come from. */
export type Archived = 'left out' | 'taken';

/** All notes of a table. One import takes `LIMITS.importRows` of them; the rest can follow. */
export function toImportRows(
	table: Table,
	layout: Layout,
	archived: Archived = 'left out'
): ImportRows {
	const result: ImportRows = { rows: [], skipped: [], archived: 0 };
	const isArchived = archivedIn(table);
	if (table.preamble > 0)
		result.skipped.push({
			line: 1,
			reason: `${count(table.preamble, 'row stands', 'rows stand')} before the table.`
		});
	table.rows.forEach((cells, index) => {
		const line = table.lines[index] ?? index + 1;
		const isOld = isArchived(cells);
		for (const row of notesOf(cells, table, layout)) {
			const problem = skipReason(row);
			if (isOld && problem === null) result.archived += 1;
			const reason = problem ?? (isOld && archived === 'left out' ? 'It is archived.' : null);
			if (reason === null) result.rows.push(row);
			else result.skipped.push({ line, reason });
		}
	});
	return result;
}
/** The names of functions that rows have and `known` has not, in their order. Compare them by `folded`. */
export function unknownFunctions(
	rows: readonly ImportRow[],
	isKnown: (name: string) => boolean
): string[] {
	return [...new Set(rows.map(({ fn }) => fn))].filter((name) => name !== '' && !isKnown(name));
}

function notesOf(cells: readonly string[], { header }: Table, layout: Layout): ImportRow[] {
	if (layout !== 'each column is a cluster') {
		const at = (column: number | null) => (column === null ? '' : unharmed(cells[column] ?? ''));
		const [fn, cluster] = [at(layout.fn), at(layout.cluster)].map(nameOf);
		return [{ text: cleanText(at(layout.text)), fn: fn ?? '', cluster: cluster ?? '' }];
	}
	return header.flatMap((name, index) => {
		const text = cleanText(unharmed(cells[index] ?? ''));
		return isVisible(text) ? [{ text, fn: '', cluster: nameOf(name) }] : [];
	});
}
const nameOf = (cell: string) => (isVisible(cell) ? cleanLine(cell) : '');

function skipReason(row: ImportRow): string | null {
	if (!isVisible(row.text)) return 'It has no text.';
	const over = row.text.length - LIMITS.noteChars;
	if (over > 0)
		return `Its text is ${count(over, 'character', 'characters')} longer than a note may be (${LIMITS.noteChars}).`;
	if (row.cluster.length > LIMITS.clusterTitleChars)
		return `The name of its cluster is longer than ${LIMITS.clusterTitleChars} characters.`;
	if (row.fn.length > MAX_FN_CELL_CHARS) return 'The name of its function is too long.';
	return null;
}
const MAX_FN_CELL_CHARS = 200;
