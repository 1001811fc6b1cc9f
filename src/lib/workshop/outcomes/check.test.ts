import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import {
	amountInWords,
	isMeasurable,
	outcomeCheck,
	readBack,
	wordingOf,
	type OutcomeParts
} from './check.ts';

const TODAY = '2026-11-22';
const whole: OutcomeParts = {
	statement: 'Callers explain their case once',
	metric: 'callers who explain their case twice',
	unit: '% of calls',
	direction: 'down',
	baseline: 38,
	target: 15,
	due: '2027-06-30',
	owner: 'Ravi',
	how: 'sharing the case history'
};
const empty: OutcomeParts = {
	statement: '',
	metric: '',
	unit: '',
	direction: '',
	baseline: null,
	target: null,
	due: '',
	owner: '',
	how: ''
};
const said = (fields: Partial<OutcomeParts>) =>
	outcomeCheck({ ...whole, ...fields }, TODAY).map(({ sentence }) => sentence(en));

describe('outcome check', () => {
	it('finds nothing in a complete outcome', () => {
		expect(outcomeCheck(whole, TODAY)).toEqual([]);
	});
	it('names each missing part, in the order of the fields', () => {
		const parts = outcomeCheck(empty, TODAY).map(({ part }) => part);
		expect(parts).toEqual(['statement', 'metric', 'baseline', 'target', 'due', 'owner', 'how']);
	});
	it.each([
		[{ baseline: null }, 'There is no number to compare with. How is it today?'],
		[{ target: null }, 'There is no number to reach. How should it be?'],
		[{ baseline: 15 }, 'The target is what you have today, so nothing would change.'],
		[{ direction: 'up' }, 'More is to be better, yet the target is less than today.'],
		[{ target: 60 }, 'Less is to be better, yet the target is more than today.'],
		[{ due: '' }, 'There is no date. By which day will it be so?'],
		[{ due: '', statement: 'Soon, callers explain once' }, '“Soon” is not a date. By which day?'],
		[
			{ due: '', how: 'sharing the history as soon as possible' },
			'“as soon as possible” is not a date. By which day?'
		],
		[{ due: '', statement: 'Next year-ish' }, '“Next year-ish” is not a date. By which day?'],
		[{ due: '2026-11-21' }, '21 November 2026 is 1 day ago. When now?'],
		[{ owner: ' ' }, 'Nobody owns it yet. Who looks after it?'],
		[{ how: '' }, 'It does not say how. What will you do differently?'],
		[
			{ metric: '', statement: 'Customers are happier' },
			'“Happier” cannot be measured: what would you count?'
		],
		[{ metric: 'quality', unit: '' }, '“Quality” cannot be measured: what would you count?'],
		[
			{ statement: 'All customers get answers' },
			'“All customers” is a lot at once. Where would you begin?'
		]
	] satisfies [Partial<OutcomeParts>, string][])('%j: %s', (fields, sentence) => {
		expect(said(fields)).toEqual([sentence]);
	});
	it('accepts a vague word if the outcome counts something', () => {
		expect(said({ statement: 'Customers are happier' })).toEqual([]);
		expect(said({ metric: 'satisfaction', unit: 'points of 10' })).toEqual([]);
	});
	it('accepts today as a due date, and treats an unknown direction as missing', () => {
		expect(said({ due: TODAY })).toEqual([]);
		expect(said({ direction: '' })).toEqual([]);
	});
	it('does not find vague words inside other words', () => {
		expect(said({ metric: '', statement: 'Letterbetters unhappyish' })).toEqual([
			'Nothing is measured yet. What would you count?'
		]);
	});
});

describe('measurable', () => {
	it('requires metric, baseline, target, date and owner, and nothing else', () => {
		expect(isMeasurable({ ...whole, statement: '', unit: '', direction: '', how: '' })).toBe(true);
		for (const lack of [
			{ metric: ' ' },
			{ baseline: null },
			{ target: Number.NaN },
			{ due: '2027-02-30' },
			{ owner: '' }
		])
			expect(isMeasurable({ ...whole, ...lack })).toBe(false);
	});
});

const parts: fc.Arbitrary<OutcomeParts> = fc.record({
	statement: fc.string({ unit: 'grapheme' }),
	metric: fc.string(),
	unit: fc.constantFrom('', '% of calls', '€', '€ per month', 'days', 'hours per case'),
	direction: fc.constantFrom('up', 'down', ''),
	baseline: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
	target: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
	due: fc.constantFrom('', '2027-06-30', '2026-01-01'),
	owner: fc.string(),
	how: fc.string({ unit: 'grapheme' })
});

