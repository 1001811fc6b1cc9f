import fc from 'fast-check';
import type { Reading } from '../items/shapes.ts';
import { describe, expect, test } from 'vitest';
import { dayAfter, daysBetween } from '../days.ts';
import { partOfWay, progressOf, readingsOf } from './progress.ts';

/** From 38 down to 18 in 100 days: a fifth a day. */
const START = '2027-01-01';
const DOWN = { baseline: 38, target: 18, due: dayAfter(START, 100) };
const reading = (day: string, value: number | null, change: Partial<Reading> = {}): Reading => ({
	...{ id: day, outcome: 'o1', day, value, note: '', archived: false },
	...change
});
const onDay = (days: number, value: number) =>
	progressOf(DOWN, [reading(dayAfter(START, days), value)], START);

describe('readingsOf', () => {
	test('have a day and a number and are sorted by day; the last one added on a day counts', () => {
		const all = [
			reading('2027-03-01', 30, { id: 'b' }),
			reading('2027-02-01', 35),
			reading('2027-03-01', 29, { id: 'c' }),
			reading('2027-04-01', null),
			reading('', 20),
			reading('2027-05-01', 20, { archived: true }),
			reading('2027-05-01', 20, { outcome: 'o2' })
		];
		expect(readingsOf('o1', all).map(({ value }) => value)).toEqual([35, 29]);
		expect(all[0]?.id, 'the list that was given stays as it is').toBe('b');
	});
});

describe('the status', () => {
	test('is on track on or above the line, and behind below it', () => {
		expect(onDay(50, 28)).toMatchObject({ status: 'on track', travelled: 0.5, expected: 0.5 });
		expect(onDay(50, 25).status).toBe('on track');
		expect(onDay(50, 28.1).status).toBe('behind');
	});
	test('is reached at the target or beyond, on any day', () => {
		expect([onDay(1, 18), onDay(50, 10), onDay(500, 18)].map(({ status }) => status)).toEqual([
			...['reached', 'reached', 'reached']
		]);
		expect(onDay(101, 18.1).status).toBe('behind');
	});
	test('depends on the newest reading', () => {
		const two = [reading(dayAfter(START, 10), 18), reading(dayAfter(START, 50), 40)];
		expect(progressOf(DOWN, two, START)).toMatchObject({ status: 'behind', travelled: -0.1 });
	});
	test('before the first day, the line is at 0', () => {
		expect(onDay(-10, 38)).toMatchObject({ status: 'on track', expected: 0 });
	});
	test('if the due date is not after the first day, the line is at the target', () => {
		const due = { ...DOWN, due: START };
		expect(progressOf(due, [reading(START, 19)], START)).toMatchObject({
			...{ status: 'behind', expected: 1 }
		});
	});
	test('says that there are no readings, or that nothing can be measured', () => {
		expect(progressOf(DOWN, [], START)).toEqual({
			...{ status: 'unread', latest: null, travelled: null, expected: null }
		});
		for (const lacks of [{ baseline: null }, { target: null }, { due: '' }, { target: 38 }])
			expect(progressOf({ ...DOWN, ...lacks }, [reading(START, 30)], START).status).toBe(
				'unmeasurable'
			);
	});
});

const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((tenths) => tenths / 10);
const ways = fc
	.record({ baseline: amounts, target: amounts, days: fc.integer({ min: 1, max: 2000 }) })
	.filter(({ baseline, target }) => baseline !== target)
	.map(({ days, ...way }) => ({ ...way, days, due: dayAfter(START, days) }));

test('the travelled part is 0 at the baseline and 1 at the target, whichever direction is better', () => {
	fc.assert(
		fc.property(ways, (way) => {
			expect(partOfWay(way, way.baseline)).toBeCloseTo(0, 12);
			expect(partOfWay(way, way.target)).toBe(1);
		})
	);
});
test('a reading on the line is on track, on every day before the due date', () => {
	fc.assert(
		fc.property(ways, fc.double({ min: 0, max: 1, noNaN: true }), (way, part) => {
			const days = Math.floor(part * (way.days - 1));
			const value = way.baseline + (way.target - way.baseline) * (days / way.days);
			const progress = progressOf(way, [reading(dayAfter(START, days), value)], START);
			expect(progress.status).toBe('on track');
		})
	);
});
test('a better value never gives a worse status, and a later day never a better one', () => {
	const order = ['behind', 'on track', 'reached'];
	const steps = fc.tuple(fc.integer({ min: -20, max: 30 }), fc.integer({ min: 0, max: 20 }));
	fc.assert(
		fc.property(ways, steps, steps, (way, [at, further], [early, longer]) => {
			const rank = (tenths: number, days: number) => {
				const value = way.baseline + ((way.target - way.baseline) * tenths) / 10;
				const day = dayAfter(START, days);
				expect(daysBetween(START, day)).toBe(days);
				return order.indexOf(progressOf(way, [reading(day, value)], START).status);
			};
			expect(rank(at + further, early)).toBeGreaterThanOrEqual(rank(at, early));
			expect(rank(at, early + longer)).toBeLessThanOrEqual(rank(at, early));
		})
	);
});
