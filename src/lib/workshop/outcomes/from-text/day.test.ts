import { expect, it } from 'vitest';
import { dayInText } from './day.ts';

const TODAY = '2026-11-22';

it.each([
	['by end of June 2027', '2027-06-30'],
	['by the end of June 2027', '2027-06-30'],
	['by 30 June 2027', '2027-06-30'],
	['30th of June 2027', '2027-06-30'],
	['June 30th, 2027', '2027-06-30'],
	['2027-06-30', '2027-06-30'],
	['until 31.12.2027', '2027-12-31'],
	['by 13/02/2027', '2027-02-13'],
	['by June 2027', '2027-06-30'],

	['by March', '2027-03-31'],
	['in May', '2027-05-31'],
	['by 5 March', '2027-03-05'],
	['by Friday', '2026-11-27'],
	['in 6 months', '2027-05-22'],
	['within a year', '2027-11-22'],
	['in two years', '2028-11-22'],
	['three months from now', '2027-02-22'],
	['by the end of next month', '2026-12-31'],
	['by next month', '2026-12-31'],
	['end of Q2 2027', '2027-06-30'],
	['in Q3', '2027-09-30'],
	['in Q4', '2026-12-31'],
	['by the second quarter of 2027', '2027-06-30'],
	['by the end of the year', '2026-12-31'],
	['end of next year', '2027-12-31'],

	['before 2028', '2027-12-31'],
	['between June and August 2027', '2027-08-31'],
	['counted in March 2026, to be halved by June 2027', '2027-06-30'],
	['from 5 days to 2 days by 1 May 2027', '2027-05-01'],
	['by 2027-09-15', '2027-09-15'],
	['before May 2027', '2027-04-30'],
	['before 1 May 2027', '2027-04-30'],
	['visit every dealer within 60 days', '2027-01-21'],
	['by June 2027, from 1 today', '2027-06-30'],
	['40 to 15 by next June', '2027-06-30']
])('reads %j as %s', (text, day) => {
	expect(dayInText(text, TODAY)?.day).toBe(day);
});
it.each([
	'soon',
	'as soon as possible',
	'next year-ish',
	'next year',
	'by June-ish',
	'in a year or so',
	'now',
	'38 % today',
	'from 5 days to 2 days',
	'answered within 24 hours',
	'solved in 3 days',
	'between 3 and 5 days',
	'from 12 to 5',
	'calls may wait',
	'Friday calls',
	'24/7 support',
	'by 2028',
	'by 01/02/2027',
	'by mid June 2027',
	'from January 2027',
	'paid within 60 days: from 30 % to 45 %',
	'80 % of dealers visited within 60 days',
	'31 February 2027',
	''
])('finds no date in %j', (text) => {
	expect(dayInText(text, TODAY)).toBe(null);
});
it('gives the position of the date, including the words that lead to it', () => {
	const text = 'to 15 % by the end of June 2027, owned by Ravi';
	const found = dayInText(text, TODAY);
	expect(text.slice(found?.from, found?.to)).toBe('by the end of June 2027');
});
