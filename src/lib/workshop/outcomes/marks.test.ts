import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readyFunctions } from '../functions.ts';
import { agreementOf, isAmongLowest, median, notAccepting } from './marks.ts';
import type { MarksInput, MarkSeat } from './marks.ts';
import type { OutcomeAgreement } from '../types.ts';
import { all as en } from '../../i18n/en/all.ts';

const READY_FUNCTIONS = readyFunctions(en);

const NOW = 'as it is worded';
const seat = (fn: string, mark: number | null, of = NOW): MarkSeat => ({
	fn,
	mark: mark === null ? null : { mark, of }
});
const reveal = (seats: readonly MarkSeat[], smallestGroup = 1): OutcomeAgreement =>
	agreementOf({ seats, functions: READY_FUNCTIONS, smallestGroup, wording: NOW, revealedAt: 7 });
const fnOf = ({ fns }: OutcomeAgreement, id: string) => fns.find(({ fn }) => fn === id);
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

const marks = fc.integer({ min: 0, max: 5 });
const seats = fc.array(
	fc.record({
		fn: fc.constantFrom('sales', 'marketing', 'service', 'it', ''),
		mark: fc.option(fc.record({ mark: marks, of: fc.constantFrom(NOW, NOW, 'as it was') }))
	}),
	{ maxLength: 14 }
);
const inputs: fc.Arbitrary<MarksInput> = fc.record({
	seats,
	functions: fc.constant(READY_FUNCTIONS),
	smallestGroup: fc.integer({ min: 1, max: 4 }),
	wording: fc.constant(NOW),
	revealedAt: fc.nat()
});

describe('median', () => {
	test('is the middle mark, the mean of two middle marks, and null for no marks', () => {
		expect([[], [4], [5, 0, 3], [2, 5], [5, 1, 2, 4]].map(median)).toEqual([null, 4, 3, 3.5, 3]);
	});
	test('has equally many marks on either side, and does not depend on their order', () => {
		fc.assert(
			fc.property(fc.array(marks, { minLength: 1 }), (some) => {
				const middle = median(some) ?? NaN;
				expect(some.filter((one) => one < middle).length).toBeLessThanOrEqual(some.length / 2);
				expect(some.filter((one) => one > middle).length).toBeLessThanOrEqual(some.length / 2);
				expect(median([...some].reverse())).toBe(middle);
			})
		);
	});
});

