/** Small files and pastes, each with one property of real data: `tests/support/data/inputs`. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import { writeCsv } from '../files/csv.ts';
import { guessColumns, looksLikeBoard } from './columns.ts';
import { decodeText, likelyEncoding } from './encoding.ts';
import { listEntries } from './list-signs.ts';
import { noTable } from './no-table.ts';
import { toImportRows, type ImportRow, type ImportRows } from './rows.ts';
import { readPasted } from './pasted.ts';
import { readTable, type TableChoices } from './table.ts';

/** The skipped rows, with the reasons in English. */
const said = (skipped: ImportRows['skipped']) =>
	skipped.map(({ reason, ...row }) => ({ ...row, reason: reason(en) }));

const INPUTS = '../../../../tests/support/data/inputs';
const bytesOf = (name: string) =>
	new Uint8Array(readFileSync(new URL(`${INPUTS}/${name}`, import.meta.url)));
function textOf(name: string) {
	const bytes = bytesOf(name);
	return decodeText(bytes, likelyEncoding(bytes));
}
function rowsOf(text: string, choices: TableChoices = {}): ImportRow[] {
	const table = readTable(text, choices);
	return toImportRows(table, guessColumns(table)).rows;
}
const file = (name: string, choices: TableChoices = {}) => rowsOf(textOf(name), choices);

