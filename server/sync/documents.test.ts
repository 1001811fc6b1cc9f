import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isSnapshotOf, rebuild } from './documents.ts';

/** A document of one client, with an overwritten value. */
function docOf(value: string, client = 1) {
	const doc = new Y.Doc();
	doc.clientID = client;
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const map = doc.getMap('m');
	for (const each of ['first', value]) map.set('k', each);
	return { doc, updates };
}

describe('[S12] a snapshot', () => {
	it('is verified by building the document from it', () => {
		const { doc } = docOf('second');
		expect(isSnapshotOf(doc, Y.encodeStateAsUpdate(doc))).toBe(true);
	});
	it('is rejected if it lacks a change, a delete or a value', () => {
		const { doc, updates } = docOf('second');
		expect(isSnapshotOf(doc, updates[0] ?? new Uint8Array())).toBe(false);
		expect(isSnapshotOf(doc, Y.encodeStateAsUpdate(docOf('other').doc))).toBe(false);
		const before = Y.encodeStateAsUpdate(doc);
		doc.getMap('m').delete('k');
		expect(isSnapshotOf(doc, before)).toBe(false);
	});
	it('is rejected if it builds on something missing', () => {
		const { doc, updates } = docOf('second');
		expect(isSnapshotOf(doc, updates[1] ?? new Uint8Array())).toBe(false);
	});
});

it('[S16] loads no document that has pending parts', () => {
	const { updates } = docOf('second');
	const doc = new Y.Doc();
	const stored = { snapshot: null, updates: updates.slice(1), seq: 1 };
	expect(() => rebuild(doc, stored)).toThrow('a part of the document is missing');
});
