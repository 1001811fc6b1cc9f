/** The sheets of a workbook as plain data, independent of the file format. */

/** A formula with its result, so that programs that do not calculate show the result too. */
export interface Formula {
	formula: string;
	value: number | string;
	/** Set if the cell's type differs from its column's. */
	as?: Kind;
}
/** A cell. A text is never a formula, whatever it begins with. */
export type Cell = string | number | null | Formula;
/** The type of the cells in a column. A day is a text such as 2027-06-30; any other text stays text. */
export type Kind = 'words' | 'number' | 'share' | 'day';

export interface Column {
	title: string;
	/** Characters. */
	width: number;
	/** Absent: words. */
	as?: Kind;
	/** The cells with the choices of a drop-down list, such as "Scales!$A$2:$A$4". */
	choices?: string;
}
export interface SheetOut {
	/** At most 31 characters, without `[]:*?/\`. */
	name: string;
	columns: readonly Column[];
	/** The rows below the row of titles, which is row 1. */
	rows: readonly (readonly Cell[])[];
	/** Rows below, in bold. */
	sums?: readonly (readonly Cell[])[];
	/** Rows below the sums. */
	remarks?: readonly (readonly Cell[])[];
}

/** The letters of a column, counted from 0: "A", "Z", "AA". */
export function letterOf(column: number): string {
	const before = Math.floor(column / 26);
	const last = String.fromCharCode(65 + (column % 26));
	return before === 0 ? last : letterOf(before - 1) + last;
}
/** The name of a sheet in formulas. */
export const sheetRef = (name: string): string =>
	/^[A-Za-z]+$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
/** The cells of a column in the first `rows` rows below the titles: "$D$2:$D$9". */
export const cellsOf = (column: number, rows: number) =>
	`$${letterOf(column)}$2:$${letterOf(column)}$${rows + 1}`;
