import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { countable, dotsLeft, raised, roomFor, spentIn, whyOverBudget } from './budget.ts';

const CLUSTERS = ['a', 'b', 'c', 'd', 'constructor'];
const round = fc.record({
	dots: fc.integer({ min: 1, max: 8 }),
	maxPerCluster: fc.integer({ min: 1, max: 8 })
});
const ballot = fc.dictionary(
	fc.constantFrom(...CLUSTERS, 'gone', '__proto__'),
	fc.oneof(fc.integer({ min: -3, max: 12 }), fc.double())
);
const whole = fc.dictionary(fc.constantFrom(...CLUSTERS), fc.integer({ min: 0, max: 12 }));
const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

describe('countable', () => {
	const known = new Set(CLUSTERS);
	test('[P6] never counts more dots than the round gives', () => {
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
	test('does not depend on the order in which dots were spent, and counting the result again changes nothing', () => {
		fc.assert(
			fc.property(ballot, round, (raw, rules) => {
				const counted = countable(raw, rules, known);
				const reversed = Object.fromEntries(Object.entries(raw).reverse());
				expect(countable(reversed, rules, known)).toEqual(counted);
				expect(countable(counted, rules, known)).toEqual(counted);
			})
		);
	});
	test('keeps a valid ballot unchanged', () => {
		const honest = { a: 2, c: 1 };
		expect(countable(honest, { dots: 3, maxPerCluster: 2 }, known)).toEqual(honest);
	});
});

test('[P6] a ballot that gets dots only while there is room never exceeds its budget', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...CLUSTERS)), round, (given, budget) => {
			const mine: Record<string, number> = Object.create(null) as Record<string, number>;
			for (const cluster of given)
				if (roomFor(cluster, mine, budget) > 0) mine[cluster] = (mine[cluster] ?? 0) + 1;
			expect(whyOverBudget(mine, budget)).toBeNull();
			expect(dotsLeft(mine, budget)).toBe(budget.dots - spentIn(mine));
			for (const cluster of CLUSTERS) {
				const over = { ...mine, [cluster]: (mine[cluster] ?? 0) + 1 };
				expect(whyOverBudget(over, budget) === null).toBe(roomFor(cluster, mine, budget) > 0);
			}
		})
	);
});

test('a ballot is raised as far as its budget allows, and the dots that do not fit are reported', () => {
	fc.assert(
		fc.property(whole, whole, round, (raw, wanted, budget) => {
			const mine = countable(raw, budget, new Set(CLUSTERS));
			const { ballot, beyond } = raised(mine, wanted, budget);
			expect(whyOverBudget(ballot, budget)).toBeNull();
			for (const [cluster, dots] of Object.entries(mine))
				expect(ballot[cluster]).toBeGreaterThanOrEqual(dots);
			for (const [cluster, dots] of Object.entries(wanted)) {
				const has = Object.hasOwn(ballot, cluster) ? (ballot[cluster] ?? 0) : 0;
				const left = Object.hasOwn(beyond, cluster) ? (beyond[cluster] ?? 0) : 0;
				expect(has + left).toBeGreaterThanOrEqual(dots);
				if (left > 0) expect(roomFor(cluster, ballot, budget)).toBe(0);
			}
		})
	);
});

test('the message names the limit that a ballot exceeds', () => {
	const budget = { dots: 3, maxPerCluster: 2 };
	expect(whyOverBudget({ a: 3 }, budget)?.(en)).toBe('A problem takes 2 of your dots at most.');
	expect(whyOverBudget({ a: 2, b: 2 }, budget)?.(en)).toBe('You have 3 dots in this round.');
	expect(whyOverBudget({ a: 2, b: 1 }, budget)).toBeNull();
});
