import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { testRandom, type Random } from '../../tests/sync/random.ts';
import { inspect, type Inspection, type Path } from './inspect.ts';

const BOUNDS = { structs: 10_000, ids: 100_000 };
const look = (doc: Y.Doc, update: Uint8Array) => inspect(doc, update, BOUNDS);

/** A document with a free root `cards` and a root `locked`, both maps. */
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
/** The updates of a change, one for each transaction. */
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

describe('what an honest update touches', () => {
	it('is told by full paths, with what is put there', () => {
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
		expect(look(doc, update)).toEqual({
			kind: 'complete',
			inserts: [
				{ path: ['cards', 'a', 'title'], content: { kind: 'values', values: ['hi'] } },
				{ path: ['cards', 'b'], content: { kind: 'map' } },
				{ path: ['cards', 'b', 'x'], content: { kind: 'values', values: [3] } }
			],
			deletes: expect.arrayContaining([
				['cards', 'a', 'title'],
				['locked', 'phase']
			]) as Path[],
			clients: new Map([[7, { from: 0, to: 3 }]])
		});
	});
	it('is nothing where the document has it all', () => {
		const doc = base();
		const nothing = { kind: 'complete', inserts: [], deletes: [], clients: new Map() };
		expect(look(doc, Y.encodeStateAsUpdate(doc))).toEqual(nothing);
		expect(look(doc, Y.encodeStateAsUpdate(new Y.Doc()))).toEqual(nothing);
	});
});

/** A hand-made update: one section of structs, then deletes. */
function forge(
	client: number,
	structs: ((encoder: Y.UpdateEncoderV1) => void)[],
	{ sections = 1, deletes = [] as [number, number, number][] } = {}
): Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	const rest = encoder.restEncoder;
	encoding.writeVarUint(rest, structs.length === 0 ? 0 : sections);
	for (let at = 0; at < (structs.length === 0 ? 0 : sections); at++) {
		encoding.writeVarUint(rest, structs.length);
		encoder.writeClient(client);
		encoding.writeVarUint(rest, 0);
		for (const write of structs) write(encoder);
	}
	encoding.writeVarUint(rest, deletes.length);
	for (const [of, clock, length] of deletes)
		for (const number of [of, 1, clock, length]) encoding.writeVarUint(rest, number);
	return encoder.toUint8Array();
}
const ANY = 8;
const HAS_KEY = 32;
const HAS_LEFT = 128;
const HAS_RIGHT = 64;
const entry =
	(root: string, key: string | null, value: unknown) => (encoder: Y.UpdateEncoderV1) => {
		encoder.writeInfo(key === null ? ANY : ANY | HAS_KEY);
		encoder.writeParentInfo(true);
		encoder.writeString(root);
		if (key !== null) encoder.writeString(key);
		encoder.writeLen(1);
		encoder.writeAny(value);
	};

