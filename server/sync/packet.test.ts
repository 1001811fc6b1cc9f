import { expect, it } from 'vitest';
import { joined, packet, pieces, type Packet } from './packet.ts';
import { unpack } from './testing.ts';

const message = (length: number) => new Uint8Array(length).fill(length % 251);

const framesOf = (parts: readonly Uint8Array[]) =>
	[...pieces(parts, 1_000)].map((piece) => Buffer.concat(piece) as Packet);

it('puts the header of RFC 6455 before each message', () => {
	const headers: [length: number, header: number[]][] = [
		[0, [0x82, 0]],
		[125, [0x82, 125]],
		[126, [0x82, 126, 0, 126]],
		[65_535, [0x82, 126, 255, 255]],
		[65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]]
	];
	for (const [length, header] of headers) {
		const bytes = packet(message(length));
		expect([...bytes.subarray(0, header.length)]).toEqual(header);
		expect(bytes).toHaveLength(header.length + length);
	}
});

it('contains several messages, one after the other', () => {
	const messages = [3, 200, 0, 70_000].map(message);
	const [first, ...others] = messages;
	const all = joined(packet(first ?? message(0)), packet(...others));
	expect(unpack(all).map((bytes) => [...bytes])).toEqual(messages.map((bytes) => [...bytes]));
});

it('[S40] pieces of a long message make the same message, however its parts are divided', () => {
	const parts = [3, 0, 70_000, 1, 500].map(message);
	const all = framesOf(parts);
	expect(all).toHaveLength(71);
	expect(Math.max(...all.map(({ length }) => length))).toBe(1_004);
	// The first byte says whether more frames follow, and whether this frame begins the message (RFC 6455, 5.4).
	expect(new Set(all.slice(1, -1).map(([kind]) => kind))).toEqual(new Set([0x00]));
	expect([all[0]?.[0], all.at(-1)?.[0]]).toEqual([0x02, 0x80]);
	const [first = packet(), ...others] = all;
	expect(unpack(first, ...others)).toEqual([Buffer.concat(parts)]);
});

it('[S40] a short message is one piece, and so is an empty one', () => {
	for (const length of [0, 5, 1_000]) {
		const [only = packet(), ...more] = framesOf([message(length)]);
		expect(more).toEqual([]);
		expect(only).toEqual(packet(message(length)));
	}
});

it('[S40] pieces contain the given bytes without copying them', () => {
	const whole = message(2_500);
	const bodies = [...pieces([whole], 1_000)].map(([, body]) => body);
	expect(bodies.map((body) => body?.byteOffset)).toEqual([0, 1_000, 2_000]);
	expect(bodies.every((body) => body?.buffer === whole.buffer)).toBe(true);
});
