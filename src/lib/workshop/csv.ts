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

/** A CSV file (RFC 4180, CRLF) with a byte order mark, so that Excel reads its umlauts too. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	return '\ufeff' + rows.map((row) => row.map(quoted).join(',') + '\r\n').join('');
}
/** Semicolons and tabs are quoted too: some spreadsheets would begin a new cell after them. */
function quoted(cell: string): string {
	const safe = harmless(cell);
	return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
