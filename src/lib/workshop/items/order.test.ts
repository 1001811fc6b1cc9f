import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderBehind, ordersToMove } from './order.ts';

interface Item {
	id: string;
	order: string;
}
const sorted = (items: Item[]) =>
	items.toSorted((a, b) =>
		a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1
	);
const ids = (items: Item[]) => sorted(items).map(({ id }) => id);
function apply(items: Item[], changes: readonly Item[]): Item[] {
	return items.map((item) => changes.find(({ id }) => id === item.id) ?? item);
}
const someItems = fc
	.uniqueArray(
		fc.record({
			id: fc.stringMatching(/^[a-f\d]{6}$/),
			order: fc.constantFrom('', 'a0', 'a1', 'a1V', 'a2', 'odd order')
		}),
		{ selector: ({ id }) => id, minLength: 1, maxLength: 8 }
	)
	.map(sorted);

describe('order', () => {
	it('moves an item to its place and keeps the order of the others', () => {
		fc.assert(
			fc.property(someItems, fc.nat(9), fc.integer({ min: -2, max: 10 }), (items, nth, to) => {
				const moved = items[nth % items.length]!;
				const after = ids(apply(items, ordersToMove(items, moved.id, to)));
				expect(after.indexOf(moved.id)).toBe(Math.min(Math.max(to, 0), items.length - 1));
				expect(after.filter((id) => id !== moved.id)).toEqual(
					ids(items).filter((id) => id !== moved.id)
				);
			})
		);
	});
	it('writes only one order if there is room', () => {
		const items = [
			{ id: 'a', order: 'a0' },
			{ id: 'b', order: 'a1' },
			{ id: 'c', order: 'a2' }
		];
		expect(ordersToMove(items, 'c', 1)).toHaveLength(1);
		expect(ordersToMove(items, 'c', 2)).toEqual([]);
		expect(ordersToMove(items, 'nobody', 0)).toEqual([]);
	});
	it('puts new items after all others, moved or not', () => {
		fc.assert(
			fc.property(someItems, (items) => {
				// Ids of new items sort after those of older ones.
				const added = { id: 'z', order: orderBehind(items) };
				expect(ids([...items, added]).at(-1)).toBe('z');
			})
		);
	});
});
