import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { board as en } from '../../../i18n/en/board.ts';
import { describe, expect, it } from 'vitest';
import { readOutcome } from './free-text.ts';
import { outcomeCheck, readBack } from '../check.ts';

const TODAY = '2026-11-22';
const fieldsOf = (text: string) => readOutcome(text, TODAY).fields;

it('reads the sentence with which an outcome is read back', () => {
	const text =
		'from 38 % of calls to 15 % by end of June 2027, owned by Ravi, by sharing the case history';
	expect(readOutcome(text, TODAY)).toEqual({
		fields: {
			unit: '% of calls',
			direction: 'down',
			baseline: 38,
			target: 15,
			due: '2027-06-30',
			owner: 'Ravi',
			how: 'sharing the case history'
		},
		remarks: []
	});
});
it.each([
	[
		'Callers who explain their case twice: from 38 % to 15 % by June 2027',
		{
			metric: 'Callers who explain their case twice',
			baseline: 38,
			target: 15,
			unit: '%',
			due: '2027-06-30'
		}
	],
	[
		'We want to cut the time to answer from 2 days to 4 hours in 6 months, Ada Lovelace is responsible',
		{
			metric: 'time to answer',
			baseline: 48,
			target: 4,
			unit: 'hours',
			direction: 'down',
			due: '2027-05-22',
			owner: 'Ada Lovelace'
		}
	],
	[
		'Raise first-call resolution from 40 to at least 50–60 % through one list of answers, owner: Service',
		{
			metric: 'first-call resolution',
			baseline: 40,
			target: 50,
			unit: '%',
			direction: 'up',
			how: 'one list of answers',
			owner: 'Service'
		}
	],
	[
		'Reduce lost orders from between 10 and 15 per week to 3–5 per week',
		{ metric: 'lost orders', baseline: 10, target: 5, unit: 'per week', direction: 'down' }
	],
	[
		'€ 40k → € 25k per month',
		{ baseline: 40000, target: 25000, unit: '€ per month', direction: 'down' }
	],
	[
		'Rework costs 1.2 million dollars today, to 800,000 dollars',
		{ baseline: 1200000, target: 800000, unit: '$' }
	],
	['Invoices are 12,500 EUR now', { baseline: 12500, unit: 'EUR' }],
	['38 % of calls today, 15 % in 2028', { baseline: 38, target: 15, due: '2028-12-31' }],
	['At most 3 days per case', { target: 3, unit: 'days per case', direction: 'down' }],
	['Led by Ravi from service, by asking once', { owner: 'Ravi', how: 'asking once' }],
	['Ravi owns it', { owner: 'Ravi' }],
	['Calls answered by March 2027 (owner: Ana)', { owner: 'Ana', due: '2027-03-31' }],
	[
		'Leads called within 24 hours: today 35 %, target 80 %, owner Tom',
		{ metric: 'Leads called within 24 hours', baseline: 35, target: 80, unit: '%', owner: 'Tom' }
	],
	[
		'By June 2027, callers explaining twice go from 38 % to 15 %',
		{ metric: 'callers explaining twice', baseline: 38, target: 15, due: '2027-06-30' }
	],
	[
		'Quotes go out in 2 days rather than 5 days',
		{
			baseline: 5,
			target: 2,
			unit: 'days',
			direction: 'down'
		}
	],
	['A first answer within one day instead of 9 days', { baseline: 9, target: 1, unit: 'days' }],
	[
		'Complaints fall from 25-30 a month to 10-12 a month',
		{ metric: 'Complaints', baseline: 25, target: 12, unit: 'per month' }
	],
	[
		'Churn: 16 % → 10 % until end of 2027, Mira is responsible',
		{ metric: 'Churn', baseline: 16, target: 10, due: '2027-12-31', owner: 'Mira' }
	]
])('reads %j', (text, fields) => {
	expect(fieldsOf(text)).toMatchObject(fields);
});
interface Labelled {
	text: string;
	heldOut: boolean;
	/** Correct values by field; some may be left out, all others must be present. */
	fields: Record<string, { is: unknown[]; mayMiss?: boolean }>;
}
const labelled = JSON.parse(
	readFileSync(new URL('../../../../../tests/support/data/outcomes.json', import.meta.url), 'utf8')
) as Labelled[];

