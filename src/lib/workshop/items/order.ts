/** Items in the order that a group gave them: fractional indexes, with the id as tie-break. */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

interface Ordered {
	readonly id: string;
	/** A fractional index, or '' for an item that was never put anywhere: these come first, by id. */
	readonly order: string;
}

/** The smaller order first; of two that are equal, the smaller id. */
export function byOrder(a: Ordered, b: Ordered): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

/** The order of a new item behind all of these, which are in their order. */
export function orderBehind(items: readonly Ordered[]): string {
	const last = items.at(-1)?.order ?? '';
	return last === '' ? '' : (keyBetween(last, null) ?? last);
}

/**
 * The orders to write so that an item stands at another place (0 is the first) among `items`, which are in their
 * order: one where its new neighbours leave room, else those of all. Empty where nothing moves.
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

/** Null where there is no room between two, or where one of them was never put anywhere. */
function between(left: Ordered | undefined, right: Ordered | undefined): string | null {
	if (left?.order === '' || right?.order === '') return null;
	return keyBetween(left?.order ?? null, right?.order ?? null);
}
function keyBetween(left: string | null, right: string | null): string | null {
	try {
		return generateKeyBetween(left, right);
	} catch {
		// Both were put at the same place at the same time, or one is no fractional index.
		return null;
	}
}
