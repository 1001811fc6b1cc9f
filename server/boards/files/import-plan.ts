/** Computes an import from the bytes of a wall: the updates that add it, each of limited size. */
import { createHash } from 'node:crypto';
import { generateNKeysBetween } from 'fractional-indexing';
import * as v from 'valibot';
import { UNPARKED } from '../../../src/lib/workshop/defaults.ts';
import { folded } from '../../../src/lib/workshop/clean-text.ts';
import { importSchema, type ImportRequest } from '../../../src/lib/workshop/commands.ts';
import { boundsOf, tidy, type Point } from '../../../src/lib/workshop/wall-layout/layout.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { freePlaces } from '../../../src/lib/workshop/board/shares.ts';
import type { Cluster, Note, NoteKind, Stage } from '../../../src/lib/workshop/types.ts';
import { addNote, bringCluster } from '../../../src/lib/wall/mutations.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { boxesOf } from '../posting/boxes.ts';
import { notesOn } from '../posting/notes-on-wall.ts';

/** Distance between the items on the wall and the imported ones, in wall units. */
const MARGIN = 48;
/** Number of letters of the request's hash in its note ids: 96 bits. */
const PREFIX_LETTERS = 16;
/** Notes and clusters in one write: about 2,000 structs. */
const SLICE = 120;

/** The input and the output can be sent to another process. */
export interface ToImport {
	/** An ImportRequest as JSON. */
	json: string;
	/** Updates that together make up the wall. */
	wall: readonly Uint8Array[];
	stage: Pick<Stage, 'attribution' | 'functions'>;
}
export type Planned =
	| { kind: 'unreadable' }
	| {
			kind: 'read';
			/** Id of the request. */
			id: string;
			of: NoteKind;
			notes: number;
			clusters: number;
			/** The prefix of all ids that this import adds. */
			prefix: string;
			/** What does not fit, and how many fit; or null. */
			noRoom: NoRoom | null;
			/** Updates with what the wall lacks, to be applied in this order. */
			slices: Uint8Array[];
	  };

export interface NoRoom {
	of: 'notes' | 'clusters';
	free: number;
}

