/**
 * Collects the changes of a document and encodes them once, from the document itself. Merging the updates of a
 * busy turn (`Y.mergeUpdates`) would cost the square of their number, and would also send values that were
 * overwritten in the same turn.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { writeDeleted } from '../../src/lib/wall/deletes.ts';

export type Deleted = ReturnType<typeof Y.createDeleteSet>;

export class Changes {
	/** The clock before the first change, of each Yjs client that changed something. */
	readonly #before = new Map<number, number>();
	readonly #deleted: Deleted[] = [];

	/** The number of transactions that deleted something. */
	get deletions() {
		return this.#deleted.length;
	}

	/** Adds the changes of a transaction. Returns false if it changed nothing. */
	add({ beforeState, afterState, deleteSet }: Y.Transaction): boolean {
		let changed = deleteSet.clients.size > 0;
		if (changed) this.#deleted.push(deleteSet);
		for (const [client, clock] of afterState) {
			const before = beforeState.get(client) ?? 0;
			if (before === clock) continue;
			changed = true;
			if (!this.#before.has(client)) this.#before.set(client, before);
		}
		return changed;
	}

	/** Encodes all changes as one update. Call it before the document changes again. */
	encode({ store }: Y.Doc): Uint8Array {
		const encoder = new Y.UpdateEncoderV1();
		// Yjs integrates an update fastest if higher clients come first.
		const clients = [...this.#before].sort(([a], [b]) => b - a);
		encoding.writeVarUint(encoder.restEncoder, clients.length);
		for (const [client, clock] of clients)
			writeStructs(encoder, client, clock, store.clients.get(client) ?? []);
		writeDeleted(encoder, Y.mergeDeleteSets(this.#deleted).clients);
		return encoder.toUint8Array();
	}
}

/** Writes the structs of a client from a clock on. */
function writeStructs(
	encoder: Y.UpdateEncoderV1,
	client: number,
	clock: number,
	structs: readonly (Y.Item | Y.GC)[]
) {
	const first = Y.findIndexSS(structs as (Y.Item | Y.GC)[], clock);
	encoding.writeVarUint(encoder.restEncoder, structs.length - first);
	encoder.writeClient(client);
	encoding.writeVarUint(encoder.restEncoder, clock);
	for (let at = first; at < structs.length; at++) {
		const struct = structs[at];
		// If the clock is inside a struct, only the rest of the struct is written.
		struct?.write(encoder, at === first ? clock - struct.id.clock : 0);
	}
}
