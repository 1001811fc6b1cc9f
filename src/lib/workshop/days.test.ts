import { expect, test } from 'vitest';
import { dayInShort, dayInWords, momentInWords } from './days.ts';

test('a day reads the same wherever it stands, with the clock too', () => {
	expect(dayInWords('2027-06-30')).toBe('30 June 2027');
	expect(dayInShort('2027-06-30')).toBe('30 Jun 2027');
	expect(momentInWords(new Date(2027, 5, 30, 9, 5).getTime())).toBe('30 June 2027, 09:05');
	expect(momentInWords(new Date(2027, 5, 30, 0, 0).getTime())).toBe('30 June 2027, 00:00');
});

test('what is no day stays as it is', () => {
	for (const odd of ['', 'soon', '2027-02-30'])
		expect([dayInWords(odd), dayInShort(odd)]).toEqual([odd, odd]);
});
