/**
 * Turns the rows of a table into notes. Nothing is cut or left out silently: everything that does not fit is listed
 * with its reason.
 */
import type { Sentence } from '../../i18n/messages.ts';
import { cleanLine, cleanText, cleanWithin, isVisible } from '../clean-text.ts';
import { unharmed } from '../files/csv.ts';
import { LIMITS } from '../limits.ts';
import { archivedIn } from './archived.ts';
import { boardColumns, textColumns, type Layout } from './columns.ts';
import { splitText } from './split-text.ts';
import type { Table } from './table.ts';

export interface ImportRow {
	text: string;
	/** The name of the note's function, or ''. */
	fn: string;
	/** The title of the note's cluster, or ''. */
	cluster: string;
}
export interface ImportRows {
	rows: ImportRow[];
	/** Skipped rows, by line of the file: the words in one line, and the reason. */
	skipped: { line: number; words: string; reason: Sentence }[];
	/** Number of texts longer than a note may be, whether split or skipped. */
	long: number;
	/** Number of notes whose cluster name is longer than allowed, whatever happens to them. */
	longClusters: number;
	/** Number of rows with a text that were archived in the other tool, whether imported or skipped. */
	archived: number;
}
/**
 * The choices of the person who imports: whether to import rows that were archived in the other tool, whether to split
 * texts that are too long for one note, and whether notes whose cluster name is too long get a shorter name or no
 * cluster.
 */
export interface Taking {
	archived?: 'left out' | 'taken';
	long?: 'left out' | 'split';
	longClusters?: 'left out' | 'shortened' | 'loose';
}

/** All notes of a table. One import accepts `LIMITS.importRows` of them; the rest can follow. */
export function toImportRows(
	table: Table,
	layout: Layout,
	{ archived = 'left out', long = 'left out', longClusters = 'left out' }: Taking = {}
): ImportRows {
	const result: ImportRows = { rows: [], skipped: [], long: 0, longClusters: 0, archived: 0 };
	const isArchived = archivedIn(table);
	const notesIn = noteReader(table, layout);
	for (const { line, words } of table.preamble)
		result.skipped.push({ line, words, reason: BEFORE_TABLE });
	table.rows.forEach((cells, index) => {
		const line = table.lines[index] ?? index + 1;
		const isOld = isArchived(cells);
		for (const whole of notesIn(cells, table.carried?.[index] ?? cells)) {
			if (whole.text.length > LIMITS.noteChars) result.long += 1;
			if (hasLongCluster(whole)) result.longClusters += 1;
			const texts = long === 'split' ? splitText(whole.text) : [whole.text];
			const cluster = hasLongCluster(whole) ? CLUSTER[longClusters](whole.cluster) : whole.cluster;
			const parts = texts.map((text) => ({ ...whole, text, cluster }));
			if (isOld && parts.every((part) => skipReason(part) === null)) result.archived += 1;
			for (const part of parts) {
				const reason = skipReason(part) ?? (isOld && archived === 'left out' ? ARCHIVED : null);
				if (reason === null) result.rows.push(part);
				else result.skipped.push({ line, words: cleanLine(part.text) || wordsOf(cells), reason });
			}
		}
	});
	return result;
}
const BEFORE_TABLE: Sentence = ({ transfer }) => transfer.rows.beforeTable;
const ARCHIVED: Sentence = ({ transfer }) => transfer.rows.archived;
/** Names of functions in the rows that are not in `known`, in their order. Compare them by `folded`. */
export function unknownFunctions(
	rows: readonly ImportRow[],
	isKnown: (name: string) => boolean
): string[] {
	return [...new Set(rows.map(({ fn }) => fn))].filter((name) => name !== '' && !isKnown(name));
}

/** The contents of a row without a text, so that nobody has to look it up. */
const wordsOf = (cells: readonly string[]) => cleanLine(cells.filter(isVisible).join(' · '));

/**
 * Makes the notes of a row of cells. Names come from `carried`: a merged cell gives the function of all its rows, while
 * a merged text is one note.
 */
function noteReader(
	table: Table,
	layout: Layout
): (cells: readonly string[], carried: readonly string[]) => ImportRow[] {
	const { header } = table;
	const textAt = (cells: readonly string[], column: number) =>
		cleanText(unharmed(cells[column] ?? ''));
	if (layout === 'each column is a cluster') {
		const columns = boardColumns(table);
		return (cells) =>
			columns.flatMap((column) => {
				const text = textAt(cells, column);
				return isVisible(text) ? [{ text, fn: '', cluster: nameOf(header[column] ?? '') }] : [];
			});
	}
	const columns = textColumns(header, layout.text);
	const nameAt = (cells: readonly string[], column: number | null) =>
		column === null ? '' : nameOf(unharmed(cells[column] ?? ''));
	return (cells, carried) => {
		const text = columns.map((column) => textAt(cells, column)).find(isVisible) ?? '';
		return [{ text, fn: nameAt(carried, layout.fn), cluster: nameAt(carried, layout.cluster) }];
	};
}
const nameOf = (cell: string) => (isVisible(cell) ? cleanLine(cell) : '');

function skipReason(row: ImportRow): Sentence | null {
	if (!isVisible(row.text)) return ({ transfer }) => transfer.rows.noText;
	const over = row.text.length - LIMITS.noteChars;
	if (over > 0) return ({ transfer }) => transfer.rows.long(over, LIMITS.noteChars);
	if (hasLongCluster(row))
		return ({ transfer }) => transfer.rows.longCluster(LIMITS.clusterTitleChars);
	return null;
}
const hasLongCluster = ({ text, cluster }: ImportRow) =>
	isVisible(text) && cluster.length > LIMITS.clusterTitleChars;
const CLUSTER: Readonly<Record<NonNullable<Taking['longClusters']>, (name: string) => string>> = {
	'left out': (name) => name,
	shortened: (name) => `${cleanWithin(name, LIMITS.clusterTitleChars - 1)}…`,
	loose: () => ''
};
