import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { between, collected, entry, forge } from '../../../tests/sync/forge.ts';
import { inspect } from './inspect.ts';

const BOUNDS = {
	structs: 10_000,
	ranges: 10_000,
	ids: 100_000,
	entries: { wall: 1e6, desk: 1e6 },
	comparisons: 50_000
};
const look = (doc: Y.Doc, update: Uint8Array) => inspect(doc, update, BOUNDS);

/** A document with two roots, both maps: `cards`, which pages may write, and `locked`. */
function base(): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = 1;
	doc.getMap('locked').set('phase', 'vote');
	doc.getMap('cards').set('a', new Y.Map(Object.entries({ title: 'hello' })));
	return doc;
}
function copyOf(doc: Y.Doc, client: number): Y.Doc {
	const copy = new Y.Doc();
	copy.clientID = client;
	copy.getMap('cards');
	copy.getMap('locked');
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}
/** The updates of a change, one per transaction. */
function updatesOf(doc: Y.Doc, change: () => void): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const listen = (update: Uint8Array) => updates.push(update);
	doc.on('update', listen);
	change();
	doc.off('update', listen);
	return updates;
}
const only = (updates: Uint8Array[]) => {
	expect(updates).toHaveLength(1);
	return updates[0] ?? new Uint8Array();
};

describe('the inspector, for an honest update,', () => {
	it('reports full paths and inserted content', () => {
		const doc = base();
		const page = copyOf(doc, 7);
		const update = only(
			updatesOf(page, () =>
				page.transact(() => {
					(page.getMap('cards').get('a') as Y.Map<unknown>).set('title', 'hi');
					page.getMap('cards').set('b', new Y.Map(Object.entries({ x: 3 })));
					page.getMap('locked').delete('phase');
				})
			)
		);
		expect(look(doc, update)).toMatchObject({
			kind: 'complete',
			inserts: [
				{
					path: ['cards', 'a', 'title'],
					content: { kind: 'values', values: ['hi'] },
					inNew: false,
					lasts: true,
					length: 1
				},
				{
					path: ['cards', 'b'],
					content: { kind: 'map' },
					inNew: false,
					lasts: true,
					length: 1
				},
				{
					path: ['cards', 'b', 'x'],
					content: { kind: 'values', values: [3] },
					inNew: true,
					lasts: true,
					length: 1
				}
			],
			overwrites: [{ path: ['cards', 'a', 'title'], client: 1, length: 1 }],
			deletes: [
				{ path: ['locked', 'phase'], client: 1, length: 1 },
				{ path: ['cards', 'a', 'title'], client: 1, length: 1 }
			],
			clients: new Map([[7, { from: 0, to: 3 }]]),
			depth: 2,
			sizes: { bytes: update.length, structs: 3, ranges: 2, ids: 3, chars: 2 }
		});
	});
	it('reports nothing if the document has everything already', () => {
		const doc = base();
		const nothing = {
			kind: 'complete',
			inserts: [],
			overwrites: [],
			deletes: [],
			clients: new Map(),
			depth: 0
		};
		expect(look(doc, Y.encodeStateAsUpdate(doc))).toMatchObject(nothing);
		expect(look(doc, Y.encodeStateAsUpdate(new Y.Doc()))).toMatchObject(nothing);
	});
	it('reports that content deleted in the same update does not last', () => {
		const doc = base();
		const page = copyOf(doc, 7);
		const updates = updatesOf(page, () => {
			page.getMap('cards').set('x', 'first');
			page.getMap('cards').set('x', 'second');
			page.getMap('cards').set('y', 'third');
		});
		// In merged updates, nothing is collected in between.
		expect(look(doc, Y.mergeUpdates(updates))).toMatchObject({
			inserts: [
				{ content: { values: ['first'] }, lasts: false },
				{ content: { values: ['second'] }, lasts: true },
				{ content: { values: ['third'] }, lasts: true }
			],
			overwrites: [],
			deletes: []
		});
	});
	it('reports what is missing if the update would have to wait', () => {
		const doc = base();
		const page = copyOf(doc, 7);
		const [first, second, third] = updatesOf(page, () => {
			page.getMap('cards').set('x', 1);
			page.getMap('cards').set('y', 2);
			page.getMap('cards').delete('x');
		});
		const late = (update: Uint8Array | undefined) => look(doc, update ?? new Uint8Array());
		expect(late(second)).toEqual({ kind: 'pending', missing: new Map([[7, 0]]) });
		expect(late(third)).toEqual({ kind: 'pending', missing: new Map([[7, 0]]) });
		expect(late(first)).toMatchObject({ kind: 'complete' });
	});
});

