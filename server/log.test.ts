import { expect, test } from 'vitest';
import { loggedPath } from './log.ts';

test.each([
	['/', '/'],
	['/?code=ABCDEF', '/'],
	['/j/3jM0-secret_token', '/j/…'],
	['/j/3jM0-secret_token?x=1', '/j/…'],
	['/b/board-1', '/b/…'],
	['/b/board-1/export/csv', '/b/…/export/csv'],
	['/live/desk/board-1', '/live/desk/…'],
	['/healthz', '/healthz']
])('%s is logged as %s', (url, logged) => {
	expect(loggedPath(url)).toBe(logged);
});
