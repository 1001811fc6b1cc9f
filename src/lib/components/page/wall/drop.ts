/** The effect of dropping an item here. */
import type { Box, Point } from '$lib/workshop/wall-layout/layout.ts';

/** An item on the wall that people can drag, focus or act on. */
export interface Item {
	item: 'note' | 'cluster';
	id: string;
}

export type DropTarget =
	/** The open wall: the item stays where it is dropped. */
	| { kind: 'place' }
	/** A loose note: both notes make a new cluster. */
	| { kind: 'note'; id: string }
	/** A place among a cluster's notes, counted without the held note. */
	| { kind: 'cluster'; id: string; index: number }
	/** A cluster dropped on another cluster. */
	| { kind: 'merge'; id: string };

/** The elements under the pointer, without the held item. `slot` is the index of the open gap. */
export interface Under {
	note: string | null;
	cluster: string | null;
	slot: number | null;
	/** Number of notes in that cluster, without the held one. */
	count: number;
}

/**
 * Decides where the held item would land. Inside a cluster the gap moves to the note under the pointer and stays there
 * while the pointer is between notes, so that rows of unequal height do not flicker.
 */
export function dropTarget(held: Item, under: Under, before: DropTarget): DropTarget {
	if (held.item === 'cluster')
		return under.cluster && under.cluster !== held.id
			? { kind: 'merge', id: under.cluster }
			: { kind: 'place' };
	if (under.cluster) {
		const current =
			before.kind === 'cluster' && before.id === under.cluster ? before.index : under.count;
		const index = Math.min(under.slot ?? current, under.count);
		return { kind: 'cluster', id: under.cluster, index };
	}
	return under.note && under.note !== held.id
		? { kind: 'note', id: under.note }
		: { kind: 'place' };
}

/** Whether two targets are equal, so that a trembling pointer causes no redraw. */
export function sameTarget(a: DropTarget, b: DropTarget): boolean {
	if (a.kind === 'place' || b.kind === 'place') return a.kind === b.kind;
	if (a.kind === 'cluster' && b.kind === 'cluster') return a.id === b.id && a.index === b.index;
	return a.kind === b.kind && a.id === b.id;
}

/** Index of the slot that contains a point, including half of the space around it, or null. */
export function slotAt(slots: readonly Box[], at: Point, space: number): number | null {
	const half = space / 2;
	const index = slots.findIndex(
		({ x, y, width, height }) =>
			at.x >= x - half && at.x < x + width + half && at.y >= y - half && at.y < y + height + half
	);
	return index < 0 ? null : index;
}
