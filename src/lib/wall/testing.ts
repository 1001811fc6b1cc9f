/** Walls and random changes of them, for tests. */
import fc from 'fast-check';
import * as Y from 'yjs';
import { UNPARKED } from '../workshop/defaults.ts';
import type { Note } from '../workshop/types.ts';
import {
	addNote,
	archiveNote,
	arrange,
	makeCluster,
	mergeClusters,
	moveCluster,
	moveNote,
	parkNote,
	putInCluster,
	renameCluster,
	splitCluster
} from './mutations.ts';
import { Wall } from './wall.ts';

export const note = (id: string, fields: Partial<Note> = {}): Note => ({
	id,
	text: `note ${id}`,
	kind: 'problem',
	fn: 'sales',
	by: '',
	x: 0,
	y: 0,
	cluster: '',
	order: '',
	...UNPARKED,
	archived: false,
	...fields
});

export const NOTES = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
const CLUSTERS = ['c1', 'c2', 'c3', 'c4'];

/** `count` copies of one wall with the given notes. */
export function copies(count: number): Wall[] {
	const first = new Wall();
	for (const id of NOTES) addNote(first, note(id));
	return Array.from({ length: count }, () => Wall.from(first.encode()));
}
/** Sends one copy the changes that it lacks from another. */
export function sync(from: Wall, to: Wall) {
	Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'sync');
}
export function syncAll(walls: readonly Wall[]) {
	for (const from of walls) for (const to of walls) if (from !== to) sync(from, to);
	for (const from of walls) for (const to of walls) if (from !== to) sync(from, to);
}
/** All visible content of a wall, independent of the order in which it was inserted. */
export function seen(wall: Wall) {
	return {
		groups: [...wall.grouped()],
		notes: wall
			.noteIds()
			.sort()
			.map((id) => wall.note(id)),
		clusters: wall
			.clusterIds()
			.sort()
			.map((id) => wall.cluster(id))
	};
}

const noteId = fc.constantFrom(...NOTES);
const clusterId = fc.constantFrom(...CLUSTERS);
const at = fc.integer({ min: -500, max: 500 });

/** One random change of one wall that any participant may make. */
export const change: fc.Arbitrary<(wall: Wall) => void> = fc.oneof(
	fc.tuple(noteId, at, at).map((args) => (wall: Wall) => moveNote(wall, ...args)),
	fc
		.tuple(noteId, clusterId, fc.option(noteId))
		.map((args) => (wall: Wall) => putInCluster(wall, ...args)),
	fc
		.tuple(clusterId, fc.uniqueArray(noteId), at, at, fc.constantFrom('', 'Named'))
		.map((args) => (wall: Wall) => makeCluster(wall, ...args)),
	fc
		.tuple(clusterId, fc.constantFrom('', 'One', 'Two'))
		.map((args) => (wall: Wall) => renameCluster(wall, ...args)),
	fc.tuple(clusterId, at, at).map((args) => (wall: Wall) => moveCluster(wall, ...args)),
	fc.tuple(clusterId, clusterId).map((args) => (wall: Wall) => mergeClusters(wall, ...args)),
	clusterId.map((id) => (wall: Wall) => splitCluster(wall, id, { n1: { x: 1, y: 2 } })),
	fc.tuple(noteId, fc.boolean()).map((args) => (wall: Wall) => archiveNote(wall, ...args)),
	fc.tuple(noteId, fc.boolean()).map((args) => (wall: Wall) => parkNote(wall, ...args)),
	fc.tuple(noteId, at).map(
		([id, x]) =>
			(wall: Wall) =>
				arrange(wall, { [id]: { x, y: x } }, {})
	)
);
