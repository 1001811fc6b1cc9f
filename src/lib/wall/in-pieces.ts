/**
 * Cuts what a page sends. The server takes so much in one message, and a page that was offline for long has
 * more. Each piece builds on nothing but those before it, and whoever has only some of them has whole items,
 * with values that they have now.
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
/** What one piece holds at most: new structs, or ranges of what is deleted. */
export interface Most {
	structs: number;
	ranges: number;
}

const MOST: Most = { structs: LIMITS.structsPerMessage, ranges: LIMITS.rangesPerMessage };
/** No struct and no range is shorter. */
const SHORTEST_BYTES = 2;
/** All that an item has from the beginning follows it within so many structs. */
const ITEM_STRUCTS = 64;

/**
 * The pieces of an update (Yjs, v1) that was just taken out of a document, to be sent one after the other.
 * Mostly that is the update itself.
 */
export function inPieces(doc: Y.Doc, update: Uint8Array, most: Most = MOST): Uint8Array[] {
	if (update.length <= SHORTEST_BYTES * Math.min(most.structs, most.ranges)) return [update];
	const decoded = Y.decodeUpdate(update);
	const structs = decoded.structs.filter((struct) => !(struct instanceof Y.Skip));
	// A copy that waits for something itself cannot be cut.
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

/** Each struct behind all that it builds on. */
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
			// What waited below looks again at what it waits for.
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
/** What the server takes only together: an item with its fields, and the maps beside it that have its id. */
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
 * What the server has and is gone for good goes at once, so that there is room for what comes. What gives way
 * to another value goes with the values.
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
	// Yjs integrates fastest where higher clients come first.
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
