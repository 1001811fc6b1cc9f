/** For tests of the engine: unpacks packets, and makes documents with random or many changes. */
import * as Y from 'yjs';
import type { Random } from '../../tests/sync/random.ts';
import type { Packet } from './packet.ts';
import { Shares } from './guard/shares.ts';

/** A writer without limits. */
export const roomy = () => ({
	shares: new Shares(new Map()),
	room: { free: Infinity, share: null },
	charge: () => {}
});

/** The messages of packets. Throws if the bytes are not whole messages. */
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

/** Adds notes with these numbers, each of two structs. */
export function fill(doc: Y.Doc, from: number, to: number) {
	doc.transact(() => {
		for (let at = from; at < to; at++) {
			const note = new Y.Map<unknown>();
			doc.getMap('notes').set(`n${at}`, note);
			note.set('text', `Words of note ${at}`);
		}
	});
}

/** Makes one random edit, as a page would. */
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
