/** Where things lie on the wall, estimated from their texts: the same on the server and in the browser. */
import {
	boundsOf,
	clusterSize,
	NOTE_WIDTH,
	noteHeight,
	type Box,
	type Place
} from '$lib/workshop/layout.ts';
import type { Cluster, Note } from '$lib/workshop/types.ts';
import type { Size } from './zoom.ts';

/** The reads of a wall that geometry needs. */
export interface WallReads {
	readonly clusterIds: readonly string[];
	readonly looseIds: readonly string[];
	notesIn(cluster: string): readonly string[];
	note(id: string): Note | null;
	cluster(id: string): Cluster | null;
}

/** Space between clusters that are put beside each other. */
const APART = 32;

export function clusterBox(wall: WallReads, id: string): Box {
	const { x, y } = wall.cluster(id) ?? { x: 0, y: 0 };
	return { x, y, ...clusterSize(wall.notesIn(id).map((note) => wall.note(note)?.text ?? '')) };
}
export function noteBox(note: Pick<Note, 'x' | 'y' | 'text'>): Box {
	return { x: note.x, y: note.y, width: NOTE_WIDTH, height: noteHeight(note.text) };
}

/** Boxes of all clusters and loose notes. */
export function boxesOn(wall: WallReads): Box[] {
	const notes = wall.looseIds.map((id) => wall.note(id)).filter((note) => note !== null);
	return [...wall.clusterIds.map((id) => clusterBox(wall, id)), ...notes.map(noteBox)];
}

/** The box around everything on the wall; a small one at the origin while it is empty. */
export function contentBox(wall: WallReads): Box {
	return boundsOf(boxesOn(wall)) ?? { x: 0, y: 0, width: NOTE_WIDTH, height: NOTE_WIDTH };
}

/**
 * A place of that size beside `near` that covers nothing: to its right, below it, to its left, or
 * else under everything.
 */
export function freePlace(size: Size, near: Box, taken: readonly Box[]): Place {
	const candidates = [
		{ x: near.x + near.width + APART, y: near.y },
		{ x: near.x, y: near.y + near.height + APART },
		{ x: near.x - size.width - APART, y: near.y }
	];
	const free = candidates.find((place) => !taken.some((box) => overlap({ ...place, ...size }, box)));
	if (free) return free;
	const bounds = boundsOf([near, ...taken]) ?? near;
	return { x: near.x, y: bounds.y + bounds.height + APART };
}
function overlap(a: Box, b: Box): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
