import { describe, expect, test } from 'vitest';
import { all as en } from '$lib/i18n/en/all.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import type { Fn } from '$lib/workshop/types.ts';
import { writeWorkbook } from '$lib/workshop/files/xlsx.ts';
import { ImportDraft } from './import-draft.svelte.ts';

const draftOf = (progress = { words: '' }) => new ImportDraft(en, () => [], progress);
const fileOf = (name: string, ...parts: BlobPart[]) => new File(parts, name);
const sheet = (name: string, ...texts: string[]) => ({
	name,
	columns: [{ title: 'Text', width: 20 }],
	rows: texts.map((text) => [text])
});
const OLD = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]);
const wide = (words: string) => new Uint8Array([...words].flatMap((one) => [one.charCodeAt(0), 0]));

describe('an imported workbook', () => {
	test('is parsed in a worker, and its other sheets on demand', async () => {
		const draft = draftOf();
		const bytes = await writeWorkbook(
			[sheet('One', 'a'), sheet('Two', 'b', 'c')],
			'x',
			en.files.notInList
		);
		await draft.readFile(fileOf('x.xlsx', bytes));
		expect(draft.sheets).toEqual(['One', 'Two']);
		expect(draft.rows.map(({ text }) => text)).toEqual(['a']);
		draft.readAs({ hasHeader: false });
		await draft.readSheet(1);
		expect(draft.sheet).toBe(1);
		expect(draft.rows.map(({ text }) => text)).toEqual(['b', 'c']);
		expect(draft.source).toBe('x.xlsx');
	});
	test('offers the other sheets when its first one is too large', async () => {
		const draft = draftOf();
		const long = Array.from({ length: LIMITS.sheetRows }, () => 'x');
		const bytes = await writeWorkbook(
			[sheet('Long', ...long), sheet('Short', 'a')],
			'x',
			en.files.notInList
		);
		await draft.readFile(fileOf('x.xlsx', bytes));
		expect(draft.problem).toMatch(/^This sheet is too large/);
		expect(draft.sheets).toEqual(['Long', 'Short']);
		await draft.readSheet(1);
		expect(draft.problem).toBe('');
		expect(draft.rows.map(({ text }) => text)).toEqual(['a']);
	});
	test('is ignored when something else was chosen before it was parsed', async () => {
		const draft = draftOf();
		const bytes = await writeWorkbook([sheet('One', 'a')], 'x', en.files.notInList);
		const reading = draft.readFile(fileOf('x.xlsx', bytes));
		draft.readPasted('Typed meanwhile');
		await reading;
		expect(draft.rows.map(({ text }) => text)).toEqual(['Typed meanwhile']);
		expect(draft.sheets).toEqual([]);
		expect(draft.reading).toBe(false);
	});
	test.each([
		['behind a password', [OLD, wide('EncryptedPackage')], /protected by a password/],
		['of an older kind', [OLD, wide('Workbook')], /older kind/],
		['that is broken', ['PK\u0003\u0004'], /cannot be read as a workbook/]
	])('%s gets a sentence, and the next paste is parsed', async (_, parts, sentence) => {
		const draft = draftOf();
		await draft.readFile(fileOf('x.xlsx', ...parts));
		expect(draft.problem).toMatch(sentence);
		expect(draft.isReady).toBe(false);
		draft.readPasted('A note');
		expect(draft.problem).toBe('');
		expect(draft.isReady).toBe(true);
	});
});

