/** Tables out: cells that no spreadsheet runs, and files that spreadsheets read. Tables in: `import/`. */

/**
 * A cell that no spreadsheet runs as a formula: what begins like one, also behind spaces, quotes or apostrophes,
 * gets an apostrophe in front, which `unharmed` takes off again. Plain numbers such as -5 stay.
 * Source: OWASP, "CSV Injection".
 */
export function harmless(cell: string): string {
	if (/^[+-]?\d+([.,]\d+)?\s?%?$/.test(cell)) return cell;
	return /^'*(?:[\t\r]|[\s\p{C}"]*[=+\-@＝＋－＠])/u.test(cell) ? `'${cell}` : cell;
}

/** What a cell was before `harmless` put an apostrophe in front. Other apostrophes stay. */
export function unharmed(cell: string): string {
	const rest = cell.slice(1);
	return cell.startsWith("'") && harmless(rest) === cell ? rest : cell;
}

/** What stands between cells: Excel reads semicolons where people write 1,5, else commas. */
export type Separator = 'comma' | 'semicolon';
const SIGNS: Readonly<Record<Separator, string>> = { comma: ',', semicolon: ';' };

export interface CsvChoices {
	separator?: Separator;
	/** Whether a byte order mark begins the file, so that Excel reads its umlauts too. */
	mark?: boolean;
}
/** A CSV file (RFC 4180, CRLF). */
export function writeCsv(
	rows: readonly (readonly string[])[],
	{ separator = 'comma', mark = true }: CsvChoices = {}
): string {
	const lines = rows.map((row) => row.map(quoted).join(SIGNS[separator]) + '\r\n');
	return (mark ? '\ufeff' : '') + lines.join('');
}
/** Semicolons and tabs are quoted too: some spreadsheets would begin a new cell after them. */
function quoted(cell: string): string {
	const safe = harmless(cell);
	return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
