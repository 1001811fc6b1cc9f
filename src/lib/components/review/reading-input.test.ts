import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import { isDay } from '$lib/workshop/days.ts';
import { dayHere, readDay, readValue } from './reading-input.ts';

describe('readValue', () => {
	it.each([
		['29', 29],
		[' 29 % ', 29],
		['29,5 %', 29.5],
		['29.5', 29.5],
		['-3', -3],
		['12,500', 12_500],
		['12 500', 12_500],
		['€ 1,200.50', 1200.5],
		['1.234,5', 1234.5],
		['-1.234,50 €', -1234.5],
		['0,500', 0.5],
		['29.', 29],
		['29 % of calls', 29],
		['about 7 hours', 7]
	])('reads %s as %d', (line, value) => {
		expect(readValue(line)).toEqual({ ok: true, value });
	});
	it.each([
		['', 'A number is enough'],
		['many', '“many” holds no number'],
		['25–30 %', 'is a range'],
		['1,234,5', 'more than one way'],
		['12.34.56', 'more than one way'],
		['0,500,000', 'more than one way'],
		['.5', 'more than one way'],
		['29 or 30', 'more than one number'],
		['9999999 million', 'larger than the board can hold']
	])('explains why it cannot read %s', (line, words) => {
		const read = readValue(line);
		expect(read.ok ? '' : read.problem(en)).toContain(words);
	});
	it('reads every whole number that somebody may write', () => {
		fc.assert(
			fc.property(fc.integer({ min: -999_999, max: 999_999 }), (value) => {
				for (const line of [`${value}`, `${value} %`, value.toLocaleString('en-GB')])
					expect(readValue(line)).toEqual({ ok: true, value });
			})
		);
	});
});

describe('readDay', () => {
	it('accepts today and past days', () => {
		expect(readDay('2027-06-30', '2027-06-30')).toEqual({ ok: true, value: '2027-06-30' });
		expect(readDay('2020-01-01', '2027-06-30').ok).toBe(true);
	});
	it.each([
		['', 'On which day'],
		['2027-02-30', 'no day of the calendar'],
		['2027-07-01', '1 July 2027 is still to come']
	])('explains why it rejects %s', (day, words) => {
		const read = readDay(day, '2027-06-30');
		expect(read.ok ? '' : read.problem(en)).toContain(words);
	});
});

it('dayHere is a calendar day', () => {
	expect(dayHere(new Date(2027, 0, 5, 23, 59))).toBe('2027-01-05');
	fc.assert(
		fc.property(
			fc.date({
				min: new Date('1000-01-01'),
				max: new Date('9999-12-30'),
				noInvalidDate: true
			}),
			(date) => {
				expect(isDay(dayHere(date))).toBe(true);
			}
		)
	);
});