describe('[S16] [S17] the inspector does not let through attacks that work on plain Yjs:', () => {
	it('deletes of content that a victim will write later', () => {
		expect(look(base(), forge(7, [], { deletes: [[7, 0, 1000]] }))).toEqual({
			kind: 'pending',
			missing: new Map([[7, 0]])
		});
	});
	it('a write in a locked root that another person’s update would release later', () => {
		const doc = base();
		const [helper, attacker] = [copyOf(doc, 8), copyOf(doc, 9)];
		for (const update of updatesOf(helper, () => helper.getMap('cards').set('x', 1)))
			Y.applyUpdate(attacker, update);
		const updates = updatesOf(attacker, () => {
			attacker.getMap('cards').set('x', 2);
			attacker.getMap('locked').set('phase', 'hacked');
		});
		expect(look(doc, Y.mergeUpdates(updates))).toEqual({
			kind: 'pending',
			missing: new Map([[8, 0]])
		});
	});
	it('two sections of one client, of which Yjs reads only the last', () => {
		const update = forge(55, [entry('cards', 'phase', 1)], {
			again: [entry('locked', 'phase', 1)]
		});
		expect(look(base(), update).kind).toBe('broken');
	});
	it('a forward reference to the same client, on which Yjs fails halfway', () => {
		const update = forge(56, [
			entry('cards', 'first', 'ok'),
			between(Y.createID(56, 5), null, 'boom')
		]);
		expect(look(base(), update)).toEqual({ kind: 'broken', reason: 'a reference forward' });
	});
	it('a collected range that moves a victim’s clock out of reach', () => {
		expect(look(base(), forge(7, [collected(2 ** 40)])).kind).toBe('broken');
	});
	it('[S34] an entry between neighbours in two roots', () => {
		const doc = base();
		const [cards, locked] = ['cards', 'locked'].map((root) => {
			const id = [...doc.getMap(root)._map.values()][0]?.id;
			if (!id) throw new Error('the root is empty');
			return id;
		});
		const update = forge(57, [between(locked ?? null, cards ?? null, 'x')]);
		expect(look(doc, update).kind).toBe('broken');
	});
	it('a list inside a map, and an unknown root, are reported as what they are', () => {
		expect(look(base(), forge(57, [entry('cards', null, 'hidden')]))).toMatchObject({
			inserts: [{ path: ['cards', null] }]
		});
		expect(look(base(), forge(57, [entry('new', 'k', 1)]))).toMatchObject({
			inserts: [{ path: ['new', 'k'] }]
		});
	});
	it('a client id that no page can have', () => {
		expect(look(base(), forge(2 ** 40, [entry('cards', 'a', 1)])).kind).toBe('broken');
	});
	it('nesting that would overflow the stack of its reader', () => {
		const page = copyOf(base(), 7);
		const update = only(
			updatesOf(page, () =>
				page.transact(() => {
					let map: Y.Map<unknown> = page.getMap('cards');
					for (let depth = 0; depth < 500; depth++) {
						const inner = new Y.Map<unknown>();
						map.set('in', inner);
						map = inner;
					}
				})
			)
		);
		expect(look(base(), update)).toEqual({ kind: 'broken', reason: 'too deep' });
	});
	it('the same delete range again and again', () => {
		const deletes = Array.from({ length: 100 }, (): [number, number, number] => [1, 0, 2]);
		expect(look(base(), forge(7, [], { deletes })).kind).toBe('broken');
	});
});
