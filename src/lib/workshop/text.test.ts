import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { all as en } from '../i18n/en/all.ts';
import { LIMITS } from './limits.ts';
import {
	CODE_ALPHABET,
	initials,
	isolated,
	isPlainId,
	joinCodeShape,
	noteProblem,
	quoted
} from './text.ts';

test.each([
	['Ana Maria Moreno', 'AM'],
	['ravi', 'R'],
	['  jean-luc  ', 'JL'],
	['Ödön von Horváth', 'ÖH'],
	['李 雷', '李雷'],
	['🙂', '?'],
	['', '?']
])('the initials of %j are %s', (name, expected) => {
	expect(initials(name)).toBe(expected);
});

test('right-to-left words are isolated in a sentence, and others stay unchanged', () => {
	for (const words of ['שלום.', 'مرحبا.', 'CRM של מכירות']) {
		expect(isolated(words)).toBe(`\u2068${words}\u2069`);
		expect(quoted(words)).toBe(`“\u2068${words}\u2069”`);
	}
	for (const words of ['', 'Leads reach us late.', 'Ödön', '李 雷', '38 %', '🙂'])
		expect(isolated(words)).toBe(words);
	expect(quoted('Late.')).toBe('“Late.”');
});

test('a note needs words, and at most as many characters as fit', () => {
	expect(noteProblem(' \n\t')?.(en)).toContain('few words');
	expect(noteProblem('x')).toBeNull();
	expect(noteProblem(` ${'x'.repeat(LIMITS.noteChars)} `)).toBeNull();
	expect(noteProblem('x'.repeat(LIMITS.noteChars + 1))?.(en)).toContain('1 character too long');
});

test('a join code is recognised however it is typed', () => {
	const code = fc
		.array(fc.constantFrom(...CODE_ALPHABET), { minLength: 6, maxLength: 6 })
		.map((letters) => letters.join(''));
	fc.assert(
		fc.property(code, (typed) => {
			const spaced = `${typed.slice(0, 3)}-${typed.slice(3)} `.toLowerCase();
			expect(joinCodeShape(spaced)).toBe(typed);
		})
	);
});
test.each([' '.repeat(100) + 'BCDFGH', 'BCDFG', 'BCDFGHJ', 'BCDFGA', 'BCDFG1', '', '\u200b'])(
	'%j is not a join code',
	(raw) => {
		expect(joinCodeShape(raw)).toBeNull();
	}
);

test.each(['ｂｃｄｆｇｈ', 'bcd\u200bfgh', '\u202abcd fgh\u202c', 'b-c.d–f g\u00a0h'])(
	'the join code in %j is recognised',
	(raw) => {
		expect(joinCodeShape(raw)).toBe('BCDFGH');
	}
);
test.each(['\u200b', '\u3164', ' \u00a0\u2060 '])(
	'%j is not a note, because it is invisible',
	(text) => {
		expect(noteProblem(text)?.(en)).toBe('A note needs a few words first.');
	}
);

test('names of inherited object properties are not plain ids', () => {
	expect(['a', 'A-b_9', 'x'.repeat(64)].filter((id) => !isPlainId(id))).toEqual([]);
	const odd = ['', 'x'.repeat(65), 'a b', 'ä', 'a\n', '__proto__', 'constructor', 'prototype'];
	expect(odd.filter(isPlainId)).toEqual([]);
});
