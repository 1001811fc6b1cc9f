import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { testRandom, type Random } from '../../tests/sync/random.ts';
import { Changes } from './changes.ts';

const ROUNDS = 200;

/** A document that counts its changes. */
function watched() {
	const doc = new Y.Doc();
	const state = { doc, changes: new Changes(), changed: 0 };
	doc.on('afterTransactionCleanup', (transaction: Y.Transaction) => {
		if (state.changes.add(transaction)) state.changed++;
	});
	return state;
}
function edit(doc: Y.Doc, random: Random) {
	const map = doc.getMap<unknown>('map');
	const text = doc.getText('text');
	const list = doc.getArray<number>('list');
	const key = `k${random.below(5)}`;
	switch (random.below(6)) {
		case 0:
			return map.set(key, random.below(1000));
		case 1:
			return map.set(key, new Y.Map([['inside', random.below(9)]]));
		case 2:
			return map.delete(key);
		case 3:
			return text.insert(random.below(text.length + 1), 'some words');
		case 4:
			return text.delete(0, random.below(text.length + 1));
		default:
			return list.length > 3 ? list.delete(0, 2) : list.push([random.below(9)]);
	}
}

it('[S1] makes a copy that receives the changes of each turn equal to the document', () => {
	const random = testRandom();
	const server = watched();
	const copy = new Y.Doc();
	const pages = Array.from({ length: 4 }, () => new Y.Doc());
	for (let round = 0; round < ROUNDS; round++) {
		for (let change = random.below(8); change >= 0; change--) {
			const page = random.pick(pages);
			// The page sometimes receives what the server has from others.
			if (random.chance(0.4)) Y.applyUpdate(page, Y.encodeStateAsUpdate(server.doc));
			edit(page, random);
			Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(page, Y.encodeStateVector(server.doc)));
		}
		const update = server.changes.encode(server.doc);
		Y.applyUpdate(copy, update);
		server.changes = new Changes();
		expect(copy.store.pendingStructs).toBeNull();
		expect(copy.store.pendingDs).toBeNull();
		const [one, other] = [copy, server.doc].map((doc) => Y.encodeStateAsUpdate(doc));
		expect(Buffer.compare(one ?? update, other ?? update)).toBe(0);
	}
	expect(server.changed).toBeGreaterThan(ROUNDS / 2);
});

it('[S5] leaves out values that were overwritten in the same turn', () => {
	const { doc, changes } = watched();
	for (let at = 0; at < 100; at++) doc.getMap('map').set('x', 'a place to lie at'.repeat(at + 1));
	const update = changes.encode(doc);
	expect(update.length).toBeLessThan(2_000);
	const copy = new Y.Doc();
	Y.applyUpdate(copy, update);
	expect(copy.getMap('map').toJSON()).toEqual(doc.getMap('map').toJSON());
});

it('recognises a transaction that changed nothing', () => {
	const { doc, changes } = watched();
	const told: boolean[] = [];
	doc.on('afterTransactionCleanup', (transaction: Y.Transaction) =>
		told.push(changes.add(transaction))
	);
	doc.transact(() => doc.getMap('map').get('nothing'));
	doc.getMap('map').set('x', 1);
	doc.getMap('map').delete('x');
	doc.getMap('map').delete('x');
	expect(told).toEqual([false, true, true, false]);
});
