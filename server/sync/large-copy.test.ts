import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '../../tests/sync/random.ts';
import { LargeCopy, MOST_NEW } from './large-copy.ts';
import { edit, fill } from './testing.ts';
import type { Whole } from './whole.ts';

function setUp(notes: number) {
	const doc = new Y.Doc();
	const copy = new LargeCopy(doc);
	doc.on('afterTransactionCleanup', (transaction: Y.Transaction) => copy.add(transaction));
	fill(doc, 0, notes);
	return { doc, copy };
}
function built(...updates: Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	return doc;
}
/** Counts the looks at structs of the document. */
function countLooks(doc: Y.Doc) {
	const counted = { looks: 0 };
	for (const [client, structs] of doc.store.clients)
		doc.store.clients.set(
			client,
			new Proxy(structs, {
				get(target, key, receiver) {
					if (typeof key === 'string' && /^\d+$/.test(key)) counted.looks++;
					return Reflect.get(target, key, receiver) as unknown;
				}
			})
		);
	return counted;
}

it('[S47] sends everybody who joins together the news since the encoding, at the cost of the news', async () => {
	const { doc, copy } = setUp(3_000);
	const whole = await copy.whole();
	doc.getMap('notes').delete('n7');
	fill(doc, 3_000, 3_010);
	const counted = countLooks(doc);
	const rest = copy.rest(whole);
	expect(counted.looks).toBeLessThan(100);
	expect(copy.rest(whole)).toBe(rest);
	expect(await copy.whole()).toBe(whole);
	expect(built(whole.bytes, rest).getMap('notes').toJSON()).toEqual(doc.getMap('notes').toJSON());
});

it('[S1] [S47] equals the document, whatever people write and delete during and after the encoding', async () => {
	for (let seed = 1; seed <= 8; seed++) {
		const random = seeded(seed);
		const { doc, copy } = setUp(1_500);
		const writers = Array.from({ length: 3 }, () => built(Y.encodeStateAsUpdate(doc)));
		const write = () => {
			const writer = random.pick(writers);
			Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(writer)));
			edit(writer, random);
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer, Y.encodeStateVector(doc)));
		};
		for (let time = 0; time < 40; time++) write();
		let whole: Whole | null = null;
		void copy.whole().then((made) => (whole = made));
		for (; whole === null; await setImmediate()) write();
		for (let round = 0; round < 3; round++) {
			for (let time = 0; time < 10; time++) write();
			const there = built((whole as Whole).bytes, copy.rest(whole));
			expect(Y.equalSnapshots(Y.snapshot(there), Y.snapshot(doc)), `seed ${seed}`).toBe(true);
			for (const root of ['notes', 'm'])
				expect(there.getMap(root).toJSON(), `seed ${seed}`).toEqual(doc.getMap(root).toJSON());
		}
	}
});

it('[S47] gives somebody who still waits with an earlier copy all news since that copy', async () => {
	const { doc, copy } = setUp(100);
	const earlier = await copy.whole();
	fill(doc, 100, 100 + MOST_NEW);
	const later = await copy.whole();
	expect(later).not.toBe(earlier);
	for (const whole of [earlier, later])
		expect(built(whole.bytes, copy.rest(whole)).getMap('notes').size).toBe(100 + MOST_NEW);
});

it('[S47] forgets a copy that nobody asked for while much was deleted', async () => {
	const { doc, copy } = setUp(MOST_NEW + 1);
	const whole = await copy.whole();
	expect(copy.bytes).toBe(whole.bytes.length);
	for (let at = 0; at <= MOST_NEW; at++) doc.getMap('notes').delete(`n${at}`);
	expect(copy.bytes).toBe(0);
	expect(built(whole.bytes, copy.rest(whole)).getMap('notes').size).toBe(0);
});
