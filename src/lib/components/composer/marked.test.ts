import { expect, it } from 'vitest';
import { markedPieces } from './marked.ts';

it('markedPieces keeps every letter and marks the given ranges', () => {
	const text = 'My CRM needs a button';
	const pieces = markedPieces(text, [
		{ from: 3, to: 12 },
		{ from: 15, to: 21 }
	]);
	expect(pieces).toEqual([
		{ text: 'My ', marked: false },
		{ text: 'CRM needs', marked: true },
		{ text: ' a ', marked: false },
		{ text: 'button', marked: true }
	]);
	expect(markedPieces(text, [])).toEqual([{ text, marked: false }]);
	expect(markedPieces('', [])).toEqual([]);
});
