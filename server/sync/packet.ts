/**
 * Packets for sockets: messages with their WebSocket headers, framed once for all readers. A packet is written as
 * it is; `ws` would frame and copy it again for every reader.
 */
declare const framed: unique symbol;
/** One or more whole WebSocket frames. */
export type Packet = Buffer & { readonly [framed]: true };

/** A whole binary message, as servers send it: unmasked and uncompressed (RFC 6455, 5.2). */
const FINAL = 0x80;
const BINARY = 0x02;
const CONTINUED = 0x00;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

export function packet(...messages: readonly Uint8Array[]): Packet {
	const sizes = messages.map(({ length }) => headerBytes(length) + length);
	const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, 0));
	let at = 0;
	for (const message of messages) {
		at = writeHeader(bytes, at, message.length, FINAL + BINARY);
		bytes.set(message, at);
		at += message.length;
	}
	return bytes as Packet;
}
/** A whole WebSocket frame in parts, to be written one after the other. */
export type Piece = readonly Uint8Array[];

/**
 * Splits one long message, given in parts, into frames with at most `most` bytes of content each. The parts are
 * not copied. Only control frames, such as a ping, may be sent between the frames (RFC 6455, 5.4).
 */
export function* pieces(
	parts: readonly Uint8Array[],
	most: number
): Generator<Piece, undefined, undefined> {
	let left = parts.reduce((sum, { length }) => sum + length, 0);
	let part = 0;
	let at = 0;
	for (let opcode = BINARY; opcode === BINARY || left > 0; opcode = CONTINUED) {
		const length = Math.min(left, most);
		left -= length;
		const header = Buffer.allocUnsafe(headerBytes(length));
		writeHeader(header, 0, length, left === 0 ? FINAL + opcode : opcode);
		const piece: Uint8Array[] = [header];
		for (let lacking = length; lacking > 0;) {
			const some = parts[part]?.subarray(at, at + lacking) ?? new Uint8Array();
			if (some.length > 0) piece.push(some);
			lacking -= some.length;
			at += some.length;
			if (at === parts[part]?.length) [part, at] = [part + 1, 0];
		}
		yield piece;
	}
}
/** Joins packets, to be written together. */
export const joined = (...packets: readonly Packet[]) => Buffer.concat(packets) as Packet;

const headerBytes = (length: number) => (length < LENGTH_16 ? 2 : length < 2 ** 16 ? 4 : 10);

function writeHeader(bytes: Buffer, start: number, length: number, kind: number): number {
	const at = bytes.writeUInt8(kind, start);
	if (length < LENGTH_16) return bytes.writeUInt8(length, at);
	if (length < 2 ** 16) return bytes.writeUInt16BE(length, bytes.writeUInt8(LENGTH_16, at));
	return bytes.writeBigUInt64BE(BigInt(length), bytes.writeUInt8(LENGTH_64, at));
}