describe('the encoding of a file', () => {
	const CYRILLIC = new Uint8Array([0xd6, 0xe5, 0xed, 0xe0]);
	test('can be chosen, and the notes follow', async () => {
		const draft = draftOf();
		await draft.readFile(fileOf('x.csv', 'Text,Topic\r\n', CYRILLIC, ',a\r\n'));
		const texts = (['windows-1251', 'koi8-r', 'windows-1252'] as const).map((encoding) => {
			draft.readLettersAs(encoding);
			expect(draft.encoding).toBe(encoding);
			return draft.rows.map(({ text, cluster }) => `${text} ${cluster}`);
		});
		expect(texts).toEqual([['Цена a'], ['жЕМЮ a'], ['Öåíà a']]);
	});
	test('is detected without a byte order mark, and can be chosen beside the sentence that no text was found', async () => {
		const draft = draftOf();
		await draft.readFile(fileOf('x.csv', wide('Text\nLate\n')));
		expect([draft.encoding, draft.problem]).toEqual(['utf-16le', '']);
		expect(draft.rows.map(({ text }) => text)).toEqual(['Late']);
		draft.readLettersAs('windows-1252');
		expect(draft.problem).toMatch(/^This is no text/);
		expect(draft.rows).toEqual([]);
		draft.readLettersAs('utf-16le');
		expect([draft.problem, draft.rows.length]).toEqual(['', 1]);
		await draft.readFile(fileOf('x.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])));
		expect(draft.problem).toMatch(/^This is no text/);
		expect(draft.encoding).not.toBeNull();
		await draft.readFile(fileOf('x.xls', '<html><table>'));
		expect(draft.problem).toMatch(/^This is a web page/);
		expect(draft.encoding).toBeNull();
	});
});

test('a file can be parsed as a list, a table or a board, with or without a header', async () => {
	const draft = draftOf();
	const texts = () => draft.rows.map(({ text, cluster }) => [text, cluster].join(' in '));
	await draft.readFile(fileOf('x.csv', 'Calls;Prices\nNobody rings back;Lists differ\n'));
	draft.readAs({ hasHeader: true });
	draft.readAsBoard(true);
	expect(texts()).toEqual(['Nobody rings back in Calls', 'Lists differ in Prices']);
	draft.readAsBoard(false);
	expect(texts()).toEqual(['Nobody rings back in ']);
	expect(draft.unused).toEqual(['Prices']);
	draft.readAs({ hasHeader: false });
	expect(draft.rows).toHaveLength(2);
	draft.readAs({ kind: 'list' });
	expect(texts()).toEqual(['Calls;Prices in ', 'Nobody rings back;Lists differ in ']);
	draft.readAs({ kind: 'table' });
	expect(draft.table?.header).toHaveLength(2);
});

test('a text that is too long is counted, and split on request', () => {
	const draft = draftOf();
	draft.readPasted(`short\n${'Nobody rings back. '.repeat(40)}`);
	expect([draft.rows.length, draft.long, draft.skipped.length]).toEqual([1, 1, 1]);
	draft.splitLong(true);
	expect([draft.rows.length, draft.long, draft.skipped.length]).toEqual([3, 1, 0]);
	draft.readPasted('short');
	expect([draft.long, draft.splitsLong]).toEqual([0, false]);
});

test('a note whose cluster has a name that is too long waits for a choice', () => {
	const draft = draftOf();
	draft.readPasted(`Text\tCluster\nOne\t${'Calls '.repeat(40)}\nTwo\tPrices\n`);
	const clusters = () => draft.rows.map(({ cluster }) => cluster.slice(0, 5));
	expect([clusters(), draft.longClusters, draft.leavesWords]).toEqual([['Price'], 1, true]);
	draft.takeLongClusters('shortened');
	expect([clusters(), draft.longClusters, draft.leavesWords]).toEqual([
		['Calls', 'Price'],
		1,
		false
	]);
	draft.takeLongClusters('loose');
	expect(clusters()).toEqual(['', 'Price']);
	draft.readPasted('Two');
	expect(draft.longClusterChoice).toBe('left out');
});

describe('a function that the board does not have', () => {
	const sales = { id: 'fn1', name: 'Sales', letter: 'S', colour: 0 } as unknown as Fn;
	function withUnknown() {
		const fns = $state([sales]);
		const draft = new ImportDraft(en, () => fns, { words: '' });
		draft.readPasted('Text\tTeam\nOne\t sales \nTwo\tIT\nThree\tVertrieb\nFour\tFoo\nFive\t\n');
		return { draft, fns };
	}
	const fnsOf = (draft: ImportDraft) => draft.request('id')?.rows.map(({ fn }) => fn);

	test("needs a choice before the import: create it, use one of the board's, or none", () => {
		const { draft } = withUnknown();
		expect(draft.unknown).toEqual(['IT', 'Vertrieb', 'Foo']);
		expect([draft.isReady, draft.fnChoice('IT'), draft.newFunctions()]).toEqual([false, null, []]);
		draft.chooseFn('IT', { as: 'new' });
		draft.chooseFn('Vertrieb', { as: 'known', id: 'fn1' });
		expect(draft.isReady).toBe(false);
		draft.chooseFn('Foo', { as: 'none' });
		expect(draft.isReady).toBe(true);
		expect(draft.newFunctions()).toEqual(['IT']);
		expect(fnsOf(draft)).toEqual(['sales', 'IT', 'Sales', '', '']);
		draft.chooseFn('IT', { as: 'none' });
		expect(draft.newFunctions()).toEqual([]);
		expect(fnsOf(draft)).toEqual(['sales', '', 'Sales', '', '']);
	});
	test('is created with a shorter name if its own is too long, once for all names that become the same', () => {
		const { draft, fns } = withUnknown();
		const long = 'Department for the care of dealers in the north';
		draft.readPasted(`Text\tTeam\nOne\t${long}\nTwo\t${long} and east\n`);
		expect(draft.unknown).toHaveLength(2);
		for (const name of draft.unknown) draft.chooseFn(name, { as: 'new' });
		const [made = '', ...more] = draft.newFunctions();
		expect(made).toBe('Department for the care of de…');
		expect([made.length, more]).toEqual([LIMITS.fnNameChars, []]);
		expect(fnsOf(draft)).toEqual([made, made]);
		fns.push({ ...sales, id: 'fn2', name: made });
		expect(draft.newFunctions()).toEqual([]);
		expect(fnsOf(draft)).toEqual([made, made]);
	});
	test('needs no choice once the board has it, and a new choice for another source', () => {
		const { draft, fns } = withUnknown();
		draft.chooseFn('IT', { as: 'new' });
		fns.push({ ...sales, id: 'fn2', name: 'IT' });
		expect(draft.unknown).toEqual(['Vertrieb', 'Foo']);
		expect(draft.newFunctions()).toEqual([]);
		draft.readPasted('Text\tTeam\nOne\tFoo\n');
		expect([draft.unknown, draft.fnChoice('Foo')]).toEqual([['Foo'], null]);
	});
	test('leads to no request when there are no rows', () => {
		const draft = draftOf();
		expect(draft.request('id')).toBeNull();
	});
});

describe('an import in parts', () => {
	const MORE = 3;
	const lines = Array.from({ length: LIMITS.importRows + MORE }, (_, at) => `Note ${at + 1}`);
	/** The dialog after its first part, and the progress that it saved. */
	function afterOnePart() {
		const progress = $state({ words: '' });
		const draft = draftOf(progress);
		draft.readPasted(lines.join('\n'));
		draft.goOn();
		return { draft, progress };
	}

	test('continues after the first part, also when the dialog is opened again', () => {
		const { draft, progress } = afterOnePart();
		const again = draftOf(progress);
		again.readPasted(lines.join('\n'));
		for (const opened of [draft, again]) {
			expect(opened.rows.map(({ text }) => text)).toEqual(lines.slice(-MORE));
			expect([opened.done, opened.later]).toEqual([LIMITS.importRows, 0]);
		}
	});
	test('continues in a file that is chosen again', async () => {
		const { progress } = afterOnePart();
		const again = draftOf(progress);
		await again.readFile(fileOf('notes.txt', lines.join('\n')));
		expect(again.rows).toHaveLength(MORE);
	});
	test('continues when only later rows were changed, and offers all rows of another source', () => {
		const { progress } = afterOnePart();
		const again = draftOf(progress);
		again.readPasted([...lines.slice(0, -1), 'Another end', 'And one more'].join('\n'));
		expect(again.rows).toHaveLength(MORE + 1);
		again.readPasted(['Another beginning', ...lines].join('\n'));
		expect([again.done, again.rows[0]?.text]).toEqual([0, 'Another beginning']);
		again.readPasted(lines.slice(0, 2).join('\n'));
		expect(again.rows).toHaveLength(2);
	});
	test('can start again at the first row', () => {
		const { draft } = afterOnePart();
		draft.beginAgain();
		expect(draft.rows[0]?.text).toBe('Note 1');
	});
});

test('leaves out archived rows unless somebody includes them, and again for another source', () => {
	const draft = draftOf();
	const trello = 'Card Name\tArchived\nOpen card\tfalse\nOld card\ttrue';
	draft.readPasted(trello);
	expect([draft.rows.length, draft.archived]).toEqual([1, 1]);
	draft.takeArchived(true);
	expect([draft.rows.length, draft.archived]).toEqual([2, 1]);
	draft.readPasted(trello);
	expect([draft.rows.length, draft.takesArchived]).toEqual([1, false]);
});

test('leaves out rows that repeat notes on the wall, so that a file can be chosen twice', () => {
	const texts: string[] = [];
	const draft = new ImportDraft(
		en,
		() => [],
		{ words: '' },
		() => texts
	);
	const lines = 'Callers wait\nPrices differ\nPrices differ';
	draft.readPasted(lines);
	expect([draft.rows.length, draft.onWall]).toEqual([3, 0]);
	texts.push('callers  wait', 'Something else');
	draft.readPasted(lines);
	expect(draft.rows.map(({ text }) => text)).toEqual(['Prices differ', 'Prices differ']);
	expect(draft.onWall).toBe(1);
	draft.takeKnown(true);
	expect([draft.rows.length, draft.onWall]).toEqual([3, 1]);
});
