/**
 * Writes tables: cells that no spreadsheet runs as formulas, and files that spreadsheets read. `import/` reads tables.
 */

/**
 * A cell that no spreadsheet runs as a formula. If it begins like one, even after spaces, quotes or apostrophes, it
 * gets an apostrophe in front, which `unharmed` removes. Plain numbers such as -5 stay. Source: OWASP, "CSV Injection".
 */
export function harmless(cell: string): string {
	if (/^[+-]?\d+([.,]\d+)?\s?%?$/.test(cell)) return cell;
	return /^'*(?:[\t\r]|[\s\p{C}"]*[=+\-@＝＋－＠])/u.test(cell) ? `'${cell}` : cell;
}

/** The cell before `harmless` added an apostrophe. Other apostrophes stay. */
export function unharmed(cell: string): string {
	const rest = cell.slice(1);
	return cell.startsWith("'") && harmless(rest) === cell ? rest : cell;
}

/** The separator of cells: Excel reads semicolons in countries that write 1,5, and commas elsewhere. */
export type Separator = 'comma' | 'semicolon';
const SIGNS: Readonly<Record<Separator, string>> = { comma: ',', semicolon: ';' };

export interface CsvChoices {
	separator?: Separator;
	/** Whether the file begins with a byte order mark, so that Excel also reads umlauts. */
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
/** Semicolons and tabs are quoted too: some spreadsheets would start a new cell after them. */
function quoted(cell: string): string {
	const safe = harmless(cell);
	return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
