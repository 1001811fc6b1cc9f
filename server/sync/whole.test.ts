import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '../../tests/sync/random.ts';
import { holdsPending } from './documents.ts';
import { edit, fill } from './testing.ts';
import { countLacking, encodeWhole, type Whole } from './whole.ts';

const ROUNDS = 30;

function copyOf({ bytes }: Whole): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, bytes);
	return copy;
}
describe('a document that is encoded in slices', () => {
	it('[S41] never encodes more than 1,000 structs without a pause', async () => {
		const doc = new Y.Doc();
		fill(doc, 0, 4_000);
		let pauses = 0;
		const whole = await encodeWhole(doc, () => Promise.resolve(pauses++));
		// A note has two structs.
		expect(pauses).toBe(8);
		expect(copyOf(whole).getMap('notes').size).toBe(4_000);
	});

	it('[S41] pauses earlier if structs are long', async () => {
		const doc = new Y.Doc();
		for (let at = 0; at < 20; at++) doc.getMap('m').set(`k${at}`, 'x'.repeat(100_000));
		let pauses = 0;
		await encodeWhole(doc, () => Promise.resolve(pauses++));
		expect(pauses).toBeGreaterThanOrEqual(6);
	});

	it('[S1] [S41] equals the document together with its rest, whatever people write and delete meanwhile', async () => {
		for (let seed = 1; seed <= ROUNDS; seed++) {
			const random = seeded(seed);
			const writers = Array.from({ length: 4 }, () => new Y.Doc());
			const doc = new Y.Doc();
			const write = (times: number) => {
				for (let time = 0; time < times; time++) {
					const writer = random.pick(writers);
					Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(writer)));
					edit(writer, random);
					Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer, Y.encodeStateVector(doc)));
				}
			};
			write(60);
			fill(doc, 0, 1_500);
			let pauses = 0;
			const whole = await encodeWhole(doc, () => {
				write(10);
				return Promise.resolve(pauses++);
			});
			expect(pauses, `seed ${seed}`).toBeGreaterThan(2);
			const copy = copyOf(whole);
			expect(holdsPending(copy), `seed ${seed}`).toBe(false);
			Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map(whole.upTo))));
			expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(doc)), `seed ${seed}`).toBe(true);
			for (const root of ['notes', 'm'])
				expect(copy.getMap(root).toJSON(), `seed ${seed}`).toEqual(doc.getMap(root).toJSON());
			expect(copy.getText('t').toJSON(), `seed ${seed}`).toBe(doc.getText('t').toJSON());
		}
	});
});

it('[S40] counts missing structs only up to the given limit', () => {
	const doc = new Y.Doc();
	fill(doc, 0, 10);
	const has = Y.decodeStateVector(Y.encodeStateVector(doc));
	expect(countLacking(doc, has, 100)).toBe(0);
	fill(doc, 10, 15);
	expect(countLacking(doc, has, 100)).toBe(10);
	expect(countLacking(doc, new Map(), 100)).toBe(30);
	expect(countLacking(new Y.Doc(), new Map(), 100)).toBe(0);
});
