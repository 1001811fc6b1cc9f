/** What is pasted into the field of one note, read as the import dialog reads it. */
import { cleanText, isVisible } from '../clean-text.ts';
import { unharmed } from '../csv.ts';
import { guessColumns } from './columns.ts';
import { listEntries } from './list-signs.ts';
import { readTable } from './table.ts';

export interface Pasted {
	/** The text of each note that it makes. */
	notes: readonly string[];
	/** How many columns it has; 1 where it is no table. */
	columns: number;
}
/** Cells of a spreadsheet come with tabs, or in quotation marks beside a separator. */
const MAY_BE_CELLS = /\t|^"|[;,|]"/m;

/** The notes of a paste: of a table those of its text column, else the entries of a list. `fns` as in `guessColumns`. */
export function readPasted(text: string, fns: readonly string[] = []): Pasted {
	const table = MAY_BE_CELLS.test(text) ? readTable(text) : null;
	const entries = listEntries(text);
	if (table?.kind !== 'table') return { notes: entries, columns: 1 };
	const { text: column } = guessColumns(table, fns);
	const notes = table.rows.map((row) => cleanText(unharmed(row[column] ?? ''))).filter(isVisible);
	// Where all other cells are signs of a list, as Word writes them, nothing is left out.
	const isList = notes.length === entries.length && notes.every((note, at) => note === entries[at]);
	return { notes, columns: isList ? 1 : table.header.length };
}
