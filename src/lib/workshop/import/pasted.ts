/** Reads a paste into the field of one note in the same way as the import dialog. */
import { cleanText, isVisible } from '../clean-text.ts';
import { unharmed } from '../files/csv.ts';
import { guessColumns, textColumns } from './columns.ts';
import { listEntries } from './list-signs.ts';
import { delimiterOf, hasRule, readTable, type Delimiter } from './table.ts';

export interface Pasted {
	/** The text of each note that the paste makes. */
	notes: readonly string[];
	/** Number of columns; 1 if it is not a table. */
	columns: number;
}
/** Spreadsheet cells arrive with tabs, or in quotation marks next to a separator. */
const MAY_BE_CELLS = /\t|^"|[;,|]"/m;

/** How a pasted table is read, even after somebody edits it in the field. */
export interface Apart {
	/** The separator of its cells. */
	delimiter: Delimiter;
	/** Whether its first row is a header, and which column makes the notes. Set once some of its rows are removed. */
	hasHeader?: boolean;
	column?: number;
}
/** How to separate the cells of a paste; null if it is not a table. */
export function cellsApart(text: string): Apart | null {
	const lines = text.replace(/\r\n?/g, '\n');
	const delimiter = MAY_BE_CELLS.test(text) || hasRule(lines) ? delimiterOf(lines) : null;
	return delimiter === null ? null : { delimiter };
}

/**
 * The notes of a paste: for a table, those of its text column, and otherwise the entries of a list. `fns` as in
 * `guessColumns`. `apart` is how its cells were separated when it was pasted; lines typed since then are notes as they
 * are.
 */
export function readPasted(
	text: string,
	fns: readonly string[] = [],
	apart: Apart | null = cellsApart(text)
): Pasted {
	const entries = listEntries(text);
	const read = readCells(text, fns, apart);
	if (read === null) return { notes: entries, columns: 1 };
	const notes = read.rows.map(({ note }) => note);
	// If all other cells are list markers, as in Word, nothing is left out.
	const isList = notes.length === entries.length && notes.every((note, at) => note === entries[at]);
	return { notes, columns: isList ? 1 : read.header.length };
}

/**
 * A paste without those of its notes that were posted, given by their indexes in the result of `readPasted`, and how to
 * read it from now on. A table keeps its header and all its columns.
 */
export function withoutNotes(
	text: string,
	fns: readonly string[],
	apart: Apart | null,
	isPosted: (place: number) => boolean
): { text: string; apart: Apart | null } {
	const read = readCells(text, fns, apart);
	if (read === null || apart === null) {
		const left = listEntries(text).filter((_, place) => !isPosted(place));
		return { text: left.map((entry) => quoted(entry, '\n')).join('\n'), apart: null };
	}
	const { hasHeader, header, column } = read;
	const left = read.rows.filter((_, place) => !isPosted(place)).map(({ cells }) => cells);
	const rows = left.length > 0 && hasHeader ? [header, ...left] : left;
	const lines = rows.map((cells) =>
		cells.map((cell) => quoted(cell, apart.delimiter)).join(apart.delimiter)
	);
	return { text: lines.join('\n'), apart: { ...apart, hasHeader, column } };
}
const quoted = (cell: string, delimiter: string) =>
	cell.includes(delimiter) || cell.includes('\n') || (delimiter !== '\n' && cell.startsWith('"'))
		? `"${cell.replaceAll('"', '""')}"`
		: cell;

/** A pasted table with the note of each row; null if the text is not a table. */
function readCells(text: string, fns: readonly string[], apart: Apart | null) {
	if (apart === null || !text.includes(apart.delimiter)) return null;
	const { delimiter, hasHeader, column: known } = apart;
	const table = readTable(text, {
		kind: 'table',
		delimiter,
		...(hasHeader === undefined ? {} : { hasHeader })
	});
	const column = known ?? guessColumns(table, fns).text;
	const noteOf = (cells: readonly string[]) => {
		const shown = cells.filter(isVisible);
		const texts = textColumns(table.header, column).map((at) => cells[at] ?? '');
		const cell = texts.find(isVisible) ?? '';
		return cleanText(unharmed(isVisible(cell) || shown.length > 1 ? cell : (shown[0] ?? '')));
	};
	const rows = table.rows.map((cells) => ({ cells, note: noteOf(cells) }));
	return {
		hasHeader: table.hasHeader,
		header: table.header,
		column,
		rows: rows.filter(({ note }) => isVisible(note))
	};
}
