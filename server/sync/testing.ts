/** For tests beside the engine: what its packets hold, and documents that take all that anybody adds. */
import type { Packet } from './packet.ts';
import { Shares } from './shares.ts';

/** What a writer has who may add and send without end. */
export const roomy = () => ({
	shares: new Shares(new Map()),
	room: { free: Infinity, share: null },
	charge: () => {}
});

/** The messages of packets. Throws for bytes that are no whole messages of ours. */
export function unpack(packet: Packet, ...more: readonly Packet[]): Uint8Array[] {
	const bytes = Buffer.concat([packet, ...more]);
	const messages: Uint8Array[] = [];
	let begun: Uint8Array[] = [];
	for (let at = 0; at < bytes.length;) {
		const kind = bytes.readUInt8(at);
		if ((kind & 0x7f) !== (begun.length === 0 ? 2 : 0)) throw new Error('no message of bytes');
		let length = bytes.readUInt8(at + 1);
		at += 2;
		if (length === 126) {
			length = bytes.readUInt16BE(at);
			at += 2;
		} else if (length === 127) {
			length = Number(bytes.readBigUInt64BE(at));
			at += 8;
		}
		begun.push(bytes.subarray(at, (at += length)));
		if (at > bytes.length) throw new Error('a message cut in two');
		if (kind < 0x80) continue;
		messages.push(Buffer.concat(begun));
		begun = [];
	}
	if (begun.length > 0) throw new Error('a message without its end');
	return messages;
}
