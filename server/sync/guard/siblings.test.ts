/** Work that grows faster than an update, in comparisons that Yjs really makes. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { comparisonsIn } from '../../../tests/sync/effects.ts';
import { between, entry, field, forge } from '../../../tests/sync/forge.ts';
import { inspect } from './inspect.ts';
import { boundsOf, SYNC_LIMITS } from '../limits.ts';

const BOUNDS = { ...boundsOf(SYNC_LIMITS), structs: 5_000 };
const look = (doc: Y.Doc, update: Uint8Array) => inspect(doc, update, BOUNDS);
const times = (count: number) => Array.from({ length: count }, (_, at) => at);

function base(): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = 1;
	doc.getMap('cards').set('a', new Y.Map([['x', 0]]));
	doc.getMap('cards').set('t', new Y.Text('words'));
	return doc;
}
const cardOf = (doc: Y.Doc, key: string): Y.Item => {
	const item = doc.getMap('cards')._map.get(key);
	if (!item) throw new Error(`there is no ${key}`);
	return item;
};
/** Applies what the inspector accepts, and counts the comparisons. */
function take(doc: Y.Doc, update: Uint8Array): { kind: string; compared: number } {
	const found = look(doc, update);
	if (found.kind !== 'complete') return { kind: found.kind, compared: 0 };
	const compared = comparisonsIn(() => Y.applyUpdate(doc, update));
	expect(compared).toBeLessThanOrEqual(found.work + found.sizes.structs);
	return { kind: found.kind, compared };
}

describe('[S34] the inspector limits work that would block the server:', () => {
	it('4,000 entries of one key that name no neighbour', () => {
		const entries = times(4_000).map((at) => entry('cards', 'a', at));
		expect(look(base(), forge(7, entries)).kind).toBe('broken');
	});
	it('the same beside an existing field', () => {
		const doc = base();
		const entries = times(4_000).map((at) => field(cardOf(doc, 'a').id, 'x', at));
		expect(look(doc, forge(7, entries)).kind).toBe('broken');
	});
	it('one entry per message, each beside earlier entries of its client', () => {
		const doc = base();
		const send = (clock: number) =>
			take(doc, forge(7, [entry('cards', 'k', clock)], { clock })).kind;
		expect([send(0), send(1)]).toEqual(['complete', 'broken']);
	});
	it('many entries to the right of the same entry', () => {
		const doc = base();
		const { id } = cardOf(doc, 'a');
		const entries = times(4_000).map((at) => between(id, null, at));
		expect(look(doc, forge(7, entries)).kind).toBe('broken');
	});
	it('4,000 insertions at one place of a text', () => {
		const doc = base();
		const text = cardOf(doc, 't');
		const first = Y.createID(text.id.client, text.id.clock + 1);
		const entries = times(4_000).map(() => between(first, null, 'x'));
		expect(look(doc, forge(7, entries)).kind).toBe('costly');
	});
	it('an insertion in the middle of a word that names the beginning of the word as its right neighbour', () => {
		const doc = base();
		const text = doc.getMap('cards').get('t') as Y.Text;
		const first = cardOf(doc, 't').id.clock + 1;
		// Each of them is to the right of the word, so Yjs compares it.
		const { length } = text;
		for (const at of times(500))
			take(doc, forge(100 + at, [between(Y.createID(1, first + length - 1), null, 'x')]));
		const right = Y.createID(1, first);
		const { kind, compared } = take(doc, forge(7, [between(Y.createID(1, first + 1), right, 'y')]));
		expect(kind).toBe('complete');
		expect(compared).toBeGreaterThan(400);
	});
	it('one entry from each of many clients, one after the other: no message costs more than its limit', () => {
		const doc = base();
		let dearest = 0;
		const kinds = times(1_000).map((at) => {
			const { kind, compared } = take(doc, forge(100 + at, [entry('cards', 'k', at)]));
			dearest = Math.max(dearest, compared);
			return kind;
		});
		expect(new Set(kinds)).toEqual(new Set(['complete']));
		expect(dearest).toBeGreaterThan(900);
		expect(dearest).toBeLessThanOrEqual(SYNC_LIMITS.updateComparisons);
	});
	it('a few bytes that delete a map with a long history', () => {
		const doc = base();
		const card = doc.getMap('cards').get('a') as Y.Map<number>;
		for (const at of times(60_000)) card.set(`k${at % 2}`, at);
		const { id } = cardOf(doc, 'a');
		expect(look(doc, forge(7, [], { deletes: [[id.client, id.clock, 1]] })).kind).toBe('costly');
	});
	it('splits in the middle of a long list of structs', () => {
		const doc = base();
		const card = doc.getMap('cards').get('a') as Y.Map<number>;
		for (const at of times(50_000)) card.set(`k${at % 2}`, at);
		const from = Y.getState(doc.store, doc.clientID);
		doc.getMap('cards').set('long', new Y.Text('x'.repeat(2_000)));
		const deletes = times(900).map((at) => [1, from + 2 + 2 * at, 1] as const);
		expect(look(doc, forge(7, [], { deletes })).kind).toBe('costly');
	});
});

describe('[S34] updates of honest pages cost almost nothing:', () => {
	/** Two pages that write without hearing from each other, and then send everything. */
	function offline(change: (page: Y.Doc, at: number) => void) {
		const server = base();
		const pages = [7, 9].map((client) => {
			const page = new Y.Doc();
			Y.applyUpdate(page, Y.encodeStateAsUpdate(server));
			page.clientID = client;
			return page;
		});
		for (const at of times(2_000)) for (const page of pages) change(page, at);
		return pages.map((page) => {
			const lacking = Y.encodeStateAsUpdate(page, Y.encodeStateVector(server));
			return take(server, lacking);
		});
	}
	it('a note that two people moved 2,000 times', () => {
		const results = offline((page, at) => {
			const card = page.getMap('cards').get('a') as Y.Map<number>;
			card.set('x', at);
			card.set('y', at);
		});
		expect(results.map(({ kind }) => kind)).toEqual(['complete', 'complete']);
		expect(Math.max(...results.map(({ compared }) => compared))).toBeLessThan(10_000);
	});
	it('a text in which two people wrote at 2,000 places', () => {
		const results = offline((page, at) => {
			const text = page.getMap('cards').get('t') as Y.Text;
			text.insert((at * 7) % (text.length + 1), 'x');
		});
		expect(results.map(({ kind }) => kind)).toEqual(['complete', 'complete']);
		expect(Math.max(...results.map(({ compared }) => compared))).toBeLessThan(20_000);
	});
});
