/**
 * Compares the inspector with Yjs itself. `FUZZ=long` takes 100,000 updates instead of 5,000; `FUZZ_SEED` repeats
 * a run.
 */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspect, type Path } from '../../server/sync/guard/inspect.ts';
import { expectForetold, wouldWait } from './effects.ts';
import { edit, layPlain, typed } from './edits.ts';
import { testRandom, type Random } from './random.ts';

const UPDATES = process.env.FUZZ === 'long' ? 100_000 : 5_000;
const BYTE_STRINGS = 50_000;
const MINUTES_MS = 60_000;
const SEED = process.env.FUZZ_SEED === undefined ? Date.now() : Number(process.env.FUZZ_SEED);
const BOUNDS = {
	structs: 10_000,
	ranges: 10_000,
	ids: 100_000,
	entries: { wall: 1e6, desk: 1e6 },
	comparisons: 50_000
};
const PAGES = 5;
/** Each kind has to come often; random choice alone makes some of them rare. */
const KINDS = [
	...['pending', 'with deletes', 'several clients', 'deep', 'nothing new'],
	...['words', 'words gone', 'words that do not last']
];

const report = (what: string, counts: object) =>
	console.info(`${what}, seed ${SEED}: ${JSON.stringify(counts)}`);

interface Page {
	doc: Y.Doc;
	/** The updates that it has not sent yet. */
	out: Uint8Array[];
	undo: Y.UndoManager;
}
function newPage(random: Random): Page {
	const doc = typed(new Y.Doc({ gc: random.chance(0.8) }));
	doc.clientID = 1 + random.below(2 ** 31);
	const out: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'net') out.push(update);
	});
	const scope = [doc.getMap('cards'), doc.getText('words'), doc.getMap('plain')];
	const undo = new Y.UndoManager(scope, {
		trackedOrigins: new Set(['local']),
		captureTimeout: 0
	});
	return { doc, out, undo };
}
const lacking = (from: Y.Doc, to: Y.Doc) => Y.encodeStateAsUpdate(from, Y.encodeStateVector(to));

/** One server, and pages that edit, lose, merge, reorder and repeat their updates. */
class Session {
	readonly counts: Record<string, number>;
	readonly random: Random;
	readonly server: Y.Doc;
	readonly pages: Page[];
	held: Uint8Array[] = [];

	constructor(random: Random, counts: Record<string, number>) {
		this.random = random;
		this.counts = counts;
		this.server = typed(new Y.Doc({ gc: random.chance(0.8) }));
		layPlain(this.server);
		this.pages = Array.from({ length: PAGES }, () => newPage(random));
	}
	count(what: string) {
		this.counts[what] = (this.counts[what] ?? 0) + 1;
	}

	deliver(update: Uint8Array, time: 'first' | 'again' = 'first') {
		const found = inspect(this.server, update, BOUNDS);
		if (found.kind === 'broken') throw new Error(found.reason);
		if (found.kind === 'costly') throw new Error('an honest update that costs too much');
		if (found.kind === 'pending') {
			this.held.push(update);
			if (time === 'again') return;
			expect(wouldWait(this.server, update)).toBe(true);
			return this.count('pending');
		}
		const { added, deleted } = expectForetold(this.server, update, found);
		if (added.size + deleted.size === 0) return this.count('nothing new');
		this.count('updates');
		if (deleted.size > 0) this.count('with deletes');
		const isPlain = ({ path }: { path: Path }) => path[0] === 'plain';
		if (found.inserts.some(isPlain)) this.count('words');
		if (found.deletes.some(isPlain)) this.count('words gone');
		if (found.inserts.some((one) => isPlain(one) && !one.lasts))
			this.count('words that do not last');
		if (found.clients.size > 1) this.count('several clients');
		if (found.depth > 2) this.count('deep');
	}
	/** Sends the updates that had to wait again, as long as some of them can be applied. */
	retry() {
		for (let before = Infinity; this.held.length < before;) {
			before = this.held.length;
			for (const update of this.held.splice(0)) this.deliver(update, 'again');
		}
	}

