import fc from 'fast-check';
import { expect, it } from 'vitest';
import { piecesOf, type PlacedCaret } from './caret-pieces.ts';

const caret = (client: number, anchor: number, head: number): PlacedCaret => ({
	client,
	name: `p${client}`,
	colour: `c${client}`,
	anchor,
	head
});
const seen = (text: string, ...carets: PlacedCaret[]) =>
	piecesOf(text, carets).map((piece) =>
		piece.kind === 'caret' ? piece.caret.client : [piece.text, piece.colour]
	);

it('splits a text at a caret', () => {
	expect(seen('one two', caret(1, 3, 3))).toEqual([['one', null], 1, [' two', null]]);
});
it('marks a selection and the position of its person', () => {
	expect(seen('abcd', caret(1, 3, 1))).toEqual([['a', null], 1, ['bc', 'c1'], ['d', null]]);
	expect(seen('abc', caret(1, 0, 3))).toEqual([['abc', 'c1'], 1]);
});
it("uses the first person's colour where selections overlap", () => {
	const pieces = seen('abcd', caret(1, 0, 2), caret(2, 1, 4));
	expect(pieces).toEqual([['a', 'c1'], ['b', 'c1'], 1, ['cd', 'c2'], 2]);
});
it('keeps every letter in place and shows each person once', () => {
	const placed = fc.record({ anchor: fc.nat(5), head: fc.nat(5) });
	fc.assert(
		fc.property(fc.array(placed), (places) => {
			const carets = places.map(({ anchor, head }, client) => caret(client, anchor, head));
			const pieces = piecesOf('hello', carets);
			expect(pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')).toBe(
				'hello'
			);
			expect(pieces.filter(({ kind }) => kind === 'caret')).toHaveLength(carets.length);
		})
	);
});
