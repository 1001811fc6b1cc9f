import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { READY_FUNCTIONS } from './functions.ts';
import { LIMITS } from './limits.ts';
import { countable, suggestedDots, tally } from './tally.ts';
import type { Votes } from './tally.ts';

const CLUSTERS = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id.toUpperCase() }));
const round = fc.record({
	dots: fc.integer({ min: 1, max: 8 }),
	maxPerCluster: fc.integer({ min: 1, max: 8 })
});
const ballot = fc.dictionary(
	fc.constantFrom('a', 'b', 'c', 'd', 'gone', '__proto__', 'constructor'),
	fc.oneof(fc.integer({ min: -3, max: 12 }), fc.double())
);
const votes: fc.Arbitrary<Votes> = fc.record({
	ballots: fc.array(
		fc.record({ fn: fc.constantFrom('sales', 'marketing', 'service', 'it', ''), ballot }),
		{ maxLength: 12 }
	),
	round,
	clusters: fc.constant(CLUSTERS),
	functions: fc.constant(READY_FUNCTIONS),
	smallestGroup: fc.integer({ min: 1, max: 4 }),
	closedAt: fc.constant(0)
});
const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

test('suggested dots are about the square root of the clusters', () => {
	expect([0, 1, 9, 12, 13, 16, 30].map(suggestedDots)).toEqual([3, 3, 3, 3, 4, 4, 5]);
	expect(suggestedDots(1e9)).toBe(LIMITS.dotsPerPerson);
});

describe('countable', () => {
	const known = new Set(CLUSTERS.map(({ id }) => id));
	test('[P6] nobody spends more than the round gives', () => {
		fc.assert(
			fc.property(ballot, round, (raw, rules) => {
				const counted = countable(raw, rules, known);
				expect(sum(Object.values(counted))).toBeLessThanOrEqual(rules.dots);
				for (const [cluster, dots] of Object.entries(counted)) {
					expect(known).toContain(cluster);
					expect(dots).toBeGreaterThanOrEqual(1);
					expect(dots).toBeLessThanOrEqual(Math.min(rules.maxPerCluster, raw[cluster] ?? 0));
					expect(Number.isInteger(dots)).toBe(true);
				}
			})
		);
	});
	test('does not depend on the order in which dots were spent, and is settled', () => {
		fc.assert(
			fc.property(ballot, round, (raw, rules) => {
				const counted = countable(raw, rules, known);
				const reversed = Object.fromEntries(Object.entries(raw).reverse());
				expect(countable(reversed, rules, known)).toEqual(counted);
				expect(countable(counted, rules, known)).toEqual(counted);
			})
		);
	});
	test('keeps an honest ballot whole', () => {
		const honest = { a: 2, c: 1 };
		expect(countable(honest, { dots: 3, maxPerCluster: 2 }, known)).toEqual(honest);
	});
});

