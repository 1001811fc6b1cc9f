import { expect, test } from 'vitest';
import { addItem } from '$lib/wall/items.ts';
import { Wall } from '$lib/wall/wall.ts';
import { ItemsState } from './items-state.svelte.ts';
import { WallView } from './wall-view.ts';

function outcomes(orders: readonly string[]) {
	const wall = new Wall();
	const view = new WallView(wall);
	orders.forEach((order, nth) => addItem(wall, 'outcomes', `0-${nth}`, { order }));
	return { wall, state: new ItemsState('outcomes', { view: () => view, mayWrite: () => true }) };
}
const ids = ({ all }: ItemsState<'outcomes'>) => all.map(({ id }) => id);

test.each([
	{ where: 'never moved', orders: ['', ''] },
	{ where: 'put in an order, as in the sample or a board file', orders: ['a0', 'a1'] },
	{ where: 'partly moved', orders: ['', 'a0'] },
	{ where: 'at the same place', orders: ['a0', 'a0'] }
])('a new item comes last, after items that were $where', ({ orders }) => {
	const { state } = outcomes(orders);
	const id = state.add({});
	expect(ids(state)).toEqual(['0-0', '0-1', id]);
});
test('texts that people write are cleaned', () => {
	const { state } = outcomes([]);
	const id = state.add({ statement: '\u200bPru\u0308fung ' });
	state.change(id, { metric: ' calls\u00a0a week\u202e' });
	expect(state.get(id)).toMatchObject({ statement: 'Pr\u00fcfung', metric: 'calls a week' });
});
test('a given order is kept', () => {
	const { state } = outcomes(['a1', 'a2']);
	const id = state.add({ order: 'a0' });
	expect(ids(state)).toEqual([id, '0-0', '0-1']);
});
test('readings are ordered by day and by nothing else', () => {
	const wall = new Wall();
	const view = new WallView(wall);
	const state = new ItemsState('readings', { view: () => view, mayWrite: () => true });
	const id = state.add({ day: '2027-03-01' });
	expect(wall.doc.getMap<Map<string, unknown>>('readings').get(id)?.has('order')).toBe(false);
});
