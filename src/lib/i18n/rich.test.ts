import { expect, it } from 'vitest';
import { richParts } from './rich.ts';

it('parts a text at its tags', () => {
	expect(richParts('Read <link>this</link>, <name/>.')).toEqual([
		{ tag: '', text: 'Read ' },
		{ tag: 'link', text: 'this' },
		{ tag: '', text: ', ' },
		{ tag: 'name', text: '' },
		{ tag: '', text: '.' }
	]);
});
it('leaves alone what is no tag', () => {
	expect(richParts('a < b, <open')).toEqual([{ tag: '', text: 'a < b, <open' }]);
});
