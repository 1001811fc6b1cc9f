/**
 * Encodes a whole document in slices: encoding one of 10 MB at once would block everybody else for hundreds of
 * milliseconds. People can go on writing meanwhile; the encoding does not contain what they write.
 */
import * as encoding from 'lib0/encoding';
import { setImmediate } from 'node:timers/promises';
import * as Y from 'yjs';
import { writeDeleted } from '../../src/lib/wall/deletes.ts';

/** The size of a slice: structs, or bytes if the structs are long. */
const SLICE_STRUCTS = 1_000;
const SLICE_BYTES = 256_000;

export interface Whole {
	/** The update, in memory that threads share. */
	readonly bytes: Uint8Array;
	/** The clock of each Yjs client up to which it contains structs. */
	readonly upTo: ReadonlyMap<number, number>;
}

/**
 * Encodes the current content of the document. Awaits `pause` after each slice. Deletes that happen meanwhile may
 * or may not be included. The update builds on nothing outside of itself.
 */
export async function encodeWhole(
	{ store }: Y.Doc,
	pause: () => Promise<unknown> = setImmediate
): Promise<Whole> {
	// Yjs integrates an update fastest if higher clients come first.
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
			// Looked up again after each pause: structs are split and merged while people write.
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

/** Joins the parts, in memory that threads share. */
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

/** The structs that are encoded in one go, of one or several clients. */
class Slice {
	#encoder = new Y.UpdateEncoderV1();
	#structs = 0;
	#bytes = 0;

	get isFull() {
		return this.#structs >= SLICE_STRUCTS || this.#bytes + this.#taken() >= SLICE_BYTES;
	}
	/**
	 * Writes a struct from a clock inside it on, and records it if it is deleted. Returns the clock after it.
	 */
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
	/** The bytes since the last call. */
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

/** Counts the structs that a copy with these clocks lacks. Stops counting above `most`. */
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
