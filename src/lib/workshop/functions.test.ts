import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all as en } from '../i18n/en/all.ts';
import {
	FN_COLOUR_VALUES,
	readyFunctions,
	functionsProblem,
	nextColour,
	suggestLetter
} from './functions.ts';
import { LIMITS } from './limits.ts';
import type { Fn, FnColour } from './types.ts';

const READY_FUNCTIONS = readyFunctions(en);

const SURFACES = {
	light: { paper: '#fffdf8', panel: '#fffefb', wall: '#f4f1ea' },
	dark: { paper: '#24272d', panel: '#1f2227', wall: '#191b1f' }
};
/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
	const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light + 0.05) / (dark + 0.05);
}

describe('colours', () => {
	const cases = Object.entries(FN_COLOUR_VALUES).flatMap(([colour, themes]) =>
		(['light', 'dark'] as const).flatMap((theme) =>
			Object.entries(SURFACES[theme]).map(([surface, ground]) => ({
				name: `${colour} on ${theme} ${surface}`,
				hex: themes[theme],
				ground
			}))
		)
	);
	test.each(cases)(
		'$name has enough contrast, both as text and as the background of text',
		({ hex, ground }) => {
			expect(contrast(hex, ground)).toBeGreaterThanOrEqual(4.5);
		}
	);

	test('fn-colours.css has the same colours', () => {
		const css = readFileSync(new URL('fn-colours.css', import.meta.url), 'utf8');
		const rule = /\[data-fn-colour='(\w+)'\] \{\s*--fn: light-dark\((#\w{6}), (#\w{6})\);\s*\}/g;
		const values = [...css.matchAll(rule)].map(([, key, light, dark]) => [key, { light, dark }]);
		expect(Object.fromEntries(values)).toEqual(FN_COLOUR_VALUES);
	});

	test('every function on a full board gets a different colour', () => {
		const taken: FnColour[] = [];
		for (let index = 0; index < LIMITS.functions; index += 1) taken.push(nextColour(taken));
		expect(new Set(taken).size).toBe(LIMITS.functions);
		expect(nextColour([...taken, 'sales'])).toBe('marketing');
	});
});

describe('suggestLetter', () => {
	test('prefers the first letter, then one of a later word, then another letter', () => {
		expect(suggestLetter('Sales', [])).toBe('S');
		expect(suggestLetter('Customer success', ['c'])).toBe('S');
		expect(suggestLetter('Service', ['S'])).toBe('E');
		expect(suggestLetter('', ['A'])).toBe('B');
	});
	test('returns an unused letter that fits, whatever the name', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.array(fc.string({ minLength: 1, maxLength: 2 }), { maxLength: 20 }),
				(name, taken) => {
					const letter = suggestLetter(name, taken);
					expect(letter.length).toBeGreaterThan(0);
					expect(letter.length).toBeLessThanOrEqual(LIMITS.fnLetterChars);
					expect(taken.map((one) => one.toUpperCase())).not.toContain(letter.toUpperCase());
				}
			)
		);
	});
});

describe('functionsProblem', () => {
	const with_ = (change: Partial<Fn>) =>
		READY_FUNCTIONS.map((fn, index) => (index === 1 ? { ...fn, ...change } : fn));
	test('accepts the built-in functions', () => {
		expect(functionsProblem(READY_FUNCTIONS)).toBeNull();
	});
	test.each([
		['no function', [], 'at least one'],
		['an empty name', with_({ name: ' ' }), 'no name'],
		['a name that nobody sees', with_({ name: '\u3164' }), 'no name'],
		['a letter that nobody sees', with_({ letter: '\u200b' }), 'Give Marketing a letter'],
		['a long name', with_({ name: 'x'.repeat(31) }), 'too long'],
		['an empty letter', with_({ letter: '' }), 'Give Marketing a letter'],
		['a long letter', with_({ letter: 'abc' }), 'The letter of Marketing'],
		['one name twice', with_({ name: 'sales ' }), 'Two functions are called'],
		['one letter twice', with_({ letter: 's' }), 'Give Marketing another'],
		['one id twice', with_({ id: 'sales' }), 'there twice'],
		['an id that objects inherit', with_({ id: '__proto__' }), 'Remove it and add it again'],
		['too many', Array<Fn>(13).fill(READY_FUNCTIONS[0] as Fn), 'room for 12']
	])('%s is rejected with a sentence', (_, fns, part) => {
		expect(functionsProblem(fns)?.(en)).toContain(part);
	});
});