describe('agreementOf', () => {
	test('counts marks per function; marks of people without a function are in the total alone', () => {
		const told = reveal([seat('sales', 5), seat('sales', 2), seat('it', null), seat('', 0)]);
		expect(told).toMatchObject({ revealedAt: 7, wording: NOW, median: 2 });
		expect(told.marks).toEqual([1, 0, 1, 0, 0, 1]);
		expect(fnOf(told, 'sales')).toEqual({
			...{ fn: 'sales', people: 2, answered: 2, hidden: false },
			...{ marks: [0, 0, 1, 0, 0, 1], median: 3.5 }
		});
		expect(fnOf(told, 'it')).toMatchObject({ people: 1, answered: 0, median: null, hidden: false });
	});
	test('leaves out marks for another wording', () => {
		const told = reveal([seat('sales', 5), seat('sales', 0, 'as it was')]);
		expect(told.marks).toEqual([0, 0, 0, 0, 0, 1]);
		expect(fnOf(told, 'sales')).toMatchObject({ people: 2, answered: 1, median: 5 });
	});
	test('hides the smallest of the other functions together with a single small one', () => {
		const three = (fn: string, mark: number) => [seat(fn, mark), seat(fn, mark), seat(fn, mark)];
		const told = reveal(
			[seat('it', 0), ...three('sales', 5), ...three('service', 4), seat('service', 4)],
			3
		);
		expect(told.fns.filter(({ hidden }) => hidden).map(({ fn }) => fn)).toEqual(['sales', 'it']);
		expect(fnOf(told, 'it')).toEqual({
			...{ fn: 'it', people: 1, answered: 0, hidden: true },
			...{ marks: [], median: null }
		});
	});
	test('adds up: every mark for this wording is in the total, and in its function if that is shown', () => {
		fc.assert(
			fc.property(inputs, (input) => {
				const told = agreementOf(input);
				const counting = input.seats.filter(({ mark }) => mark?.of === NOW);
				expect(sum(told.marks)).toBe(counting.length);
				expect(told.marks).toHaveLength(6);
				for (const { fn, people, answered, marks: own, hidden } of told.fns) {
					expect(people).toBe(input.seats.filter((one) => one.fn === fn).length);
					expect(answered).toBe(hidden ? 0 : counting.filter((one) => one.fn === fn).length);
					expect(sum(own)).toBe(hidden ? 0 : answered);
				}
			})
		);
	});
	test('[P3] the result shows the same for a hidden function, whatever its people marked', () => {
		fc.assert(
			fc.property(inputs, fc.infiniteStream(marks), (input, others) => {
				const hidden = new Set(
					agreementOf(input).fns.flatMap((one) => (one.hidden ? [one.fn] : []))
				);
				const seats = input.seats.map(({ fn, mark }) => ({
					fn,
					mark: mark && hidden.has(fn) ? { ...mark, mark: others.next().value ?? 0 } : mark
				}));
				expect(agreementOf({ ...input, seats }).fns).toEqual(agreementOf(input).fns);
			})
		);
	});
	test('[P3] the total minus the shown functions is never fewer people than the smallest group, unless nothing is shown', () => {
		fc.assert(
			fc.property(inputs, (input) => {
				const told = agreementOf(input);
				const shown = told.fns.filter(({ hidden, answered }) => !hidden && answered > 0);
				const rest = sum(told.marks) - sum(shown.map(({ answered }) => answered));
				for (const { answered } of shown)
					expect(answered).toBeGreaterThanOrEqual(input.smallestGroup);
				if (shown.length > 0 && rest > 0) expect(rest).toBeGreaterThanOrEqual(input.smallestGroup);
			})
		);
	});
});

describe('the lowest voices', () => {
	test('are people below the median or at the lowest mark, never people who fully agree', () => {
		const told = reveal([1, 3, 4, 4, 5].map((mark) => seat('sales', mark)));
		expect([0, 1, 2, 3, 4, 5].filter((own) => isAmongLowest(own, told))).toEqual([0, 1, 2, 3]);
		const full = reveal([seat('sales', 5), seat('it', 5)]);
		expect(isAmongLowest(5, full)).toBe(false);
		expect(isAmongLowest(0, reveal([]))).toBe(false);
	});
	test('exist whenever somebody does not fully agree, and include everybody with a lower mark', () => {
		fc.assert(
			fc.property(fc.array(marks, { minLength: 1 }), (some) => {
				const told = reveal(some.map((mark) => seat('sales', mark)));
				const lowest = Math.min(...some);
				expect(isAmongLowest(lowest, told)).toBe(lowest < 5);
				for (let own = 1; own <= 5; own++)
					if (isAmongLowest(own, told)) expect(isAmongLowest(own - 1, told)).toBe(true);
			})
		);
	});
});

describe('notAccepting', () => {
	const here = new Set(['sales', 'service', 'it']);
	test('names functions with a median below 3, and those that did not answer', () => {
		const told = reveal([seat('sales', 3), seat('service', 2)]);
		expect(notAccepting(told, here)).toEqual(['service', 'it']);
	});
	test('uses the overall median for hidden functions', () => {
		const five = Array.from({ length: 5 }, () => seat('sales', 4));
		const told = reveal([...five, seat('service', 0), seat('it', 1)], 2);
		expect(told.fns.filter(({ hidden }) => hidden).map(({ fn }) => fn)).toEqual(['service', 'it']);
		expect(notAccepting(told, here)).toEqual([]);
		const low = reveal([seat('service', 0), seat('it', 1), seat('sales', 5)], 2);
		expect(notAccepting(low, here)).toEqual(['sales', 'service', 'it']);
	});
	test('leaves out functions that are not present', () => {
		expect(notAccepting(reveal([seat('it', 0)]), new Set())).toEqual([]);
	});
});
