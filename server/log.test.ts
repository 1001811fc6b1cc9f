import { pino } from 'pino';
import { expect, test } from 'vitest';
import { loggedPath, seldom } from './log.ts';

function setUp() {
	const lines: Record<string, unknown>[] = [];
	const time = { now: 0 };
	const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
	const log = pino(
		{ base: null, timestamp: false, hooks: { logMethod: seldom(() => time.now) } },
		{ write }
	);
	return { lines, log, time };
}

test('[S23] repeated errors of one kind are logged once in a while, with a count of the dropped entries', () => {
	const { lines, log, time } = setUp();
	for (let write = 0; write < 500; write++) log.error({ err: 'full' }, 'not saved');
	log.warn({ err: 'full' }, 'no snapshot');
	time.now = 10_000;
	log.error({ err: 'full' }, 'not saved');
	time.now = 20_000;
	log.error({ err: 'full' }, 'not saved');
	expect(lines).toEqual([
		{ level: 50, err: 'full', msg: 'not saved' },
		{ level: 40, err: 'full', msg: 'no snapshot' },
		{ level: 50, err: 'full', msg: 'not saved', leftOut: 499 },
		{ level: 50, err: 'full', msg: 'not saved' }
	]);
});

test('successes, and errors whose id a person was shown, are always logged', () => {
	const { lines, log } = setUp();
	for (const id of ['one', 'two']) {
		log.info({ kind: 'lock' }, 'command');
		log.error({ id }, 'page error');
	}
	expect(lines).toHaveLength(4);
});

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
