import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cleanText } from '../clean-text.ts';
import { LIMITS } from '../limits.ts';
import { writeCsv } from '../files/csv.ts';
import { guessColumns, looksLikeBoard } from './columns.ts';
import { decodeText, likelyEncoding, type TextEncoding } from './encoding.ts';
import { toImportRows, unknownFunctions } from './rows.ts';
import { readTable } from './table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
function utf16(text: string, littleEndian: boolean): Uint8Array {
	const view = new DataView(new ArrayBuffer(2 * text.length));
	for (let at = 0; at < text.length; at += 1)
		view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
	return new Uint8Array(view.buffer);
}
/** Bytes of a text in an encoding with one byte for each letter. */
function singleByte(text: string, encoding: TextEncoding): Uint8Array {
	const letters = decodeText(
		Uint8Array.from({ length: 256 }, (_, byte) => byte),
		encoding
	);
	return Uint8Array.from([...text].map((letter) => letters.indexOf(letter)));
}

describe('encodings', () => {
	test.each([
		['utf-8', utf8('Größe €')],
		['utf-8', utf8('\ufeffGröße €')],
		['utf-16le', utf16('\ufeffGröße €', true)],
		['utf-16be', utf16('\ufeffGröße €', false)],
		['windows-1252', Uint8Array.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x80])]
	] as const)('reads %s', (encoding, bytes) => {
		expect(likelyEncoding(bytes)).toBe(encoding);
		expect(decodeText(bytes, encoding)).toBe('Größe €');
	});
	test('reads any UTF-8 as what was written, and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const written = text.toWellFormed().replace(/^\ufeff/, '');
				const bytes = utf8(written);
				fc.pre(!(bytes[0] === 0xff || bytes[0] === 0xfe));
				expect(decodeText(bytes, likelyEncoding(bytes))).toBe(written.replace(/^\ufeff/, ''));
			})
		);
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				expect(typeof decodeText(bytes, likelyEncoding(bytes))).toBe('string');
			})
		);
	});
});

describe('tables', () => {
	test.each([',', ';', '\t', '|'])('reads tables with %j', (delimiter) => {
		const text = `text#topic\r\n"Callers, again; ""angry""\r\nand | late"#phone\r\n\r\nshort#\r\n`;
		expect(readTable(text.replaceAll('#', delimiter))).toMatchObject({
			kind: 'table',
			header: ['text', 'topic'],
			rows: [
				['Callers, again; "angry"\nand | late', 'phone'],
				['short', '']
			],
			lines: [2, 5]
		});
	});
	test('reads a list without a header, commas and all', () => {
		const table = readTable('Leads come late\nCallers, angry ones, wait\n"It is slow"\n');
		expect(table).toMatchObject({ kind: 'list', header: ['Text'], lines: [1, 2, 3] });
		expect(table.rows).toEqual([
			['Leads come late'],
			['Callers, angry ones, wait'],
			['"It is slow"']
		]);
	});
	test('reads a list with a header', () => {
		const table = readTable('Problem\nLeads come late\n');
		expect(table).toMatchObject({ header: ['Problem'], rows: [['Leads come late']], lines: [2] });
	});
	test('completes short rows and keeps the ends of long ones', () => {
		const table = readTable('a;b\n1;2\n3\n4;5\n6;7\n8;9\n10;11;12\n13;14\n15;16\n17;18\n');
		expect(table.header).toEqual(['a', 'b', '']);
		expect(table.rows[1]).toEqual(['3', '', '']);
		expect(table.rows[5]).toEqual(['10', '11', '12']);
	});
	test('is a list or a table, with or without a header, as somebody chooses', () => {
		const text = 'Callbacks wait;Service\nQuotes come late;Sales\n';
		expect(readTable(text)).toMatchObject({ kind: 'table', hasHeader: false });
		expect(readTable(text, { hasHeader: true })).toMatchObject({
			header: ['Callbacks wait', 'Service'],
			rows: [['Quotes come late', 'Sales']]
		});
		expect(readTable(text, { kind: 'list' }).rows).toEqual([
			['Callbacks wait;Service'],
			['Quotes come late;Sales']
		]);
	});
	test('reads whatever it is given', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'a,;|"\t\r\n =') }), (text) => {
				const { header, rows, lines } = readTable(text);
				expect(rows.every((row) => row.length === header.length)).toBe(true);
				expect(lines.length).toBe(rows.length);
			})
		);
	});
});

