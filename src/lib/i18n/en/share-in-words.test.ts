import { expect, test } from 'vitest';
import { shareInWords } from './share-in-words.ts';

test('a part of a whole reads as the beginning of a sentence', () => {
	expect(shareInWords(3, 4, 'outcomes')).toBe('Three of four outcomes');
	expect(shareInWords(0, 2, 'outcomes')).toBe('None of two outcomes');
	expect(shareInWords(2, 2, 'outcomes')).toBe('Both outcomes');
	expect(shareInWords(3, 3, 'outcomes')).toBe('All three outcomes');
	expect(shareInWords(14, 20, 'outcomes')).toBe('14 of 20 outcomes');
});
