/**
 * Slow work on large documents: building one from stored data, and folding its log into a snapshot. Each is a pure
 * function of bytes, so that it can run outside the event loop; see `DocumentWork`.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { writeDeleted } from '../../src/lib/wall/deletes.ts';
import type { StoredDocument } from '../store/store.ts';
import { isSnapshotOf, rebuild, type LogSize } from './documents.ts';

/**
 * The server builds, encodes and folds larger documents (in stored bytes) in pieces: 100 KB take about 20 ms.
 */
export const AT_ONCE_BYTES = 100_000;
/** The number of structs that are applied in one go. */
const SLICE_STRUCTS = 1_000;

/**
 * A stored document as short updates. Each builds on earlier ones, and together they are the whole document.
 */
export interface Cut {
	slices: Uint8Array[];
	size: LogSize;
}

/** Runs slow work on documents. */
export interface DocumentWork {
	/** Rejects if the stored data is broken, or builds on something that is missing. */
	cut(stored: StoredDocument): Promise<Cut>;
	/** Rejects if the copy differs from the stored document. */
	fold(given: Fold): Promise<Uint8Array>;
}
export interface Fold {
	stored: StoredDocument;
	/** Updates that together make a copy of the document in memory. */
	copy: readonly Uint8Array[];
}

/** Does the work at once, in this thread: for tools and tests, where nobody waits. */
export const workHere: DocumentWork = {
	cut: async (stored) => Promise.resolve(cut(stored)),
	fold: async (given) => Promise.resolve(fold(given))
};

export function cut(stored: StoredDocument): Cut {
	const doc = new Y.Doc();
	const size = rebuild(doc, stored);
	return { slices: [...slicesOf(doc)], size };
}

/** Returns the copy as one snapshot. Throws if it differs from the stored document. */
export function fold({ stored, copy }: Fold): Uint8Array {
	const [doc, copied] = [new Y.Doc(), new Y.Doc()];
	rebuild(doc, stored);
	for (const update of copy) Y.applyUpdate(copied, update);
	const state = Y.encodeStateAsUpdate(copied);
	// All our roots are maps, but a loaded root has no type until somebody asks for it.
	for (const root of doc.share.keys()) doc.getMap(root);
	if (isSnapshotOf(doc, state)) return state;
	throw new Error('the snapshot is not the document');
}

type Struct = Y.Item | Y.GC;

/** Yields updates of at most 1,000 structs, and then one with all deletes. */
export function* slicesOf(doc: Y.Doc): Generator<Uint8Array> {
	let slice: Struct[] = [];
	for (const struct of inOrder(doc)) {
		if (slice.push(struct) < SLICE_STRUCTS) continue;
		yield encodeSlice(slice);
		slice = [];
	}
	if (slice.length > 0) yield encodeSlice(slice);
	const deletes = new Y.UpdateEncoderV1();
	encoding.writeVarUint(deletes.restEncoder, 0);
	writeDeleted(deletes, Y.createDeleteSetFromStructStore(doc.store).clients);
	yield deletes.toUint8Array();
}

/**
 * Yields each struct after the ones that it builds on, and the structs of a client in the order of their clocks.
 */
function* inOrder({ store }: Y.Doc): Generator<Struct> {
	const done = new Map<number, number>();
	const nextOf = (client: number) => store.clients.get(client)?.[done.get(client) ?? 0];
	const isMissing = ({ client, clock }: Y.ID) =>
		(nextOf(client)?.id.clock ?? Y.getState(store, client)) <= clock;
	for (const client of store.clients.keys()) {
		// A stack: structs that are needed first are on top.
		const wanted = [Y.createID(client, Infinity)];
		for (let last = wanted.at(-1); last; last = wanted.at(-1)) {
			const struct = nextOf(last.client);
			if (!struct || !isMissing(last)) {
				wanted.pop();
				continue;
			}
			const needed = buildsOn(struct).find(isMissing);
			if (needed) wanted.push(needed);
			else {
				yield struct;
				done.set(last.client, (done.get(last.client) ?? 0) + 1);
			}
		}
	}
}
/** A struct with neighbours gets its parent from them. */
function buildsOn(struct: Struct): Y.ID[] {
	if (!(struct instanceof Y.Item)) return [];
	const neighbours = [struct.origin, struct.rightOrigin].filter((id) => id !== null);
	if (neighbours.length > 0) return neighbours;
	const holder = struct.parent instanceof Y.AbstractType ? struct.parent._item : null;
	return holder ? [holder.id] : [];
}

function encodeSlice(structs: readonly Struct[]): Uint8Array {
	const byClient = Map.groupBy(structs, ({ id }) => id.client);
	const encoder = new Y.UpdateEncoderV1();
	encoding.writeVarUint(encoder.restEncoder, byClient.size);
	for (const [client, own] of byClient) {
		encoding.writeVarUint(encoder.restEncoder, own.length);
		encoder.writeClient(client);
		encoding.writeVarUint(encoder.restEncoder, own[0]?.id.clock ?? 0);
		for (const struct of own) struct.write(encoder, 0);
	}
	writeDeleted(encoder, Y.createDeleteSet().clients);
	return encoder.toUint8Array();
}
