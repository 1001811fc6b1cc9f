import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alike, amountsIn } from './amounts.ts';

const read = (text: string) =>
	amountsIn(text).map(({ low, high, unit }) => (low === high ? [low, unit] : [low, high, unit]));

it.each([
	['38 % of calls', [[38, '% of calls']]],
	[
		'38% of calls to 15%',
		[
			[38, '% of calls'],
			[15, '%']
		]
	],
	['15 percent', [[15, '%']]],
	['10–15 %', [[10, 15, '%']]],
	['10-15 days', [[10, 15, 'days']]],
	['between 3 and 5 days', [[3, 5, 'days']]],
	['€ 40k', [[40000, '€']]],
	['€40k–50k a month', [[40000, 50000, '€ per month']]],
	['40–50k EUR', [[40000, 50000, 'EUR']]],
	['1.2 million dollars', [[1200000, '$']]],
	['12,500 EUR', [[12500, 'EUR']]],
	['12.500 €', [[12500, '€']]],
	['1.250.000', [[1250000, '']]],
	['12 500 calls per week', [[12500, 'calls per week']]],
	['1.234,5 calls', [[1234.5, 'calls']]],
	['€ 1.234.567,500', [[1234567.5, '€']]],
	['0,500 kg', [[0.5, 'kg']]],
	['0.500 €', [[0.5, '€']]],
	['1234,567 kg', [[1234.567, 'kg']]],
	['1.5 hours', [[1.5, 'hours']]],
	['1,5 hours', [[1.5, 'hours']]],
	['3h', [[3, 'hours']]],
	['90 min', [[90, 'minutes']]],
	['two days', [[2, 'days']]],
	['3 days per case by May', [[3, 'days per case']]],
	['12 complaints a week today', [[12, 'complaints per week']]],
	[
		'NPS of -5 to 20',
		[
			[-5, ''],
			[20, '']
		]
	],
	['the 3rd try of Q4 in CRM2', []],
	['no number, one idea', []],
	['a 360-degree view, 24/7 and 7:30', []],
	['8 of 25 dealers by June', [[8, 'of 25 dealers']]],
	['5 of our 12 lost key accounts', [[5, 'of 12']]],
	['80 % of 300 dealers', [[80, '%']]],
	['5 % of parcels come back', [[5, '%']]],
	['12 minutes reduced', [[12, 'minutes']]],
	['2 visits per dealer per year', [[2, 'visits per dealer per year']]]
] as [string, unknown[]][])('reads %j', (text, amounts) => {
	expect(read(text)).toEqual(amounts);
});
it('gives the position of each amount', () => {
	const text = 'from 38 % of calls to 15 %';
	expect(amountsIn(text).map(({ from, to }) => text.slice(from, to))).toEqual([
		'38 % of calls',
		'15 %'
	]);
});
it('reads every number as it is written, with or without thousands separators', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 1e9 }),
			fc.constantFrom('', ',', ' ', '\u202f'),
			(n, mark) => {
				const written = String(n).replace(/\B(?=(\d{3})+$)/g, mark);
				expect(read(`it is ${written} % now`)).toEqual([[n, '%']]);
			}
		)
	);
});
it('never throws, and returns positions inside the text', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'05.,-–€% kMabto '.split('')) }), (text) => {
			for (const { low, high, from, to } of amountsIn(text)) {
				expect(low).toBeLessThanOrEqual(high);
				expect(0 <= from && from < to && to <= text.length).toBe(true);
			}
		})
	);
});
it('compares time spans in the smaller unit', () => {
	const [days, hours] = amountsIn('2 days, 4 hours');
	if (!days || !hours) throw new Error('two amounts');
	expect(alike(days, hours).map(({ low, unit }) => [low, unit])).toEqual([
		[48, 'hours'],
		[4, 'hours']
	]);
	expect(alike(hours, hours)).toEqual([hours, hours]);
});
it('compares months with weeks by their average lengths', () => {
	const [months, weeks] = amountsIn('4 months, 6 weeks');
	if (!months || !weeks) throw new Error('two amounts');
	expect(alike(months, weeks).map(({ low, unit }) => [low, unit])).toEqual([
		[17.4, 'weeks'],
		[6, 'weeks']
	]);
});
