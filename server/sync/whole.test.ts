import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { seeded, type Random } from '../../tests/sync/random.ts';
import { holdsPending } from './documents.ts';
import { countLacking, encodeWhole, type Whole } from './whole.ts';

const ROUNDS = 30;

function copyOf({ parts }: Whole): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Buffer.concat(parts));
	return copy;
}
function fill(doc: Y.Doc, from: number, to: number) {
	doc.transact(() => {
		for (let at = from; at < to; at++) {
			const note = new Y.Map<unknown>();
			doc.getMap('notes').set(`n${at}`, note);
			note.set('text', `Words of note ${at}`);
		}
	});
}

describe('a document that is encoded in slices', () => {
	it('[S41] is never encoded by more than 1,000 structs without a pause', async () => {
		const doc = new Y.Doc();
		fill(doc, 0, 4_000);
		let pauses = 0;
		const whole = await encodeWhole(doc, () => Promise.resolve(pauses++));
		// A note is two structs.
		expect(pauses).toBe(8);
		expect(copyOf(whole).getMap('notes').size).toBe(4_000);
		expect(whole.bytes).toBe(Buffer.concat(whole.parts).length);
	});

	it('[S41] pauses earlier where structs are long', async () => {
		const doc = new Y.Doc();
		for (let at = 0; at < 20; at++) doc.getMap('m').set(`k${at}`, 'x'.repeat(100_000));
		let pauses = 0;
		await encodeWhole(doc, () => Promise.resolve(pauses++));
		expect(pauses).toBeGreaterThanOrEqual(6);
	});

	it('[S1] [S41] comes to the same with its rest, whatever people write and delete meanwhile', async () => {
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

function edit(doc: Y.Doc, random: Random) {
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

it('[S40] what a copy lacks is counted no further than asked', () => {
	const doc = new Y.Doc();
	fill(doc, 0, 10);
	const has = Y.decodeStateVector(Y.encodeStateVector(doc));
	expect(countLacking(doc, has, 100)).toBe(0);
	fill(doc, 10, 15);
	expect(countLacking(doc, has, 100)).toBe(10);
	expect(countLacking(doc, new Map(), 100)).toBe(30);
	expect(countLacking(new Y.Doc(), new Map(), 100)).toBe(0);
});
