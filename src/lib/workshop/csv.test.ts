import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	decodeText,
	guessColumns,
	harmless,
	parseTable,
	pastedLines,
	toImportRows,
	writeCsv
} from './csv.ts';
import { LIMITS } from './limits.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
	const view = new DataView(new ArrayBuffer(2 * text.length));
	for (let at = 0; at < text.length; at += 1)
		view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
	return new Uint8Array(view.buffer);
};

describe('decodeText', () => {
	test.each([
		['utf-8', utf8('Größe €')],
		['utf-8', utf8('\ufeffGröße €')],
		['utf-16le', utf16('\ufeffGröße €', true)],
		['utf-16be', utf16('\ufeffGröße €', false)],
		['windows-1252', Uint8Array.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x80])]
	])('reads %s', (encoding, bytes) => {
		expect(decodeText(bytes)).toEqual({ text: 'Größe €', encoding });
	});
	test('reads any UTF-8 as what was written, and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const written = text.toWellFormed().replace(/^\ufeff/, '');
				expect(decodeText(utf8(written)).text).toBe(written.replace(/^\ufeff/, ''));
			})
		);
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				expect(typeof decodeText(bytes).text).toBe('string');
			})
		);
	});
});

describe('parseTable', () => {
	test.each([',', ';', '\t'])('reads tables with %j', (delimiter) => {
		const text = `text|topic\r\n"Callers, again; ""angry""\r\nand late"|phone\r\n\r\nshort|\r\n`;
		expect(parseTable(text.replaceAll('|', delimiter))).toEqual({
			header: ['text', 'topic'],
			rows: [
				['Callers, again; "angry"\nand late', 'phone'],
				['short', '']
			],
			delimiter,
			lines: [2, 5]
		});
	});
	test('reads a list without a header, commas and all', () => {
		const table = parseTable('Leads come late\nCallers, angry ones, wait\n"It is slow"\n');
		expect(table.header).toEqual(['Text']);
		expect(table.rows).toEqual([
			['Leads come late'],
			['Callers, angry ones, wait'],
			['It is slow']
		]);
		expect(table.lines).toEqual([1, 2, 3]);
	});
	test('reads a list with a header', () => {
		const table = parseTable('Problem\nLeads come late\n');
		expect(table).toMatchObject({ header: ['Problem'], rows: [['Leads come late']], lines: [2] });
	});
	test('fills short rows up and does not mind a few long ones', () => {
		const table = parseTable('a;b\n1;2\n3\n4;5\n6;7\n8;9\n10;11;12\n13;14\n15;16\n17;18\n');
		expect(table.rows[1]).toEqual(['3', '']);
		expect(table.rows[5]).toEqual(['10', '11']);
	});
	test('reads whatever it is given', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'a,;"\t\r\n =') }), (text) => {
				const { header, rows, lines } = parseTable(text);
				expect(rows.every((row) => row.length === header.length)).toBe(true);
				expect(lines.length).toBe(rows.length);
			})
		);
	});
});

describe('guessColumns', () => {
	test.each([
		['topic,text\nphone,Callers wait', { text: 1, fn: null, cluster: 0 }],
		['Department;Category;Summary\nIT;x;Five', { text: 2, fn: 0, cluster: 1 }],
		['id,who said it,what\n1,Ana,Callers wait for an hour', { text: 2, fn: null, cluster: null }],
		['', { text: 0, fn: null, cluster: null }]
	])('of %j', (text, columns) => {
		expect(guessColumns(parseTable(text))).toEqual(columns);
	});
	test('finds its own export again', () => {
		const table = parseTable(
			writeCsv([
				['Text', 'Kind', 'Function', 'Cluster'],
				['x', 'y', 'z', '']
			])
		);
		expect(guessColumns(table)).toEqual({ text: 0, fn: 2, cluster: 3 });
	});
});

