/**
 * Every way to change a wall, each one transaction. Arguments are primitives or plain records: never
 * hand a reactive proxy to Yjs. Unknown ids change nothing.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import { cleanLine, cleanWithin, isVisible } from '../workshop/clean-text.ts';
import { LIMITS } from '../workshop/limits.ts';
import type { Cluster, Note, NoteKind } from '../workshop/types.ts';
import type { Wall } from './wall.ts';

type Primitive = string | number | boolean;

function assign(map: Y.Map<Y.Map<Primitive>>, id: string, fields: Record<string, Primitive>) {
	const item = map.get(id);
	if (!(item instanceof Y.Map)) return;
	for (const [key, value] of Object.entries(fields))
		if (item.get(key) !== value) item.set(key, value);
}
function create(map: Y.Map<Y.Map<Primitive>>, id: string, fields: Record<string, Primitive>) {
	map.set(id, new Y.Map<Primitive>(Object.entries(fields)));
}
const coordinate = (value: number) =>
	Math.round(Math.max(-LIMITS.coordinate, Math.min(LIMITS.coordinate, value || 0)));
const transact = (wall: Wall, change: () => void) => wall.doc.transact(change, wall.origin);

/** Archives a cluster that lost its last note and never got a name. */
function dropIfAbandoned(wall: Wall, cluster: string) {
	if (cluster === '' || wall.cluster(cluster)?.title !== '') return;
	if (wall.notesIn(cluster).length === 0) assign(wall.clusters, cluster, { archived: true });
}
const homeOfId = (wall: Wall, id: string) => {
	const note = wall.note(id);
	return note ? wall.homeOf(note) : '';
};

/** Puts a note on the open wall, out of any cluster. */
export function moveNote(wall: Wall, id: string, x: number, y: number) {
	transact(wall, () => {
		const from = homeOfId(wall, id);
		assign(wall.notes, id, { x: coordinate(x), y: coordinate(y), cluster: '' });
		dropIfAbandoned(wall, from);
	});
}

/** Puts a note into the parking lot, or back to where it was. */
export function parkNote(wall: Wall, id: string, parked: boolean) {
	transact(wall, () => {
		assign(wall.notes, id, { parked });
		if (parked) dropIfAbandoned(wall, homeOfId(wall, id));
	});
}

/**
 * Says what became of a parked idea: the requirement that it serves, or why it was set aside. One of the two holds; ''
 * takes it away.
 */
export function sortIdea(
	wall: Wall,
	id: string,
	to: { requirement: string } | { setAside: string }
) {
	const setAside = 'setAside' in to ? cleanWithin(to.setAside, LIMITS.reasonChars) : '';
	const requirement = 'requirement' in to ? to.requirement : '';
	transact(wall, () => assign(wall.notes, id, { requirement, setAside }));
}

/** Puts a note into a cluster, before another of its notes or, with null, at the end. */
export function putInCluster(
	wall: Wall,
	id: string,
	cluster: string,
	before: string | null = null
) {
	transact(wall, () => put(wall, [id], cluster, before));
}
function put(wall: Wall, ids: readonly string[], cluster: string, before: string | null = null) {
	const target = wall.cluster(cluster);
	if (!target || target.archived) return;
	const moved = new Set(ids);
	const others = wall.notesIn(cluster).filter(({ id }) => !moved.has(id));
	const index = before === null ? -1 : others.findIndex(({ id }) => id === before);
	const at = index < 0 ? others.length : index;
	const orders = ordersBetween(others[at - 1], others[at], ids.length);
	const left = new Set(ids.map((id) => homeOfId(wall, id)));
	for (const [nth, id] of ids.entries())
		assign(wall.notes, id, { cluster, order: orders[nth] ?? '' });
	left.delete(cluster);
	for (const from of left) dropIfAbandoned(wall, from);
}
/**
 * Neighbours of one order (dropped there at the same time) cannot be parted: then the new notes come
 * behind both. Orders that are no fractional index count as missing.
 */
function ordersBetween(left: Note | undefined, right: Note | undefined, count: number): string[] {
	const low = fractionalIndex(left);
	const high = fractionalIndex(right);
	return generateNKeysBetween(
		low,
		low !== null && high !== null && low >= high ? null : high,
		count
	);
}
function fractionalIndex(note: Note | undefined): string | null {
	if (!note || !/^[A-Za-z][\dA-Za-z]*$/.test(note.order)) return null;
	try {
		generateKeyBetween(note.order, null);
		return note.order;
	} catch {
		return null;
	}
}

const titleOf = (typed: string) =>
	isVisible(typed) ? cleanWithin(cleanLine(typed), LIMITS.clusterTitleChars) : '';

/** Makes a cluster of loose or clustered notes at a place. With no notes it starts empty. */
export function makeCluster(
	wall: Wall,
	cluster: string,
	notes: readonly string[],
	x: number,
	y: number,
	title = ''
) {
	transact(wall, () => {
		create(wall.clusters, cluster, {
			title: titleOf(title),
			x: coordinate(x),
			y: coordinate(y),
			archived: false,
			mergedInto: ''
		});
		put(wall, notes, cluster);
	});
}

