import { describe, expect, it } from 'vitest';
import { LIMITS } from '../workshop/limits.ts';
import { messagesOf } from '../i18n/catalogue.ts';
import { readForm, readUpload } from './form.ts';

const URLENCODED = 'application/x-www-form-urlencoded';
const locals = { locale: 'en', messages: messagesOf('en') } as App.Locals;
const sent = (body: string, type: string | null = URLENCODED) => {
	const request = new Request('http://localhost/', { method: 'POST', body });
	if (type === null) request.headers.delete('content-type');
	else request.headers.set('content-type', type);
	return { request, locals };
};
const refused = { status: 400, body: { message: expect.stringMatching(/\.$/) as string } };

describe('a form', () => {
	it('returns the names and values that were typed', async () => {
		const form = await readForm(sent('name=Ana+%26+Bob&fn=it&fn=sales', `${URLENCODED};charset=x`));
		expect([form.get('name'), form.getAll('fn')]).toEqual(['Ana & Bob', ['it', 'sales']]);
	});
	it('[H15] is rejected when it has more fields than any of our forms', async () => {
		await expect(readForm(sent('a&'.repeat(1_000_000)))).rejects.toMatchObject(refused);
		await expect(readForm(sent('a='.repeat(10)))).resolves.toBeInstanceOf(URLSearchParams);
	});
	it.each([null, 'text/plain', 'multipart/form-data; boundary=x', 'application/json'])(
		'[H15] is rejected as %s',
		async (type) => {
			await expect(readForm(sent('a=b', type))).rejects.toMatchObject(refused);
		}
	);
	it('is rejected with a sentence when it is cut off', async () => {
		const body = new ReadableStream({ pull: (stream) => stream.error(new Error('cut')) });
		const headers = { 'content-type': URLENCODED };
		const request = { headers: new Headers(headers), text: () => new Response(body).text() };
		await expect(
			readForm({ request: request as unknown as Request, locals })
		).rejects.toMatchObject(refused);
	});
});

describe('a form with a file', () => {
	const body = (bytes: number) => {
		const pieces = Array.from({ length: Math.ceil(bytes / 100_000) }, (_, nth) =>
			new Uint8Array(Math.min(100_000, bytes - nth * 100_000)).fill(nth + 1)
		);
		return { pieces, stream: new Blob(pieces).stream() };
	};
	const read = (stream: ReadableStream) =>
		readUpload({
			locals,
			request: new Request('http://x', {
				...{ method: 'POST', body: stream, duplex: 'half' },
				headers: { 'content-type': 'multipart/form-data; boundary=x' }
			} as RequestInit)
		});
	it('[O24] is stored unchanged in memory that threads share', async () => {
		const { pieces, stream } = body(1_234_567);
		const { bytes, type, locale } = await read(stream);
		expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
		expect(Buffer.compare(bytes, Buffer.concat(pieces))).toBe(0);
		expect([type, locale]).toEqual(['multipart/form-data; boundary=x', 'en']);
	});
	it('[O24] is read no further than the largest board file', async () => {
		const { stream } = body(LIMITS.boardFileBytes + 20_000);
		await expect(read(stream)).rejects.toMatchObject({ status: 400 });
	});
});
