import { expect, it } from 'vitest';
import { drawFirst } from './first-drawing.ts';

it('[O21] the pages have answered one request when it resolves, even with an error', async () => {
	const asked: string[] = [];
	await drawFirst((request, response) => {
		response.writeHead(500).end('broken', () => asked.push(`${request.method} ${request.url}`));
	});
	expect(asked).toEqual(['GET /']);
});
