import { describe, expect, it } from 'vitest';
import { isOwnOrigin, readPath } from './upgrade.ts';

describe('[S8] paths', () => {
	it('name a wall, or a person’s own desk, of a board', () => {
		expect(readPath('/live/wall/abc-1_Z')).toEqual({ kind: 'wall', board: 'abc-1_Z', epoch: 1 });
		expect(readPath('/live/desk/abc?x=1')).toEqual({ kind: 'desk', board: 'abc', epoch: 1 });
	});
	it('[S22] name the epoch of the copy, or mean the first one', () => {
		expect(readPath('/live/wall/a?epoch=7')?.epoch).toBe(7);
		expect(readPath('/live/wall/a?x=1&epoch=7')?.epoch).toBe(7);
		for (const odd of ['', '0', '-1', '1.5', '1e3', 'x', '9'.repeat(16)])
			expect(readPath(`/live/wall/a?epoch=${odd}`)?.epoch, odd).toBeNaN();
	});
	it('name nothing in any other form', () => {
		const odd = [
			'',
			'/',
			'/live/',
			'/live/stage/a',
			'/live/desk/a/b',
			'/live/desk/a:b',
			'/live/desk/'
		];
		const worse = ['/live/wall/../desk/a', '/live/wall/a%2Fb', `/live/wall/${'a'.repeat(65)}`];
		for (const path of [...odd, ...worse, undefined]) expect(readPath(path)).toBeNull();
	});
});

describe('[S9] origins', () => {
	it('are accepted if they match the host of the request', () => {
		expect(isOwnOrigin({ origin: 'http://a.example:3000', host: 'A.example:3000' }, null)).toBe(
			true
		);
		expect(isOwnOrigin({ origin: 'https://a.example', host: 'a.example' }, null)).toBe(true);
	});
	it('are rejected if they are foreign', () => {
		const host = 'a.example';
		const foreign = [
			'http://b.example',
			'http://a.example:81',
			'null',
			'ws://a.example',
			'a.example',
			''
		];
		for (const origin of foreign) expect(isOwnOrigin({ origin, host }, null)).toBe(false);
		expect(isOwnOrigin({ host }, null)).toBe(false);
		expect(isOwnOrigin({ origin: 'http://a.example' }, null)).toBe(false);
	});
	it('are only the configured ones behind a proxy', () => {
		const allowed = ['https://board.example'];
		expect(isOwnOrigin({ origin: 'https://board.example', host: 'inside' }, allowed)).toBe(true);
		expect(isOwnOrigin({ origin: 'http://inside', host: 'inside' }, allowed)).toBe(false);
	});
});
