/**
 * Cuts the updates that a page sends. The server accepts a limited number of changes in one message, and a page that
 * was offline for a long time has more. Each piece depends only on the pieces before it. A reader who has only some of
 * the pieces sees whole items with their current values.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { writeDeleted } from './deletes.ts';
import { LIMITS } from '../workshop/limits.ts';
import { withLastValues, type Struct } from './last-values.ts';

/** Clocks of a Yjs client. */
interface Range {
	client: number;
	clock: number;
	len: number;
}
/** The most that one piece holds: new structs, or ranges of deleted structs. */
export interface Most {
	structs: number;
	ranges: number;
}

const MOST: Most = { structs: LIMITS.structsPerMessage, ranges: LIMITS.rangesPerMessage };
/** The shortest struct or range. */
const SHORTEST_BYTES = 2;
/** An item's initial fields follow it within this number of structs. */
const ITEM_STRUCTS = 64;

/**
 * Cuts an update (Yjs, version 1) that was just read from a document into pieces, to be sent in order. Most updates are
 * small enough to stay whole.
 */
export function inPieces(doc: Y.Doc, update: Uint8Array, most: Most = MOST): Uint8Array[] {
	if (update.length <= SHORTEST_BYTES * Math.min(most.structs, most.ranges)) return [update];
	const decoded = Y.decodeUpdate(update);
	const structs = decoded.structs.filter((struct) => !(struct instanceof Y.Skip));
	// An update with gaps comes from a copy that misses changes itself, and cannot be cut.
	if (structs.length < decoded.structs.length) return [update];
	const ranges = [...decoded.ds.clients].flatMap(([client, list]) =>
		list.map(({ clock, len }): Range => ({ client, clock, len }))
	);
	if (structs.length <= most.structs && ranges.length <= most.ranges) return [update];
	const { early, late } = parted(doc, ranges, structs);
	return [
		...chunks(early, most.ranges).map((some) => encoded([], some)),
		...withLastValues(doc, cut(inOrder(structs), most.structs)).map((some) => encoded(some, [])),
		...chunks(late, most.ranges).map((some) => encoded([], some))
	];
}

/** Sorts the structs so that each one follows all structs it depends on. */
function inOrder(structs: readonly Struct[]): Struct[] {
	const queues = Map.groupBy(structs, ({ id }) => id.client);
	const next = new Map([...queues.keys()].map((client) => [client, 0]));
	const first = (client: number) => queues.get(client)?.[next.get(client) ?? 0];
	const isStillToCome = ({ client, clock }: Y.ID) => {
		const from = first(client)?.id.clock ?? Infinity;
		const last = queues.get(client)?.at(-1);
		return clock >= from && last !== undefined && clock < last.id.clock + last.length;
	};
	const ordered: Struct[] = [];
	for (const start of queues.keys()) {
		const stack = [start];
		for (let client = stack.at(-1); client !== undefined; client = stack.at(-1)) {
			const struct = first(client);
			const own = client;
			const needed =
				struct && neededBy(struct).find((id) => id.client !== own && isStillToCome(id));
			if (needed) stack.push(needed.client);
			else if (struct) {
				ordered.push(struct);
				next.set(client, (next.get(client) ?? 0) + 1);
			}
			// The client below on the stack checks again what it depends on.
			if (!struct || (!needed && stack.length > 1)) stack.pop();
		}
	}
	return ordered;
}
function neededBy(struct: Struct): Y.ID[] {
	if (!(struct instanceof Y.Item)) return [];
	const { origin, rightOrigin, parent } = struct;
	return [origin, rightOrigin, parent].filter((id) => id instanceof Y.ID);
}

function cut(structs: readonly Struct[], most: number): Struct[][] {
	const pieces: Struct[][] = [];
	for (const unit of units(structs)) {
		const last = pieces.at(-1);
		if (last && last.length + unit.length <= most) last.push(...unit);
		else pieces.push(unit);
	}
	return pieces;
}
/**
 * Groups structs that the server accepts only together: an item with its fields, and the maps beside it that have its
 * id.
 */
function* units(structs: readonly Struct[]): Generator<Struct[]> {
	let unit: Struct[] = [];
	for (const struct of structs) {
		if (unit.length > 0 && !(unit.length < ITEM_STRUCTS && isPartOf(struct, unit))) {
			yield unit;
			unit = [];
		}
		unit.push(struct);
	}
	if (unit.length > 0) yield unit;
}
function isPartOf(struct: Struct, unit: readonly Struct[]): boolean {
	if (!(struct instanceof Y.Item)) return false;
	const { parent, parentSub } = struct;
	if (parent instanceof Y.ID) return unit.some(({ id }) => Y.compareIDs(id, parent));
	const [head] = unit;
	return parentSub !== null && head instanceof Y.Item && head.parentSub === parentSub;
}

/**
 * Splits the deletions. Content that the server has and that is deleted for good is deleted first, to make room for new
 * content. Overwritten values are deleted after the new values.
 */
function parted(doc: Y.Doc, ranges: readonly Range[], structs: readonly Struct[]) {
	const known = new Map<number, number>();
	for (const { id } of structs) if (!known.has(id.client)) known.set(id.client, id.clock);
	const early: Range[] = [];
	const late: Range[] = [];
	for (const { client, clock, len } of ranges)
		for (const part of partsOf(doc, client, clock, clock + len)) {
			const isEarly = part.clock + part.len <= (known.get(client) ?? Infinity) && part.isGone;
			(isEarly ? early : late).push({ client, clock: part.clock, len: part.len });
		}
	return { early: joined(early), late: joined(late) };
}
function* partsOf(doc: Y.Doc, client: number, from: number, end: number) {
	const structs = (doc.store.clients.get(client) ?? []) as Struct[];
	for (let clock = from, at = Y.findIndexSS(structs, from); clock < end; at++) {
		const struct = structs[at];
		if (!struct) return;
		const len = Math.min(end, struct.id.clock + struct.length) - clock;
		yield { clock, len, isGone: !(struct instanceof Y.Item) || !givesWay(struct) };
		clock += len;
	}
}
const givesWay = ({ parent, parentSub, right }: Y.Item) =>
	parentSub !== null && parent instanceof Y.AbstractType && right !== null;
function joined(ranges: readonly Range[]): Range[] {
	const all: Range[] = [];
	for (const range of ranges) {
		const last = all.at(-1);
		if (last?.client === range.client && last.clock + last.len === range.clock)
			last.len += range.len;
		else all.push({ ...range });
	}
	return all;
}

function chunks<T>(all: readonly T[], most: number): T[][] {
	const count = Math.ceil(all.length / most);
	return Array.from({ length: count }, (_, at) => all.slice(at * most, (at + 1) * most));
}

function encoded(structs: readonly Struct[], ranges: readonly Range[]): Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	const sections = Map.groupBy(structs, ({ id }) => id.client);
	encoding.writeVarUint(encoder.restEncoder, sections.size);
	// Yjs integrates fastest if higher clients come first.
	for (const [client, section] of [...sections].sort(([a], [b]) => b - a)) {
		encoding.writeVarUint(encoder.restEncoder, section.length);
		encoder.writeClient(client);
		encoding.writeVarUint(encoder.restEncoder, section[0]?.id.clock ?? 0);
		for (const struct of section) struct.write(encoder, 0);
	}
	writeDeleted(
		encoder,
		Map.groupBy(ranges, ({ client }) => client)
	);
	return encoder.toUint8Array();
}
