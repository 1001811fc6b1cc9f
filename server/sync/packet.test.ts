import { expect, it } from 'vitest';
import { joined, packet } from './packet.ts';
import { unpack } from './testing.ts';

const message = (length: number) => new Uint8Array(length).fill(length % 251);

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

it('holds several messages, one after the other', () => {
	const messages = [3, 200, 0, 70_000].map(message);
	const [first, ...others] = messages;
	const all = joined(packet(first ?? message(0)), packet(...others));
	expect(unpack(all).map((bytes) => [...bytes])).toEqual(messages.map((bytes) => [...bytes]));
});
