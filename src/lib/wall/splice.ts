/** Changes of a text as one finds them by looking at it before and after. Places and lengths are in UTF-16 units. */

export interface Splice {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}
/** What others did to a text: parts that stay, come or go, in the order of the text. */
export type Delta = readonly {
	readonly retain?: number | undefined;
	readonly insert?: unknown;
	readonly delete?: number | undefined;
}[];

/**
 * The smallest change from one text to another, or null if they are the same. Among equal ones it is the
 * one that ends at the caret in the new text: a letter typed beside its like changes the place where it
 * was typed. It parts no pair of surrogates, of which a shared text would lose both.
 */
export function spliceBetween(before: string, after: string, caret = after.length): Splice | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	const ofSameEnd = (from: number, most: number) => {
		let length = from;
		while (length < most && before.at(-1 - length) === after.at(-1 - length)) length += 1;
		return length;
	};
	let suffix = ofSameEnd(0, Math.min(shorter, after.length - caret));
	let prefix = 0;
	while (prefix < shorter - suffix && before[prefix] === after[prefix]) prefix += 1;
	suffix = ofSameEnd(suffix, shorter - prefix);
	if (partsPair(before, prefix) || partsPair(after, prefix)) prefix -= 1;
	if (partsPair(before, before.length - suffix) || partsPair(after, after.length - suffix))
		suffix -= 1;
	const remove = before.length - suffix - prefix;
	return { at: prefix, remove, insert: after.slice(prefix, after.length - suffix) };
}
const partsPair = (text: string, at: number) =>
	/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, at - 1), at + 1));

/** The first units of a text, one less where that would part a pair of surrogates. */
export function shortened(text: string, units: number): string {
	return text.slice(0, partsPair(text, units) ? units - 1 : Math.max(0, units));
}

/**
 * Where a place comes to lie by what others did. Where something is put exactly there, a place that is
 * pushed lies behind it.
 */
export function movedBy(delta: Delta, place: number, pushed = false): number {
	let at = 0;
	let moved = place;
	for (const { retain, insert, delete: gone } of delta) {
		if (at > moved || (at === moved && !pushed && gone === undefined)) break;
		if (retain !== undefined) at += retain;
		else if (gone !== undefined) moved -= Math.min(gone, moved - at);
		else {
			moved += lengthOf(insert);
			at += lengthOf(insert);
		}
	}
	return moved;
}
/** Where a change ends in the text that it makes. */
export function endOf(delta: Delta): number {
	return delta.reduce(
		(at, { retain, insert }) => at + (retain ?? (insert === undefined ? 0 : lengthOf(insert))),
		0
	);
}
const lengthOf = (insert: unknown) => (typeof insert === 'string' ? insert.length : 1);

/**
 * A text that others change while somebody composes a character in an old copy of it: for each unit of the
 * text of now its place in that copy, or -1 for what others have put in.
 */
export class OldPlaces {
	#places: readonly number[];

	constructor(length: number) {
		this.#places = Array.from({ length }, (_, at) => at);
	}
	/** Takes in what others did. */
	follow(delta: Delta) {
		const old = this.#places;
		let at = 0;
		const now = delta.flatMap(({ retain = 0, insert, delete: gone = 0 }) => {
			const kept = old.slice(at, at + retain);
			at += retain + gone;
			return insert === undefined ? kept : Array<number>(lengthOf(insert)).fill(-1);
		});
		this.#places = [...now, ...old.slice(at)];
	}
	/** Where a place of the copy is now: behind what stood before it there. */
	place(old: number): number {
		return this.#places.findLastIndex((from) => from >= 0 && from < old) + 1;
	}
	/** What is left now of a part of the copy, last first. */
	runs(old: number, length: number): { at: number; length: number }[] {
		const runs: { at: number; length: number }[] = [];
		for (const [at, from] of this.#places.entries()) {
			if (from < old || from >= old + length) continue;
			const last = runs[0];
			if (last && last.at + last.length === at) last.length += 1;
			else runs.unshift({ at, length: 1 });
		}
		return runs;
	}
}
