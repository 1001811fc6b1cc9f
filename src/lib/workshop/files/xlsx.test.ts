import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { writeXlsx, readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { unharmed } from './csv.ts';
import { guessColumns } from '../import/columns.ts';
import { toImportRows } from '../import/rows.ts';
import { tableOfCells } from '../import/table.ts';
import { unpackedBytes } from '../import/zip.ts';
import { LIMITS } from '../limits.ts';
import { reportOf } from '../report/report.ts';
import { sampleRecord } from '../sample/sample.ts';
import { wallContents } from '../testing.ts';
import { letterOf, type Cell, type SheetOut } from '../report/workbook/cells.ts';
import { workbookOf } from '../report/workbook/workbook.ts';
import { UNREAD_WORKBOOK } from './read-workbook.ts';
import { readWorkbook, writeWorkbook } from './xlsx.ts';

function sample() {
	let next = 0;
	return sampleRecord(() => `id${(next += 1)}`, Date.UTC(2027, 0, 15, 12), en);
}
function sampleSheets(): SheetOut[] {
	const record = sample();
	return workbookOf(record, reportOf(record, [], '2027-01-15'), en);
}
const words = (
	name: string,
	rows: readonly string[][],
	titles = ['Text', 'Function', 'Cluster']
) => ({
	name,
	columns: titles.map((title) => ({ title, width: 20 })),
	rows
});
async function read(bytes: Uint8Array, sheet: number | null = null) {
	const workbook = await readWorkbook(bytes, sheet);
	if (!workbook.ok) throw new Error(workbook.reason);
	return workbook;
}
const reasonOf = async (bytes: Uint8Array) => {
	const workbook = await readWorkbook(bytes, null);
	return workbook.ok ? '' : UNREAD_WORKBOOK[workbook.reason](en);
};

describe('an exported workbook', () => {
	test('opens on “Read me”, and its notes are what an import proposes', async () => {
		const bytes = await writeWorkbook(sampleSheets(), 'A board', en.files.notInList);
		const { sheets, sheet, rows } = await read(bytes);
		expect(sheets[0]).toBe('Read me');
		expect(sheets[sheet]).toBe('Notes');
		expect(rows[0]?.slice(0, 2)).toEqual(['Text', 'Kind']);
	});
	test('[P10] stores words that look like formulas as text', async () => {
		const risky = ['=1+1', '+1', '-1+2', '@SUM(A1)', '=HYPERLINK("https://example.org")', '\t=1'];
		const bytes = await writeWorkbook(
			[
				words(
					'Notes',
					risky.map((text) => [text])
				)
			],
			'=1',
			en.files.notInList
		);
		const { sheets } = await readXlsx(bytes, { readStyles: true });
		for (const cell of sheets[0]?.cells?.values() ?? []) {
			expect(cell.formula).toBeUndefined();
			expect(cell.type).toBe('string');
		}
		const kept = (await read(bytes)).rows.slice(1).map(([text]) => text);
		expect(kept).toEqual(risky);
		// Editing such a cell does not turn it into a formula.
		expect(sheets[0]?.cells?.get('1,0')?.style?.numFmt).toBe('@');
	});

	test('contains no character that its format forbids, in any part', async () => {
		const odd = '\u0001<&"\u000b\ud800\uffff_x0041_';
		const sheet: SheetOut = {
			name: 'Notes',
			columns: [{ title: odd, width: 20, choices: 'Notes!$A$2:$A$3' }],
			rows: [[odd], [{ formula: '1+1', value: odd }]]
		};
		for (const [name, xml] of partsOf(await writeWorkbook([sheet], odd, en.files.notInList)))
			expect(xml, name).not.toMatch(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
	});
	/** Names and texts of all parts, read from the local header before each part. */
	function partsOf(bytes: Uint8Array): [string, string][] {
		const parts: [string, string][] = [];
		const file = Buffer.from(bytes);
		for (let at = 0; file.readUInt32LE(at) === 0x04034b50;) {
			const [packed, name] = [file.readUInt32LE(at + 18), file.readUInt16LE(at + 26)];
			const content = at + 30 + name + file.readUInt16LE(at + 28);
			const part = file.subarray(content, content + packed);
			const isPacked = file.readUInt16LE(at + 8) !== 0;
			parts.push([
				file.toString('utf8', at + 30, at + 30 + name),
				(isPacked ? inflateRawSync(part) : part).toString('utf8')
			]);
			at = content + packed;
		}
		expect(parts.length).toBeGreaterThan(5);
		return parts;
	}
	test('is valid, whatever is on the wall', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(wallContents, async (content) => {
				const record = { ...sample(), ...content };
				const sheets = workbookOf(record, reportOf(record, [], '2027-01-15'), en);
				const bytes = await writeWorkbook(sheets, record.stage.title, en.files.notInList);
				for (const [at, { rows, sums = [], remarks = [] }] of sheets.entries()) {
					const height = 1 + rows.length + sums.length + remarks.length;
					expect((await read(bytes, at)).rows.length).toBeLessThanOrEqual(height);
				}
			}),
			{ numRuns: 8 }
		);
	});

	test('stores each formula with its result, and each drop-down list', async () => {
		const sheets = sampleSheets();
		const parts = new Map(partsOf(await writeWorkbook(sheets, 'A board', en.files.notInList)));
		let [formulas, lists] = [0, 0];
		sheets.forEach(({ columns, rows, sums = [] }, at) => {
			const xml = parts.get(`xl/worksheets/sheet${at + 1}.xml`) ?? '';
			[...rows, ...sums].forEach((row, index) =>
				row.forEach((cell, column) => {
					if (typeof cell !== 'object' || cell === null) return;
					const place = `${letterOf(column)}${index + 2}`;
					const [, written = ''] = new RegExp(`<c r="${place}"[^>]*>(.*?)</c>`).exec(xml) ?? [];
					expect(unescaped(/<f>(.*?)<\/f>/.exec(written)?.[1])).toBe(cell.formula);
					expect(unescaped(/<v>(.*?)<\/v>/.exec(written)?.[1])).toBe(String(cell.value));
					formulas += 1;
				})
			);
			columns.forEach(({ choices }, column) => {
				if (choices === undefined || rows.length === 0) return;
				const range = `${letterOf(column)}2:${letterOf(column)}${rows.length + 1}`;
				const list = xml.split('<dataValidation ').find((one) => one.includes(`sqref="${range}"`));
				expect(list).toContain('type="list"');
				expect(unescaped(/<formula1>(.*?)<\/formula1>/.exec(list ?? '')?.[1])).toBe(choices);
				lists += 1;
			});
		});
		expect(formulas).toBeGreaterThan(10);
		expect(lists).toBeGreaterThan(2);
	});
	const unescaped = (xml = '') =>
		xml
			.replaceAll('&quot;', '"')
			.replaceAll('&apos;', "'")
			.replaceAll('&lt;', '<')
			.replaceAll('&gt;', '>')
			.replaceAll('&amp;', '&');

	test.skipIf(spawnSync('soffice', ['--version']).status !== 0)(
		'has formulas that LibreOffice calculates to what is written beside them',
		{ timeout: 120_000 },
		async () => {
			const sheets = sampleSheets();
			const given = await writeWorkbook(sheets, 'A board', en.files.notInList);
			const calculated = recalculated(
				await writeWorkbook(sheets.map(withoutValues), 'A board', en.files.notInList)
			);
			for (const at of sheets.keys()) {
				const [ours, theirs] = [await read(given, at), await read(calculated, at)];
				expect(theirs.rows).toEqual(ours.rows);
			}
		}
	);
	const withoutValues = (sheet: SheetOut): SheetOut => {
		const bare = (rows: readonly (readonly Cell[])[]) =>
			rows.map((row) =>
				row.map((cell) =>
					typeof cell === 'object' && cell !== null
						? ({ ...cell, value: undefined } as unknown as Cell)
						: cell
				)
			);
		return { ...sheet, rows: bare(sheet.rows), sums: bare(sheet.sums ?? []) };
	};
	/** The workbook as LibreOffice saves it. */
	function recalculated(bytes: Uint8Array): Uint8Array {
		const folder = mkdtempSync(path.join(tmpdir(), 'workbook-'));
		try {
			writeFileSync(path.join(folder, 'in.xlsx'), bytes);
			const profile = `-env:UserInstallation=file://${folder}/profile`;
			const args = ['--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML'];
			const out = path.join(folder, 'out');
			execFileSync('soffice', [profile, ...args, '--outdir', out, path.join(folder, 'in.xlsx')]);
			return new Uint8Array(readFileSync(path.join(out, 'in.xlsx')));
		} finally {
			rmSync(folder, { recursive: true });
		}
	}
});

