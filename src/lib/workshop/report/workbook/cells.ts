/** Sheets of a workbook as plain data: what is in them, not how a file holds it. */

/** What a formula gives is written beside it, so that programs which do not calculate show it too. */
export interface Formula {
	formula: string;
	value: number | string;
	/** Where it is read otherwise than its column. */
	as?: Kind;
}
/** Words are words, whatever they begin with. */
export type Cell = string | number | null | Formula;
/** How the cells of a column are read. A day is text such as 2027-06-30; what is none stays text. */
export type Kind = 'words' | 'number' | 'share' | 'day';

export interface Column {
	title: string;
	/** Characters. */
	width: number;
	/** Absent: words. */
	as?: Kind;
	/** The cells from which a list is offered, such as "Scales!$A$2:$A$4". */
	choices?: string;
}
export interface SheetOut {
	/** At most 31 characters, none of `[]:*?/\`. */
	name: string;
	columns: readonly Column[];
	/** Below the row of titles, which is row 1. */
	rows: readonly (readonly Cell[])[];
	/** Below the rows, in bold. */
	sums?: readonly (readonly Cell[])[];
	/** Below the sums. */
	remarks?: readonly (readonly Cell[])[];
}

/** The letters of a column, the first being 0: "A", "Z", "AA". */
export function letterOf(column: number): string {
	const before = Math.floor(column / 26);
	const last = String.fromCharCode(65 + (column % 26));
	return before === 0 ? last : letterOf(before - 1) + last;
}
/** A sheet as formulas name it. */
export const sheetRef = (name: string): string =>
	/^[A-Za-z]+$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
/** All cells of a column that lie in the first so many rows below the titles: "$D$2:$D$9". */
export const cellsOf = (column: number, rows: number) =>
	`$${letterOf(column)}$2:$${letterOf(column)}$${rows + 1}`;
