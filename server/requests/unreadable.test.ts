import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { answerUnreadable, whyUnreadable } from './unreadable.ts';

const BASE = 'http://127.0.0.1:3000';
const statusOf = (url: string, method = 'GET', base = BASE) =>
	whyUnreadable({ method, url }, base)?.status ?? null;

describe('[H12] a request without a valid address on the server', () => {
	it('is refused before a page gets it', () => {
		for (const url of [
			'*',
			'',
			'http://evil.example/',
			'/%',
			'/j/%ff',
			'/?/default',
			'/j/a?x&%2Fdefault=1'
		])
			expect([url, statusOf(url)]).toEqual([url, 400]);
		for (const host of ['', 'a b', '[::::]', ':x'])
			expect(statusOf('/', 'GET', `http://${host}`)).toBe(400);
		for (const method of ['TRACE', 'PROPFIND', 'get', 'constructor'])
			expect([method, statusOf('/', method)]).toEqual([method, 405]);
	});
	it('is not confused with one that only looks odd', () => {
		for (const url of [
			'/',
			'//',
			'/j/%C3%BC?a=%ff',
			'/?/sample',
			'/default',
			'/b/x/__data.json?x-sveltekit-invalidated=1'
		])
			expect([url, statusOf(url)]).toEqual([url, null]);
		for (const base of ['http://[::1]:3000', 'http://board', 'https://board.example.org'])
			expect(statusOf('/', 'POST', base)).toBeNull();
	});
});

it('[H12] finishes a response that has begun, whatever follows the request', async () => {
	const server = createServer((_, response) => {
		response.write('The beginning, ');
		server.once('clientError', () => setImmediate(() => response.end('and the end.')));
		client.write('zz\r\n');
	});
	answerUnreadable(server);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
	let got = '';
	client.on('data', (bytes) => (got += String(bytes)));
	client.write('POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n');
	await once(client, 'close');
	expect(got).toMatch(/^HTTP\/1\.1 200 [^]*The beginning, [^]*and the end\./);
	server.close();
});
