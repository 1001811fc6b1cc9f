/** What is done with an update before any of it is applied. */
import type * as Y from 'yjs';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { isPlainId } from '../../src/lib/workshop/text.ts';
import { inspect, type Content, type Inspection } from './inspect.ts';
import type { Place } from './live.ts';
import type { UpdateBounds } from './update-sections.ts';

export type Verdict =
	| { kind: 'apply' }
	/** It builds on something that is not here. */
	| { kind: 'pending' }
	/** The person may not write this; the reason is a sentence for them. */
	| { kind: 'refuse'; reason: string }
	/** Bytes that no page sends. */
	| { kind: 'broken'; reason: string };

type Complete = Extract<Inspection, { kind: 'complete' }>;
type Check = (value: unknown) => boolean;
const ID_CHARS = 64;
/** Fractional indexes grow by a character where people keep dropping between the same two notes. */
const ORDER_CHARS = 512;

const isText =
	(chars: number): Check =>
	(value) =>
		typeof value === 'string' && value.length <= chars;
const isId = isText(ID_CHARS);
const isFlag: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isCoordinate: Check = (value) =>
	typeof value === 'number' && Math.abs(value) <= LIMITS.coordinate;
const isComposed = isText(20 * LIMITS.noteChars);

/** What pages may put where: `*` is any id. What is not listed is written by the server alone. */
type Shape = ReadonlyMap<string, 'map' | Check>;
const WALL: Shape = new Map<string, 'map' | Check>([
	['notes/*/x', isCoordinate],
	['notes/*/y', isCoordinate],
	['notes/*/cluster', isId],
	['notes/*/order', isText(ORDER_CHARS)],
	['clusters/*', 'map'],
	['clusters/*/title', isText(LIMITS.clusterTitleChars)],
	['clusters/*/x', isCoordinate],
	['clusters/*/y', isCoordinate],
	['clusters/*/archived', isFlag],
	['clusters/*/mergedInto', isId]
]);
const DESK: Shape = new Map<string, 'map' | Check>([
	['notes/*', 'map'],
	['notes/*/text', isText(LIMITS.noteChars)],
	['notes/*/kind', isId],
	['notes/*/at', isNumber],
	['notes/*/archived', isFlag],
	['ballots/*', 'map'],
	['ballots/*/*', isNumber],
	['ready/*', isFlag],
	['composer/text', isComposed],
	['composer/kind', isId]
]);

/**
 * `refuses` says why these places of the wall are closed to this person, or null. `claims` takes the Yjs
 * clients under which the update writes for this person, or returns false if one is somebody else's.
 */
export function judgeWall(
	doc: Y.Doc,
	update: Uint8Array,
	bounds: UpdateBounds,
	refuses: (places: readonly Place[]) => string | null,
	claims: (clients: Iterable<number>) => boolean = () => true
): Verdict {
	const inspection = inspect(doc, update, bounds);
	if (inspection.kind !== 'complete') return inspection;
	const roots = touched(inspection, WALL);
	if (roots === null) return { kind: 'refuse', reason: 'This cannot be written on the wall.' };
	const places = [...roots].filter(isPlace);
	// Clocks alone, of things that are gone, are a write too: they could use up those of another page.
	if (places.length === 0 && inspection.clients.size > 0) places.push(...PLACES);
	const reason = places.length > 0 ? refuses(places) : null;
	if (reason !== null) return { kind: 'refuse', reason };
	if (clustersAfter(doc, inspection) > LIMITS.clustersPerBoard)
		return { kind: 'refuse', reason: `A board takes ${LIMITS.clustersPerBoard} clusters.` };
	if (!claims(inspection.clients.keys()))
		return { kind: 'broken', reason: 'Another page writes under this number.' };
	return { kind: 'apply' };
}
/** How many clusters there may be after new ones, archived ones included; 0 if none is new. */
function clustersAfter(doc: Y.Doc, { inserts }: Complete): number {
	const made = inserts.filter(({ path }) => path[0] === 'clusters' && path.length === 2);
	const clusters = doc.getMap('clusters');
	const fresh = new Set(made.map(({ path }) => path[1] ?? '').filter((id) => !clusters.has(id)));
	return fresh.size === 0 ? 0 : clusters.size + fresh.size;
}

export function judgeDesk(doc: Y.Doc, update: Uint8Array, bounds: UpdateBounds): Verdict {
	const inspection = inspect(doc, update, bounds);
	if (inspection.kind !== 'complete') return inspection;
	if (touched(inspection, DESK) === null)
		return { kind: 'refuse', reason: 'This cannot be written at a desk.' };
	return { kind: 'apply' };
}

const PLACES: readonly Place[] = ['notes', 'clusters'];
const isPlace = (root: string): root is Place => PLACES.some((place) => place === root);

/** The roots that change, or null if anything is put where, or as what, the shape does not know it. */
function touched({ inserts, deletes }: Complete, shape: Shape): Set<string> | null {
	const roots = new Set<string>();
	for (const { path, content } of inserts) {
		const [root] = path;
		const expected = findShape(shape, path);
		if (typeof root !== 'string' || !expected || !fits(content, expected)) return null;
		roots.add(root);
	}
	for (const path of deletes) {
		const [root] = path;
		if (typeof root !== 'string' || !findShape(shape, path)) return null;
		roots.add(root);
	}
	return roots;
}
function findShape(shape: Shape, path: readonly (string | null)[]): 'map' | Check | null {
	const [root, ...keys] = path;
	// A slash or an asterisk in a name would read as a pattern.
	if (typeof root !== 'string' || !isPlainId(root)) return null;
	if (keys.some((key) => key === null || !isPlainId(key))) return null;
	const [id, field, ...deeper] = keys;
	if (id === undefined || deeper.length > 0) return null;
	const patterns =
		field === undefined ? [`${root}/${id}`, `${root}/*`] : [`${root}/*/${field}`, `${root}/*/*`];
	for (const pattern of patterns) {
		const found = shape.get(pattern);
		if (found) return found;
	}
	return null;
}
function fits(content: Content, expected: 'map' | Check): boolean {
	switch (content.kind) {
		case 'deleted':
			return true;
		case 'map':
			return expected === 'map';
		case 'values':
			return expected !== 'map' && content.values.length === 1 && expected(content.values[0]);
		case 'other':
			return false;
	}
}
