import { describe, expect, test } from 'vitest';
import { splitLines } from './split-lines.ts';

describe('splitLines', () => {
	test('makes one note of each line that says something', () => {
		expect(splitLines('first\n\n  second  \r\nthird\rfourth')).toEqual([
			'first',
			'second',
			'third',
			'fourth'
		]);
	});
	test('takes bullets and numbers off, and nothing that belongs to the words', () => {
		expect(splitLines('- a\n• b\n3. c\n12) d\n1.5 hours lost\n-5 degrees')).toEqual([
			'a',
			'b',
			'c',
			'd',
			'1.5 hours lost',
			'-5 degrees'
		]);
	});
	test('keeps one line as one note', () => {
		expect(splitLines('only this')).toEqual(['only this']);
		expect(splitLines(' \n ')).toEqual([]);
	});
});
