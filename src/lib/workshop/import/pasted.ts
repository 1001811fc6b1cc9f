/** What is pasted into the field of one note, read as the import dialog reads it. */
import { cleanText, isVisible } from '../clean-text.ts';
import { unharmed } from '../files/csv.ts';
import { guessColumns, textColumns } from './columns.ts';
import { listEntries } from './list-signs.ts';
import { delimiterOf, hasRule, readTable, type Delimiter } from './table.ts';

export interface Pasted {
	/** The text of each note that it makes. */
	notes: readonly string[];
	/** How many columns it has; 1 where it is no table. */
	columns: number;
}
/** Cells of a spreadsheet come with tabs, or in quotation marks beside a separator. */
const MAY_BE_CELLS = /\t|^"|[;,|]"/m;

/** How a pasted table is read, whatever becomes of it in the field. */
export interface Apart {
	/** What stands between its cells. */
	delimiter: Delimiter;
	/** Whether its first row is a header, and which column makes the notes, once some of its rows are gone. */
	hasHeader?: boolean;
	column?: number;
}
/** How the cells of a paste are told apart; null where it is no table. */
export function cellsApart(text: string): Apart | null {
	const lines = text.replace(/\r\n?/g, '\n');
	const delimiter = MAY_BE_CELLS.test(text) || hasRule(lines) ? delimiterOf(lines) : null;
	return delimiter === null ? null : { delimiter };
}

/**
 * The notes of a paste: of a table those of its text column, else the entries of a list. `fns` as in `guessColumns`.
 * `apart`: how its cells were told apart when it was pasted; lines that were typed since are notes as they are.
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
	// Where all other cells are signs of a list, as Word writes them, nothing is left out.
	const isList = notes.length === entries.length && notes.every((note, at) => note === entries[at]);
	return { notes, columns: isList ? 1 : read.header.length };
}

/**
 * A paste without those of its notes that were posted, told by their places among `readPasted`'s notes, and how it is
 * read from now on. A table keeps its header and all its columns.
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

/** A pasted table with the note that each of its rows makes; null where the text is none. */
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
