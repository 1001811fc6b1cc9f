import { describe, expect, it } from 'vitest';
import { inPieces } from './pieces.ts';

describe('a long file', () => {
	it.each([
		['nothing', ''],
		['a few words', 'Leads reach us late.'],
		['many words', 'Leads reach us late. '.repeat(20_000)],
		['signs of two units at every place', `x${'😀'.repeat(100_000)}`],
		['half a sign at the end', `${'x'.repeat(63_999)}\ud83d`]
	])('[H19] arrives complete in chunks: %s', async (_, text) => {
		for (const body of [text, Buffer.from(text)]) {
			const bytes = await new Response(inPieces(body)).arrayBuffer();
			expect(Buffer.from(bytes).equals(Buffer.from(text))).toBe(true);
		}
	});
	it('[H19] is encoded only as far as it is read', async () => {
		const reader = inPieces('x'.repeat(1_000_000)).getReader();
		const { value } = await reader.read();
		expect(value?.length).toBe(64_000);
		await reader.cancel();
	});
});