export function planImport({ json, wall: copy, stage }: ToImport): Planned {
	const request = readRequest(json);
	if (!request) return { kind: 'unreadable' };
	const wall = Wall.from(...copy);
	const noRoom = noRoomOn(wall, request);
	return {
		kind: 'read',
		id: request.id,
		of: request.kind,
		notes: request.rows.length,
		clusters: titles(request).size,
		prefix: prefix(request.id),
		noRoom,
		slices: noRoom === null ? slicesOf(wall, newOn(wall, stage, request)) : []
	};
}
function readRequest(json: string): ImportRequest | null {
	try {
		const parsed = v.safeParse(importSchema, JSON.parse(json), { abortEarly: true });
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}

function noRoomOn(wall: Wall, request: ImportRequest): NoRoom | null {
	const notes = noteIds(request).filter((id) => !wall.notes.has(id)).length;
	const free = freePlaces('notes', notesOn(wall));
	if (notes > free) return { of: 'notes', free };
	const here = clustersByTitle(wall);
	const fresh = [...titles(request).keys()].filter(
		(title, index) => !here.has(title) && !wall.clusters.has(clusterId(request, index))
	);
	const freeClusters = LIMITS.clustersPerBoard - wall.clusters.size;
	return fresh.length > freeClusters ? { of: 'clusters', free: freeClusters } : null;
}

const prefix = (request: string) =>
	createHash('sha256').update(request).digest('base64url').slice(0, PREFIX_LETTERS);
/** The ids that this request gives its notes, row by row. They are the same each time. */
function noteIds({ id, rows }: ImportRequest): string[] {
	const start = prefix(id);
	return rows.map((_, row) => `${start}-${row}`);
}
/** The id that this request gives its nth cluster title. */
const clusterId = ({ id }: ImportRequest, nth: number) => `${prefix(id)}-c${nth}`;

/** Cluster titles as first written, by the normalized form in which they are compared. */
function titles({ rows }: ImportRequest): Map<string, string> {
	const found = new Map<string, string>();
	for (const { cluster } of rows) {
		const key = folded(cluster);
		if (key !== '' && !found.has(key)) found.set(key, cluster.trim());
	}
	return found;
}
function clustersByTitle(wall: Wall): Map<string, string> {
	const found = new Map<string, string>();
	for (const id of wall.clusterIds()) {
		const cluster = wall.cluster(id);
		if (cluster && !cluster.archived && cluster.title !== '') {
			const key = folded(cluster.title);
			if (!found.has(key)) found.set(key, id);
		}
	}
	return found;
}

interface Plan {
	notes: Note[];
	clusters: { id: string; title: string }[];
}

/** Notes and clusters that the wall does not show yet, still without places. */
function newOn(wall: Wall, stage: ToImport['stage'], request: ImportRequest): Plan {
	const here = clustersByTitle(wall);
	const clusters: Plan['clusters'] = [];
	for (const [index, [key, title]] of [...titles(request)].entries()) {
		if (here.has(key)) continue;
		const id = clusterId(request, index);
		here.set(key, id);
		// A cluster that is archived, for example after an undone import, comes back in a new place.
		if (wall.homeOf({ cluster: id }) === '') clusters.push({ id, title });
	}
	const functions = stage.attribution === 'anonymous' ? [] : stage.functions;
	const fnByName = new Map(functions.map(({ id, name }) => [folded(name), id]));
	const ids = noteIds(request);
	const notes = request.rows.map((row, index) => ({
		id: ids[index] ?? '',
		text: row.text,
		kind: request.kind,
		fn: fnByName.get(folded(row.fn)) ?? '',
		by: '',
		x: 0,
		y: 0,
		cluster: here.get(folded(row.cluster)) ?? '',
		order: '',
		...UNPARKED,
		archived: false
	}));
	return { notes: notes.filter(({ id }) => !wall.notes.has(id)), clusters };
}

/** The same notes and clusters with their places, and the notes in their order. */
function laidOut(wall: Wall, { notes, clusters }: Plan): { notes: Note[]; clusters: Cluster[] } {
	const present = wall.grouped();
	const byCluster = Map.groupBy(notes, ({ cluster }) => cluster);
	const places = placesBelow(wall, clusters, byCluster);
	const laid = [...byCluster].flatMap(([cluster, members]) => {
		const last = present.get(cluster)?.at(-1)?.order ?? '';
		const orders = cluster === '' ? [] : ordersAfter(last, members.length);
		return members.map((note, index) => ({
			...note,
			...places.notes[note.id],
			order: orders[index] ?? ''
		}));
	});
	return {
		notes: laid,
		clusters: clusters.map(({ id, title }) => ({
			...{ id, title, x: 0, y: 0, ...places.clusters[id] },
			...{ archived: false, mergedInto: '' }
		}))
	};
}

/** Skips what is already on the wall. */
function slicesOf(wall: Wall, plan: Plan): Uint8Array[] {
	const { notes, clusters } = laidOut(wall, plan);
	const additions = [
		...clusters.map((cluster) => () => bringCluster(wall, cluster)),
		...notes.map((note) => () => addNote(wall, note))
	];
	const slices: Uint8Array[] = [];
	for (let at = 0; at < additions.length; at += SLICE)
		slices.push(
			wall.updateOf(() => {
				for (const add of additions.slice(at, at + SLICE)) add();
			})
		);
	return slices;
}

/** Pages write order keys too. An invalid key must not block an import. */
function ordersAfter(last: string, count: number): string[] {
	try {
		return generateNKeysBetween(last || null, null, count);
	} catch {
		return generateNKeysBetween(null, null, count);
	}
}

/** Tidy places below everything on the wall. */
function placesBelow(wall: Wall, clusters: Plan['clusters'], notes: Map<string, Note[]>) {
	const bounds = boundsOf(boxesOf(wall));
	const origin = bounds ? { x: bounds.x, y: bounds.y + bounds.height + MARGIN } : { x: 0, y: 0 };
	const places = tidy(
		clusters.map(({ id }) => ({ id, texts: (notes.get(id) ?? []).map(({ text }) => text) })),
		notes.get('') ?? []
	);
	return { clusters: movedBy(origin, places.clusters), notes: movedBy(origin, places.notes) };
}
function movedBy(origin: Point, places: Record<string, Point>): Record<string, Point> {
	const moved = Object.entries(places).map(
		([id, { x, y }]) => [id, { x: x + origin.x, y: y + origin.y }] as const
	);
	return Object.fromEntries(moved);
}
