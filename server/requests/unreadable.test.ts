import { describe, expect, it } from 'vitest';
import { whyUnreadable } from './unreadable.ts';

const BASE = 'http://127.0.0.1:3000';
const statusOf = (url: string, method = 'GET', base = BASE) =>
	whyUnreadable({ method, url }, base)?.status ?? null;

describe('[H12] a request that leads to no address of the server', () => {
	it('is refused before a page sees it', () => {
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
	it('is not one that only looks odd', () => {
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