describe('150 sentences as people write them', () => {
	it('has half of the sentences held out', () => {
		expect(labelled).toHaveLength(150);
		expect(labelled.filter(({ heldOut }) => heldOut)).toHaveLength(75);
	});
	it('never fills a field with anything other than was meant', () => {
		const wrong = labelled.flatMap(({ text, fields }) =>
			Object.entries(fieldsOf(text))
				.filter(([field, value]) => !fields[field]?.is.includes(value))
				.map(([field, value]) => `${text}: ${field} is ${value}`)
		);
		expect(wrong).toEqual([]);
	});
	it.each([true, false])('fills nine of ten fields (held out: %s)', (heldOut) => {
		const expected = labelled
			.filter((row) => row.heldOut === heldOut)
			.flatMap(({ text, fields }) => {
				const found: Record<string, unknown> = { ...fieldsOf(text) };
				return Object.entries(fields)
					.filter(([, { mayMiss }]) => !mayMiss)
					.map(([field]) => field in found);
			});
		expect(expected.length).toBeGreaterThan(250);
		expect(expected.filter(Boolean).length / expected.length).toBeGreaterThanOrEqual(0.9);
	});
});
it('leaves out parts that the text does not mention', () => {
	expect(readOutcome('Customers are happier', TODAY)).toEqual({ fields: {}, remarks: [] });
	expect(readOutcome('', TODAY)).toEqual({ fields: {}, remarks: [] });
});
it('does not read statements about other things as the current value', () => {
	const fields = fieldsOf('First answers under 4 hours for 90 % of tickets');
	expect(fields).toMatchObject({ target: 4, direction: 'down' });
	expect(fields).not.toHaveProperty('baseline');
	expect(fieldsOf('We lose 1 in 6 customers')).toEqual({});
});
it.each([
	['38 % to 15 % by summer', '“by summer” is not a date.'],
	['38 % to 15 % as soon as possible', '“as soon as possible” is not a date.'],
	['38 % to 15 % next year-ish', '“next year-ish” is not a date.'],
	['cut calls by 40 %', '“By 40 %” says how much changes, but not from what.'],
	['save € 120k a year', '“By € 120k a year” says how much changes, but not from what.'],
	['from 38 % to 10–15 %', '“10–15 %” is a range: the end that promises less is taken.'],
	['from 4 months to 6 weeks', '“4 months” is taken as about 17.4 weeks.'],
	['A budget of € 30,000', '“€ 30,000” was left out: is it how it is today, or how it should be?'],
	[
		'We lose 1 in 6 customers',
		'“1 in 6 customers” was left out: is it how it is today, or how it should be?'
	]
])('adds a remark to %j', (text, remark) => {
	expect(readOutcome(text, TODAY).remarks.map((one) => one(en))).toEqual([remark]);
	expect(fieldsOf(text)).not.toHaveProperty('due');
});
it('reads its own sentences', () => {
	const amount = fc.integer({ min: 0, max: 1_000_000 });
	const outcome = fc.record({
		baseline: amount,
		target: amount,
		unit: fc.constantFrom('', '%', '% of calls', 'days', 'complaints per week', '€', '€ per month'),
		due: fc.constantFrom('2027-06-30', '2028-02-29', '2027-01-01'),
		owner: fc.constantFrom('Ravi', 'Ada Lovelace', 'Service'),
		how: fc.constantFrom('sharing the case history', 'asking once')
	});
	fc.assert(
		fc.property(outcome, (given) => {
			fc.pre(given.baseline !== given.target);
			const direction = given.target > given.baseline ? ('up' as const) : ('down' as const);
			const whole = { statement: 'Once', metric: 'calls', direction, ...given };
			expect(outcomeCheck(whole, TODAY)).toEqual([]);
			const { fields } = readOutcome(readBack(whole, en), TODAY);
			const { unit, ...others } = given;
			expect(fields).toEqual({ ...others, direction, ...(unit === '' ? {} : { unit }) });
		})
	);
});
it('never throws, and never returns more than fits', () => {
	const word = fc.constantFrom(
		'from',
		'to',
		'38',
		'%',
		'by',
		'June',
		'2027',
		'owned by',
		'x'.repeat(200),
		',',
		'cutting',
		'–',
		'€'
	);
	fc.assert(
		fc.property(fc.array(word, { maxLength: 20 }), (words) => {
			const { metric = '', unit = '', owner = '', how = '' } = fieldsOf(words.join(' '));
			expect(metric.length).toBeLessThanOrEqual(160);
			expect(unit.length).toBeLessThanOrEqual(40);
			expect(owner.length).toBeLessThanOrEqual(60);
			expect(how.length).toBeLessThanOrEqual(1000);
		})
	);
});
