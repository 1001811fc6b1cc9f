import { describe, expect, test } from 'vitest';
import { LIMITS } from '$lib/workshop/limits.ts';
import { writeWorkbook } from '$lib/workshop/xlsx.ts';
import { ImportDraft } from './import-draft.svelte.ts';

const draftOf = () => new ImportDraft(() => []);
const fileOf = (name: string, ...parts: BlobPart[]) => new File(parts, name);
const sheet = (name: string, ...texts: string[]) => ({
	name,
	columns: [{ title: 'Text', width: 20 }],
	rows: texts.map((text) => [text])
});
const OLD = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]);
const wide = (words: string) => new Uint8Array([...words].flatMap((one) => [one.charCodeAt(0), 0]));

describe('a workbook that is imported', () => {
	test('is read in a worker, and another of its sheets on demand', async () => {
		const draft = draftOf();
		const bytes = await writeWorkbook([sheet('One', 'a'), sheet('Two', 'b', 'c')], 'x');
		await draft.readFile(fileOf('x.xlsx', bytes));
		expect(draft.sheets).toEqual(['One', 'Two']);
		expect(draft.rows.map(({ text }) => text)).toEqual(['a']);
		draft.readAs({ hasHeader: false });
		await draft.readSheet(1);
		expect(draft.sheet).toBe(1);
		expect(draft.rows.map(({ text }) => text)).toEqual(['b', 'c']);
		expect(draft.source).toBe('x.xlsx');
	});
	test('that begins with a sheet that is too large offers the others', async () => {
		const draft = draftOf();
		const long = Array.from({ length: LIMITS.sheetRows }, () => 'x');
		const bytes = await writeWorkbook([sheet('Long', ...long), sheet('Short', 'a')], 'x');
		await draft.readFile(fileOf('x.xlsx', bytes));
		expect(draft.problem).toMatch(/^This sheet is too large/);
		expect(draft.sheets).toEqual(['Long', 'Short']);
		await draft.readSheet(1);
		expect(draft.problem).toBe('');
		expect(draft.rows.map(({ text }) => text)).toEqual(['a']);
	});
	test('comes too late where something else was chosen meanwhile', async () => {
		const draft = draftOf();
		const bytes = await writeWorkbook([sheet('One', 'a')], 'x');
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
	])('%s gets a sentence, and what is pasted next is read', async (_, parts, sentence) => {
		const draft = draftOf();
		await draft.readFile(fileOf('x.xlsx', ...parts));
		expect(draft.problem).toMatch(sentence);
		expect(draft.isReady).toBe(false);
		draft.readPasted('A note');
		expect(draft.problem).toBe('');
		expect(draft.isReady).toBe(true);
	});
});
