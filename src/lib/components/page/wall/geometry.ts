/** The boxes of items on the wall, estimated from their texts: the server and the browser get the same result. */
import {
	boundsOf,
	clusterSize,
	GAP,
	NOTE_WIDTH,
	noteHeight,
	type Box,
	type Point
} from '$lib/workshop/wall-layout/layout.ts';
import type { Cluster, Note } from '$lib/workshop/types.ts';
import type { Size } from './zoom.ts';

/** The parts of a wall that these functions read. */
export interface WallReads {
	readonly clusterIds: readonly string[];
	readonly looseIds: readonly string[];
	notesIn(cluster: string): readonly string[];
	note(id: string): Note | null;
	cluster(id: string): Cluster | null;
}

/** Space between neighbouring clusters. */
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

/** The box around everything on the wall; a small one at the origin while the wall is empty. */
export function contentBox(wall: WallReads): Box {
	return boundsOf(boxesOn(wall)) ?? { x: 0, y: 0, width: NOTE_WIDTH, height: NOTE_WIDTH };
}

/** A free place of that size beside `near`: to its right, below it, to its left, or else below everything. */
export function freePlace(size: Size, near: Box, taken: readonly Box[]): Point {
	const candidates = [
		{ x: near.x + near.width + APART, y: near.y },
		{ x: near.x, y: near.y + near.height + APART },
		{ x: near.x - size.width - APART, y: near.y }
	];
	const free = candidates.find(
		(place) => !taken.some((box) => overlap({ ...place, ...size }, box))
	);
	if (free) return free;
	const bounds = boundsOf([near, ...taken]) ?? near;
	return { x: near.x, y: bounds.y + bounds.height + APART };
}
type Named = Box & { id: string };

/**
 * New places for the clusters that `box` covers, and for those that they cover in turn: each moves right or down,
 * whichever is shorter, and no further than necessary. Clusters above or to the left stay.
 */
export function pushAside(box: Box, others: readonly Named[]): Record<string, Point> {
	const places: Record<string, Point> = {};
	const settled: Box[] = [box];
	const rest = new Set([...others].sort((a, b) => a.x + a.y - b.x - b.y));
	const covered = () => [...rest].find((other) => settled.some((one) => overlap(one, other)));
	for (let next = covered(); next; next = covered()) {
		rest.delete(next);
		const { id, width, height } = next;
		const place = clearOf(next, settled);
		places[id] = place;
		settled.push({ ...place, width, height });
	}
	return places;
}
function clearOf(box: Box, settled: readonly Box[]): Point {
	const { width, height } = box;
	const place = { x: box.x, y: box.y };
	const cover = () => settled.find((one) => overlap(one, { ...place, width, height }));
	for (let by = cover(); by; by = cover()) {
		const right = by.x + by.width + APART;
		const down = by.y + by.height + APART;
		if (right - place.x < down - place.y) place.x = right;
		else place.y = down;
	}
	return place;
}
/** How many rings of places around a note are tried before it goes below everything. */
const RINGS = 12;

/**
 * New places for the loose notes that these boxes cover: each as near as possible to its old place. `taken` contains
 * everything else that must stay uncovered, and may include `loose`.
 */
export function makeRoom(
	boxes: readonly Box[],
	loose: readonly Named[],
	taken: readonly Box[]
): Record<string, Point> {
	const covered = loose.filter((note) => boxes.some((box) => overlap(note, box)));
	const rest = [...boxes, ...taken.filter((other) => !covered.some((note) => same(note, other)))];
	const places: Record<string, Point> = {};
	for (const note of covered) {
		const place = nearestFree(note, rest);
		places[note.id] = place;
		rest.push({ ...note, ...place });
	}
	return places;
}
function nearestFree(note: Box, taken: readonly Box[]): Point {
	const candidates: (Point & { far: number })[] = [];
	for (let row = -RINGS; row <= RINGS; row++)
		for (let column = -RINGS; column <= RINGS; column++) {
			const x = column * (note.width + GAP);
			const y = (row * (note.height + GAP)) / 2;
			candidates.push({ x: note.x + x, y: note.y + y, far: Math.hypot(x, y) });
		}
	candidates.sort((a, b) => a.far - b.far);
	const { width, height } = note;
	const free = candidates.find(
		({ x, y }) => !taken.some((box) => overlap({ x, y, width, height }, box))
	);
	if (free) return { x: free.x, y: free.y };
	const bounds = boundsOf(taken) ?? note;
	return { x: note.x, y: bounds.y + bounds.height + GAP };
}
const same = (a: Box, b: Box) =>
	a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

export function overlap(a: Box, b: Box): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