describe('[S16] [S17] attacks that plain Yjs falls to', () => {
	it('deletes planted for what a victim will write', () => {
		expect(look(base(), forge(7, [], { deletes: [[7, 0, 1000]] }))).toEqual({ kind: 'pending' });
	});
	it('a write in a locked root that another’s update would release later', () => {
		const doc = base();
		const [helper, attacker] = [copyOf(doc, 8), copyOf(doc, 9)];
		for (const update of updatesOf(helper, () => helper.getMap('cards').set('x', 1)))
			Y.applyUpdate(attacker, update);
		const updates = updatesOf(attacker, () => {
			attacker.getMap('cards').set('x', 2);
			attacker.getMap('locked').set('phase', 'hacked');
		});
		expect(look(doc, Y.mergeUpdates(updates))).toEqual({ kind: 'pending' });
	});
	it('a client’s section twice, of which Yjs reads the last', () => {
		const update = forge(55, [entry('cards', 'phase', 'evil')], { sections: 2 });
		expect(look(base(), update).kind).toBe('broken');
	});
	it('a reference forward to the own client, on which Yjs fails half way', () => {
		const update = forge(56, [
			entry('cards', 'first', 'ok'),
			(encoder) => {
				encoder.writeInfo(ANY | HAS_LEFT);
				encoder.writeLeftID(Y.createID(56, 5));
				encoder.writeLen(1);
				encoder.writeAny('boom');
			}
		]);
		expect(look(base(), update)).toEqual({ kind: 'broken', reason: 'a reference forward' });
	});
	it('a collected length that puts a victim’s clock out of reach', () => {
		const update = forge(7, [
			(encoder) => {
				encoder.writeInfo(0);
				encoder.writeLen(2 ** 40);
			}
		]);
		expect(look(base(), update).kind).toBe('broken');
	});
	it('an item between neighbours of two roots: it lands with the left one', () => {
		const doc = base();
		const [cards, locked] = ['cards', 'locked'].map((root) => {
			const id = [...doc.getMap(root)._map.values()][0]?.id;
			if (!id) throw new Error('the root is empty');
			return id;
		});
		const update = forge(57, [
			(encoder) => {
				encoder.writeInfo(ANY | HAS_LEFT | HAS_RIGHT);
				encoder.writeLeftID(locked ?? Y.createID(0, 0));
				encoder.writeRightID(cards ?? Y.createID(0, 0));
				encoder.writeLen(1);
				encoder.writeAny('x');
			}
		]);
		expect(look(doc, update)).toMatchObject({ inserts: [{ path: ['locked', 'phase'] }] });
	});
	it('a list inside a map, and a root that nobody knows, are seen as such', () => {
		expect(look(base(), forge(57, [entry('cards', null, 'hidden')]))).toMatchObject({
			inserts: [{ path: ['cards', null] }]
		});
		expect(look(base(), forge(57, [entry('new', 'k', 1)]))).toMatchObject({
			inserts: [{ path: ['new', 'k'] }]
		});
	});
	it('nesting that would overflow the stack of whoever reads it', () => {
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
	it('the same range to be deleted over and over', () => {
		const deletes = Array.from({ length: 100 }, (): [number, number, number] => [1, 0, 2]);
		expect(look(base(), forge(7, [], { deletes })).kind).toBe('broken');
	});
});

describe('[S17] compared with what Yjs really does', () => {
	it('misses nothing in 2,000 random updates, and foretells what would wait', () => {
		const random = testRandom();
		const seen = { complete: 0, pending: 0, withDeletes: 0, severalClients: 0 };
		while (seen.complete < 2000) session(random, seen);
		expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
	});

	it('survives bytes that were changed, and what it lets through does what it said', () => {
		const random = testRandom();
		const seen = { complete: 0, pending: 0, broken: 0 };
		for (let round = 0; round < 1500; round++) {
			const doc = base();
			const page = copyOf(doc, 100);
			const updates = updatesOf(page, () => {
				for (let edit = 0; edit < 6; edit++) change(random, page);
			});
			const bytes = Uint8Array.from(Y.mergeUpdates(updates));
			for (let left = 1 + random.below(3); left > 0; left--)
				bytes[random.below(bytes.length)] = random.below(256);
			const inspection = look(doc, bytes);
			seen[inspection.kind]++;
			if (inspection.kind === 'complete') expectSame(doc, bytes, inspection);
		}
		expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
	});
});

const ROOTS = ['cards', 'locked', 'more'];
/** One random edit: nested maps, lists and texts, set and deleted. */
function change(random: Random, doc: Y.Doc) {
	let map: Y.Map<unknown> = doc.getMap(random.pick(ROOTS));
	for (let depth = 0; depth < 3; depth++) {
		const inner = [...map.values()].filter((value) => value instanceof Y.Map);
		if (inner.length === 0 || random.chance(0.4)) break;
		map = random.pick(inner) as Y.Map<unknown>;
	}
	const key = `k${random.below(6)}`;
	const value = map.get(key);
	if (value instanceof Y.Array && random.chance(0.7)) {
		if (value.length > 0 && random.chance(0.4)) value.delete(random.below(value.length));
		else value.insert(random.below(value.length + 1), [random.below(9), new Y.Map()]);
	} else if (map.has(key) && random.chance(0.3)) map.delete(key);
	else map.set(key, random.pick([random.below(99), 'word', new Y.Map(), new Y.Array<unknown>()]));
}

function session(random: Random, seen: Record<string, number>) {
	const server = base();
	const pages = [11, 12, 13, 14].map((client) => {
		const doc = copyOf(server, client);
		const out: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'net') out.push(update);
		});
		return { doc, out };
	});
	const deliver = (update: Uint8Array) => {
		const inspection = look(server, update);
		seen[inspection.kind] = (seen[inspection.kind] ?? 0) + 1;
		if (inspection.kind === 'pending') return expectPending(server, update);
		if (inspection.kind === 'broken') throw new Error(inspection.reason);
		if (inspection.deletes.length > 0) seen.withDeletes = (seen.withDeletes ?? 0) + 1;
		if (inspection.clients.size > 1) seen.severalClients = (seen.severalClients ?? 0) + 1;
		expectSame(server, update, inspection);
	};
	const catchUp = (from: Y.Doc, to: Y.Doc) => Y.encodeStateAsUpdate(from, Y.encodeStateVector(to));
	for (let event = 0; event < 200; event++) {
		const { doc, out } = random.pick(pages);
		random.pick([
			() => doc.transact(() => [1, 2].forEach(() => change(random, doc))),
			() => change(random, doc),
			() => change(random, doc),
			() => out.splice(0).forEach(deliver),
			() => out.length > 1 && deliver(Y.mergeUpdates(out.splice(0))),
			() => out.splice(random.below(out.length + 1), 1).forEach(deliver),
			() => deliver(catchUp(doc, server)),
			() => Y.applyUpdate(doc, catchUp(random.pick(pages).doc, doc), 'net'),
			() => Y.applyUpdate(doc, catchUp(server, doc), 'net')
		])();
	}
	for (const { doc } of pages) deliver(catchUp(doc, server));
}

