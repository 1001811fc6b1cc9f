import { describe, expect, it } from 'vitest';
import { readForm } from './form.ts';

const URLENCODED = 'application/x-www-form-urlencoded';
const sent = (body: string, type: string | null = URLENCODED) => {
	const request = new Request('http://localhost/', { method: 'POST', body });
	if (type === null) request.headers.delete('content-type');
	else request.headers.set('content-type', type);
	return request;
};
const refused = { status: 400, body: { message: expect.stringMatching(/\.$/) as string } };

describe('a form', () => {
	it('is read with the names and values that were typed', async () => {
		const form = await readForm(sent('name=Ana+%26+Bob&fn=it&fn=sales', `${URLENCODED};charset=x`));
		expect([form.get('name'), form.getAll('fn')]).toEqual(['Ana & Bob', ['it', 'sales']]);
	});
	it('[H15] is not read when it has more fields than any of ours', async () => {
		await expect(readForm(sent('a&'.repeat(1_000_000)))).rejects.toMatchObject(refused);
		await expect(readForm(sent('a='.repeat(10)))).resolves.toBeInstanceOf(URLSearchParams);
	});
	it.each([null, 'text/plain', 'multipart/form-data; boundary=x', 'application/json'])(
		'[H15] is not read as %s',
		async (type) => {
			await expect(readForm(sent('a=b', type))).rejects.toMatchObject(refused);
		}
	);
	it('is refused in words when it is cut off', async () => {
		const body = new ReadableStream({ pull: (stream) => stream.error(new Error('cut')) });
		const headers = { 'content-type': URLENCODED };
		const request = { headers: new Headers(headers), text: () => new Response(body).text() };
		await expect(readForm(request as unknown as Request)).rejects.toMatchObject(refused);
	});
});
