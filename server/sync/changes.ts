/**
 * What changed in a document since it was last asked, encoded once and from the document itself:
 * merging the updates of a busy turn costs the square of their number (`Y.mergeUpdates`), and places that
 * were overwritten in the same turn would be sent for nothing.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { writeDeleted } from '../../src/lib/wall/deletes.ts';

export type Deleted = ReturnType<typeof Y.createDeleteSet>;

export class Changes {
	/** Clocks of Yjs clients before the first change, for those that changed. */
	readonly #before = new Map<number, number>();
	readonly #deleted: Deleted[] = [];

	/** How many transactions deleted something. */
	get deletions() {
		return this.#deleted.length;
	}

	/** Takes down what a transaction changed. False if it changed nothing. */
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

	/** An update with all of it, to be asked for before the document changes further. */
	encode({ store }: Y.Doc): Uint8Array {
		const encoder = new Y.UpdateEncoderV1();
		// Yjs integrates fastest where higher clients come first.
		const clients = [...this.#before].sort(([a], [b]) => b - a);
		encoding.writeVarUint(encoder.restEncoder, clients.length);
		for (const [client, clock] of clients)
			writeStructs(encoder, client, clock, store.clients.get(client) ?? []);
		writeDeleted(encoder, Y.mergeDeleteSets(this.#deleted).clients);
		return encoder.toUint8Array();
	}
}

/** The structs of a client from a clock on. */
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
		// What lies in the middle of a struct begins there.
		struct?.write(encoder, at === first ? clock - struct.id.clock : 0);
	}
}
