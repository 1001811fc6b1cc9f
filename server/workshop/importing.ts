/** Rows of a table onto the wall, in one write; the same request again changes nothing. */
import { UNPARKED } from '../../src/lib/workshop/beginning.ts';
import { createHash } from 'node:crypto';
import { generateNKeysBetween } from 'fractional-indexing';
import { folded } from '../../src/lib/workshop/clean-text.ts';
import type { ImportRequest } from '../../src/lib/workshop/commands.ts';
import { boundsOf, tidy, type Place } from '../../src/lib/workshop/layout.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { openRound, whyNot } from '../../src/lib/workshop/permissions.ts';
import { freePlaces } from '../../src/lib/workshop/shares.ts';
import { count } from '../../src/lib/workshop/text.ts';
import type { Note, Stage } from '../../src/lib/workshop/types.ts';
import { addCluster, addNote } from '../../src/lib/wall/mutations.ts';
import type { Wall } from '../../src/lib/wall/wall.ts';
import type { Outcome } from '../services.ts';
import type { Board } from './board.ts';
import { boxesOf } from './boxes.ts';
import { notesOn } from './posting-notes.ts';
import type { Tools } from './tools.ts';

/** Between what lies on the wall and what is imported, in wall units. */
const MARGIN = 48;
/** Letters of the request's hash in its note ids: 96 bits. */
const PREFIX_LETTERS = 16;

type Imported = Outcome<{ notes: number; clusters: number }>;
const refused = (status: number, reason: string): Imported => ({ ok: false, status, reason });

/** Puts imported rows on the wall. Facilitators only. Run it inside the board's queue. */
export async function importRows(
	tools: Tools,
	board: Board,
	participant: string,
	request: ImportRequest
): Promise<Imported> {
	const seat = board.seat(participant);
	const reason = whyNot('steer', seat?.role ?? 'observer', board.stage);
	if (!seat || reason !== null)
		return refused(403, reason ?? 'You are not on this board any more.');
	if (openRound(board.stage))
		return refused(409, 'A round is open. Close it before you import: clusters would change.');
	const imported = { notes: request.rows.length, clusters: titles(request).size };
	try {
		if (await tools.store.hasCommand(board.id, request.id)) return { ok: true, value: imported };
		const before = await tools.live().readWall(board.id, (wall) => whyNoRoom(wall, request));
		if (before !== null) return refused(409, before);
		await tools
			.live()
			.writeWall(board.id, (wall) => write(wall, planImport(wall, board.stage, request)));
		await record(tools, board, seat.id, request);
	} catch (error) {
		tools.log.error({ board: board.id, err: error }, 'import failed');
		return refused(409, 'The server could not save the import. Try again: nothing comes twice.');
	}
	board.announce();
	return { ok: true, value: imported };
}

async function record(tools: Tools, board: Board, by: string, request: ImportRequest) {
	const { id, kind, rows } = request;
	const stage = { ...board.stage, version: board.stage.version + 1 };
	const body = JSON.stringify({ kind: 'import', id, notes: kind, rows: rows.length });
	const command = { board: board.id, id, by, at: tools.clock(), kind: 'import', body };
	if (await tools.store.saveStage(stage, command)) board.stage = stage;
	tools.log.info({ board: board.id, rows: rows.length }, 'import');
}

function whyNoRoom(wall: Wall, request: ImportRequest): string | null {
	const notes = noteIds(request).filter((id) => !wall.notes.has(id)).length;
	const free = freePlaces('notes', notesOn(wall));
	if (notes > free) return `This board has room for ${count(free, 'more note', 'more notes')}.`;
	const here = clustersByTitle(wall);
	const fresh = [...titles(request).keys()].filter((title) => !here.has(title));
	const freeClusters = LIMITS.clustersPerBoard - wall.clusters.size;
	return fresh.length > freeClusters
		? `This board has room for ${count(freeClusters, 'more cluster', 'more clusters')}.`
		: null;
}

const prefix = (request: string) =>
	createHash('sha256').update(request).digest('base64url').slice(0, PREFIX_LETTERS);
/** The ids that this request gives its notes, row by row: the same each time. */
function noteIds({ id, rows }: ImportRequest): string[] {
	const start = prefix(id);
	return rows.map((_, row) => `${start}-${row}`);
}

/** Cluster titles as they are first written, by the form in which they are compared. */
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

/** Notes and clusters that the wall does not hold yet; they have no places so far. */
function planImport(wall: Wall, stage: Stage, request: ImportRequest): Plan {
	const here = clustersByTitle(wall);
	const clusters: Plan['clusters'] = [];
	for (const [index, [key, title]] of [...titles(request)].entries()) {
		if (here.has(key)) continue;
		const id = `${prefix(request.id)}-c${index}`;
		here.set(key, id);
		if (!wall.clusters.has(id)) clusters.push({ id, title });
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

/** Runs inside one write of the server. */
function write(wall: Wall, { notes, clusters }: Plan) {
	const present = wall.grouped();
	const byCluster = Map.groupBy(notes, ({ cluster }) => cluster);
	const places = placesBelow(wall, clusters, byCluster);
	wall.doc.transact(() => {
		for (const { id, title } of clusters) {
			const { x, y } = places.clusters[id] ?? { x: 0, y: 0 };
			addCluster(wall, { id, title, x, y, archived: false, mergedInto: '' });
		}
		for (const [cluster, members] of byCluster) {
			const last = present.get(cluster)?.at(-1)?.order ?? '';
			const orders = cluster === '' ? [] : ordersAfter(last, members.length);
			for (const [index, note] of members.entries())
				addNote(wall, { ...note, ...places.notes[note.id], order: orders[index] ?? '' });
		}
	}, wall.origin);
}

/** Pages write orders too: one that is no key must not keep an import out. */
function ordersAfter(last: string, count: number): string[] {
	try {
		return generateNKeysBetween(last || null, null, count);
	} catch {
		return generateNKeysBetween(null, null, count);
	}
}

/** Tidy places below everything that lies on the wall. */
function placesBelow(wall: Wall, clusters: Plan['clusters'], notes: Map<string, Note[]>) {
	const bounds = boundsOf(boxesOf(wall));
	const origin = bounds ? { x: bounds.x, y: bounds.y + bounds.height + MARGIN } : { x: 0, y: 0 };
	const places = tidy(
		clusters.map(({ id }) => ({ id, texts: (notes.get(id) ?? []).map(({ text }) => text) })),
		notes.get('') ?? []
	);
	return { clusters: movedBy(origin, places.clusters), notes: movedBy(origin, places.notes) };
}
function movedBy(origin: Place, places: Record<string, Place>): Record<string, Place> {
	const moved = Object.entries(places).map(
		([id, { x, y }]) => [id, { x: x + origin.x, y: y + origin.y }] as const
	);
	return Object.fromEntries(moved);
}
