import { expect, it } from 'vitest';
import { richParts } from './rich.ts';

it('splits a text at its tags', () => {
	expect(richParts('Read <link>this</link>, <name/>.')).toEqual([
		{ tag: '', text: 'Read ' },
		{ tag: 'link', text: 'this' },
		{ tag: '', text: ', ' },
		{ tag: 'name', text: '' },
		{ tag: '', text: '.' }
	]);
});
it('keeps text that is not a tag', () => {
	expect(richParts('a < b, <open')).toEqual([{ tag: '', text: 'a < b, <open' }]);
});