describe('tally', () => {
	test('counts dots and people per function', () => {
		const result = tally({
			ballots: [
				{ fn: 'sales', ballot: { a: 2, b: 1 } },
				{ fn: 'sales', ballot: { a: 1 } },
				{ fn: 'sales', ballot: { gone: 3 } },
				{ fn: 'it', ballot: { b: 3 } },
				{ fn: 'service', ballot: { c: 1 } },
				{ fn: '', ballot: { a: 1 } }
			],
			round: { dots: 3, maxPerCluster: 2 },
			clusters: CLUSTERS,
			functions: READY_FUNCTIONS,
			smallestGroup: 2,
			closedAt: 7
		});
		expect(result).toMatchObject({ closedAt: 7, voters: 5, dots: 8 });
		expect(result.fns).toEqual([
			{ fn: 'sales', voters: 2, dots: 4, hidden: false },
			{ fn: 'marketing', voters: 0, dots: 0, hidden: false },
			{ fn: 'service', voters: 1, dots: 0, hidden: true },
			{ fn: 'it', voters: 1, dots: 0, hidden: true }
		]);
		expect(result.clusters[0]).toEqual({
			cluster: 'a',
			title: 'A',
			dots: 4,
			byFn: {
				sales: { dots: 3, backers: 2 },
				marketing: { dots: 0, backers: 0 }
			}
		});
		expect(result.clusters[1]?.dots).toBe(3);
	});

	test('adds up: clusters make the total, shown functions make no more than it', () => {
		fc.assert(
			fc.property(votes, (input) => {
				const result = tally(input);
				expect(sum(result.clusters.map(({ dots }) => dots))).toBe(result.dots);
				expect(result.voters).toBeLessThanOrEqual(input.ballots.length);
				for (const { fn, dots, voters, hidden } of result.fns) {
					const cells = result.clusters.map(({ byFn }) => byFn[fn] ?? { dots: 0, backers: 0 });
					expect(sum(cells.map((cell) => cell.dots))).toBe(dots);
					for (const { backers } of cells) expect(backers).toBeLessThanOrEqual(voters);
					if (hidden) expect(voters).toBeGreaterThan(0);
					if (voters > 0 && voters < input.smallestGroup) expect(hidden).toBe(true);
				}
			})
		);
	});

	test('[P3] says nothing about a hidden function but its voters and what the totals say', () => {
		fc.assert(
			fc.property(votes, (input) => {
				const result = tally(input);
				const hidden = result.fns.filter((fn) => fn.hidden);
				for (const { fn, dots } of hidden) {
					expect(dots).toBe(0);
					for (const { byFn } of result.clusters) expect(Object.keys(byFn)).not.toContain(fn);
				}
				const small = hidden.map(({ fn }) => fn);
				const nameless = input.ballots.map((vote) =>
					small.includes(vote.fn) ? { ...vote, fn: '' } : vote
				);
				expect(tally({ ...input, ballots: nameless }).clusters).toEqual(
					result.clusters.map((row) => ({
						...row,
						byFn: {
							...row.byFn,
							...Object.fromEntries(small.map((fn) => [fn, { dots: 0, backers: 0 }]))
						}
					}))
				);
			})
		);
	});

	const given = (fn: string, ...ballots: Votes['ballots'][number]['ballot'][]) =>
		ballots.map((one) => ({ fn, ballot: one }));
	const hiddenIn = (ballots: Votes['ballots'], smallestGroup: number) =>
		tally({
			ballots,
			round: { dots: 3, maxPerCluster: 2 },
			clusters: CLUSTERS,
			functions: READY_FUNCTIONS,
			smallestGroup,
			closedAt: 0
		})
			.fns.filter(({ hidden }) => hidden)
			.map(({ fn }) => fn);
	const a = { a: 1 };

	test('a hidden function is never alone: the smallest of the others is hidden with it', () => {
		const it = given('it', a);
		const three = [...given('sales', a, a, a), ...given('service', a, a), ...it];
		expect(hiddenIn(three, 2)).toEqual(['service', 'it']);
		expect(hiddenIn([...given('sales', a, a), ...it], 2)).toEqual(['sales', 'it']);
		expect(hiddenIn([...three, ...given('marketing', a)], 2)).toEqual(['marketing', 'it']);
		expect(hiddenIn([...three, ...given('marketing', a)], 3)).toEqual([
			'marketing',
			'service',
			'it'
		]);
		expect(hiddenIn(three, 1)).toEqual([]);
		expect(hiddenIn(it, 2)).toEqual(['it']);
	});
	test('fewer people without a function than the smallest group are covered as well', () => {
		const people = [...given('sales', a, a, a), ...given('service', a, a)];
		expect(hiddenIn([...people, ...given('', a)], 2)).toEqual(['service']);
		expect(hiddenIn([...people, ...given('', a, a)], 2)).toEqual([]);
	});

	test('[P3] nothing hidden can be worked out: whoever among the hidden gave which dots, the result is one', () => {
		let hiding = 0;
		fc.assert(
			fc.property(votes, fc.nat(11), (input, turn) => {
				const result = tally(input);
				const hidden = result.fns.filter((fn) => fn.hidden);
				const shown = result.fns.filter((fn) => !fn.hidden && fn.voters > 0);
				const together = result.voters - sum(shown.map(({ voters }) => voters));
				if (shown.length > 0 && together > 0) {
					expect(together).toBeGreaterThanOrEqual(input.smallestGroup);
					if (hidden.some(({ voters }) => voters < input.smallestGroup)) {
						expect(hidden.length).toBeGreaterThan(1);
						hiding += 1;
					}
				}
				const known = new Set(CLUSTERS.map(({ id }) => id));
				const seen = new Set(shown.map(({ fn }) => fn));
				const voted = ({ ballot: raw }: Votes['ballots'][number]) =>
					Object.keys(countable(raw, input.round, known)).length > 0;
				const pool = input.ballots.filter((vote) => voted(vote) && !seen.has(vote.fn));
				const rest = input.ballots.filter((vote) => !voted(vote) || seen.has(vote.fn));
				const turned = pool.map(({ fn }, index) => ({
					fn,
					ballot: pool[(index + turn) % pool.length]?.ballot ?? {}
				}));
				expect(tally({ ...input, ballots: [...rest, ...turned] })).toEqual(result);
			}),
			{ numRuns: 500 }
		);
		expect(hiding).toBeGreaterThan(20);
	});
});
