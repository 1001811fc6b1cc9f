import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fuzzRounds, fuzzSeed, seeded, type Random } from '../../../tests/sync/random.ts';
import { Desk } from './desk.ts';
import { addItem } from './items.ts';
import { addNote, makeCluster, moveNote } from './mutations.ts';
import { note } from './testing.ts';
import { Wall } from './wall.ts';
import { LIMITS } from '../workshop/limits.ts';
import { inPieces } from './in-pieces.ts';

const MOST = { structs: 20, ranges: 10 };
const newOf = (page: Y.Doc, server: Y.Doc) =>
	Y.encodeStateAsUpdate(page, Y.encodeStateVector(server));
const waits = ({ store }: Y.Doc) => store.pendingStructs !== null || store.pendingDs !== null;
/** Applies the pieces one after the other and calls `between` after each. */
function take(server: Y.Doc, pieces: readonly Uint8Array[], between: () => void = () => {}) {
	for (const piece of pieces) {
		Y.applyUpdate(server, piece);
		expect(waits(server)).toBe(false);
		between();
	}
}

describe('[S43] cutting an update into pieces', () => {
	it('returns a small update unchanged', () => {
		const desk = new Desk();
		desk.writeNote('n1', 'words', 'problem', 1);
		const update = desk.encode();
		expect(inPieces(desk.doc, update)).toEqual([update]);
	});

	it('keeps each piece within the limits of a message, except for items that belong together', () => {
		const desk = new Desk();
		for (let at = 0; at < 2_000; at++) desk.writeNote(`n${at}`, `Line ${at}`, 'problem', at);
		const pieces = inPieces(desk.doc, desk.encode());
		expect(pieces.length).toBeGreaterThan(10);
		for (const piece of pieces)
			expect(Y.decodeUpdate(piece).structs.length).toBeLessThanOrEqual(LIMITS.structsPerMessage);
		const server = new Desk();
		take(server.doc, pieces, () => {
			// Notes arrive whole: each has its words.
			expect(server.notes()).toHaveLength(Math.min(500, server.doc.getMap('notes').size));
		});
		expect(server.encode()).toEqual(desk.encode());
	});

	it('keeps an item in one piece with its texts and with the maps beside it', () => {
		const page = new Wall();
		for (let at = 0; at < 40; at++) addItem(page, 'options', `p${at}`, { motive: 'A sale' });
		const server = new Wall();
		take(server.doc, inPieces(page.doc, page.encode(), MOST), () => {
			for (const [id, option] of server.doc.getMap('options').entries()) {
				expect(Object.keys((option as Y.Map<unknown>).toJSON()).length).toBeGreaterThan(6);
				for (const root of ['ratings', 'evidence'])
					expect(server.doc.getMap(root).has(id)).toBe(true);
			}
		});
	});

	it('shows each note, between two pieces, at its old or its new place', () => {
		const server = new Wall();
		for (let at = 0; at < 10; at++) addNote(server, note(`n${at}`, { x: 1, y: 1 }));
		const page = Wall.from(server.encode());
		for (let at = 0; at < 200; at++) moveNote(page, `n${(at * 7) % 10}`, 100 + at, 100 + at);
		const pieces = inPieces(page.doc, newOf(page.doc, server.doc), MOST);
		expect(pieces.length).toBeGreaterThan(10);
		const now = new Map(page.noteIds().map((id) => [id, page.note(id)]));
		take(server.doc, pieces, () => {
			for (const [id, place] of now) {
				const seen = server.note(id);
				expect([1, place?.x]).toContain(seen?.x);
				expect([1, place?.y]).toContain(seen?.y);
			}
		});
		expect(server.encode()).toEqual(page.encode());
	});

	it('sends final deletions before new content, to make room', () => {
		const server = new Wall();
		addItem(server, 'outcomes', 'o1', { problem: 'c1', statement: 'x'.repeat(300) });
		const textOf = (wall: Wall) =>
			(wall.doc.getMap('outcomes').get('o1') as Y.Map<Y.Text>).get('statement') as Y.Text;
		const page = Wall.from(server.encode());
		textOf(page).delete(0, 300);
		for (let at = 0; at < 300; at++) textOf(page).insert(0, 'y');
		const pieces = inPieces(page.doc, newOf(page.doc, server.doc), MOST);
		expect(pieces.length).toBeGreaterThan(3);
		let longest = 0;
		take(server.doc, pieces, () => (longest = Math.max(longest, textOf(server).length)));
		expect(longest).toBe(300);
		expect(textOf(server).toJSON()).toBe('y'.repeat(300));
	});

	it('sends a long list of deletions in parts too', () => {
		const server = new Wall();
		for (let at = 0; at < 100; at++) {
			addNote(server, note(`n${at}`));
			moveNote(server, `n${at}`, 5, 5);
		}
		const page = Wall.from(server.encode());
		const pieces = inPieces(page.doc, newOf(page.doc, server.doc), MOST);
		expect(pieces.length).toBeGreaterThan(8);
		take(server.doc, pieces);
		expect(server.encode()).toEqual(page.encode());
	});
});

/** Random work of a person on several pages while none of them hears from the server. */
function act(random: Random, page: Wall, at: number) {
	const ids = page.noteIds();
	const id = ids.length > 0 ? random.pick(ids) : '';
	random.pick<() => void>([
		() => addNote(page, note(`n${page.doc.clientID}-${at}`)),
		() => moveNote(page, id, random.below(100), random.below(100)),
		() => moveNote(page, id, random.below(100), random.below(100)),
		() => makeCluster(page, `c${page.doc.clientID}-${at}`, id === '' ? [] : [id], 0, 0, 'Words'),
		() => page.doc.getMap('clusters').delete(random.pick([...page.clusterIds(), 'none'])),
		() => addItem(page, 'costs', `k${page.doc.clientID}-${at}`, { problem: 'c1' })
	])();
}

const ROUNDS = fuzzRounds(40, 5_000);
it(`[S43] pieces of any work come to the same, and leave no key empty (${ROUNDS} rounds)`, () => {
	const from = fuzzSeed();
	let cuts = 0;
	for (let round = 0; round < ROUNDS; round++) {
		const random = seeded(from + round);
		const server = new Wall();
		for (let at = 0; at < 5; at++) addNote(server, note(`n${at}`));
		// The second page starts with the state of the first one at some moment, and the first continues.
		const pages = [Wall.from(server.encode()), Wall.from(server.encode())];
		for (let at = 0; at < 60; at++) {
			const page = random.pick(pages);
			act(random, page, at);
			if (random.chance(0.05))
				for (const other of pages) Y.applyUpdate(other.doc, newOf(page.doc, other.doc));
		}
		const page = random.pick(pages);
		const pieces = inPieces(page.doc, newOf(page.doc, server.doc), {
			structs: 1 + random.below(30),
			ranges: 1 + random.below(10)
		});
		cuts += pieces.length;
		const held = (wall: Wall) =>
			wall.noteIds().flatMap((id) => {
				const fields = wall.doc.getMap('notes').get(id) as Y.Map<unknown>;
				return [...fields.keys()].map((key) => `${id}/${key}`);
			});
		let before = new Set(held(server));
		try {
			take(server.doc, pieces, () => {
				const now = new Set(held(server));
				expect([...before].filter((key) => !now.has(key))).toEqual([]);
				before = now;
			});
			expect(server.encode()).toEqual(page.encode());
		} catch (error) {
			throw new Error(`seed ${from + round}`, { cause: error });
		}
	}
	expect(cuts).toBeGreaterThan(4 * ROUNDS);
});
