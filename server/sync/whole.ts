/**
 * A whole document, encoded in slices: one of 10 MB takes hundreds of milliseconds, in which nobody else
 * would be served. People go on writing meanwhile; what they write is not in it.
 */
import * as encoding from 'lib0/encoding';
import { setImmediate } from 'node:timers/promises';
import * as Y from 'yjs';
import { writeDeleted } from '../../src/lib/wall/deletes.ts';

/** So much is encoded in one go: structs, or bytes where structs are long. */
const SLICE_STRUCTS = 1_000;
const SLICE_BYTES = 256_000;

export interface Whole {
	/** The update, in memory that threads share. */
	readonly bytes: Uint8Array;
	/** Up to which clock of each Yjs client it reaches. */
	readonly upTo: ReadonlyMap<number, number>;
}

/**
 * Encodes what is in the document now. `pause` is awaited after each slice. Of what is deleted meanwhile it may say
 * so or not. The update builds on nothing that is not in it.
 */
export async function encodeWhole(
	{ store }: Y.Doc,
	pause: () => Promise<unknown> = setImmediate
): Promise<Whole> {
	// Yjs integrates fastest where higher clients come first.
	const target = [...store.clients.keys()]
		.sort((a, b) => b - a)
		.map((client): [number, number] => [client, Y.getState(store, client)]);
	const parts: Uint8Array[] = [
		encoding.encode((encoder) => encoding.writeVarUint(encoder, target.length))
	];
	const upTo = new Map<number, number>();
	const deleted = new Map<number, Range[]>();
	let slice = new Slice();
	for (const [client, end] of target) {
		const bodies: Uint8Array[] = [];
		const ranges: Range[] = [];
		let count = 0;
		let clock = 0;
		while (clock < end) {
			// Found anew after each pause: structs are split and merged while people write.
			const structs = store.clients.get(client) ?? [];
			let at = Y.findIndexSS(structs as (Y.Item | Y.GC)[], clock);
			for (; clock < end && !slice.isFull; at++, count++)
				clock = slice.add(structs[at], clock, ranges);
			bodies.push(slice.take());
			if (!slice.isFull) continue;
			slice = new Slice();
			await pause();
		}
		parts.push(sectionHead(count, client), ...bodies);
		upTo.set(client, clock);
		if (ranges.length > 0) deleted.set(client, ranges);
	}
	const deletes = new Y.UpdateEncoderV1();
	writeDeleted(deletes, deleted);
	parts.push(deletes.toUint8Array());
	return { bytes: await shared(parts, pause), upTo };
}

/** One after the other, in memory that threads share. */
async function shared(
	parts: readonly Uint8Array[],
	pause: () => Promise<unknown>
): Promise<Uint8Array> {
	const length = parts.reduce((sum, part) => sum + part.length, 0);
	const bytes = new Uint8Array(new SharedArrayBuffer(length));
	let at = 0;
	let rested = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
		if (at - rested < SLICE_BYTES) continue;
		rested = at;
		await pause();
	}
	return bytes;
}

interface Range {
	clock: number;
	len: number;
}

/** What is encoded in one go, of one client or of several. */
class Slice {
	#encoder = new Y.UpdateEncoderV1();
	#structs = 0;
	#bytes = 0;

	get isFull() {
		return this.#structs >= SLICE_STRUCTS || this.#bytes + this.#taken() >= SLICE_BYTES;
	}
	/** Writes a struct from a clock inside of it on, and notes down if it is deleted. Returns the clock behind it. */
	add(struct: Y.Item | Y.GC | undefined, clock: number, deleted: Range[]): number {
		if (!struct) throw new Error('a struct of the document is missing');
		struct.write(this.#encoder, clock - struct.id.clock);
		this.#structs++;
		const end = struct.id.clock + struct.length;
		if (struct.deleted) {
			const last = deleted.at(-1);
			if (last && last.clock + last.len === clock) last.len = end - last.clock;
			else deleted.push({ clock, len: end - clock });
		}
		return end;
	}
	/** The bytes since this was last asked. */
	take(): Uint8Array {
		this.#bytes += this.#taken();
		const bytes = this.#encoder.toUint8Array();
		this.#encoder = new Y.UpdateEncoderV1();
		return bytes;
	}
	#taken() {
		return encoding.length(this.#encoder.restEncoder);
	}
}

const sectionHead = (structs: number, client: number) =>
	encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, structs);
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, 0);
	});

/** How many structs a copy lacks that has all up to these clocks. Asks for no more than `most`. */
export function countLacking(
	{ store }: Y.Doc,
	has: ReadonlyMap<number, number>,
	most: number
): number {
	let lacking = 0;
	for (const [client, structs] of store.clients) {
		const from = has.get(client) ?? 0;
		if (from >= Y.getState(store, client)) continue;
		lacking += structs.length - Y.findIndexSS(structs as (Y.Item | Y.GC)[], from);
		if (lacking > most) break;
	}
	return lacking;
}
