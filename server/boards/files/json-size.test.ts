import { expect, it } from 'vitest';
import { writeRecord } from '../../../src/lib/workshop/board-file/record.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { fullestBoard } from '../../../tests/support/fullest-board.ts';
import { heapFor, HeavyProcesses } from '../heavy/processes.ts';
import { isBeyondBoards } from './json-size.ts';

const beyond = (json: string) => isBeyondBoards(Buffer.from(json));
const MEGABYTE = 1_000_000;

it.each([
	['lists beside each other', `[${'[],'.repeat(3 * MEGABYTE)}[]]`],
	['objects beside each other', `[${'{},'.repeat(3 * MEGABYTE)}{}]`],
	['numbers', `[${'1,'.repeat(3 * MEGABYTE)}1]`],
	['lists in each other', '['.repeat(1_000)]
])('[O30] recognizes from its bytes a text with more values than a board has: %s', (_, json) => {
	expect(beyond(json)).toBe(true);
});
it.each([
	['signs in a text', JSON.stringify(['[],{}'.repeat(MEGABYTE)])],
	['quotes and strokes in a text', JSON.stringify(['\\"[,'.repeat(MEGABYTE)])],
	['lists behind each other', JSON.stringify(Array.from({ length: 1_000 }, () => [[]]))]
])('[O30] accepts a text that a board may have: %s', (_, json) => {
	expect(beyond(json)).toBe(false);
});

const BOUNDARY = 'x'.repeat(30);
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const upload = (json: string) => ({
	bytes: Buffer.from(
		`--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="board.json"\r\n\r\n${json}\r\n--${BOUNDARY}--\r\n`
	),
	type: TYPE,
	locale: 'en' as const
});
const GIGABYTE = 2 ** 30;

it('[O31] the file of the fullest board can be read and made into a wall in a container of 1 GB', async () => {
	const processes = new HeavyProcesses({ heapMb: heapFor(GIGABYTE) });
	const json = writeRecord(fullestBoard('n'));
	expect(Buffer.byteLength(json)).toBeLessThan(LIMITS.boardFileBytes);
	const opened = await processes.run('openUpload', upload(json));
	if (!opened.ok) throw new Error(opened.reason);
	const { wall } = opened.parts;
	const encoded = await processes.run('encodeWall', { wall, writers: new Map() });
	expect(encoded.length).toBeGreaterThan(LIMITS.notesKeptPerBoard * LIMITS.noteChars);
	await processes.close();
});

const NEARLY = 990_000;
const each = (count: number, make: (at: number) => string) =>
	Array.from({ length: count }, (_, at) => make(at)).join(',');
it.each([
	['lists', `[${each(NEARLY / 2, () => '[]')}]`],
	['objects of all kinds', `[${each(NEARLY / 2, (at) => `{"a${at}":1}`)}]`],
	['keys of one object', `{${each(NEARLY, (at) => `"a${at}":1`)}}`],
	['texts of other scripts', `[${each(NEARLY, (at) => `"語${at}"`)}]`]
])('[O31] reads nearly too many values in a container of 1 GB: %s', async (_, json) => {
	const processes = new HeavyProcesses({ heapMb: heapFor(GIGABYTE) });
	expect(beyond(json)).toBe(false);
	const opened = await processes.run('openUpload', upload(json));
	const reason = expect.stringContaining('not a board that Groundwork can read') as string;
	expect(opened).toMatchObject({ ok: false, status: 400, reason });
	await processes.close();
});
