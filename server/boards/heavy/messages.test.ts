import { PassThrough } from 'node:stream';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMessages, writeMessage } from './messages.ts';
import { shared } from './shared.ts';

/** The messages that arrive if the pipe is cut into pieces of this many bytes. */
async function sent(messages: readonly unknown[], pieceBytes: number): Promise<unknown[]> {
	const [from, to] = [new PassThrough(), new PassThrough()];
	const arrived: unknown[] = [];
	readMessages(to, (message) => arrived.push(message));
	for (const message of messages) writeMessage(from, message);
	const bytes = (await from.end().toArray()) as Uint8Array[];
	const all = Buffer.concat(bytes);
	for (let at = 0; at < all.length; at += pieceBytes) to.write(all.subarray(at, at + pieceBytes));
	return arrived;
}

it('[O31] a message arrives unchanged, however the pipe cuts it', async () => {
	const leaf = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.integer(),
		fc.constantFrom(null, undefined, true),
		fc.uint8Array({ maxLength: 50 }),
		fc.uint8Array({ maxLength: 50 }).map(shared)
	);
	const { message } = fc.letrec((tie) => ({
		message: fc.oneof(
			{ maxDepth: 3 },
			leaf,
			fc.array(tie('message'), { maxLength: 4 }),
			fc.dictionary(fc.string(), tie('message'), { maxKeys: 4 }),
			fc.array(fc.tuple(fc.string(), tie('message')), { maxLength: 3 }).map((all) => new Map(all))
		)
	}));
	const pieces = fc.integer({ min: 1, max: 100 });
	await fc.assert(
		fc.asyncProperty(fc.array(message, { maxLength: 4 }), pieces, async (messages, pieceBytes) => {
			expect(await sent(messages, pieceBytes)).toEqual(messages);
		})
	);
});

it('[O31] bytes in shared memory arrive in shared memory, others do not', async () => {
	const [message] = (await sent([{ one: shared(Uint8Array.of(1)), other: Buffer.of(2) }], 7)) as [
		{ one: Uint8Array; other: Uint8Array }
	];
	expect(message.one.buffer).toBeInstanceOf(SharedArrayBuffer);
	expect(message.other.buffer).toBeInstanceOf(ArrayBuffer);
	expect([...message.one, ...message.other]).toEqual([1, 2]);
});

it('[O31] a value that cannot be sent is refused, and nothing is written', async () => {
	const pipe = new PassThrough();
	expect(() => writeMessage(pipe, { bytes: Uint8Array.of(1), work: () => 1 })).toThrow();
	expect(await pipe.end().toArray()).toEqual([]);
});
