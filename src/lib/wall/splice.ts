/** Finds the change between a text before and after. Places and lengths are in UTF-16 units. */

export interface Splice {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}
/** A change by others: parts that stay, are inserted or are deleted, in the order of the text. */
export type Delta = readonly {
	readonly retain?: number | undefined;
	readonly insert?: unknown;
	readonly delete?: number | undefined;
}[];

/**
 * The smallest change from one text to another, or null if they are equal. If several are equally small, returns the
 * one that ends at the caret in the new text: a letter typed beside an equal one is inserted where it was typed. It
 * never splits a surrogate pair, which a shared text would lose.
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

/** The first `units` units of a text, one less if the cut would split a surrogate pair. */
export function shortened(text: string, units: number): string {
	return text.slice(0, partsPair(text, units) ? units - 1 : Math.max(0, units));
}

/**
 * The new position of a place after others' changes. If they insert text exactly there, a pushed place moves behind it.
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
/** The position in the new text at which a change ends. */
export function endOf(delta: Delta): number {
	return delta.reduce(
		(at, { retain, insert }) => at + (retain ?? (insert === undefined ? 0 : lengthOf(insert))),
		0
	);
}
const lengthOf = (insert: unknown) => (typeof insert === 'string' ? insert.length : 1);

/**
 * Tracks a text that others change while somebody composes a character in an old copy of it. For each unit of the
 * current text it stores its place in that copy, or -1 for text that others inserted.
 */
export class OldPlaces {
	#places: readonly number[];

	constructor(length: number) {
		this.#places = Array.from({ length }, (_, at) => at);
	}
	/** Applies others' changes. */
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
	/** The current position of a place in the copy: behind the text that was before it there. */
	place(old: number): number {
		return this.#places.findLastIndex((from) => from >= 0 && from < old) + 1;
	}
	/** The parts of a range of the copy that still exist, last first. */
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