describe('toImportRows', () => {
	const columns = { text: 0, fn: 1, cluster: 2 };
	test('skips what does not fit and says why and where', () => {
		const long = 'x'.repeat(LIMITS.noteChars + 2);
		const text = writeCsv([
			['text', 'fn', 'cluster'],
			[' good ', 'Sales', 'A'],
			['  ', 'Sales', 'A'],
			[long, '', ''],
			['two\nlines', '', 'x'.repeat(LIMITS.clusterTitleChars + 1)],
			['last', 'x'.repeat(201), '']
		]);
		const { rows, skipped } = toImportRows(parseTable(text), columns);
		expect(rows).toEqual([{ text: 'good', fn: 'Sales', cluster: 'A' }]);
		expect(skipped.map(({ line }) => line)).toEqual([3, 4, 5, 7]);
		expect(skipped[0]?.reason).toBe('It has no text.');
		expect(skipped[1]?.reason).toContain('2 characters longer');
		expect(skipped[2]?.reason).toContain('cluster');
		expect(skipped[3]?.reason).toContain('function');
	});
	test('takes a full import and no row more', () => {
		const rows = Array.from({ length: LIMITS.importRows + 2 }, (_, index) => [`note ${index}`]);
		const taken = toImportRows(parseTable(writeCsv([['text'], ...rows])), {
			text: 0,
			fn: null,
			cluster: null
		});
		expect(taken.rows.length).toBe(LIMITS.importRows);
		expect(taken.skipped.length).toBe(2);
		expect(taken.skipped[0]).toEqual({
			line: 5002,
			reason: 'One import takes 5000 notes at most.'
		});
	});
});

describe('what goes out', () => {
	test.each([
		'=1+1',
		'+1+1',
		'-1+1',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		'  =1',
		'"=1',
		'\n=1',
		'\u00a0=1',
		'\u200b=1',
		'\0=1',
		'＝1',
		'=HYPERLINK("https://example.org?"&A1;"x")',
		"-2+3+cmd|' /C calc'!A0"
	])('[P10] %j does not run', (cell) => {
		expect(harmless(cell)).toBe(`'${cell}`);
	});
	test.each(['', 'a=1', '5', '-5', '+5', '-5,25', '-12.5 %', "it's", '- a dash'.slice(2)])(
		'%j stays as it is',
		(cell) => {
			expect(harmless(cell)).toBe(cell);
		}
	);
	test('[P10] no cell begins a formula, however it is cut, and twice is once', () => {
		const risky = fc.string({ unit: fc.constantFrom(...'=+-@ \t\r\n"\';,a1') });
		fc.assert(
			fc.property(risky, (cell) => {
				const safe = harmless(cell);
				expect(harmless(safe)).toBe(safe);
				const isNumber = /^[+-]?[\d.,]+\s?%?$/.test(safe);
				expect(isNumber || !/^[\s"]*[=+\-@]/.test(safe)).toBe(true);
				const file = writeCsv([[cell]]).slice(1, -2);
				const isQuoted = file.startsWith('"') && file.endsWith('"');
				expect(isQuoted || !/[;,\t]/.test(file)).toBe(true);
			})
		);
	});
	test('is read back as it was written', () => {
		const cell = fc.string({ unit: fc.constantFrom(...'ab ,;"\n\tü=') }).map((text) => `x${text}`);
		const row = fc.tuple(cell, cell, cell).map((cells) => [...cells]);
		fc.assert(
			fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
				const table = parseTable(writeCsv([['text', 'b', 'c'], ...rows]));
				expect(table.rows).toEqual(rows);
			})
		);
	});
	test('follows RFC 4180, with a byte order mark', () => {
		expect(
			writeCsv([
				['a', 'b "c"'],
				['', '1;2']
			])
		).toBe('\ufeffa,"b ""c"""\r\n,"1;2"\r\n');
	});
});

test('pasted lines lose their list marks and nothing else', () => {
	expect(
		pastedLines('- one\r\n\n  * two\n3. three\n12) four\n-5 degrees\n2024 was bad\n• five')
	).toEqual(['one', 'two', 'three', 'four', '-5 degrees', '2024 was bad', 'five']);
});