function expectPending(doc: Y.Doc, update: Uint8Array) {
	const clone = new Y.Doc();
	Y.applyUpdate(clone, Y.encodeStateAsUpdate(doc));
	Y.applyUpdate(clone, update);
	expect(clone.store.pendingStructs !== null || clone.store.pendingDs !== null).toBe(true);
}
/** Applies the update and compares what it touched with what was foretold. */
function expectSame(
	doc: Y.Doc,
	update: Uint8Array,
	{ inserts, deletes }: Extract<Inspection, { kind: 'complete' }>
) {
	const touched = new Set<string>();
	const record = (transaction: Y.Transaction) => {
		for (const structs of doc.store.clients.values())
			for (const struct of structs) {
				const before = transaction.beforeState.get(struct.id.client) ?? 0;
				if (struct.id.clock + struct.length > before) addPath(doc, struct, touched);
			}
		Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) =>
			addPath(doc, struct, touched)
		);
	};
	doc.on('beforeObserverCalls', record);
	Y.applyUpdate(doc, update);
	doc.off('beforeObserverCalls', record);
	expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
	const foretold = [...inserts.map(({ path }) => path), ...deletes].map((path) => key(path));
	const missed = [...touched].filter((path) => !foretold.some((told) => isOrHolds(told, path)));
	expect(missed).toEqual([]);
}
const key = (path: Path) => JSON.stringify(path).slice(0, -1);
/** Whoever replaces or deletes a map deletes what lies in it. */
const isOrHolds = (told: string, path: string) => path === told || path.startsWith(`${told},`);

function addPath(doc: Y.Doc, struct: Y.Item | Y.GC, paths: Set<string>) {
	if (!(struct instanceof Y.Item)) return;
	const path: (string | null)[] = [];
	let type: Y.AbstractType<unknown> | null = null;
	for (let item: Y.Item | null = struct; item; item = type._item) {
		path.unshift(item.parentSub);
		type = item.parent as Y.AbstractType<unknown> | null;
		if (!type) return;
	}
	for (const [name, root] of doc.share) if (Object.is(root, type)) paths.add(key([name, ...path]));
}
