import { describe, expect, it } from 'vitest';
import { formats } from './formats.ts';

const en = formats('en-GB');

describe('English', () => {
	it('counts', () => {
		const forms = { one: 'note', other: 'notes' };
		expect([0, 1, 2, 1200].map((n) => en.count(n, forms))).toEqual([
			...['0 notes', '1 note', '2 notes', '1,200 notes']
		]);
	});
	it('lists', () => {
		expect(en.and([])).toBe('');
		expect(en.and(['a', 'b', 'c'])).toBe('a, b and c');
		expect(en.or(['a', 'b'])).toBe('a or b');
		expect(en.andEach(3)).toEqual([0, ', ', 1, ' and ', 2]);
	});
	it('formats numbers', () => {
		expect([1.2345678, 14.5, 1200].map(en.number)).toEqual(['1.234568', '14.5', '1,200']);
		expect(en.cents(14.5)).toBe('14.50');
		expect(en.compact(1234)).toBe('1.2k');
	});
	it('formats days, and leaves other texts unchanged', () => {
		expect(en.day('2027-06-30')).toBe('30 June 2027');
		expect(en.shortDay('2027-06-30')).toBe('30 Jun 2027');
		for (const odd of ['', 'soon', '2027-02-30'])
			expect([en.day(odd), en.shortDay(odd)]).toEqual([odd, odd]);
	});
	it('formats moments in the reader’s time zone', () => {
		expect(en.moment(new Date(2027, 5, 30, 9, 5).getTime())).toBe('30 June 2027, 09:05');
		expect(en.moment(new Date(2027, 5, 30, 0, 0).getTime())).toBe('30 June 2027, 00:00');
	});
});

it('uses the plural forms of the language', () => {
	const pl = formats('pl');
	const forms = { one: 'notatka', few: 'notatki', many: 'notatek', other: 'notatki' };
	expect([1, 3, 5].map((n) => pl.count(n, forms))).toEqual(['1 notatka', '3 notatki', '5 notatek']);
});