/** Gives a cluster a title, '' for none. */
export function renameCluster(wall: Wall, cluster: string, title: string) {
	transact(wall, () => assign(wall.clusters, cluster, { title: titleOf(title) }));
}

/** Moves a cluster to a place in wall units. */
export function moveCluster(wall: Wall, cluster: string, x: number, y: number) {
	transact(wall, () => assign(wall.clusters, cluster, { x: coordinate(x), y: coordinate(y) }));
}

/** Moves all notes of one cluster to the end of another. A nameless target takes over the name. */
export function mergeClusters(wall: Wall, from: string, into: string) {
	transact(wall, () => {
		const source = wall.cluster(from);
		const target = wall.cluster(into);
		if (from === into || !source || !target || source.archived || target.archived) return;
		const ids = wall.notesIn(from).map(({ id }) => id);
		assign(wall.clusters, from, { archived: true, mergedInto: into });
		put(wall, ids, into);
		if (target.title === '') assign(wall.clusters, into, { title: source.title });
	});
}

/** Dissolves a cluster; each of its notes lies loose at the place given for it. */
export function splitCluster(
	wall: Wall,
	cluster: string,
	places: Readonly<Record<string, { x: number; y: number }>>
) {
	transact(wall, () => {
		const source = wall.cluster(cluster);
		if (!source || source.archived) return;
		for (const note of wall.notesIn(cluster)) {
			const place = places[note.id] ?? source;
			assign(wall.notes, note.id, { cluster: '', x: coordinate(place.x), y: coordinate(place.y) });
		}
		assign(wall.clusters, cluster, { archived: true, mergedInto: '' });
	});
}

/** Moves many loose notes and clusters at once (tidy up). */
export function arrange(
	wall: Wall,
	notes: Readonly<Record<string, { x: number; y: number }>>,
	clusters: Readonly<Record<string, { x: number; y: number }>>
) {
	transact(wall, () => {
		for (const [id, { x, y }] of Object.entries(notes))
			assign(wall.notes, id, { x: coordinate(x), y: coordinate(y) });
		for (const [id, { x, y }] of Object.entries(clusters))
			assign(wall.clusters, id, { x: coordinate(x), y: coordinate(y) });
	});
}

/** Server only: puts a note on the wall. Doing it twice changes nothing. */
export function addNote(wall: Wall, note: Note) {
	if (wall.notes.has(note.id)) return;
	const { id, ...fields } = note;
	transact(wall, () => create(wall.notes, id, fields));
}
/** Server only: puts a cluster on the wall as it was recorded. Doing it twice changes nothing. */
export function addCluster(wall: Wall, cluster: Cluster) {
	if (wall.clusters.has(cluster.id)) return;
	const { id, ...fields } = cluster;
	transact(wall, () => create(wall.clusters, id, fields));
}
/** Server only: as `addCluster`, and brings one back that was archived, as it is given. */
export function bringCluster(wall: Wall, cluster: Cluster) {
	const { id, ...fields } = cluster;
	if (wall.clusters.has(id)) transact(wall, () => assign(wall.clusters, id, fields));
	else addCluster(wall, cluster);
}
/**
 * Server only: removes notes whose ids begin so, at most as many as given, and archives such clusters. Returns whether
 * there are more.
 */
export function takeBack(wall: Wall, prefix: string, most: number): boolean {
	const notes = wall.noteIds().filter((id) => id.startsWith(prefix));
	const clusters = wall.clusterIds().filter((id) => id.startsWith(prefix));
	transact(wall, () => {
		for (const id of notes.slice(0, most)) wall.notes.delete(id);
		if (notes.length <= most)
			for (const id of clusters) assign(wall.clusters, id, { archived: true });
	});
	return notes.length > most;
}
/** Server only: a writer's change of an own note. */
export function editNote(wall: Wall, id: string, text: string, kind: NoteKind) {
	transact(wall, () => assign(wall.notes, id, { text: text.slice(0, LIMITS.noteChars), kind }));
}
/** Server only: hides a note or brings it back. */
export function archiveNote(wall: Wall, id: string, archived: boolean) {
	transact(wall, () => assign(wall.notes, id, { archived }));
}

/**
 * Undo and redo of this copy's own changes, and of nobody else's: a cluster that was made here stays where
 * somebody else named it or put notes into it.
 */
export function createUndo(wall: Wall): Y.UndoManager {
	return new Y.UndoManager([wall.notes, wall.clusters], {
		trackedOrigins: new Set([wall.origin]),
		captureTimeout: 0,
		deleteFilter: (item) => !isOfUsedCluster(wall, item)
	});
}
/** Asked when one's own notes have left already: those that are there came from others. */
function isOfUsedCluster(wall: Wall, item: Y.Item): boolean {
	const owner = item.parent === wall.clusters ? item : (item.parent as Y.Map<unknown>)._item;
	const fields = owner?.parent === wall.clusters && wall.clusters.get(owner.parentSub ?? '');
	if (!(fields instanceof Y.Map) || !owner?.parentSub) return false;
	const namedBy = fields._map.get('title')?.id.client;
	const isNamed = namedBy !== wall.doc.clientID && wall.cluster(owner.parentSub)?.title !== '';
	return isNamed || wall.notesIn(owner.parentSub).length > 0;
}
