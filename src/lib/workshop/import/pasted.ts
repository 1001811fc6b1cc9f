/** What is pasted into the field of one note, read as the import dialog reads it. */
import { cleanText, isVisible } from '../clean-text.ts';
import { unharmed } from '../files/csv.ts';
import { guessColumns } from './columns.ts';
import { listEntries } from './list-signs.ts';
import { delimiterOf, readTable, type Delimiter } from './table.ts';

export interface Pasted {
	/** The text of each note that it makes. */
	notes: readonly string[];
	/** How many columns it has; 1 where it is no table. */
	columns: number;
}
/** Cells of a spreadsheet come with tabs, or in quotation marks beside a separator. */
const MAY_BE_CELLS = /\t|^"|[;,|]"/m;

/** What stands between the cells of a paste; null where it is no table. */
export function cellsApart(text: string): Delimiter | null {
	return MAY_BE_CELLS.test(text) ? delimiterOf(text.replace(/\r\n?/g, '\n')) : null;
}

/**
 * The notes of a paste: of a table those of its text column, else the entries of a list. `fns` as in `guessColumns`.
 * `apart`: what stood between its cells when it was pasted; lines that were typed since are notes as they are.
 */
export function readPasted(
	text: string,
	fns: readonly string[] = [],
	apart: Delimiter | null = cellsApart(text)
): Pasted {
	const entries = listEntries(text);
	if (apart === null || !text.includes(apart)) return { notes: entries, columns: 1 };
	const table = readTable(text, { kind: 'table', delimiter: apart });
	const { text: column } = guessColumns(table, fns);
	const noteOf = (row: string[]) => {
		const shown = row.filter(isVisible);
		const cell = row[column] ?? '';
		return isVisible(cell) || shown.length > 1 ? cell : (shown[0] ?? '');
	};
	const notes = table.rows.map((row) => cleanText(unharmed(noteOf(row)))).filter(isVisible);
	// Where all other cells are signs of a list, as Word writes them, nothing is left out.
	const isList = notes.length === entries.length && notes.every((note, at) => note === entries[at]);
	return { notes, columns: isList ? 1 : table.header.length };
}
