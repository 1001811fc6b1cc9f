/** For tests beside the engine: what its packets hold, and documents that are written to by chance or without end. */
import * as Y from 'yjs';
import type { Random } from '../../tests/sync/random.ts';
import type { Packet } from './packet.ts';
import { Shares } from './guard/shares.ts';

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

/** Notes with these numbers, of two structs each. */
export function fill(doc: Y.Doc, from: number, to: number) {
	doc.transact(() => {
		for (let at = from; at < to; at++) {
			const note = new Y.Map<unknown>();
			doc.getMap('notes').set(`n${at}`, note);
			note.set('text', `Words of note ${at}`);
		}
	});
}

/** One of many things that a page does to a document. */
export function edit(doc: Y.Doc, random: Random) {
	const text = doc.getText('t');
	const map = doc.getMap<Y.Map<unknown>>('m');
	const at = random.below(text.length + 1);
	const key = `k${random.below(6)}`;
	switch (random.below(5)) {
		case 0:
			return text.insert(at, 'some words');
		case 1:
			return text.delete(at, Math.min(4, text.length - at));
		case 2:
			return map.set(key, new Y.Map(Object.entries({ a: 1, b: 'x' })));
		case 3:
			return map.delete(key);
		default:
			return void map.get(key)?.set('b', random.below(1_000));
	}
}
