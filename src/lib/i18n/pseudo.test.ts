import { expect, it } from 'vitest';
import { pseudo } from './pseudo.ts';

const said = pseudo({
	plain: 'Post a note',
	rich: 'Read <link>this page</link>, <name/>.',
	told: (title: string, n: number) => `“${title}” has ${n} notes`,
	listed: (words: readonly string[]) => `Of ${words.join(', ')}.`,
	rows: [{ who: 'You' }],
	number: 3
});

it('accents each text and makes it longer', () => {
	expect(said.plain).toBe('Ƥǿşŧ ȧ ƞǿŧḗ~~~');
	expect(said.rows).toEqual([{ who: 'Ẏǿŭ~' }]);
	expect(said.number).toBe(3);
});
it('makes longer texts from words that fit into a line', () => {
	const { text } = pseudo({ text: 'word '.repeat(20) });
	expect(Math.max(...text.split(' ').map(({ length }) => length))).toBe(12);
});
it('keeps the tags', () => {
	expect(said.rich).toMatch(/^Řḗȧḓ <link>ŧħīş ƥȧɠḗ<\/link>, <name\/>\.~+$/);
});
it('keeps people’s words', () => {
	expect(said.told('has notes', 2)).toMatch(/^“has notes” ħȧş 2 ƞǿŧḗş~+$/);
	expect(said.listed(['Sales', 'Service'])).toMatch(/^Ǿƒ Sales, Service\.~+$/);
});
