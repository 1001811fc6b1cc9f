import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readyFunctions } from '../functions.ts';
import { LIMITS } from '../limits.ts';
import { countable } from './budget.ts';
import { suggestedDots, tally } from './tally.ts';
import type { Votes } from './tally.ts';
import { all as en } from '../../i18n/en/all.ts';

const READY_FUNCTIONS = readyFunctions(en);

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

test('the suggested number of dots is about the square root of the number of clusters', () => {
	expect([0, 1, 9, 12, 13, 16, 30].map(suggestedDots)).toEqual([3, 3, 3, 3, 4, 4, 5]);
	expect(suggestedDots(1e9)).toBe(LIMITS.dotsPerPerson);
});

describe('tally', () => {
	test('counts dots and people by function', () => {
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
			{ fn: 'service', voters: 0, dots: 0, hidden: true },
			{ fn: 'it', voters: 0, dots: 0, hidden: true }
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

	test('adds up: clusters make the total, and shown functions make at most the total', () => {
		fc.assert(
			fc.property(votes, (input) => {
				const result = tally(input);
				expect(sum(result.clusters.map(({ dots }) => dots))).toBe(result.dots);
				expect(result.voters).toBeLessThanOrEqual(input.ballots.length);
				for (const { fn, dots, voters, hidden } of result.fns) {
					const cells = result.clusters.map(({ byFn }) => byFn[fn] ?? { dots: 0, backers: 0 });
					expect(sum(cells.map((cell) => cell.dots))).toBe(dots);
					for (const { backers } of cells) expect(backers).toBeLessThanOrEqual(voters);
					if (hidden) expect([voters, dots]).toEqual([0, 0]);
					if (voters > 0 && voters < input.smallestGroup) expect(hidden).toBe(true);
				}
			})
		);
	});

	test('[P3] shows a hidden function only as part of the totals', () => {
		fc.assert(
			fc.property(votes, (input) => {
				const result = tally(input);
				const hidden = result.fns.filter((fn) => fn.hidden);
				for (const { fn, dots } of hidden) {
					expect(dots).toBe(0);
					for (const { byFn } of result.clusters) expect(Object.keys(byFn)).not.toContain(fn);
				}
				if (result.tooFew) return;
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

	const votersOf = ({ ballots, round }: Votes, fn: string) => {
		const known = new Set(CLUSTERS.map(({ id }) => id));
		const own = ballots.filter((one) => one.fn === fn);
		return own.filter((one) => Object.keys(countable(one.ballot, round, known)).length > 0).length;
	};
	/** Votes of people who agreed, or did not agree, that a small function is shown. */
	const asked = votes.chain((input) =>
		fc
			.array(fc.boolean(), { minLength: input.ballots.length, maxLength: input.ballots.length })
			.map((agrees) => ({
				...input,
				ballots: input.ballots.map((one, at) => ({ ...one, agrees: agrees[at] ?? false }))
			}))
	);

	test('[B5] with fewer voters than the smallest group, the result says only that the round was held', () => {
		let held = 0;
		fc.assert(
			fc.property(asked, (input) => {
				const result = tally(input);
				const voters = sum(
					['', ...READY_FUNCTIONS.map(({ id }) => id)].map((fn) => votersOf(input, fn))
				);
				const isFew = input.smallestGroup > 1 && voters < input.smallestGroup;
				expect(result.tooFew === true).toBe(isFew);
				if (!isFew) return;
				held += 1;
				expect(result, 'as if nobody had voted').toEqual(tally({ ...input, ballots: [] }));
				expect(JSON.stringify(result)).not.toMatch(/"(voters|dots|backers)":[1-9]/);
			}),
			{ numRuns: 500 }
		);
		expect(held).toBeGreaterThan(20);
	});

	test('[B6] one person’s vote in a hidden function changes only totals over at least the smallest group', () => {
		let changed = 0;
		fc.assert(
			fc.property(asked, fc.nat(), ballot, (input, nth, other) => {
				const result = tally(input);
				const hidden = new Set(result.fns.flatMap((one) => (one.hidden ? [one.fn] : [])));
				const known = new Set(CLUSTERS.map(({ id }) => id));
				const votes = (one: Votes['ballots'][number]['ballot']) =>
					Object.keys(countable(one, input.round, known)).length > 0;
				const voters = input.ballots.filter((one) => hidden.has(one.fn) && votes(one.ballot));
				const person = voters[nth % voters.length];
				if (!person || !votes(other)) return;
				const ballots = input.ballots.map((one) =>
					one === person ? { ...one, ballot: other } : one
				);
				const after = tally({ ...input, ballots });
				const withoutTotals = ({ clusters, dots: _, ...told }: typeof result) => ({
					...told,
					clusters: clusters.map(({ dots: _all, ...row }) => row)
				});
				expect(withoutTotals(after)).toEqual(withoutTotals(result));
				if (result.tooFew) {
					expect(after).toEqual(result);
					return;
				}
				changed += 1;
				expect(result.voters).toBeGreaterThanOrEqual(input.smallestGroup);
			}),
			{ numRuns: 1000 }
		);
		expect(changed).toBeGreaterThan(50);
	});

	test('[B6] the result hides whether anybody in a small function voted', () => {
		const people = [...given('sales', a, a, a, a), ...given('service', a, a, a)];
		const nobody = tally(votesOf([...people, ...given('it', {})], 3));
		const somebody = tally(votesOf([...people, ...given('it', a)], 3));
		expect(nobody.fns).toEqual(somebody.fns);
		expect(nobody.fns.filter(({ hidden }) => hidden).map(({ fn }) => fn)).toEqual([
			'service',
			'it'
		]);
	});

	test('[B7] a small function is shown if each of its voters agreed, and this reveals no other function', () => {
		const agreeing = (fn: string, ...agrees: boolean[]) =>
			agrees.map((one) => ({ fn, ballot: a, agrees: one }));
		const team = [...agreeing('sales', true, true), ...agreeing('service', true, true)];
		const hidden = (ballots: Votes['ballots']) =>
			tally(votesOf(ballots, 3)).fns.flatMap((one) => (one.hidden ? [one.fn] : []));
		expect(hidden([...team, ...agreeing('it', true)])).toEqual([]);
		expect(hidden([...team, ...agreeing('it', false)]), 'IT is covered').toEqual(['sales', 'it']);
		const torn = [...agreeing('sales', true, false), ...agreeing('service', true, true, true)];
		expect(hidden(torn), 'one of them did not agree').toEqual(['sales', 'service']);
	});

	const given = (fn: string, ...ballots: Votes['ballots'][number]['ballot'][]) =>
		ballots.map((one) => ({ fn, ballot: one }));
	const votesOf = (ballots: Votes['ballots'], smallestGroup: number): Votes => ({
		...{ ballots, smallestGroup, closedAt: 0 },
		round: { dots: 3, maxPerCluster: 2 },
		clusters: CLUSTERS,
		functions: READY_FUNCTIONS
	});
	const hiddenIn = (ballots: Votes['ballots'], smallestGroup: number) =>
		tally(votesOf(ballots, smallestGroup))
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
		expect(hiddenIn(it, 2), 'too few in all').toEqual(['sales', 'marketing', 'service', 'it']);
	});
	test('people without a function are protected in the same way if they are fewer than the smallest group', () => {
		const people = [...given('sales', a, a, a), ...given('service', a, a)];
		expect(hiddenIn([...people, ...given('', a)], 2)).toEqual(['service']);
		expect(hiddenIn([...people, ...given('', a, a)], 2)).toEqual([]);
	});

	test('[P3] the result is the same whoever among the hidden people gave which dots', () => {
		let hiding = 0;
		fc.assert(
			fc.property(votes, fc.nat(11), (input, turn) => {
				const result = tally(input);
				const hidden = result.fns.filter((fn) => fn.hidden);
				const shown = result.fns.filter((fn) => !fn.hidden && fn.voters > 0);
				const together = result.voters - sum(shown.map(({ voters }) => voters));
				if (shown.length > 0 && together > 0) {
					expect(together).toBeGreaterThanOrEqual(input.smallestGroup);
					if (hidden.some(({ fn }) => votersOf(input, fn) < input.smallestGroup)) {
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
