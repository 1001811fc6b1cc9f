/** The order that a group gave its items: fractional indexes, with the id as tie-break. */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

interface Ordered {
	readonly id: string;
	/** A fractional index, or '' for an item that was never moved: these come first, by id. */
	readonly order: string;
}

/** Compares by order and, if the orders are equal, by id. */
export function byOrder(a: Ordered, b: Ordered): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

/** The order of a new item after all of these, which are sorted. */
export function orderBehind(items: readonly Ordered[]): string {
	const last = items.at(-1)?.order ?? '';
	return last === '' ? '' : (keyBetween(last, null) ?? last);
}

/**
 * The orders to write to move an item to another index (from 0) among `items`, which are sorted: only its own if its
 * new neighbours leave room, and otherwise those of all. Empty if nothing moves.
 */
export function ordersToMove(items: readonly Ordered[], id: string, to: number): Ordered[] {
	const from = items.findIndex((item) => item.id === id);
	const place = Math.min(Math.max(to, 0), items.length - 1);
	const moved = items[from];
	if (!moved || place === from) return [];
	const rest = items.filter((item) => item !== moved);
	const order = between(rest[place - 1], rest[place]);
	if (order !== null) return [{ id, order }];
	const keys = generateNKeysBetween(null, null, items.length);
	return rest
		.toSpliced(place, 0, moved)
		.map((item, nth) => ({ id: item.id, order: keys[nth] ?? '' }));
}

/** Null if there is no room between the two, or if one of them was never moved. */
function between(left: Ordered | undefined, right: Ordered | undefined): string | null {
	if (left?.order === '' || right?.order === '') return null;
	return keyBetween(left?.order ?? null, right?.order ?? null);
}
function keyBetween(left: string | null, right: string | null): string | null {
	try {
		return generateKeyBetween(left, right);
	} catch {
		// Both were moved to the same place at the same time, or one is not a fractional index.
		return null;
	}
}