describe('an imported workbook', () => {
	test('[V16] keeps random tables unchanged', { timeout: 120_000 }, async () => {
		const cell = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 12 }),
			fc.string({ unit: fc.constantFrom(...'=+-@\'" \n_x05Fa'), maxLength: 12 })
		);
		const seen = (text: string) => `${text.replace(/\r\n?/g, '\n')}.`;
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }),
				async (table) => {
					const rows = table.map((cells) => cells.map(seen));
					const bytes = await writeWorkbook([words('Any', rows)], 'Any', en.files.notInList);
					const [header, ...back] = (await read(bytes)).rows;
					expect(header).toEqual(['Text', 'Function', 'Cluster']);
					expect(back.map((cells) => cells.map(unharmed))).toEqual(rows);
				}
			),
			{ numRuns: 30 }
		);
	});
	test('keeps notes unchanged, whatever character they begin with', async () => {
		const texts = ['=1+1', "'=1", "''-x", "'tis late", '- too slow', '_x0041_', '-5', "'-5", '+'];
		const bytes = await writeWorkbook(
			[
				words(
					'Notes',
					texts.map((text) => [text, '', ''])
				)
			],
			'x',
			en.files.notInList
		);
		const table = tableOfCells((await read(bytes)).rows, {});
		const { rows } = toImportRows(table, guessColumns(table));
		expect(rows.map(({ text }) => text)).toEqual(texts);
	});
	test('shows days and numbers as a spreadsheet shows them', async () => {
		const cells = new Map(
			(
				[
					[new Date(Date.UTC(2026, 4, 3)), 'dd.mm.yyyy', '03.05.2026'],
					[new Date(Date.UTC(2026, 4, 3)), 'm/d/yyyy', '2026-05-03'],
					[0.25, '0 %', '25 %'],
					[0.1 + 0.2, undefined, '0.3'],
					[1234.5, '#,##0.00\\ "€"', '1,234.50 €'],
					[7, '0000', '0007'],
					[true, undefined, 'TRUE']
				] as const
			).map(([value, numFmt], row) => [
				`${row},0`,
				{ value, ...(numFmt === undefined ? {} : { style: { numFmt } }) }
			])
		);
		const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [], cells }] });
		expect((await read(bytes)).rows.map(([cell]) => cell)).toEqual([
			...['03.05.2026', '2026-05-03', '25 %', '0.3', '1,234.50 €', '0007', 'TRUE']
		]);
	});
	test('offers the visible sheets and reads the chosen one', async () => {
		const bytes = await writeXlsx({
			sheets: [
				{ name: 'Secret', rows: [['hidden']], hidden: true },
				{ name: 'First', rows: [['a']] },
				{ name: 'Second', rows: [['b']] }
			]
		});
		expect(await read(bytes)).toMatchObject({
			sheets: ['First', 'Second'],
			sheet: 0,
			rows: [['a']]
		});
		expect(await read(bytes, 1)).toMatchObject({ sheet: 1, rows: [['b']] });
	});
	test('becomes a table with its leading block, its header and its clusters', async () => {
		const rows = [
			['Complaints of May'],
			[],
			['Note', 'Department', 'Topic'],
			['Orders come late', 'Sales', 'Orders'],
			['Nobody calls back', 'Service']
		];
		const bytes = await writeXlsx({ sheets: [{ name: 'A', rows }] });
		const table = tableOfCells((await read(bytes)).rows, {});
		expect(table).toMatchObject({
			hasHeader: true,
			preamble: [{ line: 1, words: 'Complaints of May' }],
			lines: [4, 5]
		});
		expect(toImportRows(table, guessColumns(table)).rows).toEqual([
			{ text: 'Orders come late', fn: 'Sales', cluster: 'Orders' },
			{ text: 'Nobody calls back', fn: 'Service', cluster: '' }
		]);
	});
	test('applies the function in a merged cell to all its rows, and reads a merged text as one note', async () => {
		const rows = [
			['Complaints of May', null, null],
			['Team', 'Note', 'Since'],
			['Sales', 'Orders come late', '2026'],
			[null, null, '2025'],
			[null, 'Prices differ', null],
			['Service', 'Nobody calls back', null],
			[null, 'Lines are busy', null]
		];
		const merges = [
			{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
			{ startRow: 2, startCol: 0, endRow: 4, endCol: 0 },
			{ startRow: 2, startCol: 1, endRow: 3, endCol: 1 },
			{ startRow: 5, startCol: 0, endRow: 6, endCol: 0 }
		];
		const bytes = await writeXlsx({ sheets: [{ name: 'A', rows, merges }] });
		const sheet = await read(bytes);
		const table = tableOfCells(sheet.rows, {}, sheet.carried);
		expect(toImportRows(table, guessColumns(table)).rows).toEqual([
			{ text: 'Orders come late', fn: 'Sales', cluster: '' },
			{ text: 'Prices differ', fn: 'Sales', cluster: '' },
			{ text: 'Nobody calls back', fn: 'Service', cluster: '' },
			{ text: 'Lines are busy', fn: 'Service', cluster: '' }
		]);
	});
	test('is read in the form that other programs write, with their own parts, spaces and names', async () => {
		const NS = 'http://schemas.openxmlformats.org';
		const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
		const main = `${NS}/spreadsheetml/2006/main`;
		const office = `${NS}/officeDocument/2006/relationships`;
		const bytes = zipOf({
			'[Content_Types].xml': `${head}<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/data.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
			'_rels/.rels': `${head}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId9" Type="${office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
			'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="1"/><sheets><sheet name="Été &amp; co" sheetId="7" state="visible" r:id="rId3"/></sheets></workbook>`,
			'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId3" Type="${office}/worksheet" Target="/xl/worksheets/data.xml"/><Relationship Id="rId4" Type="${office}/styles" Target="/xl/styles.xml"/><Relationship Id="rId5" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
			'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>`,
			'xl/sharedStrings.xml': `${head}<sst xmlns="${main}"><si><t>Text</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Orders </t></r><r><t>come late</t></r></si><si><t>Team</t></si></sst>`,
			'xl/worksheets/data.xml': `${head}<worksheet xmlns="${main}"><dimension ref="A1"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c><c r="C1" t="inlineStr"><is><t>Share</t></is></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" s="1"><v>0.5</v></c></row><row><c t="inlineStr"><is><t>No place</t></is></c><c t="str"><f>UPPER("it")</f><v>IT</v></c></row><row r="5"><c r="A5" t="e"><v>#N/A</v></c><c r="B5" t="b"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells></worksheet>`
		});
		const { sheets, rows } = await read(bytes);
		expect(sheets).toEqual(['Été & co']);
		expect(rows).toEqual([
			['Text', 'Team', 'Share'],
			['', '', ''],
			['Orders come late', '', '50%'],
			['No place', 'IT', ''],
			['#N/A', 'TRUE', '']
		]);
		const table = tableOfCells(rows, {});
		expect(toImportRows(table, guessColumns(table)).rows[1]).toEqual({
			...{ text: 'No place', fn: 'IT', cluster: '' }
		});
	});
	/** An archive of uncompressed parts. */
	function zipOf(parts: Readonly<Record<string, string>>): Uint8Array {
		const [files, list]: [Buffer[], Buffer[]] = [[], []];
		let at = 0;
		for (const [name, text] of Object.entries(parts)) {
			const [path, content] = [Buffer.from(name), Buffer.from(text)];
			const about = Buffer.alloc(26);
			about.writeUInt16LE(20, 0);
			about.writeUInt32LE(crc32(content), 10);
			about.writeUInt32LE(content.length, 14);
			about.writeUInt32LE(content.length, 18);
			about.writeUInt16LE(path.length, 22);
			const file = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, path, content]);
			const end = Buffer.alloc(14);
			end.writeUInt32LE(at, 10);
			list.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), about, end, path]));
			files.push(file);
			at += file.length;
		}
		const end = Buffer.alloc(22);
		end.write('PK\u0005\u0006');
		end.writeUInt16LE(files.length, 8);
		end.writeUInt16LE(files.length, 10);
		end.writeUInt32LE(Buffer.concat(list).length, 12);
		end.writeUInt32LE(at, 16);
		return new Uint8Array(Buffer.concat([...files, ...list, end]));
	}
	test('ignores formatting far outside the table when it measures the table', async () => {
		const cells = new Map([['900000,3', { value: null, style: { font: { bold: true } } }]]);
		const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['Text'], ['a']], cells }] });
		expect((await read(bytes)).rows).toEqual([['Text'], ['a']]);
	});
});

