/**
 * All changes of a wall, each one transaction. Arguments are primitives or plain records: never pass a reactive proxy
 * to Yjs. Unknown ids change nothing.
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

/** Archives an unnamed cluster that lost its last note. */
function dropIfAbandoned(wall: Wall, cluster: string) {
	if (cluster === '' || wall.cluster(cluster)?.title !== '') return;
	if (wall.notesIn(cluster).length === 0) assign(wall.clusters, cluster, { archived: true });
}
const homeOfId = (wall: Wall, id: string) => {
	const note = wall.note(id);
	return note ? wall.homeOf(note) : '';
};

/** Moves a note to a position on the open wall, outside any cluster. */
export function moveNote(wall: Wall, id: string, x: number, y: number) {
	transact(wall, () => {
		const from = homeOfId(wall, id);
		assign(wall.notes, id, { x: coordinate(x), y: coordinate(y), cluster: '' });
		dropIfAbandoned(wall, from);
	});
}

/** Puts a note into the parking lot, or returns it to its former place. */
export function parkNote(wall: Wall, id: string, parked: boolean) {
	transact(wall, () => {
		assign(wall.notes, id, { parked });
		if (parked) dropIfAbandoned(wall, homeOfId(wall, id));
	});
}

/** Links a parked idea to a requirement, or sets it aside with a reason. Each replaces the other; '' removes either. */
export function sortIdea(
	wall: Wall,
	id: string,
	to: { requirement: string } | { setAside: string }
) {
	const setAside = 'setAside' in to ? cleanWithin(to.setAside, LIMITS.reasonChars) : '';
	const requirement = 'requirement' in to ? to.requirement : '';
	transact(wall, () => assign(wall.notes, id, { requirement, setAside }));
}

/** Puts a note into a cluster, before another note in it or, with null, at the end. */
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
 * Two notes that were dropped in the same place at once have equal orders, and no order lies between them: then the new
 * notes go behind both. An order that is no fractional index counts as missing.
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

/** Makes a cluster from loose or clustered notes at a position. Without notes it is empty. */
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

/** Sets the title of a cluster; '' removes it. */
export function renameCluster(wall: Wall, cluster: string, title: string) {
	transact(wall, () => assign(wall.clusters, cluster, { title: titleOf(title) }));
}

/** Moves a cluster to a position in wall units. */
export function moveCluster(wall: Wall, cluster: string, x: number, y: number) {
	transact(wall, () => assign(wall.clusters, cluster, { x: coordinate(x), y: coordinate(y) }));
}

/** Moves all notes of one cluster to the end of another. An unnamed target takes over the name. */
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

/** Dissolves a cluster; each of its notes lies loose at the position given for it. */
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

/** Server only: puts a note on the wall. A second call changes nothing. */
export function addNote(wall: Wall, note: Note) {
	if (wall.notes.has(note.id)) return;
	const { id, ...fields } = note;
	transact(wall, () => create(wall.notes, id, fields));
}
/** Server only: puts a recorded cluster on the wall. A second call changes nothing. */
export function addCluster(wall: Wall, cluster: Cluster) {
	if (wall.clusters.has(cluster.id)) return;
	const { id, ...fields } = cluster;
	transact(wall, () => create(wall.clusters, id, fields));
}
/** Server only: like `addCluster`, and also restores an archived cluster, with the given values. */
export function bringCluster(wall: Wall, cluster: Cluster) {
	const { id, ...fields } = cluster;
	if (wall.clusters.has(id)) transact(wall, () => assign(wall.clusters, id, fields));
	else addCluster(wall, cluster);
}
/**
 * Server only: removes at most `most` notes whose ids begin with `prefix`, and archives clusters whose ids do. Returns
 * whether more are left.
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
/** Server only: changes a note on behalf of its writer. */
export function editNote(wall: Wall, id: string, text: string, kind: NoteKind) {
	transact(wall, () => assign(wall.notes, id, { text: text.slice(0, LIMITS.noteChars), kind }));
}
/** Server only: hides a note or shows it again. */
export function archiveNote(wall: Wall, id: string, archived: boolean) {
	transact(wall, () => assign(wall.notes, id, { archived }));
}

/**
 * Undo and redo of this copy's own changes only. Undoing a new cluster keeps it if somebody else named it or put notes
 * into it.
 */
export function createUndo(wall: Wall): Y.UndoManager {
	return new Y.UndoManager([wall.notes, wall.clusters], {
		trackedOrigins: new Set([wall.origin]),
		captureTimeout: 0,
		deleteFilter: (item) => !isOfUsedCluster(wall, item)
	});
}
/**
 * Whether somebody else uses the cluster. Undo has already removed its author's own notes by then, so any notes left
 * came from others.
 */
function isOfUsedCluster(wall: Wall, item: Y.Item): boolean {
	const owner = item.parent === wall.clusters ? item : (item.parent as Y.Map<unknown>)._item;
	const fields = owner?.parent === wall.clusters && wall.clusters.get(owner.parentSub ?? '');
	if (!(fields instanceof Y.Map) || !owner?.parentSub) return false;
	const namedBy = fields._map.get('title')?.id.client;
	const isNamed = namedBy !== wall.doc.clientID && wall.cluster(owner.parentSub)?.title !== '';
	return isNamed || wall.notesIn(owner.parentSub).length > 0;
}