	step() {
		const { random, server, pages } = this;
		const { doc, out, undo } = random.pick(pages);
		const dice = random.below(100);
		if (dice < 60) {
			doc.transact(() => {
				for (let left = random.chance(0.8) ? 1 : 6; left > 0; left--) edit(random, doc);
			}, 'local');
			if (random.chance(0.1)) random.pick([() => undo.undo(), () => undo.redo()])();
		} else if (dice < 70) {
			const other = random.pick(pages).doc;
			Y.applyUpdate(doc, lacking(other, doc), 'net');
		} else if (dice < 84) out.splice(0).forEach((update) => this.deliver(update));
		else if (dice < 88) {
			if (out.length > 0) this.deliver(Y.mergeUpdates(out.splice(0)));
		} else if (dice < 91) {
			const late = out.splice(random.below(out.length + 1)).reverse();
			late.slice(random.below(2)).forEach((update) => this.deliver(update));
		} else if (dice < 96) this.deliver(lacking(doc, server));
		else if (dice < 97) this.deliver(Y.encodeStateAsUpdate(doc));
		else Y.applyUpdate(doc, lacking(server, doc), 'net');
		this.retry();
	}
	/** Everything that was lost arrives in the end, and all copies are equal. */
	finish() {
		for (const { doc } of this.pages) this.deliver(lacking(doc, this.server));
		this.retry();
		expect(this.held).toEqual([]);
		const cards = (doc: Y.Doc) => ['cards', 'plain'].map((root) => doc.getMap(root).toJSON());
		for (const { doc, undo } of this.pages) {
			Y.applyUpdate(doc, lacking(this.server, doc), 'net');
			expect(cards(doc)).toEqual(cards(this.server));
			undo.destroy();
		}
	}
}

describe('[S17] the inspector, compared with Yjs,', () => {
	it(
		`misses nothing in ${UPDATES} updates, and foretells what would wait`,
		() => {
			const random = testRandom(SEED);
			const counts: Record<string, number> = { updates: 0 };
			const rare = () => KINDS.filter((kind) => (counts[kind] ?? 0) <= 50);
			const most = () => (rare().length > 0 ? 4 * UPDATES : UPDATES);
			while ((counts.updates ?? 0) < most()) {
				const session = new Session(random, counts);
				const last = (counts.updates ?? 0) + 300;
				while ((counts.updates ?? 0) < last) session.step();
				session.finish();
			}
			report('updates', counts);
			expect(rare()).toEqual([]);
		},
		30 * MINUTES_MS
	);

	it(
		`lets none of ${BYTE_STRINGS} changed byte strings crash, wait or be applied by half`,
		() => {
			const random = testRandom(SEED + 1);
			const counts = { complete: 0, pending: 0, broken: 0 };
			let costly = 0;
			for (let left = BYTE_STRINGS; left > 0; left -= 50) {
				const { state, updates } = history(random);
				let doc = documentOf(state);
				for (let time = 0; time < 50; time++) {
					const bytes = damaged(random, random.pick(updates));
					const clocks = Y.encodeStateVector(doc);
					const found = inspect(doc, bytes, BOUNDS);
					if (found.kind === 'costly') costly++;
					else counts[found.kind]++;
					expect(Y.encodeStateVector(doc)).toEqual(clocks);
					if (found.kind !== 'complete') continue;
					expectForetold(doc, bytes, found);
					doc = documentOf(state);
				}
			}
			report('byte strings', { ...counts, costly });
			expect(Math.min(...Object.values(counts))).toBeGreaterThan(BYTE_STRINGS / 50);
		},
		5 * MINUTES_MS
	);
});

function documentOf(state: Uint8Array): Y.Doc {
	const doc = typed(new Y.Doc());
	Y.applyUpdate(doc, state);
	return doc;
}
/** A document, and honest updates of it: one by one, and all in one. */
function history(random: Random) {
	const page = typed(new Y.Doc());
	page.clientID = 100;
	layPlain(page);
	for (let edits = 0; edits < 12; edits++) edit(random, page);
	const state = Y.encodeStateAsUpdate(page);
	page.clientID = 101;
	const updates: Uint8Array[] = [];
	page.on('update', (update: Uint8Array) => updates.push(update));
	for (let edits = 0; edits < 12; edits++) edit(random, page);
	return { state, updates: [...updates.slice(0, 3), Y.mergeUpdates(updates)] };
}
/** Changes one to three bytes; sometimes leaves out or repeats bytes. */
function damaged(random: Random, update: Uint8Array): Uint8Array {
	const bytes = Uint8Array.from(update);
	for (let left = 1 + random.below(3); left > 0; left--)
		bytes[random.below(bytes.length)] = random.chance(0.5) ? random.below(256) : random.below(8);
	if (random.chance(0.9)) return bytes;
	const at = random.below(bytes.length);
	const rest = bytes.subarray(random.chance(0.5) ? at : Math.min(at + 3, bytes.length));
	return Uint8Array.of(...bytes.subarray(0, at + 1), ...rest);
}
