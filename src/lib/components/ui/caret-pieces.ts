/** Splits a text at others' carets and selections. */
export interface PlacedCaret {
	client: number;
	name: string;
	/** Colour of the function, if it is known. */
	colour: string | undefined;
	anchor: number;
	head: number;
}
export type Piece =
	| { readonly kind: 'text'; readonly text: string; readonly colour: string | null | undefined }
	| { readonly kind: 'caret'; readonly caret: PlacedCaret };

/**
 * Splits a text at carets and at both ends of selections. `colour` is null outside selections; where selections
 * overlap, it is that of the first.
 */
export function piecesOf(text: string, carets: readonly PlacedCaret[]): Piece[] {
	const ends = carets.flatMap(({ anchor, head }) => [anchor, head]);
	const cuts = [...new Set([0, ...ends, text.length])].sort((a, b) => a - b);
	return cuts.flatMap((from, nth) => {
		const here = carets.filter(({ head }) => head === from);
		const standing = here.map((caret): Piece => ({ kind: 'caret', caret }));
		const to = cuts[nth + 1];
		if (to === undefined) return standing;
		const selects = carets.find(
			({ anchor, head }) => Math.min(anchor, head) <= from && to <= Math.max(anchor, head)
		);
		const colour = selects ? selects.colour : null;
		return [...standing, { kind: 'text', text: text.slice(from, to), colour }];
	});
}
