import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from '../../tests/support/random.ts';
import { cut, fold } from './cutting.ts';

const SLICE_STRUCTS = 1_000;
const state = (doc: Y.Doc) => Y.encodeStateAsUpdate(doc);
const stored = (doc: Y.Doc) => ({ snapshot: state(doc), updates: [], seq: 1 });

/**
 * Clients that write items and texts, overwrite and delete each other’s, and sometimes exchange their changes.
 */
function written(seed: number, steps: number): Y.Doc {
	const random = seededRandom(seed);
	const upTo = (most: number) => Math.floor(random() * most);
	const docs = [1, 2, 3].map((client) => {
		const doc = new Y.Doc();
		doc.clientID = client;
		return doc;
	});
	for (let step = 0; step < steps; step++) {
		const doc = docs[upTo(docs.length)];
		const other = docs[upTo(docs.length)];
		if (!doc || !other) continue;
		const notes: Y.Map<Y.Map<unknown>> = doc.getMap('notes');
		const id = `n${upTo(steps / 8)}`;
		const note = notes.get(id);
		if (!note) notes.set(id, new Y.Map([['text', new Y.Text('words')]] as [string, unknown][]));
		else if (random() < 0.1) notes.delete(id);
		else if (random() < 0.5) note.set('x', upTo(100));
		else (note.get('text') as Y.Text).insert(upTo(5), 'more ');
		if (random() < 0.05) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
	}
	const whole = new Y.Doc();
	for (const doc of docs) Y.applyUpdate(whole, state(doc));
	return whole;
}

describe('[O17] a long document', () => {
	it.each([1, 2, 3, 4, 5, 6])(
		'is cut into slices that each build only on earlier slices (seed %i)',
		(seed) => {
			const doc = written(seed, 1_500);
			const { slices, size } = cut(stored(doc));
			const copy = new Y.Doc();
			for (const slice of slices) {
				Y.applyUpdate(copy, slice);
				expect(copy.store.pendingStructs).toBeNull();
				expect(Y.decodeUpdate(slice).structs.length).toBeLessThanOrEqual(SLICE_STRUCTS);
			}
			expect(slices.length).toBeGreaterThan(2);
			expect(copy.getMap('notes').toJSON()).toEqual(doc.getMap('notes').toJSON());
			expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(doc))).toBe(true);
			expect(size).toMatchObject({ seq: 1, logUpdates: 0 });
		}
	);

	it('is not built if a part of it is missing in the store', () => {
		const doc = written(1, 100);
		const before = Y.encodeStateVector(doc);
		doc.getMap('notes').clear();
		doc.getMap('notes').set('last', new Y.Map());
		const late = Y.encodeStateAsUpdate(doc, before);
		expect(() => cut({ snapshot: null, updates: [late], seq: 1 })).toThrow('missing');
	});

	it('[S12] becomes a snapshot only if the copy equals the stored document', () => {
		const doc = written(1, 500);
		const before = state(doc);
		const copy = new Y.Doc();
		Y.applyUpdate(copy, fold({ stored: stored(doc), copy: [before] }));
		expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(doc))).toBe(true);
		doc.getMap('notes').set('later', new Y.Map());
		expect(() => fold({ stored: stored(doc), copy: [before] })).toThrow('not the document');
	});
});