test('random tables come back whole, in any encoding, with any separator and line end', () => {
	const SINGLE = ['windows-1252', 'macintosh', 'windows-1250', 'windows-1254'] as const;
	const cell = fc
		.string({ unit: fc.constantFrom(...'abc ,;|"\n\töüé'), maxLength: 12 })
		.map((text) => cleanText(`x${text}y`));
	const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
	const way = fc.record({
		encoding: fc.constantFrom('utf-8', 'utf-8 with its mark', 'utf-16le', 'utf-16be', ...SINGLE),
		delimiter: fc.constantFrom(',', ';', '\t', '|'),
		end: fc.constantFrom('\n', '\r\n', '\r')
	});
	fc.assert(
		fc.property(table, way, (rows, { encoding, delimiter, end }) => {
			const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\n', end)}"`;
			const text = [['Text', 'Function', 'Cluster'], ...rows]
				.map((row) => row.map(quoted).join(delimiter) + end)
				.join('');
			const bytes =
				encoding === 'utf-8'
					? utf8(text)
					: encoding === 'utf-8 with its mark'
						? utf8(`\ufeff${text}`)
						: encoding === 'utf-16le' || encoding === 'utf-16be'
							? utf16(`\ufeff${text}`, encoding === 'utf-16le')
							: singleByte(text, encoding);
			const known = (SINGLE as readonly string[]).includes(encoding)
				? (encoding as TextEncoding)
				: likelyEncoding(bytes);
			expect(readTable(decodeText(bytes, known)).rows).toEqual(rows);
		})
	);
});

describe('columns', () => {
	test.each([
		['topic,text\nphone,Callers wait', { text: 1, fn: null, cluster: 0 }],
		['Department;Category;Summary\nIT;x;Five', { text: 2, fn: 0, cluster: 1 }],
		['id,who said it,what\n1,Ana,Callers wait for an hour', { text: 2, fn: null, cluster: null }],
		['Titre;Département;Thème\nTrop lent;Ventes;Devis', { text: 0, fn: 1, cluster: 2 }],
		[
			'Issue key,Summary,Description\nA-1,Late,Very late indeed',
			{ text: 1, fn: null, cluster: null }
		],
		[
			'when,where,said\n2027-05-12 09:31:12 +0200,https://example.org/a/long/address/of/a/card,Late',
			{ text: 2, fn: null, cluster: null }
		],
		['', { text: 0, fn: null, cluster: null }]
	])('of %j', (text, columns) => {
		expect(guessColumns(readTable(text))).toEqual(columns);
	});
	test('finds its own export again', () => {
		const table = readTable(
			writeCsv([
				['Text', 'Kind', 'Function', 'Cluster'],
				['x', 'y', 'z', '']
			])
		);
		expect(guessColumns(table)).toEqual({ text: 0, fn: 2, cluster: 3 });
	});
	test('a board with a column for each topic makes a cluster of each', () => {
		const table = readTable('Phone,Prices\nCallers wait,Lists differ\n,Nobody owns them\n', {
			hasHeader: true
		});
		expect(looksLikeBoard(table)).toBe(true);
		expect(toImportRows(table, 'each column is a cluster').rows).toEqual([
			{ text: 'Callers wait', fn: '', cluster: 'Phone' },
			{ text: 'Lists differ', fn: '', cluster: 'Prices' },
			{ text: 'Nobody owns them', fn: '', cluster: 'Prices' }
		]);
	});
	test('proposes the column that holds names of the functions of the board, whatever it is called', () => {
		const fns = ['Sales', 'Vertrieb Nord'];
		const columns = (text: string) => guessColumns(readTable(text), fns);
		const rows = 'Leads come late;sales;A\nCallbacks wait for days; Vertrieb  Nord ;B\n';
		expect(columns(rows)).toEqual({ text: 0, fn: 1, cluster: null });
		expect(columns(`Was;Wer;Wo\n${rows}`)).toEqual({ text: 0, fn: 1, cluster: null });
		expect(columns('Sales\nSales')).toMatchObject({ fn: null });
		expect(columns('Leads come late;Ops\nCallbacks wait;Ops')).toMatchObject({ fn: null });
	});
});

describe('rows', () => {
	const columns = { text: 0, fn: 1, cluster: 2 };
	it('skips what does not fit and says why and where', () => {
		const long = 'x'.repeat(LIMITS.noteChars + 2);
		const text = writeCsv([
			['text', 'fn', 'cluster'],
			[' good ', 'Sales', 'A'],
			['  ', 'Sales', 'A'],
			[long, '', ''],
			['two\nlines', '', 'x'.repeat(LIMITS.clusterTitleChars + 1)],
			['last', 'x'.repeat(201), '']
		]);
		const { rows, skipped } = toImportRows(readTable(text), columns);
		expect(rows).toEqual([{ text: 'good', fn: 'Sales', cluster: 'A' }]);
		expect(skipped.map(({ line }) => line)).toEqual([3, 4, 5, 7]);
		expect(skipped[0]?.reason).toBe('It has no text.');
		expect(skipped[1]?.reason).toContain('2 characters longer');
		expect(skipped[2]?.reason).toContain('cluster');
		expect(skipped[3]?.reason).toContain('function');
	});
	it('names the functions that the board does not know', () => {
		const rows = ['Sales', 'Vertrieb', '', 'Vertrieb'].map((fn) => ({
			text: 'x',
			fn,
			cluster: ''
		}));
		expect(unknownFunctions(rows, (name) => name === 'Sales')).toEqual(['Vertrieb']);
	});
});
