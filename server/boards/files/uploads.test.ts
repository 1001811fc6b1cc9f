import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { describe, expect, it } from 'vitest';
import { sampleRecord } from '../../../src/lib/workshop/sample/sample.ts';
import { writeRecord } from '../../../src/lib/workshop/board-file/record.ts';
import { openUpload } from './uploads.ts';

const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const END = `\r\n--${BOUNDARY}--\r\n`;
const upload = (text: string, type = TYPE) =>
	openUpload({ bytes: Buffer.from(text), type, locale: 'en' });
const PART = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="board.json"\r\n\r\n`;
const refused = { ok: false, status: 400, reason: expect.stringMatching(/\.$/) as string };

describe('an uploaded board file', () => {
	it('is read', async () => {
		let ids = 0;
		const json = writeRecord(sampleRecord(() => `id${(ids += 1)}`, 1_800_000_000_000, en));
		expect(await upload(`${PART}${json}${END}`)).toMatchObject({ ok: true });
	});
	it.each([
		['a form without a file', 'a=b', 'application/x-www-form-urlencoded'],
		['nothing', '', ''],
		['a form that is cut off', `${PART}{"a":`, TYPE],
		['an empty file', `${PART}${END}`, TYPE],
		[
			'a field of that name',
			`--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"\r\n\r\n{}${END}`,
			TYPE
		],
		['no board', `${PART}{}${END}`, TYPE]
	])('is rejected with a sentence when it is %s', async (_, text, type) => {
		expect(await upload(text, type)).toMatchObject(refused);
	});
	it('[O30] is not parsed if it has more values than a board', async () => {
		const json = `[${'[],'.repeat(3_000_000)}[]]`;
		expect(await upload(PART + json + END)).toMatchObject({ ok: false, status: 413 });
	});
	it('[H15] is not searched for among more parts than the form has', async () => {
		const board = `${PART}{}${END}`;
		const parts = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n`;
		const few = await upload(parts.repeat(3) + board);
		const many = await upload(parts.repeat(100_000) + board);
		expect(many).toMatchObject({
			...refused,
			reason: 'Choose the JSON file of an exported board.'
		});
		expect(few).not.toEqual(many);
	});
});
