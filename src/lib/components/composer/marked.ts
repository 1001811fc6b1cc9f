import type { TextRange } from '$lib/workshop/wording/wording.ts';

export interface Piece {
	text: string;
	marked: boolean;
}

/** Splits a text at the ends of its marked ranges, which must be sorted and must not overlap. */
export function markedPieces(text: string, ranges: readonly TextRange[]): Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	for (const { from, to } of ranges) {
		pieces.push({ text: text.slice(at, from), marked: false });
		pieces.push({ text: text.slice(from, to), marked: true });
		at = to;
	}
	pieces.push({ text: text.slice(at), marked: false });
	return pieces.filter((piece) => piece.text !== '');
}