describe('wording', () => {
	it('is short and plain, and ignores case and spacing', () => {
		fc.assert(
			fc.property(parts, (outcome) => {
				expect(wordingOf(outcome)).toMatch(/^[\da-z]{1,64}$/);
				const spaced = { ...outcome, statement: `  ${outcome.statement.replaceAll(' ', '  ')}\n` };
				expect(wordingOf(spaced)).toBe(wordingOf(outcome));
			})
		);
		expect(wordingOf({ ...whole, owner: ' RAVI ' })).toBe(wordingOf(whole));
	});
	it('changes with every part that people rate', () => {
		const others: OutcomeParts[] = [
			{ ...whole, statement: 'Callers explain their case' },
			{ ...whole, metric: 'callers' },
			{ ...whole, unit: '%' },
			{ ...whole, direction: '' },
			{ ...whole, baseline: 39 },
			{ ...whole, baseline: null },
			{ ...whole, target: 38 },
			{ ...whole, baseline: 15, target: 38 },
			{ ...whole, due: '2027-07-01' },
			{ ...whole, owner: 'Ada' },
			{ ...whole, how: '' },
			{ ...whole, owner: whole.how, how: whole.owner }
		];
		const wordings = [whole, ...others].map(wordingOf);
		expect(new Set(wordings).size).toBe(wordings.length);
	});
	it('ignores the source of the measurement', () => {
		expect(wordingOf({ ...whole, ...{ source: 'call log' } })).toBe(wordingOf(whole));
	});
});

describe('reading back', () => {
	it('states the numbers as one sentence', () => {
		expect(readBack(whole, en)).toBe(
			'From 38 % of calls to 15 % by 30 June 2027, owned by Ravi, by sharing the case history.'
		);
	});
	it.each([
		[{}, ''],
		[{ owner: 'Ravi' }, 'Owned by Ravi.'],
		[{ due: '2027-06-30' }, 'By 30 June 2027.'],
		[{ how: 'By sharing it.' }, 'By sharing it.'],
		[{ how: 'one phone number' }, 'How: one phone number.'],
		[{ target: 15, unit: '% of calls' }, 'To 15 % of calls.'],
		[{ baseline: 5, unit: 'days per case' }, 'From 5 days per case.'],
		[{ baseline: 5, target: 2, unit: 'days per case' }, 'From 5 to 2 days per case.'],
		[{ baseline: 12500, target: 9000, unit: '€ per month' }, 'From € 12,500 to € 9,000 per month.'],
		[{ baseline: 3, target: 4 }, 'From 3 to 4.'],
		[{ baseline: 3, due: '2027-06-30', owner: 'Ada' }, 'From 3 by 30 June 2027, owned by Ada.']
	] satisfies [Partial<OutcomeParts>, string][])('%j: %s', (fields, sentence) => {
		expect(readBack({ ...empty, ...fields }, en)).toBe(sentence);
	});
	it('reads as a sentence, whatever is missing', () => {
		fc.assert(
			fc.property(parts, fc.subarray(Object.keys(empty)), (outcome, gone) => {
				const lacking = Object.fromEntries(
					Object.entries(empty).filter(([part]) => gone.includes(part))
				);
				const sentence = readBack({ ...whole, unit: outcome.unit, ...lacking }, en);
				expect(sentence).toMatch(/^(?:|[A-Z].*[^\s.,;]\.)$/);
				expect(sentence).not.toMatch(/ {2}|,,|, \.|null|undefined/);
			})
		);
	});
	it('writes an amount with its unit', () => {
		expect(amountInWords(12.5, '%', en)).toBe('12.5 %');
		expect(amountInWords(14.5, 'EUR', en)).toBe('EUR 14.50');
		expect(amountInWords(14, '€ per order', en)).toBe('€ 14 per order');
		expect(amountInWords(1, 'hours', en)).toBe('1 hour');
		expect(amountInWords(1, 'days per case', en)).toBe('1 day per case');
		expect(amountInWords(1.5, 'days', en)).toBe('1.5 days');
		expect(amountInWords(1, '', en)).toBe('1');
	});
});