describe('files', () => {
	it('reads Excel’s line that names the separator, and Western umlauts', () => {
		const rows = file('F01-excel-sep-line.csv');
		expect(rows).toHaveLength(4);
		expect(rows[0]).toEqual({
			text: 'Angebote brauchen drei Tage; der Kunde wartet',
			fn: 'Vertrieb',
			cluster: 'Angebote'
		});
		expect(rows[3]?.text).toBe('Kein Überblick über offene Fälle');
	});
	it.each([
		['F02-excel-mac-roman.csv', 'macintosh', 'Rückmeldungen von Händlern versickern'],
		['F03-excel-shift-jis.csv', 'shift_jis', '見積もりに三日かかる'],
		['F04-excel-windows-1251.csv', 'windows-1251', 'Клиент ждёт ответа неделю']
	])('reads the letters of %s', (name, encoding, first) => {
		expect(likelyEncoding(bytesOf(name))).toBe(encoding);
		expect(file(name)[0]?.text).toBe(first);
	});
	it.each(['F03-excel-shift-jis.csv', 'F04-excel-windows-1251.csv'])(
		'does not read the columns of %s as clusters',
		(name) => {
			const table = readTable(textOf(name));
			expect(looksLikeBoard(table)).toBe(false);
			expect(guessColumns(table).text).toBe(0);
		}
	);
	it('finds no header if the first row is a note, unless somebody says so', () => {
		const name = 'F08-no-header-trailing-semicolons.csv';
		expect(file(name).map(({ text }) => text)).toHaveLength(3);
		expect(file(name, { hasHeader: true })).toHaveLength(2);
	});
	it('says that a web page with the file name of a table is not a table, and reads real tables', () => {
		const name = 'F25-html-saved-as-xls.csv';
		expect(noTable(bytesOf(name), textOf(name))?.(en)).toMatch(
			/^This is a web page .* save it as CSV/
		);
		for (const table of ['F01-excel-sep-line.csv', 'F26-pipe-delimited.csv'])
			expect(noTable(bytesOf(table), textOf(table))).toBeNull();
	});
	it('fills up rows that end early', () => {
		expect(file('F09-trailing-delimiter-on-rows-only.csv').map(({ fn }) => fn)).toEqual([
			'Service',
			'Sales',
			'Marketing'
		]);
		const blocks = file('F10-excel-16-row-blocks.csv');
		expect(blocks).toHaveLength(48);
		expect(blocks.every(({ fn }) => fn === 'Service')).toBe(true);
	});
	it('skips a block of lines before the table, and says so', () => {
		const table = readTable(textOf('F11-preamble-before-header.csv'));
		const { rows, skipped } = toImportRows(table, guessColumns(table));
		expect(rows.map(({ text, cluster }) => [text, cluster])).toEqual([
			['Dealers ring twice for one order', 'Ordering'],
			['The form asks for a fax number, still', 'Ordering'],
			['Spare parts have no pictures', 'Parts']
		]);
		const reason = 'It stands before the table.';
		expect(said(skipped)).toEqual([
			{ line: 1, words: 'Retrospective "Spring season" of 12 May', reason },
			{ line: 3, words: 'Date of export 2027-05-12', reason },
			{ line: 4, words: 'Participants 9', reason }
		]);
	});
	it.each([
		['F14-trello-board.csv', 'Card Name'],
		['F16-polis-comments.csv', 'comment-body'],
		['F27-german-headers.csv', 'Beschreibung']
	])('proposes the text column of %s', (name, column) => {
		const table = readTable(textOf(name));
		expect(table.header[guessColumns(table).text]).toBe(column);
	});
	it('leaves out archived cards of Trello, says which, and reads them if somebody wants them', () => {
		const table = readTable(textOf('F14-trello-board.csv'));
		const columns = guessColumns(table);
		const { rows, skipped, archived } = toImportRows(table, columns);
		expect(rows.map(({ text }) => text)).toEqual(['Orders typed twice', 'Price list wrong']);
		expect(said(skipped)).toEqual([{ line: 4, words: 'Old card', reason: 'It is archived.' }]);
		expect(archived).toBe(1);
		const all = toImportRows(table, columns, { archived: 'taken' });
		expect(all.rows.map(({ text }) => text)).toContain('Old card');
		expect([all.skipped, all.archived]).toEqual([[], 1]);
	});
	it('reads composed and decomposed letters as the same name', () => {
		const rows = file('F17-macos-decomposed.csv');
		expect(new Set(rows.map(({ fn }) => fn))).toEqual(new Set(['Qualität'.normalize('NFC')]));
		expect(new Set(rows.map(({ cluster }) => cluster))).toEqual(
			new Set(['Prüfung'.normalize('NFC')])
		);
	});
	it('keeps texts in right-to-left scripts', () => {
		expect(file('F18-right-to-left.csv')).toHaveLength(4);
	});
	it('makes no note from an invisible text, and reads names without the spaces around them', () => {
		const rows = file('F19-zero-width-and-spaces.csv');
		expect(rows).toEqual(
			Array.from({ length: 3 }, () => ({
				text: 'Orders are typed twice',
				fn: 'Sales',
				cluster: ''
			}))
		);
	});
	it('reads tables with pipes', () => {
		expect(file('F26-pipe-delimited.csv')[0]).toEqual({
			text: 'Orders are typed twice, then corrected',
			fn: 'Sales',
			cluster: 'Orders'
		});
	});
	it('reads cells that look like formulas unchanged', () => {
		expect(file('F21-looks-like-formula.csv')[0]?.text).toBe('=SUM(A1:A9) is what the form shows');
		expect(file('F21-looks-like-formula.csv')).toHaveLength(6);
	});
	it('reads the original cells back from its own export of such cells', () => {
		const rows = file('F21-looks-like-formula.csv');
		const out = writeCsv([['Text', 'Function'], ...rows.map(({ text, fn }) => [text, fn])]);
		expect(out).not.toMatch(/(?:^|[,\n])"?[=@]/);
		expect(rowsOf(out)).toEqual(rows);
	});
});

test('the words of a skipped row without a text are shown', () => {
	const table = readTable(
		'Title,Text,Area\n,Offers take days,Offers\nWhat went well,,Offers\n,Prices differ,\n'
	);
	expect(said(toImportRows(table, guessColumns(table)).skipped)).toEqual([
		{ line: 3, words: 'What went well · Offers', reason: 'It has no text.' }
	]);
});

describe('pastes', () => {
	it.each([
		[
			'P01-word-bullets.txt',
			[
				'Orders are typed twice',
				'Callbacks wait for three days',
				'mostly on Mondays',
				'night shift is not told',
				'the form has no field for it',
				"The leaflet shows last year's model"
			]
		],
		[
			'P02-word-numbered.txt',
			[
				'Orders are typed twice',
				'Callbacks wait for three days',
				"The leaflet shows last year's model"
			]
		],
		[
			'P04-customers-quotes.txt',
			[
				'"Nobody rang me back", says a dealer',
				'"I gave up after the third form"',
				'"Your price changed overnight" (twice this week)',
				'"Which of the four numbers is right?"'
			]
		],
		[
			'P06-lines-that-begin-with-a-number.txt',
			[
				'3. Mahnung geht raus, bevor jemand anruft',
				'24. Dezember hat niemand Telefondienst',
				'Formular fragt nach Faxnummer',
				'2. Wahl: Kunden nehmen, was da ist',
				'365. Tag der Garantie wird nicht gezählt',
				'2027. war besser'
			]
		],
		[
			'P07-outlook-and-powerpoint.txt',
			[
				'Orders are typed twice',
				'Callbacks wait for three days',
				'The leaflet shows last year’s model',
				'Fax number still asked',
				'Title of the slide second line of the same title',
				'“Soon” is no answer',
				'Prices differ',
				'Ring back within a day',
				'Night shift is not told',
				'Form has no field'
			]
		]
	])('makes one note from each line of %s', (name, notes) => {
		expect(listEntries(textOf(name))).toEqual(notes);
		expect(rowsOf(textOf(name)).map(({ text }) => text)).toEqual(notes);
	});
	it('reads a range of cells without a header, unless somebody says that it has one', () => {
		const name = 'P03-excel-range-without-header.txt';
		const all = file(name);
		expect(all).toHaveLength(3);
		expect(readTable(textOf(name)).hasHeader).toBe(false);
		expect(file(name, { hasHeader: true })).toEqual(all.slice(1).map((row) => ({ ...row })));
	});
	it('keeps sentences with commas whole', () => {
		expect(file('P05-one-comma-in-each.txt').map(({ text }) => text)).toEqual([
			'Orders come late, and nobody tells us',
			'Prices differ, so we ask each time',
			'Callbacks wait, mostly on Mondays',
			'The leaflet is old, dealers laugh'
		]);
	});
	it.each([
		...['P01', 'P02', 'P04', 'P05', 'P06', 'P07'].map((name) => [name, 1]),
		['P03', 2],
		['P10', 2]
	])('the field of a note reads %s in the same way as the dialog', (name, columns) => {
		const all = readdirSync(new URL(INPUTS, import.meta.url));
		const text = textOf(all.find((one) => one.startsWith(String(name))) ?? '');
		expect(readPasted(text)).toEqual({ columns, notes: rowsOf(text).map((row) => row.text) });
	});
	it('reads a cell with a line break as one note', () => {
		const rows = file('P10-excel-cell-with-line-break.txt');
		expect(rows).toHaveLength(2);
		expect(rows[0]?.text).toBe('Orders are typed twice\nand nobody checks');
	});
});

test('marks of Markdown and of chats are not part of a note', () => {
	expect(
		listEntries(
			'- [ ] ring back\n* [x] price list\n> said a dealer\n[09:31] Ana: too late\n[12.05.27, 09:31:12] Ben Lee: no price\n- one\n'
		)
	).toEqual(['ring back', 'price list', 'said a dealer', 'too late', 'no price', 'one']);
	expect(
		listEntries(
			'28/11/2026, 09:16 - Cy: nobody rings back\n28.11.26, 9:17 AM - Ana Lopez: too late: by far\n*\n-\n---\n**Calls**\n- *two* of _three_ wait\n'
		)
	).toEqual(['nobody rings back', 'too late: by far', 'Calls', 'two of three wait']);
	expect(
		listEntries(
			'Ana Lopez\n9:16 AM\nnobody rings back\n[09:17] Ben de Wit\ntoo late\nCy Fox  10:02\nPrices differ\nToday at 10:03\nno price'
		)
	).toEqual(['nobody rings back', 'too late', 'Prices differ', 'no price']);
	const kept = [
		'5 * 3 * 2 forms',
		'snake_case_name is shown',
		'Price* and cost*',
		'Version 10.30',
		'[09:31] late',
		'Ana Lopez'
	];
	expect(listEntries(kept.join('\n'))).toEqual(kept.map((line) => line.replace('[09:31] ', '')));
	expect(listEntries('Prices differ\n10:30\nCallbacks wait')).toEqual([
		'Prices differ',
		'Callbacks wait'
	]);
	expect(listEntries('1. one\n2. two\n3. three')).toEqual(['one', 'two', 'three']);
	expect(listEntries('"first line\nsecond line"\nnext')).toEqual([
		'first line\nsecond line',
		'next'
	]);
});

test('words after the time in a chat are not read as a name', () => {
	expect(
		listEntries('[09:30] Ana Lopez: Customers call twice\n[09:31] Price List\nit is old')
	).toEqual(['Customers call twice', 'Price List', 'it is old']);
	expect(listEntries('[09:31] Prices\nThey change each week')).toEqual([
		'Prices',
		'They change each week'
	]);
	expect(listEntries('Prices\n9:16 AM\nThey change each week')).toEqual([
		'Prices',
		'They change each week'
	]);
	expect(listEntries('Ana 09:31\ntoo late\nAna 09:32\nno price')).toEqual(['too late', 'no price']);
});

test('a plus that belongs to an amount, or is the only one in the text, is not a list marker', () => {
	const kept = ['+ 5 % calls a year', 'Prices: old + new', '+ 3 days for each quote'];
	expect(listEntries(kept.join('\n'))).toEqual(kept);
	expect(listEntries('+ one more form\nNo answer')).toEqual(['+ one more form', 'No answer']);
	expect(listEntries('+ 5 %\n- Customers leave')).toEqual(['+ 5 %', 'Customers leave']);
	const listed = ['too slow', '5 forms for one order', 'nobody answers'];
	expect(listEntries(listed.map((line) => `+ ${line}`).join('\n'))).toEqual(listed);
	expect(listEntries('* Calls\n  + too slow\n+')).toEqual(['Calls', 'too slow']);
	expect(readPasted('+ 5 % calls a year\nNo answer').notes[0]).toBe('+ 5 % calls a year');
});

test.each([
	[
		'Teams, of a guest, of "Last, First" and of another day',
		'[9:12 AM] Ana Lopez (Guest)\nnobody rings back\n[9:13 AM] Wit, Ben\ntoo late\n[Yesterday 4:20 PM] Cy Fox\nno price'
	],
	[
		'Teams in German',
		'[Gestern 09:12] Ana Lopez\nnobody rings back\n[09:13] Wit, Ben (Extern)\ntoo late\nno price'
	],
	[
		'Teams, the name above',
		'Wit, Ben\nMonday 9:12 AM\nnobody rings back\ntoo late\nWit, Ben\n9:13 AM\nno price'
	],
	[
		'Slack, names without capitals',
		'ana.lopez  9:12 AM\nnobody rings back\nben  9:14 AM\ntoo late\n9:15\nno price'
	],
	[
		'Discord',
		'ana — Today at 9:12 AM\nnobody rings back\nBen — 12/10/2026 9:13 AM\ntoo late\nno price'
	],
	[
		'Telegram',
		'Ana Lopez, [12. Oct 2026 at 09:12:44]:\nnobody rings back\n\nben, [12.10.2026 09:13]\ntoo late\nno price'
	],
	[
		'Zoom',
		'09:12:44 From Ana Lopez to Everyone:\n\tnobody rings back\n09:13:44 From  Ben Wit : too late\n\tno price'
	],
	[
		'Zoom, with tabs',
		'09:12:44\t From Ana Lopez : nobody rings back\n09:13:44\t From Ben Wit to Everyone : too late\n09:14:02\t From Ben Wit : no price'
	]
])('a copy from %s keeps no name of a writer', (_, text) => {
	const notes = ['nobody rings back', 'too late', 'no price'];
	expect(readPasted(text)).toEqual({ notes, columns: 1 });
	expect(rowsOf(text).map((row) => row.text)).toEqual(notes);
});

test('a Word list with tabs after its markers is a list, at all levels', () => {
	const text =
		'•\tCalls\r\no\ttwice a day\r\n1.\tPrices\r\n1.1\tof parts\r\n1.2.\tof service\r\nNo sign\r\n';
	const notes = ['Calls', 'twice a day', 'Prices', 'of parts', 'of service', 'No sign'];
	expect(readPasted(text)).toEqual({ notes, columns: 1 });
	expect(rowsOf(text).map((row) => row.text)).toEqual(notes);
	expect(readTable('1.5\tOrders\n2\tCalls').kind).toBe('table');
});

test.each([
	[
		'Markdown',
		'| Function | Problem | Topic |\n|---|:---|---:|\n| Sales | Offers take **three** days | Offers |\n| Service | Customers ring twice,<br>nobody logs | Calls |\n'
	],
	[
		'Markdown without a frame, below a heading',
		'## Retro\nFunction | Problem | Topic\n--- | --- | ---\nSales | Offers take three days | Offers\nService | Customers ring twice,<br/>nobody logs | Calls'
	],
	[
		'a database',
		'+---------+------------------------+--------+\n| function| problem | topic |\n+---------+------------------------+--------+\n| Sales | Offers take three days | Offers |\n| Service | Customers ring twice,<br>nobody logs | Calls |\n+---------+------------------------+--------+'
	]
])('drawn lines in a table of %s are not notes', (_, text) => {
	const rows = [
		{ text: 'Offers take three days', fn: 'Sales', cluster: 'Offers' },
		{ text: 'Customers ring twice,\nnobody logs', fn: 'Service', cluster: 'Calls' }
	];
	expect(rowsOf(text)).toEqual(rows);
	expect(readTable(text).header).toHaveLength(3);
	expect(readPasted(text)).toEqual({ notes: rows.map((row) => row.text), columns: 3 });
});

test('words next to a time of day are kept', () => {
	const kept = [
		'10:30 call is always late',
		'Monday 9:00 queue is full',
		'Prices, [sic] from 2025',
		'From Monday on: nobody rings back',
		'late — by 10:30',
		'late — 10:30 already',
		'desk opens  9:00',
		'Long Queues on Monday 9:00',
		'Monday 9:00 Long Queues',
		'last line'
	];
	expect(listEntries(kept.join('\n'))).toEqual(kept);
});

test('numbers that count the lines are not part of a note, even if they start again', () => {
	const bare = (text: string) => listEntries(text).join(', ');
	expect(bare('+ one\n+ two')).toBe('one, two');
	expect(bare('Calls\n1. one\n2. two\nPrices\n1. three\n2. four')).toBe(
		'Calls, one, two, Prices, three, four'
	);
	expect(bare('1. one\n2. two\n4. four')).toBe('one, two, four');
	expect(bare('1. one\n1. two\n1. three')).toBe('one, two, three');
	expect(bare('a. one\nb. two\nc. three')).toBe('one, two, three');
	expect(bare('i. one\nii. two\niii. three\niv. four')).toBe('one, two, three, four');
	expect(bare('1. one\n  a. two\n  b. three\n2. four\n  a. five')).toBe(
		'one, two, three, four, five'
	);
	const kept = [
		'1. Mai: niemand da',
		'A. Miller rang twice',
		'30. Juni: Preise falsch',
		'I. am late'
	];
	expect(listEntries(kept.join('\n'))).toEqual(kept);
	expect(bare('1. Mai: niemand da\n3. Mahnung kam')).toBe('1. Mai: niemand da, 3. Mahnung kam');
	expect(bare('1. one\n5. Mai: niemand da')).toBe('1. one, 5. Mai: niemand da');
});
