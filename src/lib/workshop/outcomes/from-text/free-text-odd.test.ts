/** Sentences that are easy to misread: a field that is not certain stays empty. */
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../types.ts';
import { readOutcome } from './free-text.ts';

const TODAY = '2026-11-28';

interface Said {
	baseline?: number;
	target?: number;
	direction?: Direction;
	unit?: string;
	due?: string;
	metric?: string;
	owner?: string;
	how?: string;
}
/** A sentence, the fields that must be read from it, and the fields that may be read as well. */
type Row = readonly [text: string, must: Said, may?: Said];

const down = 'down' as const;
const up = 'up' as const;

const RATES: Row[] = [
	[
		'Fewer than five wrong invoices per 1,000 by mid-2027 (was 23)',
		{ baseline: 23 },
		{ target: 5, direction: down, unit: 'wrong invoices per 1,000' }
	],
	[
		'No more than 1 in 50 parcels lost by end of 2027, 1 in 20 today',
		{ due: '2027-12-31' },
		{ direction: down }
	],
	['At most 1 of 50 parcels lost, today 1 of 50 is lost and 1 of 20 late', {}, { direction: down }],
	[
		'at most 2 complaints in 100 orders from next year',
		{ target: 2, direction: down, unit: 'complaints in 100 orders' }
	],
	[
		'At most 3 errors in 1,000 lines by 1 May 2027',
		{ target: 3, direction: down, unit: 'errors in 1,000 lines', due: '2027-05-01' }
	],
	[
		'Fewer than 4 returns per 200 orders, 9 per 200 today',
		{ target: 4, baseline: 9, direction: down },
		{ unit: 'returns per 200 orders' }
	],
	['Fewer than 4 returns per 200 orders, 9 per 100 today', {}, { direction: down }],
	[
		'Two faults out of 500 by June 2027',
		{ due: '2027-06-30' },
		{ target: 2, unit: 'faults out of 500' }
	],
	['Ten wrong labels per 1,000 today', {}, { baseline: 10, unit: 'wrong labels per 1,000' }],
	['A dozen claims in 400 deliveries by May 2027', { due: '2027-05-31' }],
	['Lose no parcels out of 10,000 by May 2027', { due: '2027-05-31' }],
	['Every visit but one in 20 ends with a fix, one in 5 today', {}],
	[
		'9 of 10 lifts run on a Monday, 7 of 10 today, by 1 March 2027',
		{ due: '2027-03-01' },
		{ target: 9, baseline: 7, direction: up, unit: 'of 10' }
	],
	['9 of 10 lifts run on a Monday, 70 of 80 today', {}],
	[
		'Accidents per 1,000,000 hours: from 12 to 4 by 2027-12-31',
		{ baseline: 12, target: 4, direction: down, due: '2027-12-31' }
	],
	['Lost days per 100 staff from 40 to 25', { baseline: 40, target: 25, direction: down }]
];
const CLAUSES: Row[] = [
	[
		'Train 25 of 30 fitters by 1 May, 10 of 30 are trained',
		{ due: '2027-05-01' },
		{ target: 25, baseline: 10, direction: up, unit: 'of 30 fitters' }
	],
	[
		'Visit 40 of 60 dealers by June, 12 of 60 are visited',
		{ due: '2027-06-30' },
		{ target: 40, baseline: 12, direction: up, unit: 'of 60 dealers' }
	],
	[
		'Returns at 4 % by 1 March, 9 % today',
		{ target: 4, baseline: 9, direction: down, due: '2027-03-01', unit: '%', metric: 'Returns' }
	],
	[
		'Returns at 4 % by March, 9 % today',
		{ target: 4, baseline: 9, direction: down, due: '2027-03-31', unit: '%', metric: 'Returns' }
	],
	[
		'Open orders at 20 by May 10, 35 today',
		{ target: 20, baseline: 35, direction: down, due: '2027-05-10' },
		{ metric: 'Open orders' }
	],
	[
		'Queue from 30 to 12 by 1 April, 28 agents help',
		{ due: '2027-04-01' },
		{ baseline: 30, target: 12, direction: down, metric: 'Queue' }
	],
	[
		'Quotes out in 2 days by 15 June; 14 people write them, 6 days today',
		{ due: '2027-06-15' },
		{ target: 2, baseline: 6, direction: down, unit: 'days' }
	],
	[
		'Waiting time 4 minutes by 1st of July, 11 minutes now',
		{ due: '2027-07-01', baseline: 11, target: 4, direction: down, unit: 'minutes' },
		{ metric: 'Waiting time' }
	],
	[
		'Missed calls 5 % in June, 14 % today',
		{ target: 5, baseline: 14, direction: down },
		{ due: '2027-06-30', unit: '%', metric: 'Missed calls' }
	],
	[
		'Missed calls from 14 % to 5 % by July, 3 teams take part',
		{ baseline: 14, target: 5, due: '2027-07-31' },
		{ direction: down, unit: '%', metric: 'Missed calls' }
	]
];
const CLOCKS: Row[] = [
	[
		'The 24/7 hotline picks up in 20 seconds by 1st of June, 90 seconds today',
		{ due: '2027-06-01', baseline: 90, target: 20, direction: down, unit: 'seconds' }
	],
	['By 24/7 support we mean calls at night', {}],
	[
		'In 24/7 chat from 60 % to 80 % answered',
		{ baseline: 60, target: 80, direction: up },
		{ unit: '%' }
	],
	[
		'Our 24/7/365 desk answers 90 % of calls, 70 % today',
		{ baseline: 70, target: 90, direction: up },
		{ unit: '% of calls' }
	],
	['On 24/7 lines 3 of 4 calls wait, by 1 May 2027 none', { due: '2027-05-01' }],
	[
		'Open 9/5 with calls lost from 12 % to 4 %',
		{ baseline: 12, target: 4, direction: down },
		{ unit: '%' }
	]
];
const CHANGES: Row[] = [
	[
		'Grow repeat orders 20% over 2026 by December 2027',
		{ due: '2027-12-31' },
		{ direction: up, metric: 'repeat orders' }
	],
	['Grow repeat orders 20 % over last year', {}, { direction: up, metric: 'repeat orders' }],
	[
		'Increase sales 15 % vs 2025 by June 2027',
		{ due: '2027-06-30' },
		{ direction: up, metric: 'sales' }
	],
	['Cut scrap 30 % compared with last quarter', {}, { direction: down, metric: 'scrap' }],
	['Reduce calls 25% on 2026', {}, { direction: down, metric: 'calls' }],
	['Sales +20 % by 1 May 2027', { due: '2027-05-01' }, { direction: up, metric: 'Sales' }],
	['A 20 % reduction in scrap by 1 May 2027', { due: '2027-05-01' }, { direction: down }],
	[
		'Returns drop by 30 % by May 2027',
		{ due: '2027-05-31' },
		{ direction: down, metric: 'Returns' }
	],
	['Returns drop 30 % by May 2027', { due: '2027-05-31' }, { direction: down, metric: 'Returns' }],
	['Energy per part down 12 % year on year', {}, { direction: down, metric: 'Energy per part' }],
	['Revenue up 10 % year-on-year', {}, { direction: up, metric: 'Revenue' }],
	['8 % growth of repeat orders today', {}, { direction: up }],
	['Set-up 20 % faster by 2027-07-01', { due: '2027-07-01' }, { direction: down }],
	['5 points better than 2025', {}, {}],
	['Raise the score 4 points against last year', {}, { direction: up, metric: 'score' }],
	['Twice as many referrals as in 2025', {}]
];
const WAYS: Row[] = [
	[
		'Keep churn at or below 5% through 2027, Zoe watches it',
		{ target: 5, direction: down, unit: '%' },
		{ metric: 'churn', owner: 'Zoe' }
	],
	[
		'Churn from 9 % to 5 % through December 2027',
		{ baseline: 9, target: 5 },
		{ direction: down, unit: '%', metric: 'Churn', due: '2027-12-31' }
	],
	[
		'Churn from 9 % to 5 % through the end of 2027',
		{ baseline: 9, target: 5 },
		{ direction: down, unit: '%', metric: 'Churn', due: '2027-12-31' }
	],
	[
		'Churn from 9 % to 5 % through next year',
		{ baseline: 9, target: 5 },
		{ direction: down, unit: '%', metric: 'Churn' }
	],
	[
		'Keep stock under 40 days through Q3',
		{ target: 40, direction: down, unit: 'days' },
		{ metric: 'stock' }
	],
	['Each owner calls 5 clients', {}, {}],
	[
		'Churn from 9 % to 5 %, by Thanksgiving',
		{ baseline: 9, target: 5 },
		{ direction: down, unit: '%', metric: 'Churn' }
	],
	[
		'Churn from 9 % to 5 % via 3 calls',
		{ baseline: 9, target: 5 },
		{ direction: down, unit: '%', metric: 'Churn', how: '3 calls' }
	]
];
const METRICS: Row[] = [
	[
		'Ravi brings the no-show rate from 20 % to 10 %',
		{ baseline: 20, target: 10, direction: down, unit: '%' },
		{ metric: 'no-show rate' }
	],
	[
		'Returns drop by 30 % from 10 % to 7 %',
		{ baseline: 10, target: 7, direction: down, unit: '%' },
		{ metric: 'Returns' }
	],
	[
		'We answer 80 % of calls, today 60 %',
		{ baseline: 60, target: 80, direction: up, unit: '% of calls' }
	],
	[
		'First visit solves 80 % of faults, 60 % today',
		{ baseline: 60, target: 80, direction: up, unit: '% of faults' }
	],
	[
		'Zoe cuts scrap from 9 % to 4 %',
		{ baseline: 9, target: 4, direction: down, unit: '%' },
		{ metric: 'scrap' }
	],
	[
		'Mira and Tom win repeat orders from 5 % to 9 %',
		{ baseline: 5, target: 9 },
		{ direction: up, unit: '%', metric: 'repeat orders' }
	],
	['They solve 7 of 10 cases today', {}, { baseline: 7, unit: 'of 10 cases' }],
	[
		'Our crew fixes 90 % of lifts, 75 % today',
		{ baseline: 75, target: 90 },
		{ direction: up, unit: '% of lifts' }
	],
	[
		'Ana sends 95 % of quotes on time, 70 % today',
		{ baseline: 70, target: 95 },
		{ direction: up, unit: '% of quotes' }
	],
	['Line 3 scrap from 9 % to 4 %', { baseline: 9, target: 4 }, { direction: down, unit: '%' }],
	[
		'Scrap of part 4711 from 9 % to 4 %',
		{ baseline: 9, target: 4 },
		{ direction: down, unit: '%' }
	],
	[
		'Scrap of part AB-1200 from 9 % to 4 % by 2027-04-01',
		{ baseline: 9, target: 4, due: '2027-04-01' },
		{ direction: down, unit: '%' }
	],
	[
		'When a client calls, 3 minutes instead of 9 minutes',
		{ target: 3, baseline: 9 },
		{ direction: down, unit: 'minutes' }
	],
	['Errors per from 9 to 4', { baseline: 9, target: 4 }, { direction: down }]
];
const DAYS: Row[] = [
	...['3/4/2027', '03/04/2027', '3-4-2027', '3/4/27', '11/12/2027', '3/4'].map((day): Row => [
		`Calls from 5 to 2 by ${day}`,
		{ baseline: 5, target: 2 },
		{ direction: down, metric: 'Calls' }
	]),
	...[
		'by 2028',
		'until 2028',
		'by early 2027',
		'by mid-2027',
		'by late June 2027',
		'by the beginning of May 2027',
		'from January 2027',
		'from 1 January 2027',
		'starting 1 March 2027',
		'starting in March 2027',
		'since March 2026',
		'as of May 2027',
		'after May 2027',
		'from next year',
		'from March 2027 onwards',
		'from March 2027 on'
	].map((day): Row => [
		`Calls from 5 to 2 ${day}`,
		{ baseline: 5, target: 2 },
		{ direction: down, metric: 'Calls' }
	]),
	...(
		[
			['before 2027-05-01', '2027-04-30'],
			['by 2027-05-01', '2027-05-01'],
			['by 13/4/2027', '2027-04-13'],
			['by 4/13/2027', '2027-04-13'],
			['by 3/3/2027', '2027-03-03'],
			['by 3.4.2027', '2027-04-03'],
			['from January 2027, by 1 May 2027', '2027-05-01'],
			['in 2028', '2028-12-31'],
			['by the end of 2028', '2028-12-31']
		] as const
	).map(([day, due]): Row => [
		`Calls from 5 to 2 ${day}`,
		{ baseline: 5, target: 2, due },
		{ direction: down, metric: 'Calls' }
	]),
	['Calls from 5 to 2 by May 27', { baseline: 5, target: 2 }, { direction: down, metric: 'Calls' }],
	['Fewer price increases by May 2027', { due: '2027-05-31' }],
	['By 1 May 2027 calls from 5 to 2, by 1 June 2027 from 2 to 1', {}, { direction: down }]
];
const NUMBERS: Row[] = [
	['Order 2027-118 ships by 1 May 2027', { due: '2027-05-01' }],
	['ISO 27001 passed with 3 findings by 1 May 2027', { due: '2027-05-01' }],
	['Version 2.1.3 by 1 May 2027', { due: '2027-05-01' }],
	[
		'Use form #12 in 80 % of cases, 20 % today',
		{ target: 80, baseline: 20 },
		{ direction: up, unit: '% of cases' }
	],
	[
		'Cost per order from EUR 20 to EUR 14.50',
		{ baseline: 20, target: 14.5, unit: 'EUR' },
		{ direction: down, metric: 'Cost per order' }
	],
	[
		'Calls on 0800 1234 from 50 to 20 a day',
		{ baseline: 50, target: 20 },
		{ direction: down, unit: 'per day' }
	],
	[
		'Between 10 and 12 claims to 4-6 claims',
		{},
		{ baseline: 10, target: 6, direction: down, unit: 'claims' }
	]
];

