import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import { cleanText } from '../clean-text.ts';
import { LIMITS } from '../limits.ts';
import { writeCsv } from '../files/csv.ts';
import { guessColumns, looksLikeBoard, unusedColumns } from './columns.ts';
import { decodeText, likelyEncoding, type TextEncoding } from './encoding.ts';
import { readPasted } from './pasted.ts';
import { isPlain } from './plain.ts';
import { toImportRows, unknownFunctions, type ImportRows } from './rows.ts';
import { splitText } from './split-text.ts';
import { readTable } from './table.ts';

/** The skipped rows, with the reasons in English. */
const said = (skipped: ImportRows['skipped']) =>
	skipped.map(({ reason, ...row }) => ({ ...row, reason: reason(en) }));
const unusedNames = (...given: Parameters<typeof unusedColumns>) =>
	unusedColumns(...given).map((at) => given[0].header[at]);

const utf8 = (text: string) => new TextEncoder().encode(text);
function utf16(text: string, littleEndian: boolean): Uint8Array {
	const view = new DataView(new ArrayBuffer(2 * text.length));
	for (let at = 0; at < text.length; at += 1)
		view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
	return new Uint8Array(view.buffer);
}
/** The bytes of a text in an encoding with one byte for each letter. */
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
	test.each([
		['utf-16le', true],
		['utf-16be', false]
	] as const)('reads %s without its mark, but takes no picture for text', (encoding, little) => {
		for (const text of [
			'Text,Team\r\nOrders come late,Sales\r\n',
			'見積もりに三日かかる\r\n',
			'Ж\n'
		])
			expect(likelyEncoding(utf16(text, little))).toBe(encoding);
		const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
		expect(decodeText(picture, likelyEncoding(picture))).toContain('\0');
	});
	test('decodes any UTF-8 text correctly, and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				// Texts contain no zero bytes; they are the sign of UTF-16 without a byte order mark.
				const written = text
					.toWellFormed()
					.replaceAll('\0', '')
					.replace(/^\ufeff/, '');
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

test('tells Polish files of Excel (Windows-1250) from files in the standard encoding', () => {
	const bytesOf = (ascii: string) => Uint8Array.from(ascii, (letter) => letter.charCodeAt(0));
	const excel = bytesOf(
		'Dzia\xb3;Problem\r\nSprzeda\xbf;Klienci dzwoni\xb9 dwa razy\r\nObs\xb3uga;Oferty trwaj\xb9 trzy dni, nikt nie wie dlaczego\r\n'
	);
	expect(decodeText(excel, likelyEncoding(excel))).toContain('Klienci dzwonią dwa razy');
	const standard = bytesOf(
		'Dzia\xb3;Problem\nSprzeda\xbf;Klienci dzwoni\xb1 dwa razy\nObs\xb3uga;Oferty trwaj\xb1 trzy dni, nikt nie wie dlaczego\n'
	);
	expect(decodeText(standard, likelyEncoding(standard))).toContain('Klienci dzwonią dwa razy');
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
	test('reads a list without a header that contains commas', () => {
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
	test('fills up short rows and keeps the ends of long ones', () => {
		const table = readTable('a;b\n1;2\n3\n4;5\n6;7\n8;9\n10;11;12\n13;14\n15;16\n17;18\n');
		expect(table.header).toEqual(['a', 'b', '']);
		expect(table.rows[1]).toEqual(['3', '', '']);
		expect(table.rows[5]).toEqual(['10', '11', '12']);
	});
	test('finds a table after a block of lines that is as long as the table', () => {
		const block = 'Complaints\nSpring\nAll regions\n';
		const table = readTable(`${block}Text,Team,Topic\nOrders late,Sales,A\nNo answer,IT\n`);
		expect(table).toMatchObject({ header: ['Text', 'Team', 'Topic'], hasHeader: true });
		expect(table.rows.map(([text]) => text)).toEqual(['Orders late', 'No answer']);
		expect(said(toImportRows(table, guessColumns(table)).skipped)).toEqual(
			['Complaints', 'Spring', 'All regions'].map((words, at) => ({
				...{ line: at + 1, words, reason: 'It stands before the table.' }
			}))
		);
		// A topic with the name of a column is not a header.
		const rows = 'Orders late;Sales\nNo answer;IT\nNo price;Feedback;x\nNo form;IT\n';
		expect(readTable(rows)).toMatchObject({ hasHeader: false, preamble: [] });
	});
	test.each([';', ',', '\t'])('fills up rows without %j below known names', (delimiter) => {
		const text = 'Text#Team\nOrders late\nNo answer#Sales\nNo price\nNo form\n';
		const of = (name: string) => text.replace('Text', name).replaceAll('#', delimiter);
		const whole = { header: ['Text', 'Team'], hasHeader: true, kind: 'table' };
		expect(readTable(of('Text'))).toMatchObject(whole);
		expect(readTable(of('Text')).rows[1]).toEqual(['No answer', 'Sales']);
		const chosen = readTable(of('Was'), { kind: 'table' });
		expect(chosen).toMatchObject({ ...whole, header: ['Was', 'Team'] });
		expect(readTable('Orders late, again\nNo answer\nNo price').kind).toBe('list');
	});
	test('removes the quotation marks of cells in a column, and keeps those of people', () => {
		const cells = 'Text\r\n"Orders late, again"\r\nNo answer\r\n"It is ""soon"""\r\n"a\r\nb"\r\n';
		const rows = [['Orders late, again'], ['No answer'], ['It is "soon"'], ['a\nb']];
		expect(readTable(cells)).toMatchObject({ header: ['Text'], rows });
		expect(readTable(cells.replace('Text\r\n', ''), { kind: 'table' }).rows).toEqual(rows);
		expect(readTable('Text\n"I gave up"\n"Orders late, again"\nNo answer').rows[0]).toEqual([
			'"I gave up"'
		]);
	});
	test('reads a text as a list or a table, with or without a header, as somebody chooses', () => {
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
	test('reads any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'a,;|"\t\r\n =') }), (text) => {
				const { header, rows, lines } = readTable(text);
				expect(rows.every((row) => row.length === header.length)).toBe(true);
				expect(lines.length).toBe(rows.length);
			})
		);
	});
});

test('random tables are read back unchanged, in any encoding, with any separator and line end', () => {
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

describe('files as programs write them', () => {
	/** Sentences in each script, with the encodings in which old programs write it. */
	const SCRIPTS = {
		'windows-1252': [
			'Die Rückmeldungen der Händler versickern',
			'Größen stimmen nicht überein',
			'Für Störungen fehlt eine Nummer'
		],
		'windows-1251': [
			'Клиент ждёт ответа неделю',
			'Скидки считаем в трёх таблицах',
			'Никто не знает, кто отвечает'
		],
		'koi8-r': [
			'Клиент ждёт ответа неделю',
			'Скидки считаем в трёх таблицах',
			'Никто не знает, кто отвечает'
		],
		shift_jis: ['見積もりに三日かかる', '問い合わせの返事が遅い', '在庫の数が合わない'],
		'euc-jp': ['見積もりに三日かかる', '問い合わせの返事が遅い', '在庫の数が合わない'],
		'euc-kr': ['견적에 삼일이 걸린다', '문의에 답이 늦다', '재고 수가 맞지 않는다'],
		gb18030: ['报价需要三天时间', '没有人给客户回电话', '库存数量总是不对'],
		big5: ['報價需要三天時間', '沒有人給客戶回電話', '庫存數量總是不對']
	} as const satisfies Partial<Record<TextEncoding, readonly string[]>>;
	/** The bytes of each letter of an encoding. The platform has no encoder for them, so this decodes all of them. */
	const bytesBy = new Map<TextEncoding, Map<string, number[]>>();
	function lettersOf(encoding: TextEncoding): Map<string, number[]> {
		const known = bytesBy.get(encoding);
		if (known) return known;
		const letters = new Map<string, number[]>();
		const decoder = new TextDecoder(encoding, { fatal: true });
		const add = (...bytes: number[]) => {
			try {
				const letter = decoder.decode(Uint8Array.from(bytes));
				if ([...letter].length === 1 && !letters.has(letter)) letters.set(letter, bytes);
			} catch {
				// The encoding has no such letter.
			}
		};
		for (let first = 0; first < 256; first++) add(first);
		for (let first = 128; first < 256; first++)
			for (let second = 64; second < 256; second++) add(first, second);
		bytesBy.set(encoding, letters);
		return letters;
	}
	function encoded(text: string, encoding: TextEncoding): Uint8Array {
		const letters = lettersOf(encoding);
		return Uint8Array.from([...text].flatMap((letter) => letters.get(letter) ?? [63]));
	}
	const way = { delimiter: fc.constantFrom(';', '\t', '|'), end: fc.constantFrom('\n', '\r\n') };

	test.each(Object.entries(SCRIPTS) as [TextEncoding, readonly string[]][])(
		'a long text in %s is detected without a hint',
		{ timeout: 60_000 },
		(encoding, sentences) => {
			// Detection depends on how often letters appear, and one repeated sentence is no natural language.
			const all = fc.shuffledSubarray([...sentences], { minLength: sentences.length });
			const rows = fc.array(all, { minLength: 4, maxLength: 13 }).map((each) => each.flat());
			fc.assert(
				fc.property(rows, fc.record(way), (texts, { delimiter, end }) => {
					const lines = texts.map((text, at) => `${text}${delimiter}${at % 3}`);
					const bytes = encoded(['Text' + delimiter + 'Team', ...lines, ''].join(end), encoding);
					const table = readTable(decodeText(bytes, likelyEncoding(bytes)));
					expect(table.rows).toEqual(texts.map((text, at) => [text, String(at % 3)]));
				}),
				{ numRuns: 25 }
			);
		}
	);
	test('tables without quotation marks whose rows end early are read back unchanged', () => {
		const word = fc.constantFrom(...Object.values(SCRIPTS).flat(), 'Late', 'No answer');
		const row = fc.tuple(word, fc.constantFrom('', 'Ops', '営業'), fc.constantFrom('', 'Orders'));
		const table = fc.record({
			...way,
			rows: fc.array(row, { minLength: 1, maxLength: 20 }),
			header: fc.constantFrom(
				['Text', 'Team', 'Topic'],
				['Aussage', 'Abteilung', 'Thema'],
				['Queja', 'Área', 'Tema']
			)
		});
		const bare = (cells: readonly string[]) =>
			cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
		fc.assert(
			fc.property(table, ({ rows, header, delimiter, end }) => {
				const text = [header, ...rows].map((cells) => bare(cells).join(delimiter)).join(end);
				const bytes = utf8(text);
				const read = readTable(decodeText(bytes, likelyEncoding(bytes)));
				expect(read.header).toEqual(header);
				expect(read.rows).toEqual(rows);
				expect(guessColumns(read)).toEqual({ text: 0, fn: 1, cluster: 2 });
			})
		);
	});
	test('tables with an unknown header keep all their rows', () => {
		const said = fc.constantFrom('Late', 'No answer at all', 'Prices differ');
		const cells = fc.tuple(said, fc.constantFrom('Ops', 'IT'), fc.nat(99).map(String));
		fc.assert(
			fc.property(
				fc.array(cells, { minLength: 2, maxLength: 12 }),
				fc.record(way),
				(rows, { delimiter, end }) => {
					const text = [['Was', 'Wer', 'Wie oft'], ...rows]
						.map((row) => row.join(delimiter))
						.join(end);
					const { header, rows: read, hasHeader } = readTable(text);
					expect(hasHeader).toBe(true);
					expect([header, read]).toEqual([['Was', 'Wer', 'Wie oft'], rows]);
				}
			)
		);
	});
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
	test.each([
		'12/May/27 9:31 AM',
		'12/05/2027 09:31 PM',
		'May 12, 2027 9:31 AM',
		'12.05.2027, 09:31 Uhr',
		'12. Mai 2027 um 09:31',
		'12 de mayo de 2027 a las 9:31',
		'le 12 mai 2027 à 9 h 31',
		'Wed May 12 2027 09:31:00 GMT+0200 (Central European Summer Time)',
		'2027-05-12T09:31:00.000Z',
		'3 hours ago',
		'www.example.org/a/long/address',
		'example.org/boards/with/a/long/name',
		'https://example.org/one/address https://example.org/and/another',
		'mailto:ana.lopez.of.the.service@example.org',
		'WORKSHOP-1234'
	])('never proposes %j as text', (cell) => {
		expect(isPlain(cell)).toBe(true);
		const column = (name: string) =>
			guessColumns(readTable(`${name}|Said\n${cell}|Late\n${cell}|Slow\n`)).text;
		expect([column('When'), column('Note'), column('Title')]).toEqual([1, 1, 1]);
	});
	test.each([
		'May we call back?',
		'3 forms, 2 faxes',
		'On 12 May nobody rang',
		'Covid-19',
		'MwSt. 19 %'
	])('%j is text', (cell) => {
		expect(isPlain(cell)).toBe(false);
	});
	test('classifies an odd cell quickly', () => {
		const cells = ['www.'.repeat(400), 'a.'.repeat(800), '1'.repeat(1900), 'a@'.repeat(900)];
		for (const cell of cells) {
			const before = performance.now();
			isPlain(`${cell} x`);
			expect(performance.now() - before).toBeLessThan(200);
		}
	});
	/** Headers of other tools, with a row below. */
	test.each([
		['Miro', 'Sticky note,Author,Tags', 'Orders late,Ana,Orders', ['Sticky note', null, 'Tags']],
		[
			'Mural',
			'ID,BG Color,Text,Position X,Position Y,Last Updated By,Last Updated,Area,Tags',
			'0-1627,#FCFE7D,Orders late,120,80,Ana,2027-05-12T09:31:00Z,Orders,x',
			['Text', null, 'Tags']
		],
		[
			'Azure DevOps',
			'ID,Work Item Type,Title,State,Area Path,Tags',
			'12,Issue,Orders late,New,Shop\\Orders,x',
			['Title', null, 'Tags']
		],
		['EasyRetro', 'Text,Votes,Column', 'Orders late,3,Went badly', ['Text', null, 'Column']],
		[
			'Parabol',
			'reflectionGroup,author,votes,type,createdAt,prompt,content',
			'Orders,Ana,3,Reflection,2027-05-12T09:31:00Z,What went badly?,Orders late',
			['content', null, 'reflectionGroup']
		],
		[
			'French',
			'Problème;Service;Thème',
			'Trop lent;Ventes;Devis',
			['Problème', 'Service', 'Thème']
		],
		['Spanish', 'Problema;Área;Tema', 'Lento;Ventas;Oferta', ['Problema', 'Área', 'Tema']],
		[
			'more Spanish',
			'Comentario;Departamento;Categoría',
			'Lento;Ventas;Oferta',
			['Comentario', 'Departamento', 'Categoría']
		]
	] as const)('knows the header of %s', (_, header, row, names) => {
		const table = readTable(`${header}\n${row}\n`);
		const { text, fn, cluster } = guessColumns(table);
		const named = [text, fn, cluster].map((at) => (at === null ? null : table.header[at]));
		expect(named).toEqual(names);
	});
	test('a name that is also the name of a function makes no row a header', () => {
		expect(readTable('Callbacks wait;Service\nQuotes come late;Sales\n').hasHeader).toBe(false);
	});
	test('reads each level of a tree of titles, of which each row fills one', () => {
		const text =
			'Work Item Type,Title 1,Title 2,Title 3\nEpic,Orders,,\nFeature,,Less typing,\nStory,,,No fax\n';
		const table = readTable(text);
		const columns = guessColumns(table);
		const texts = ['Orders', 'Less typing', 'No fax'];
		expect(toImportRows(table, columns).rows.map(({ text }) => text)).toEqual(texts);
		expect(unusedNames(table, columns)).toEqual(['Work Item Type']);
		expect(readPasted(text.replaceAll(',', '\t')).notes).toEqual(texts);
	});
	test('reads both lists of a retrospective, and ignores their counts', () => {
		const table = readTable(
			'Went well,Votes,To improve,Votes\nOrders came on time,3,Nobody rings back,2\nPrices were right,1,,\n'
		);
		expect(looksLikeBoard(table)).toBe(true);
		const layout = 'each column is a cluster';
		expect(toImportRows(table, layout).rows.map(({ text, cluster }) => [text, cluster])).toEqual([
			['Orders came on time', 'Went well'],
			['Nobody rings back', 'To improve'],
			['Prices were right', 'Went well']
		]);
		expect(unusedNames(table, layout)).toEqual(['Votes', 'Votes']);
		expect(unusedNames(table, { text: 0, fn: null, cluster: null })).toEqual([
			'Votes',
			'To improve',
			'Votes'
		]);
	});
	test('finds the columns of its own export', () => {
		const table = readTable(
			writeCsv([
				['Text', 'Kind', 'Function', 'Cluster'],
				['x', 'y', 'z', '']
			])
		);
		expect(guessColumns(table)).toEqual({ text: 0, fn: 2, cluster: 3 });
	});
	test('a board with a column for each topic becomes one cluster for each', () => {
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
	test('proposes the column with names of the board’s functions, whatever it is called', () => {
		const fns = ['Sales', 'Vertrieb Nord'];
		const columns = (text: string) => guessColumns(readTable(text), fns);
		const rows = 'Leads come late;sales;A\nCallbacks wait for days; Vertrieb  Nord ;B\n';
		expect(columns(rows)).toEqual({ text: 0, fn: 1, cluster: null });
		expect(columns(`Was;Wer;Wo\n${rows}`)).toEqual({ text: 0, fn: 1, cluster: null });
		expect(columns('Sales\nSales')).toMatchObject({ fn: null });
		expect(columns('Leads come late;Ops\nCallbacks wait;Ops')).toMatchObject({ fn: null });
	});
});

describe('exports of other tools', () => {
	const columnsOf = (text: string, fns: readonly string[] = []) => {
		const table = readTable(text);
		const { text: words, fn, cluster } = guessColumns(table, fns);
		const name = (index: number | null) => (index === null ? null : table.header[index]);
		return [name(words), name(fn), name(cluster)];
	};
	it('reads the names of tasks as notes if only a few tasks have details', () => {
		const asana =
			'Task ID,Name,Section/Column,Notes\n1203001,Calls come twice,To do,Long details that only one of them has\n1203002,Offers are late,Done,\n1203003,Prices differ,Done,\n';
		expect(columnsOf(asana)).toEqual(['Name', null, 'Section/Column']);
		const planner =
			'Task ID,Task Name,Bucket Name,Description\nabcDEF12345ghi,Calls come twice,Backlog,Details\nabcDEF12345ghj,Offers are late,Backlog,\n';
		expect(columnsOf(planner)).toEqual(['Task Name', null, 'Bucket Name']);
	});
	it.each([
		['Which department do you work in?', 'What annoys our customers?'],
		['In welcher Abteilung arbeitest du?', 'Was ärgert unsere Kunden?']
	])('reads the answers to "%s" as functions', (asks, says) => {
		const form = `Timestamp,${asks},${says}\n12.10.2026 09:12:44,Sales,Nobody logs the first call of a customer\n12.10.2026 09:14:44,Back office,Offers take three days\n`;
		expect(columnsOf(form, ['Sales', 'Service'])).toEqual([says, asks, null]);
	});
	it('does not read long answers about teams as a function', () => {
		const form =
			'Name,What should our team do better?\nAna,Write down the first call of each customer at once\nBen,Answer\n';
		expect(columnsOf(form)[1]).toBe(null);
	});
	it('reads one of two columns of labels as functions and the other as clusters', () => {
		const jira =
			'Summary,Labels,Labels\nCalls come twice,service,phone\nOffers are late,sales,offers\n';
		const { fn, cluster } = guessColumns(readTable(jira), ['Sales', 'Service']);
		expect([fn, cluster]).toEqual([1, 2]);
	});
	it('reads the topics of a retrospective as clusters, however short its notes are', () => {
		const table = readTable(
			'Went well,To improve,Action items\nThe form,Calls,Ask Ben\n,Offers,\n'
		);
		expect([table.hasHeader, looksLikeBoard(table)]).toEqual([true, true]);
		expect(looksLikeBoard(readTable('Problem,Keep\nCalls,Forms\n'))).toBe(false);
	});
});

describe('rows', () => {
	const columns = { text: 0, fn: 1, cluster: 2 };
	it('skips rows that do not fit, and says why and where', () => {
		const long = 'x'.repeat(LIMITS.noteChars + 2);
		const text = writeCsv([
			['text', 'fn', 'cluster'],
			[' good ', 'Sales', 'A'],
			['  ', 'Sales', 'A'],
			[long, '', ''],
			['two\nlines', '', 'x'.repeat(LIMITS.clusterTitleChars + 1)]
		]);
		const { rows, skipped } = toImportRows(readTable(text), columns);
		expect(rows).toEqual([{ text: 'good', fn: 'Sales', cluster: 'A' }]);
		expect(skipped.map(({ line }) => line)).toEqual([3, 4, 5]);
		expect(skipped[0]?.reason(en)).toBe('It has no text.');
		expect(skipped[1]?.reason(en)).toContain('2 characters longer');
		expect(skipped[2]?.reason(en)).toContain('cluster');
	});
	it('imports rows whose cluster name is too long in the chosen way', () => {
		const name = 'Calls '.repeat(30).trim();
		const text = writeCsv([
			['text', 'fn', 'cluster'],
			['good', 'Sales', 'A'],
			['late', 'Sales', name],
			['', 'Sales', name]
		]);
		const takes = (longClusters: 'left out' | 'shortened' | 'loose') =>
			toImportRows(readTable(text), columns, { longClusters });
		const lines = (skipped: { line: number }[]) => skipped.map(({ line }) => line);
		expect(takes('left out')).toMatchObject({ longClusters: 1, rows: [{ text: 'good' }] });
		expect(lines(takes('left out').skipped)).toEqual([3, 4]);
		const { rows, skipped, longClusters } = takes('shortened');
		expect([longClusters, lines(skipped)]).toEqual([1, [4]]);
		expect(rows[1]?.cluster.length).toBeLessThanOrEqual(LIMITS.clusterTitleChars);
		expect(rows[1]?.cluster).toMatch(/^Calls .*Calls…$/);
		expect(takes('loose').rows[1]).toEqual({ text: 'late', fn: 'Sales', cluster: '' });
		const board = readTable(`Good,${name}\n,late\n`, { hasHeader: true });
		const layout = 'each column is a cluster';
		expect(toImportRows(board, layout).rows).toEqual([]);
		expect(toImportRows(board, layout, { longClusters: 'loose' }).rows).toHaveLength(1);
	});
	it('keeps a row whose function has a long name: the dialog asks about that function', () => {
		const text = writeCsv([
			['text', 'fn'],
			['last', 'x'.repeat(201)]
		]);
		const { rows } = toImportRows(readTable(text), { text: 0, fn: 1, cluster: null });
		expect(rows).toEqual([{ text: 'last', fn: 'x'.repeat(201), cluster: '' }]);
	});
	it('splits a text that is too long between lines and sentences, and loses no word', () => {
		const sentence = `${'Nobody rings back '.repeat(12).trim()}. `;
		const text = `First line\n${sentence.repeat(5)}`;
		const table = readTable(
			writeCsv([
				['Text', 'Team'],
				[text, 'Sales'],
				['short', '']
			])
		);
		const columns = { text: 0, fn: 1, cluster: null };
		expect(toImportRows(table, columns)).toMatchObject({ long: 1, skipped: [{ line: 2 }] });
		const { rows, skipped, long } = toImportRows(table, columns, { long: 'split' });
		expect([skipped, long]).toEqual([[], 1]);
		expect(
			rows.slice(0, -1).every(({ text, fn }) => fn === 'Sales' && /line$|\.$/.test(text))
		).toBe(true);
		expect(rows[0]?.text).toBe('First line');
		expect(
			rows
				.map(({ text }) => text)
				.join(' ')
				.replace(/\s+/g, ' ')
		).toBe(`${text.replace(/\s+/g, ' ').trim()} short`);
	});
	it('splits any text into parts that fit, in order', () => {
		const unit = fc.constantFrom(
			'word ',
			'x'.repeat(300),
			'. ',
			'\n',
			'😀'.repeat(120),
			'见积'.repeat(90),
			'。'
		);
		fc.assert(
			fc.property(fc.string({ unit, minLength: 1, maxLength: 20 }), (text) => {
				const parts = splitText(text);
				expect(parts.every((part) => part.length <= LIMITS.noteChars)).toBe(true);
				expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
				expect(parts.join('').isWellFormed()).toBe(true);
			})
		);
	});
	it('lists the functions that the board does not have', () => {
		const rows = ['Sales', 'Vertrieb', '', 'Vertrieb'].map((fn) => ({
			text: 'x',
			fn,
			cluster: ''
		}));
		expect(unknownFunctions(rows, (name) => name === 'Sales')).toEqual(['Vertrieb']);
	});
});
