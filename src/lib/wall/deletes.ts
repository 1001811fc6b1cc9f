/** Writes the list of deleted structs that ends a Yjs update. */
import * as encoding from 'lib0/encoding';
import type * as Y from 'yjs';

/** Ranges of deleted clocks by Yjs client, in ascending order. */
export type Deleted = ReadonlyMap<
	number,
	readonly { readonly clock: number; readonly len: number }[]
>;

/** Writes the deleted ranges in the format of Yjs updates, version 1. */
export function writeDeleted(encoder: Y.UpdateEncoderV1, clients: Deleted) {
	encoding.writeVarUint(encoder.restEncoder, clients.size);
	for (const [client, ranges] of clients) {
		encoder.resetDsCurVal();
		encoding.writeVarUint(encoder.restEncoder, client);
		encoding.writeVarUint(encoder.restEncoder, ranges.length);
		for (const { clock, len } of ranges) {
			encoder.writeDsClock(clock);
			encoder.writeDsLen(len);
		}
	}
}
