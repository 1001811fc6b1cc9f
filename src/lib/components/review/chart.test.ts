import fc from 'fast-check';
import type { Reading } from '$lib/workshop/items/shapes.ts';
import { describe, expect, it } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import { dayAfter } from '$lib/workshop/days.ts';
import { chartInWords, dayScale, planChart, valueScale, type ChartFacts } from './chart.ts';

const reading = (id: string, day: string, value: number | null): Reading => ({
	id,
	outcome: 'o',
	day,
	value,
	note: '',
	archived: false
});
const facts = (fields: Partial<ChartFacts['outcome']> = {}, readings: Reading[] = []) => ({
	outcome: {
		id: 'o',
		statement: 'Callers explain once',
		unit: '% of calls',
		baseline: 38,
		target: 15,
		due: '2027-06-30',
		...fields
	},
	readings,
	start: '2027-01-01',
	today: '2027-03-01'
});

const amount = fc.oneof(
	fc.integer({ min: -1000, max: 1000 }),
	fc.double({ min: -1e12, max: 1e12, noNaN: true })
);
const day = fc
	.oneof(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -300_000, max: 2_000_000 }))
	.map((days) => dayAfter('2027-01-01', days));
const anyFacts = fc
	.record({
		baseline: amount,
		target: amount,
		due: fc.oneof(day, fc.constant('')),
		start: day,
		today: day,
		readings: fc.array(fc.tuple(day, amount), { maxLength: 12 })
	})
	.map(({ start, today, readings, ...outcome }) => ({
		...facts(
			outcome,
			readings.map(([on, value], nth) => reading(`r${nth}`, on, value))
		),
		start,
		today
	}));

describe('planChart', () => {
	it('keeps every point inside the chart for any values and days', () => {
		fc.assert(
			fc.property(anyFacts, fc.integer({ min: 240, max: 1200 }), (given, width) => {
				const plan = planChart(given, width, en);
				if (!plan) throw new Error('no plan');
				const { left, right, top, bottom } = plan.inner;
				const xs = [...plan.points, plan.start, plan.today, ...(plan.due ? [plan.due] : [])];
				for (const { x } of xs) {
					expect(x).toBeGreaterThanOrEqual(left);
					expect(x).toBeLessThanOrEqual(right + 0.001);
				}
				for (const { y } of [...plan.points, plan.baseline, plan.target]) {
					expect(y).toBeGreaterThanOrEqual(top);
					expect(y).toBeLessThanOrEqual(bottom);
				}
				expect(right).toBeLessThanOrEqual(width);
			})
		);
	});
	it('draws later readings further right and larger ones further up', () => {
		fc.assert(
			fc.property(anyFacts, (given) => {
				const { points } = planChart(given, 600, en)!;
				const value = new Map(given.readings.map((one) => [one.id, one.value ?? 0]));
				for (const [nth, point] of points.entries())
					for (const later of points.slice(nth + 1)) {
						expect(later.x).toBeGreaterThan(point.x);
						const higher = (value.get(later.id) ?? 0) - (value.get(point.id) ?? 0);
						if (higher > 0) expect(later.y).toBeLessThanOrEqual(point.y);
						if (higher < 0) expect(later.y).toBeGreaterThanOrEqual(point.y);
					}
			})
		);
	});
	it('separates the labels of a baseline and a target that are close', () => {
		const far = planChart(
			facts({ baseline: 20, target: 21 }, [reading('a', '2027-02-01', 900)]),
			600,
			en
		)!;
		expect(Math.abs(far.baseline.labelY - far.target.labelY)).toBeGreaterThanOrEqual(15);
		expect(far.baseline.labelY).toBeGreaterThan(far.target.labelY);
	});
	it('draws one line in the middle when the baseline equals the target', () => {
		const { baseline, target, inner } = planChart(facts({ baseline: 15 }), 600, en)!;
		expect(baseline.y).toBe(target.y);
		expect(Math.abs(baseline.y - (inner.top + inner.bottom) / 2)).toBeLessThan(4);
	});
	it('leaves out readings without a number, and shows the last reading of a day', () => {
		const { points } = planChart(
			facts({}, [
				reading('a', '2027-02-01', 30),
				reading('b', '2027-02-01', 29),
				reading('c', '2027-02-02', null),
				{ ...reading('d', '2027-02-03', 5), archived: true }
			]),
			600,
			en
		)!;
		expect(points.map(({ id, label }) => [id, label])).toEqual([['b', '29 %']]);
	});
	it('draws nothing without a baseline, a target and a due date', () => {
		expect(planChart(facts({ target: null }), 600, en)).toBeNull();
		expect(planChart(facts({ baseline: null }), 600, en)).toBeNull();
		expect(planChart(facts({ due: '' }), 600, en)).toMatchObject({ due: null, way: null });
		expect(planChart(facts({ due: '2026-12-31' }), 600, en)?.way).toBeNull();
	});
	it('keeps the label of a moment at the edge inside the chart', () => {
		const ends = planChart(facts(), 600, en)!;
		expect(ends.due?.anchor).toBe('end');
		expect(planChart({ ...facts(), today: '2027-01-01' }, 600, en)?.today.anchor).toBe('start');
		expect(ends.today.anchor).toBe('middle');
	});
	it('shortens large amounts', () => {
		const { baseline } = planChart(facts({ baseline: 12_500_000, unit: '€ per year' }), 600, en)!;
		expect(baseline.label).toBe('12.5m');
		expect(planChart(facts({ unit: 'working hours per month' }), 600, en)!.baseline.label).toBe(
			'38'
		);
	});
});

it('a scale of one day or of one value stays in one place', () => {
	expect(dayScale(['2027-01-01'], 10, 90)('2027-01-01')).toBe(10);
	expect(valueScale([7, 7], 100, 0)(7)).toBe(50);
});

it('chartInWords describes the chart', () => {
	expect(chartInWords(facts({}, [reading('a', '2027-02-01', 29)]), en)).toBe(
		'Callers explain once. 38 % of calls on 1 January 2027. To be 15 % of calls by 30 June 2027. ' +
			'Readings: 1 February 2027: 29 % of calls. Today is 1 March 2027.'
	);
	expect(chartInWords(facts({ due: '' }), en)).toContain('To be 15 % of calls. No reading yet.');
});
