import fc from 'fast-check';
import { RATINGS, WEIGHTS } from '../values.ts';
import { describe, expect, test } from 'vitest';
import { RATING_PARTS, ratingOf, scoreOf } from './score.ts';
import type { Rating, Weight } from '../types.ts';

const asked = (id: string, weight: Weight, archived = false) => ({ id, weight, archived });
const ALL = [asked('a', 'must'), asked('b', 'should'), asked('c', 'could')];

const ids = ['a', 'b', 'c', 'd'];
const requirements = fc.uniqueArray(
	fc.record({
		id: fc.constantFrom(...ids),
		weight: fc.constantFrom(...WEIGHTS),
		archived: fc.boolean()
	}),
	{ selector: ({ id }) => id }
);
const ratings = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...RATINGS)) as fc.Arbitrary<
	Record<string, Rating>
>;

describe('scoreOf', () => {
	test('is the weighted share of the requirements: must 3, should 2, could 1; partly counts half', () => {
		const score = scoreOf({ ratings: { a: 'meets', b: 'partly', c: 'fails' } }, ALL);
		expect(score).toEqual({ value: (3 + 1) / 6, unshown: 0, failedMusts: 0 });
	});
	test('includes the unshown requirements, which count nothing, and the failed musts', () => {
		const score = scoreOf({ ratings: { a: 'fails', b: 'unshown' } }, ALL);
		expect(score).toEqual({ value: 0, unshown: 2, failedMusts: 1 });
	});
	test('is null without requirements; archived ones do not count', () => {
		const gone = { ratings: { a: 'meets' as const } };
		expect(scoreOf(gone, [asked('a', 'must', true)])).toEqual({
			...{ value: null, unshown: 0, failedMusts: 0 }
		});
	});
	test('is between 0 and 1: 1 if all requirements are met, 0 if none is', () => {
		fc.assert(
			fc.property(requirements, ratings, (some, given) => {
				const { value } = scoreOf({ ratings: given }, some);
				const live = some.filter(({ archived }) => !archived).map(({ id }) => id);
				fc.pre(live.length > 0);
				expect(value).toBeGreaterThanOrEqual(0);
				expect(value).toBeLessThanOrEqual(1);
				const parts = live.map((id) => RATING_PARTS[ratingOf({ ratings: given }, id)]);
				expect(value === 1).toBe(parts.every((part) => part === 1));
				expect(value === 0).toBe(parts.every((part) => part === 0));
			})
		);
	});
	test('never gets lower if an option shows more', () => {
		fc.assert(
			fc.property(requirements, ratings, fc.constantFrom(...ids), (some, given, id) => {
				const before = scoreOf({ ratings: given }, some).value ?? 0;
				const after = scoreOf({ ratings: { ...given, [id]: 'meets' } }, some).value ?? 0;
				expect(after).toBeGreaterThanOrEqual(before);
			})
		);
	});
});

test('a requirement with the id of an inherited object property was not shown', () => {
	expect(ratingOf({ ratings: {} }, 'constructor')).toBe('unshown');
});