describe('a workbook that cannot be read', () => {
	const kind = /^This .+\.$/;
	test('[V17] that is a zip bomb is rejected before it is unpacked', async () => {
		const sheets = [{ name: 'A', rows: [['x']] }];
		const bytes = await writeXlsx({ sheets });
		const size = unpackedBytes(bytes) ?? 0;
		expect(size).toBeGreaterThan(1000);
		expect(size).toBeLessThan(100_000);
		const bomb = withSizes(bytes, LIMITS.workbookBytes);
		expect(unpackedBytes(bomb)).toBeGreaterThan(LIMITS.workbookBytes);
		expect(await reasonOf(bomb)).toMatch(/too large/);
	});
	test('[V17] that understates its size is unpacked only up to the stated size', async () => {
		const rows = Array.from({ length: 2000 }, (_, index) => [`Row ${index}`]);
		const bytes = await writeXlsx({ sheets: [{ name: 'A', rows }] });
		expect(await reasonOf(withSizes(bytes, 10))).toMatch(kind);
	});
	test('that hides its sizes counts with the largest size that its bytes can unpack to', async () => {
		const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['x']] }] });
		expect(unpackedBytes(withSizes(bytes, 0))).toBeGreaterThan((unpackedBytes(bytes) ?? 0) * 2);
	});
	/** The same archive, with another size of each part in its directory. */
	function withSizes(bytes: Uint8Array, size: number): Uint8Array {
		const changed = Buffer.from(bytes);
		for (let at = 0; (at = changed.indexOf('PK\u0001\u0002', at, 'latin1')) >= 0; at += 4)
			if (changed.readUInt16LE(at + 10) !== 0) changed.writeUInt32LE(size, at + 24);
		return changed;
	}
	test.each([
		['more rows', { rows: Array.from({ length: LIMITS.sheetRows + 1 }, () => ['x']) }],
		[
			'a cell far to the right',
			{ rows: [Array.from({ length: LIMITS.sheetColumns + 1 }, () => 'x')] }
		],
		['a cell far below', { rows: [['x']], cells: new Map([['1048575,0', { value: 'x' }]]) }]
	])('with %s than one import reads', async (_, sheet) => {
		const bytes = await writeXlsx({ sheets: [{ name: 'A', ...sheet }] });
		expect(await reasonOf(bytes)).toMatch(/^This sheet is too large\..+20,000 rows, 200 columns/);
	});
	test.each([
		['nothing', new Uint8Array()],
		['no archive', Buffer.from('PK\u0003\u0004 and more', 'latin1')]
	])('that is %s', async (_, bytes) => {
		expect(await reasonOf(bytes)).toMatch(kind);
	});
	test('that is an archive of something else', async () => {
		const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'A', rows: [['x']] }] }));
		for (let at = 0; (at = bytes.indexOf('xl/workbook.xml', at)) >= 0; at += 15)
			bytes.write('wo/document.xml', at);
		expect(unpackedBytes(bytes)).toBeGreaterThan(0);
		expect(await reasonOf(bytes)).toMatch(kind);
	});
	test(
		'[V17] is answered with a sentence, whatever bytes are broken',
		{ timeout: 120_000 },
		async () => {
			const bytes = await writeWorkbook(
				[words('Notes', [['a', 'b', 'c']])],
				'x',
				en.files.notInList
			);
			await fc.assert(
				fc.asyncProperty(
					fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
					async (changes) => {
						const broken = bytes.slice();
						for (const [at, byte] of changes) broken[at] = byte;
						const workbook = await readWorkbook(broken, null);
						if (!workbook.ok) expect(UNREAD_WORKBOOK[workbook.reason](en)).toMatch(kind);
					}
				),
				{ numRuns: 60 }
			);
		}
	);
});
