/**
 * Messages between two processes over a pipe. Bytes are not copied into a message: they follow it unchanged and are
 * read in pieces. So a message of 40 MB blocks neither event loop.
 */
import type { Duplex } from 'node:stream';
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';

/** Writes each Uint8Array in a message as a number: its index in `parts`. */
class Writer extends DefaultSerializer {
	readonly parts: Uint8Array[] = [];

	_writeHostObject(bytes: Uint8Array) {
		this.writeUint32(this.parts.push(bytes) - 1);
	}
}
class Reader extends DefaultDeserializer {
	readonly #parts: readonly Uint8Array[];

	constructor(head: Uint8Array, parts: readonly Uint8Array[]) {
		super(head);
		this.#parts = parts;
	}
	_readHostObject() {
		return this.#parts[this.readUint32()];
	}
}

const bytesOf = ({ buffer }: Uint32Array) => new Uint8Array(buffer);

/**
 * Accepts everything that can be sent to a thread, with bytes as Uint8Arrays. The caller must not change these any
 * more. Shared memory arrives as shared memory. Throws if a value cannot be sent.
 */
export function writeMessage(pipe: Duplex, message: unknown) {
	const writer = new Writer();
	writer.writeHeader();
	writer.writeValue(message);
	const blocks = [writer.releaseBuffer(), ...writer.parts];
	const table = blocks.flatMap(({ length, buffer }) => [
		length,
		buffer instanceof SharedArrayBuffer ? 1 : 0
	]);
	pipe.cork();
	pipe.write(bytesOf(Uint32Array.of(blocks.length, ...table)));
	for (const block of blocks) pipe.write(block);
	pipe.uncork();
}

/** Passes each message on as soon as it is complete. */
export function readMessages(pipe: Duplex, take: (message: unknown) => void) {
	let message = reading();
	let asked = message.next();
	let filled = 0;
	pipe.on('data', (chunk: Uint8Array) => {
		for (let at = 0; at < chunk.length;) {
			const target = asked.value as Uint8Array;
			const piece = chunk.subarray(at, at + target.length - filled);
			target.set(piece, filled);
			at += piece.length;
			filled += piece.length;
			if (filled < target.length) return;
			filled = 0;
			asked = message.next();
			if (!asked.done) continue;
			take(asked.value);
			message = reading();
			asked = message.next();
		}
	});
}

/** Asks for one block after the other to be filled, and returns the message. */
function* reading(): Generator<Uint8Array, unknown, void> {
	const count = new Uint32Array(1);
	yield bytesOf(count);
	const table = new Uint32Array(2 * (count[0] ?? 0));
	yield bytesOf(table);
	const blocks: Uint8Array[] = [];
	for (let at = 0; at < table.length; at += 2) {
		const length = table[at] ?? 0;
		const isShared = table[at + 1] === 1;
		const block = new Uint8Array(
			isShared ? new SharedArrayBuffer(length) : new ArrayBuffer(length)
		);
		if (length > 0) yield block;
		blocks.push(block);
	}
	const [head = new Uint8Array(), ...parts] = blocks;
	const reader = new Reader(head, parts);
	reader.readHeader();
	return reader.readValue();
}
