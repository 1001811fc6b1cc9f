/**
 * What goes to sockets: messages behind the header that WebSocket puts before each, made once for all
 * who get them. A packet is written as it is; `ws` would frame and copy it for every reader anew.
 */
declare const framed: unique symbol;
/** One or more whole WebSocket frames. */
export type Packet = Buffer & { readonly [framed]: true };

/** A whole message of bytes, as servers send it: not masked, not compressed (RFC 6455, 5.2). */
const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

export function packet(...messages: readonly Uint8Array[]): Packet {
	const sizes = messages.map(({ length }) => headerBytes(length) + length);
	const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, 0));
	let at = 0;
	for (const message of messages) {
		at = writeHeader(bytes, at, message.length);
		bytes.set(message, at);
		at += message.length;
	}
	return bytes as Packet;
}
/** Packets to be written together. */
export const joined = (...packets: readonly Packet[]) => Buffer.concat(packets) as Packet;

const headerBytes = (length: number) => (length < LENGTH_16 ? 2 : length < 2 ** 16 ? 4 : 10);

function writeHeader(bytes: Buffer, start: number, length: number): number {
	const at = bytes.writeUInt8(FINAL_BINARY, start);
	if (length < LENGTH_16) return bytes.writeUInt8(length, at);
	if (length < 2 ** 16) return bytes.writeUInt16BE(length, bytes.writeUInt8(LENGTH_16, at));
	return bytes.writeBigUInt64BE(BigInt(length), bytes.writeUInt8(LENGTH_64, at));
}
