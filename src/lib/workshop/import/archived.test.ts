import { expect, it } from 'vitest';
import { archivedIn } from './archived.ts';
import { readTable } from './table.ts';

/** The texts of the archived rows. */
function archived(...lines: string[]): string[] {
	const table = readTable(lines.join('\n'));
	return table.rows.filter(archivedIn(table)).map(([text = '']) => text);
}

it.each([
	['Archived', 'false', 'true'],
	['Is archived', '', 'Yes'],
	['closed', '0', '1'],
	['Archiviert', 'nein', 'Ja'],
	['Archivé', '', 'x'],
	['Archived at', '', '2027-03-01 10:15'],
	['Status', 'Open', 'Archived'],
	['State', 'Closed', 'archived']
])('a column “%s” marks rows as archived', (column, open, old) => {
	expect(
		archived(`Text;${column}`, `Orders are typed twice;${open}`, `An old card;${old}`)
	).toEqual(['An old card']);
});
it.each([
	['Closed', 'Monday', 'Tuesday'],
	['Closed', 'yes', 'on Mondays'],
	['Status', 'Done', 'Closed'],
	['Topic', 'true', 'archived']
])('a column “%s” with other values marks no row as archived', (column, one, other) => {
	expect(archived(`Text;${column}`, `Orders are typed twice;${one}`, `No price;${other}`)).toEqual(
		[]
	);
});
it('a list without a header has no archived rows', () => {
	expect(archived('Orders are typed twice;true', 'No price;true')).toEqual([]);
});
