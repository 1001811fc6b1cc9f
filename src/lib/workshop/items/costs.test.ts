import fc from 'fast-check';
import type { Cost } from './shapes.ts';
import { expect, test } from 'vitest';
import { costSums } from './costs.ts';

const cost = (amount: number | null, unit: string, archived = false): Cost => ({
	...{ id: '', problem: 'c1', what: '', amount, unit, order: '', archived }
});

test('amounts are added up by unit, in the order of the units, with the first spelling of each', () => {
	expect(
		costSums([cost(3, ' Hours'), cost(2, '€'), cost(4.5, 'hours '), cost(1, 'lost  customers')])
	).toEqual([
		{ unit: 'Hours', amount: 7.5 },
		{ unit: '€', amount: 2 },
		{ unit: 'lost  customers', amount: 1 }
	]);
	expect(costSums([cost(1, 'lost  customers'), cost(1, 'Lost customers')])).toHaveLength(1);
});
test('costs that are archived or have no amount yet count nothing', () => {
	expect(costSums([cost(null, 'hours'), cost(5, 'hours', true)])).toEqual([]);
});
test('sums of decimal fractions have no rounding errors', () => {
	expect(costSums([cost(0.1, '€'), cost(0.2, '€')])).toEqual([{ unit: '€', amount: 0.3 }]);
});
test('every amount counts exactly once, however units are written', () => {
	const units = fc.constantFrom('hours', 'Hours', ' hours', '€', 'EUR', '');
	const some = fc.array(
		fc.tuple(fc.option(fc.integer({ min: -1000, max: 1000 })), units, fc.boolean())
	);
	fc.assert(
		fc.property(some, (list) => {
			const costs = list.map(([amount, unit, archived]) => cost(amount, unit, archived));
			const sums = costSums(costs);
			const live = costs.filter(({ archived }) => !archived);
			const total = live.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
			expect(sums.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 6);
			const folded = sums.map(({ unit }) => unit.toLowerCase());
			expect(new Set(folded).size).toBe(folded.length);
		})
	);
});