const MORE: Row[] = [
	[
		'Keep at most 3 of 200 lots on hold through summer 2027',
		{ target: 3 },
		{ direction: down, unit: 'of 200 lots' }
	],
	[
		'Lower energy use 8% below 2024 levels by May 2027',
		{ due: '2027-05-31' },
		{ direction: down, metric: 'energy use' }
	],
	[
		'Ship 98 of 100 boxes whole (94 of 100 today) by May 2027',
		{ baseline: 94, target: 98, due: '2027-05-31' },
		{ direction: up, unit: 'of 100' }
	],
	[
		'Cut refunds by a third to 6 % by 30 April 2027',
		{ target: 6, due: '2027-04-30' },
		{ direction: down, unit: '%', metric: 'refunds' }
	],
	['30 % fewer complaints than in 2026', {}],
	[
		'Late lots max. 5 %, today 9 %',
		{ baseline: 9, target: 5 },
		{ direction: down, unit: '%', metric: 'Late lots' }
	],
	[
		'Sales up from 2 to 3 million by end of 2027',
		{ due: '2027-12-31' },
		{ direction: up, metric: 'Sales' }
	],
	['Revenue from € 40 to € 50k a year', {}, { direction: up }],
	[
		'By 12 May, 30 of 40 shops report daily; 18 of 40 do now',
		{ due: '2027-05-12' },
		{ baseline: 18, target: 30, direction: up, unit: 'of 40' }
	],
	[
		'Zoe Quinn leads, 5 % churn by 2027-12-01, 8 % today',
		{ baseline: 8, target: 5, due: '2027-12-01' },
		{ direction: down, unit: '%', owner: 'Zoe Quinn' }
	],
	[
		'Deliver in 3 days by 10/10/2027, 5 days today',
		{ baseline: 5, target: 3, due: '2027-10-10' },
		{ direction: down, unit: 'days' }
	],
	['First response by 9 am in 90 % of cases', {}, { target: 90, unit: '% of cases' }],
	[
		'Three of every 100 parcels go missing today, at most 1 of every 100 by 1 March 2027',
		{ target: 1, due: '2027-03-01' },
		{ direction: down, unit: 'of 100' }
	],
	[
		'Price of a part from € 20 to € 15 last quarter',
		{},
		{ baseline: 20, target: 15, direction: down, unit: '€', metric: 'Price of a part' }
	],
	...[
		'by 2027-13-01',
		'in the week of 3 May 2027',
		'by Monday week',
		'by 1 May or 1 June 2027',
		'in 2027 or 2028',
		'between 1 May and 1 June 2027, or later',
		'by 31 June 2027',
		'by Christmas',
		'by the 5th'
	].map((day): Row => [
		`Calls from 5 to 2 ${day}`,
		{ baseline: 5, target: 2 },
		{ direction: down, metric: 'Calls' }
	]),
	...(
		[
			'by 3 May, 2027',
			'by May 3rd',
			'by May 3',
			'by the 3rd of May',
			'by Monday 3 May 2027',
			'no later than 3 May'
		] as const
	).map((day): Row => [
		`Calls from 5 to 2 ${day}`,
		{ baseline: 5, target: 2, due: '2027-05-03' },
		{ direction: down, metric: 'Calls' }
	])
];

describe.each<[string, Row[]]>([
	['rates and what they are of', RATES],
	['clauses with numbers of their own', CLAUSES],
	['times that are no days', CLOCKS],
	['changes that are no numbers to reach', CHANGES],
	['ways and people', WAYS],
	['what is measured', METRICS],
	['days', DAYS],
	['numbers that are names', NUMBERS],
	['sentences of all these kinds', MORE]
])('%s', (_, rows) => {
	const sentences = rows.map(([text, must, may = {}]) => ({ text, must, may }));
	it.each(sentences)('reads nothing wrong in “$text”', ({ text, must, may }) => {
		const { fields } = readOutcome(text, TODAY);
		expect(fields).toMatchObject(must);
		const right: Record<string, unknown> = { ...may, ...must };
		const wrong = Object.entries(fields).filter(([field, value]) => right[field] !== value);
		expect(wrong).toEqual([]);
	});
});
