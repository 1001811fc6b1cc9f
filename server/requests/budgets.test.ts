import { describe, expect, it } from 'vitest';
import { SYNC_LIMITS } from '../sync/limits.ts';
import { nextAskMs } from '../../src/lib/workshop/board/asking.ts';
import { inEnglish } from '../../tests/support/english.ts';
import { seededRandom } from '../../tests/support/random.ts';
import { createBudgets, type BudgetKind } from './budgets.ts';

const OFFICE = '203.0.113.7';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function start(limits: Partial<typeof SYNC_LIMITS> = {}) {
	const test = { now: 0, refused: [] as BudgetKind[] };
	const budgets = createBudgets(
		{ ...SYNC_LIMITS, ...limits },
		() => test.now,
		(kind) => test.refused.push(kind)
	);
	return Object.assign(test, { budgets });
}
const stranger = (address = OFFICE) => ({ address, userId: null });

describe('[H1] budgets', () => {
	it('let 200 people behind one address join within a minute, and refuse the rest of 400 with a friendly sentence', () => {
		const test = start();
		const answers = Array.from({ length: 400 }, () => {
			test.now += MINUTE_MS / 400;
			return test.budgets.take('guests', stranger()) ?? test.budgets.take('joins', stranger());
		});
		expect(answers.slice(0, 200).every((answer) => answer === null)).toBe(true);
		const refusals = answers.filter((answer) => answer !== null);
		expect(refusals.length).toBeGreaterThan(50);
		const [first] = refusals;
		expect(first && { ...first, reason: inEnglish(first.reason) }).toEqual({
			status: 429,
			reason:
				'Many people came from your network just now. What you typed is still here. Please try again in a few seconds.',
			retryAfterSeconds: 1
		});
	});

	it('apply to a person on one board, whatever addresses they use', () => {
		const test = start({ importsAtOnce: 2, importsPerHour: 60 });
		const ana = (board: string, address = OFFICE) => ({ address, userId: 'ana', board });
		expect(test.budgets.take('imports', ana('one'))).toBeNull();
		expect(test.budgets.take('imports', ana('one', '198.51.100.1'))).toBeNull();
		expect(test.budgets.take('imports', ana('one', '198.51.100.2'))).toMatchObject({ status: 429 });
		expect(test.budgets.take('imports', ana('two'))).toBeNull();
		test.now += MINUTE_MS;
		expect(test.budgets.take('imports', ana('one'))).toBeNull();
	});

	it('[H20] let 200 people behind one address load a board three times in a minute, and stop a program', () => {
		const test = start();
		const load = (userId: string) =>
			test.budgets.take('pages', { address: OFFICE, userId, board: 'one' });
		for (let at = 0; at < 600; at++) {
			test.now += MINUTE_MS / 600;
			expect(load(`person-${at % 200}`)).toBeNull();
		}
		test.now += HOUR_MS;
		const taken = (seconds: number) => {
			let pages = 0;
			for (let at = 0; at < 50 * seconds; at++) {
				test.now += 20;
				if (load('mallory') === null) pages++;
			}
			return pages;
		};
		// At 17 ms each, this is one second of the loop at once and a hundredth of it in the long run.
		expect(taken(60)).toBeLessThanOrEqual(80);
		expect(taken(60)).toBeLessThanOrEqual(21);
		expect(load('ana')).toBeNull();
	});

	it('[H21] limit what one address stores as board files in a day, whoever sends them', () => {
		const test = start();
		const LARGEST = 40_000_000;
		let bytes = 0;
		for (let minute = 0; minute < 24 * 60; minute++) {
			test.now += MINUTE_MS;
			const asker = { address: OFFICE, userId: `person-${minute}` };
			if (test.budgets.take('fileBytes', asker, LARGEST) === null) bytes += LARGEST;
		}
		expect(bytes).toBeLessThanOrEqual(240_000_000);
		const ana = { address: '198.51.100.1', userId: 'ana' };
		expect(test.budgets.take('fileBytes', ana, LARGEST)).toBeNull();
	});

	it('[H22] limit what one address adds to histories in a day, whoever gives the commands', () => {
		const test = start();
		const LONGEST = 140_000;
		let bytes = 0;
		for (let minute = 0; minute < 24 * 60; minute++) {
			test.now += MINUTE_MS;
			for (let n = 0; n < 10; n++) {
				const asker = { address: OFFICE, userId: `person-${n}`, board: `board-${minute}` };
				if (test.budgets.take('historyBytes', asker, LONGEST) === null) bytes += LONGEST;
			}
		}
		expect(bytes).toBeGreaterThan(20_000_000);
		expect(bytes).toBeLessThanOrEqual(120_000_000);
	});

	it('of new boards are shared by all boards that somebody copies', () => {
		const test = start({ boardsAtOnce: 1 });
		expect(
			test.budgets.take('boards', { address: OFFICE, userId: 'ana', board: 'one' })
		).toBeNull();
		expect(
			test.budgets.take('boards', { address: OFFICE, userId: 'ana', board: 'two' })
		).toMatchObject({ status: 429 });
	});

	it('of an address apply to clients that delete their cookies', () => {
		const test = start({ boardsAtOnceOfAddress: 3 });
		const taken = Array.from({ length: 9 }, (_, at) =>
			test.budgets.take('boards', { address: OFFICE, userId: at % 2 ? null : `person-${at}` })
		);
		expect(taken.filter((refusal) => refusal === null)).toHaveLength(3);
		expect(test.budgets.take('boards', stranger('198.51.100.1'))).toBeNull();
	});

	it('[H2] count an IPv6 /64 as one address', () => {
		const test = start({ boardsAtOnceOfAddress: 2 });
		expect(test.budgets.take('boards', stranger('2001:db8::1'))).toBeNull();
		expect(test.budgets.take('boards', stranger('2001:db8::ffff:2'))).toBeNull();
		expect(test.budgets.take('boards', stranger('2001:db8::3'))).toMatchObject({ status: 429 });
		expect(test.budgets.take('boards', stranger('2001:db8:0:1::3'))).toBeNull();
	});

	it('charge nothing for a refused request', () => {
		const test = start({ boardsAtOnce: 1, boardsPerHour: 1, boardsAtOnceOfAddress: 2 });
		const ana = { address: OFFICE, userId: 'ana' };
		expect(test.budgets.take('boards', ana)).toBeNull();
		for (let n = 0; n < 5; n++) expect(test.budgets.take('boards', ana)).not.toBeNull();
		expect(test.budgets.take('boards', stranger())).toBeNull();
		expect(test.refused).toEqual(Array(5).fill('boards'));
	});

	it('[H3] say how long to wait, and allow a cost above the whole budget after that', () => {
		const test = start({ boardsAtOnce: 20, boardsPerHour: 30 });
		const ana = { address: OFFICE, userId: 'ana' };
		expect(test.budgets.take('boards', ana, 1_000)).toBeNull();
		const refusal = test.budgets.take('boards', ana, 1_000);
		expect(refusal).toMatchObject({ retryAfterSeconds: 2400 });
		expect(inEnglish(refusal?.reason ?? '')).toContain('Please try again in 40 minutes.');
		test.now += (refusal?.retryAfterSeconds ?? 0) * 1000;
		expect(test.budgets.take('boards', ana, 1_000)).toBeNull();
	});

	it('[H4] are kept in limited number; a client that keeps asking is not forgotten', () => {
		const test = start({ budgetsRemembered: 100, boardsAtOnceOfAddress: 2 });
		const attacker = stranger();
		for (let at = 0; at < 1_000; at++) {
			test.budgets.take('boards', stranger(`10.0.${at >> 8}.${at & 255}`));
			test.budgets.take('boards', attacker);
		}
		expect(test.budgets.size).toBe(100);
		expect(test.budgets.take('boards', attacker)).not.toBeNull();
	});

	it('refill over time', () => {
		const test = start({ exportsAtOnceOfAddress: 5, exportsPerHourOfAddress: 10 });
		const takeOne = () => test.budgets.take('exports', stranger()) === null;
		const run = () => Array.from({ length: 20 }, takeOne).filter(Boolean).length;
		expect(run()).toBe(5);
		test.now += HOUR_MS / 5;
		expect(run()).toBe(2);
	});
});

it('[H14] never refuse 200 people behind one address who wait for an hour', () => {
	let now = 0;
	const budgets = createBudgets(SYNC_LIMITS, () => now);
	const random = seededRandom();
	const people = Array.from({ length: 200 }, () => ({ asked: 0, at: 5_000 * random() }));
	let refused = 0;
	for (;;) {
		const next = people.reduce((a, b) => (b.at < a.at ? b : a));
		now = next.at;
		if (now > HOUR_MS) break;
		if (budgets.take('requests', { address: '192.0.2.1', userId: null })) refused++;
		next.at += nextAskMs(next.asked++, null, random());
	}
	const asked = people.reduce((sum, person) => sum + person.asked, 0);
	expect(refused).toBe(0);
	// At least half of the budget is left for everything else that people do there.
	expect(asked).toBeLessThan(SYNC_LIMITS.requestsPerHourOfAddress / 2);
});
