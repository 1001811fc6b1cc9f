import { describe, expect, test } from 'vitest';
import { dropTarget, sameTarget, slotAt, type DropTarget, type Under } from './drop.ts';

const nothing: Under = { note: null, cluster: null, slot: null, count: 0 };
const place: DropTarget = { kind: 'place' };
const note = { item: 'note', id: 'n1' } as const;
const cluster = { item: 'cluster', id: 'c1' } as const;

describe('dropTarget of a note', () => {
	test('is the place itself on the open wall', () => {
		expect(dropTarget(note, nothing, place)).toEqual(place);
	});
	test('is a new cluster with a loose note, but never with the held note itself', () => {
		expect(dropTarget(note, { ...nothing, note: 'n2' }, place)).toEqual({ kind: 'note', id: 'n2' });
		expect(dropTarget(note, { ...nothing, note: 'n1' }, place)).toEqual(place);
	});
	test('is a place in a cluster, at the note under the pointer', () => {
		const under = { note: 'n5', cluster: 'c2', slot: 1, count: 4 };
		expect(dropTarget(note, under, place)).toEqual({ kind: 'cluster', id: 'c2', index: 1 });
	});
	test('is the end of the cluster when the pointer comes in over the title', () => {
		const under = { ...nothing, cluster: 'c2', count: 4 };
		expect(dropTarget(note, under, place)).toEqual({ kind: 'cluster', id: 'c2', index: 4 });
	});
	test('stays the same while the pointer is between notes of the same cluster', () => {
		const under = { ...nothing, cluster: 'c2', count: 4 };
		const before: DropTarget = { kind: 'cluster', id: 'c2', index: 2 };
		expect(dropTarget(note, under, before)).toEqual(before);
		expect(dropTarget(note, under, { kind: 'cluster', id: 'c9', index: 2 })).toMatchObject({
			index: 4
		});
	});
	test('is never behind the end of the cluster', () => {
		expect(dropTarget(note, { note: null, cluster: 'c2', slot: 4, count: 3 }, place)).toMatchObject(
			{
				index: 3
			}
		);
	});
});

describe('dropTarget of a cluster', () => {
	test('is another cluster to merge with, but not itself or a note', () => {
		expect(dropTarget(cluster, { ...nothing, cluster: 'c2' }, place)).toEqual({
			kind: 'merge',
			id: 'c2'
		});
		expect(dropTarget(cluster, { ...nothing, cluster: 'c1' }, place)).toEqual(place);
		expect(dropTarget(cluster, { ...nothing, note: 'n2' }, place)).toEqual(place);
	});
});

test('sameTarget compares place, id and index', () => {
	expect(sameTarget(place, { kind: 'place' })).toBe(true);
	expect(sameTarget(place, { kind: 'note', id: 'a' })).toBe(false);
	expect(sameTarget({ kind: 'note', id: 'a' }, { kind: 'merge', id: 'a' })).toBe(false);
	expect(
		sameTarget({ kind: 'cluster', id: 'a', index: 1 }, { kind: 'cluster', id: 'a', index: 2 })
	).toBe(false);
});

test('slotAt finds the slot, splits the space between two slots, and is null outside', () => {
	const slots = [
		{ x: 0, y: 0, width: 176, height: 92 },
		{ x: 184, y: 0, width: 176, height: 120 }
	];
	expect(slotAt(slots, { x: 20, y: 20 }, 8)).toBe(0);
	expect(slotAt(slots, { x: 179, y: 20 }, 8)).toBe(0);
	expect(slotAt(slots, { x: 181, y: 20 }, 8)).toBe(1);
	expect(slotAt(slots, { x: 20, y: 110 }, 8)).toBeNull();
});
