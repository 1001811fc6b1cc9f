/** For tests beside the engine: what its packets hold. */
import type { Packet } from './packet.ts';

/** The messages of a packet. Throws for bytes that are no whole frames of ours. */
export function unpack(packet: Packet): Uint8Array[] {
	const messages: Uint8Array[] = [];
	for (let at = 0; at < packet.length;) {
		if (packet.readUInt8(at) !== 0x82) throw new Error('no whole message of bytes');
		let length = packet.readUInt8(at + 1);
		at += 2;
		if (length === 126) {
			length = packet.readUInt16BE(at);
			at += 2;
		} else if (length === 127) {
			length = Number(packet.readBigUInt64BE(at));
			at += 8;
		}
		messages.push(packet.subarray(at, (at += length)));
		if (at > packet.length) throw new Error('a message cut in two');
	}
	return messages;
}
