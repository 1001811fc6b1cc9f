import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { inEnglish, verdictInEnglish } from '../../../tests/support/english.ts';
import { Desk } from '../../../src/lib/wall/desk.ts';
import { inPieces } from '../../../src/lib/wall/in-pieces.ts';
import {
	addCluster,
	addNote,
	arrange,
	createUndo,
	makeCluster,
	mergeClusters,
	moveNote,
	putInCluster,
	renameCluster,
	splitCluster
} from '../../../src/lib/wall/mutations.ts';
import { addItem, textOf } from '../../../src/lib/wall/items.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import type { Round } from '../../../src/lib/workshop/types.ts';
import { noteOf } from '../../../tests/sync/harness.ts';
import { ClientOwners } from './owners.ts';
import { boundsOf, SYNC_LIMITS as SYNC } from '../limits.ts';
import { judge as judged } from './policy.ts';
import type { Writer } from './writer.ts';
import { Shares, type RoomLeft } from './shares.ts';
import { roomy } from '../testing.ts';

const judge = (...asked: Parameters<typeof judged>) => verdictInEnglish(judged(...asked));
type Told = ReturnType<typeof judge>;

const BOUNDS = { ...boundsOf(SYNC), ids: 100_000 };
const writerOf = (change: Partial<Writer> = {}): Writer => ({
	id: 'ann',
	owners: new ClientOwners(new Map(), 100),
	refuses: () => null,
	round: () => null,
	whyNoMark: () => null,
	...roomy(),
	...change
});

/** Sends the news of a page as pages do, and applies what is accepted. Returns the verdicts. */
function sent(
	place: 'wall' | 'desk',
	page: Y.Doc,
	update: Uint8Array,
	server: Y.Doc,
	as: Writer
): Told[] {
	return inPieces(page, update).map((piece) => {
		const verdict = judge(place, server, piece, BOUNDS, as);
		if (verdict.kind === 'apply') Y.applyUpdate(server, piece);
		return verdict;
	});
}
/** Why the server refused, in the words that the person reads. */
const saidOf = (verdict: Told | undefined) =>
	verdict?.kind === 'refuse' ? inEnglish(verdict.reason) : null;
const newOf = (page: Y.Doc, server: Y.Doc) =>
	Y.encodeStateAsUpdate(page, Y.encodeStateVector(server));

/**
 * Sends a page's changes of a wall with two notes through the policy, and applies them if they are accepted.
 */
function wallTest(writer = writerOf()) {
	const server = new Wall();
	addNote(server, noteOf('n1'));
	addNote(server, noteOf('n2'));
	addCluster(server, clusterOf('made-by-server'));
	const verdicts: Told[] = [];
	const join = (as: Writer) => {
		const page = Wall.from(server.encode());
		page.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'net') return;
			verdicts.push(...sent('wall', page.doc, update, server.doc, as));
		});
		return page;
	};
	return { server, join, page: join(writer), verdicts };
}
const clusterOf = (id: string) => ({
	id,
	title: id,
	x: 0,
	y: 0,
	archived: false,
	mergedInto: ''
});
const kinds = (verdicts: readonly Told[]) => [...new Set(verdicts.map(({ kind }) => kind))];

describe('a wall', () => {
	it('[S7] accepts every change that pages make, with undo and redo', () => {
		const { server, page, verdicts } = wallTest();
		const undo = createUndo(page);
		makeCluster(page, 'c1', ['n1'], 1, 2, 'Handovers');
		makeCluster(page, 'c2', ['n2'], 1, 2);
		renameCluster(page, 'c1', 'Leads');
		mergeClusters(page, 'c2', 'c1');
		splitCluster(page, 'c1', { n1: { x: 5, y: 5 } });
		moveNote(page, 'n1', -3, 7);
		arrange(page, { n2: { x: 1, y: 1 } }, { c1: { x: 2, y: 2 } });
		while (undo.undoStack.length > 0) undo.undo();
		while (undo.redoStack.length > 0) undo.redo();
		expect(kinds(verdicts)).toEqual(['apply']);
		expect(server.doc.toJSON()).toEqual(page.doc.toJSON());
	});

	describe('[S7] values that a page wrote and overwrote while nothing could be saved', () => {
		/** A page that renames a cluster several times, and the update with all of it. */
		function renamedAway() {
			const { server } = wallTest();
			const page = Wall.from(server.encode());
			const before = Y.encodeStateVector(page.doc);
			makeCluster(page, 'c1', [], 0, 0, 'first');
			for (const title of ['second', 'third', 'fourth', 'fifth']) renameCluster(page, 'c1', title);
			const all = () => Y.encodeStateAsUpdate(page.doc, before);
			const writer = writerOf();
			const send = (update: Uint8Array) => {
				const verdict = judge('wall', server.doc, update, BOUNDS, writer);
				if (verdict.kind === 'apply') Y.applyUpdate(server.doc, update);
				return verdict;
			};
			return { server, page, all, send };
		}
		it('are accepted in one update', () => {
			const { server, all, send } = renamedAway();
			expect(send(all())).toEqual({ kind: 'apply' });
			expect(server.cluster('c1')?.title).toBe('fifth');
		});
		it('are accepted if a part of them arrived earlier', () => {
			const { server, page, all, send } = renamedAway();
			const whole = all();
			for (const title of ['sixth', 'seventh']) renameCluster(page, 'c1', title);
			expect(send(whole)).toEqual({ kind: 'apply' });
			expect(send(all())).toEqual({ kind: 'apply' });
			expect(server.cluster('c1')?.title).toBe('seventh');
		});
		it('are rejected if one of them breaks a rule, even if it was overwritten', () => {
			const { server, send } = renamedAway();
			const page = Wall.from(server.encode());
			const before = Y.encodeStateVector(page.doc);
			makeCluster(page, 'c2', [], 0, 0, 'first');
			for (const title of ['x'.repeat(1000), 'third', 'fourth'])
				page.clusters.get('c2')?.set('title', title);
			expect(send(Y.encodeStateAsUpdate(page.doc, before)).kind).toBe('broken');
		});
	});

	const forbidden: Record<string, (page: Wall) => void> = {
		'the text of a note': (page) => page.notes.get('n1')?.set('text', 'never said'),
		'the kind of a note': (page) => page.notes.get('n1')?.set('kind', 'customer'),
		'the function of a note': (page) => page.notes.get('n1')?.set('fn', 'it'),
		'the writer of a note': (page) => page.notes.get('n1')?.set('by', 'ann'),
		'a note put away': (page) => page.notes.get('n1')?.set('archived', true),
		'a note of its own': (page) => addNote(page, noteOf('n9')),
		'the end of a note': (page) => page.notes.delete('n1'),
		'a field taken away': (page) => page.notes.get('n1')?.delete('text'),
		'a place out of bounds': (page) => page.notes.get('n1')?.set('x', 1e9),
		'a place that is no number': (page) => page.notes.get('n1')?.set('x', NaN),
		'a place without end': (page) => page.notes.get('n1')?.set('x', Infinity),
		'a place that is a word': (page) => page.notes.get('n1')?.set('x', '7'),
		'a cluster by no plain name': (page) => page.notes.get('n1')?.set('cluster', '../n2'),
		'a cluster that objects inherit': (page) => page.notes.get('n1')?.set('cluster', '__proto__'),
		'an object where a value belongs': (page) => {
			page.doc.getMap<Y.Map<unknown>>('notes').get('n1')?.set('cluster', { id: 'c1' });
		},
		'a title without end': (page) => {
			makeCluster(page, 'c1', [], 0, 0);
			page.clusters.get('c1')?.set('title', 'x'.repeat(1000));
		},
		'a cluster that is a word': (page) => page.doc.getMap('clusters').set('c1', 'word'),
		'an id without end': (page) => makeCluster(page, 'c'.repeat(100), [], 0, 0),
		'a field that clusters do not have': (page) => {
			makeCluster(page, 'c1', [], 0, 0);
			page.clusters.get('c1')?.set('colour', 'red');
		},
		'an id that reads as a pattern': (page) => page.doc.getMap('clusters').set('*/title', 'word'),
		'an id that is the pattern': (page) => makeCluster(page, '*', [], 0, 0),
		'an id that objects inherit': (page) => makeCluster(page, '__proto__', [], 0, 0),
		'a field that objects inherit': (page) => {
			makeCluster(page, 'c1', [], 0, 0);
			page.clusters.get('c1')?.set('constructor', 'x');
		},
		'a root that objects inherit': (page) => page.doc.getMap('__proto__').set('n1', 1),
		'a root that reads as a pattern': (page) => page.doc.getMap('notes/*').set('x', 1),
		'a root of desks': (page) => page.doc.getMap('composer').set('text', 'hello'),
		'a list, a text, a root of its own': (page) => page.doc.getArray('list').push([1]),
		'a text inside a note': (page) => {
			page.doc.getMap<Y.Map<unknown>>('notes').get('n1')?.set('order', new Y.Text('a'));
		},
		'a map inside a map': (page) => {
			makeCluster(page, 'c1', [], 0, 0);
			const within = page.doc.getMap<Y.Map<unknown>>('clusters').get('c1');
			within?.set('title', new Y.Map(Object.entries({ x: 1 })));
		},
		'the end of a cluster that others made': (page) => page.clusters.delete('made-by-server'),
		'another in place of a cluster that others made': (page) => {
			page.doc.getMap('clusters').set('made-by-server', new Y.Map());
		}
	};
	for (const [name, change] of Object.entries(forbidden))
		it(`[S7] (P4) knows that no page writes ${name}`, () => {
			const { server, page, verdicts } = wallTest();
			const before = server.note('n1');
			change(page);
			expect(verdicts.at(-1)?.kind).toBe('broken');
			expect(server.note('n1')).toEqual(before);
			expect(server.clusters.has('made-by-server')).toBe(true);
		});

	it('[S25] lets only the maker of a cluster delete it', () => {
		const owners = new ClientOwners(new Map(), 100);
		const ann = writerOf({ owners });
		const bob = writerOf({ owners, id: 'bob' });
		const { page, join, server, verdicts } = wallTest(ann);
		makeCluster(page, 'c1', ['n1'], 0, 0);
		const other = join(bob);
		other.clusters.delete('c1');
		expect(verdicts.at(-1)?.kind).toBe('broken');
		// Its maker stays the same after somebody else renames it.
		const third = join(bob);
		renameCluster(third, 'c1', 'Renamed');
		Y.applyUpdate(page.doc, server.encode(), 'net');
		page.clusters.delete('c1');
		expect(verdicts.at(-1)).toEqual({ kind: 'apply' });
		expect(server.clusters.has('c1')).toBe(false);
	});

	it('[S6] asks whether the person may do it, and passes the reason on', () => {
		const refuses = vi.fn(() => () => 'The wall is locked.');
		const { page, verdicts } = wallTest(writerOf({ refuses }));
		makeCluster(page, 'c1', ['n1'], 0, 0);
		expect(verdicts).toEqual([{ kind: 'refuse', reason: 'The wall is locked.' }]);
		expect(refuses).toHaveBeenCalledWith(['move']);
	});
	it('[S6] asks nobody about an update without news', () => {
		const refuses = vi.fn(() => () => 'no');
		const { server } = wallTest();
		for (const update of [server.encode(), Y.encodeStateAsUpdate(new Y.Doc())])
			expect(judge('wall', server.doc, update, BOUNDS, writerOf({ refuses }))).toEqual({
				kind: 'apply'
			});
		expect(refuses).not.toHaveBeenCalled();
	});
	it('[S6] asks about an update that only uses up clocks', () => {
		const refuses = vi.fn(() => () => 'Observers look on.');
		// One section with one collected struct of client 7, starting at clock 0.
		const collected = Uint8Array.from([1, 1, 7, 0, 0, 9, 0]);
		const { server } = wallTest();
		const look = (writer: Writer) => judge('wall', server.doc, collected, BOUNDS, writer).kind;
		expect(look(writerOf({ refuses }))).toBe('refuse');
		expect(look(writerOf())).toBe('apply');
	});
	it('[S6] (P7) refuses one cluster too many, but does not treat its maker as hostile', () => {
		const { page, verdicts, server } = wallTest();
		const fill = (from: number, to: number) =>
			page.doc.transact(() => {
				for (let n = from; n < to; n++) makeCluster(page, `c${n}`, [], 0, 0);
			});
		const half = LIMITS.clustersPerBoard / 2;
		fill(0, half);
		fill(half, LIMITS.clustersPerBoard - 1);
		expect(kinds(verdicts)).toEqual(['apply']);
		makeCluster(page, 'one-more', [], 0, 0);
		expect(verdicts.at(-1)?.kind).toBe('refuse');
		expect(server.clusters.size).toBe(LIMITS.clustersPerBoard);
	});
	it('[S21] rejects writes under another person’s client, and claims clients only for applied updates', () => {
		const owners = new ClientOwners(new Map(), 100);
		const { page, join, verdicts } = wallTest(writerOf({ owners }));
		makeCluster(page, 'c1', [], 0, 0);
		const thief = join(writerOf({ owners, id: 'bob' }));
		thief.doc.clientID = page.doc.clientID;
		moveNote(thief, 'n1', 1, 1);
		expect(verdicts.at(-1)?.kind).toBe('broken');
		const late = join(writerOf({ owners, id: 'cy', refuses: () => () => 'Too late.' }));
		moveNote(late, 'n1', 1, 1);
		expect(verdicts.at(-1)?.kind).toBe('refuse');
		expect(owners.ownerOf(late.doc.clientID)).toBeNull();
	});
	it('[S34] [S43] accepts 1,000 moves that a page made offline', () => {
		const { server, page: online } = wallTest();
		makeCluster(online, 'c1', [], 0, 0, 'Handovers');
		const page = Wall.from(server.encode());
		for (let at = 0; at < 500; at++) {
			putInCluster(page, at % 2 ? 'n1' : 'n2', 'c1');
			moveNote(page, at % 2 ? 'n1' : 'n2', at, -at);
		}
		const verdicts = sent('wall', page.doc, newOf(page.doc, server.doc), server.doc, writerOf());
		expect(kinds(verdicts)).toEqual(['apply']);
		expect(server.encode()).toEqual(page.encode());
	});
	it('[S43] accepts it when somebody tidies up a board of 6,000 notes and undoes that in one step', () => {
		const { server, join, verdicts } = wallTest();
		server.doc.transact(() => {
			for (let at = 0; at < 6_000; at++) addNote(server, noteOf(`many-${at}`));
		});
		const page = join(writerOf());
		const undo = createUndo(page);
		const places = Array.from({ length: 6_000 }, (_, at) => [
			`many-${at}`,
			{ x: at + 1, y: -at - 1 }
		]);
		arrange(page, Object.fromEntries(places), {});
		undo.undo();
		expect(kinds(verdicts)).toEqual(['apply']);
		expect(undo.undoStack).toEqual([]);
		expect(server.note('many-5999')).toMatchObject({ x: 0, y: 0 });
	});

	describe('[S45] the number of changes over the life of a wall', () => {
		const few = { ...BOUNDS, entries: { wall: 100, desk: 100 } };
		function piling() {
			const server = new Wall();
			addNote(server, noteOf('n1'));
			addItem(server, 'outcomes', 'o1', { problem: 'c1', statement: 'Words' });
			const text = (wall: Wall) => {
				const found = textOf(wall, 'outcomes', 'o1', 'statement');
				if (!found) throw new Error('there is no such text');
				return found;
			};
			/** A page that already has the whole document. */
			const owners = new ClientOwners(new Map(), 1_000);
			const does = (change: (page: Wall) => void, id = 'ann') => {
				const page = Wall.from(server.encode());
				change(page);
				const update = newOf(page.doc, server.doc);
				const verdict = judge('wall', server.doc, update, few, writerOf({ id, owners }));
				if (verdict.kind === 'apply') Y.applyUpdate(server.doc, update);
				return verdict;
			};
			return { server, does, text };
		}
		const OVERLONG = { kind: 'refuse', reason: 'You have changed this too often.' };

		it('is limited for each key, and other keys are not affected', () => {
			const { server, does } = piling();
			for (let at = 1; at < 100; at++)
				expect(does((page) => moveNote(page, 'n1', at, 0)).kind).toBe('apply');
			expect(does((page) => moveNote(page, 'n1', 100, 0))).toEqual(OVERLONG);
			expect(does((page) => moveNote(page, 'n1', 99, 5))).toEqual({ kind: 'apply' });
			expect(server.note('n1')).toMatchObject({ x: 99, y: 5 });
		});
		it('is limited for each place of a text, even if none of the words stays', () => {
			const { does, text } = piling();
			const type = () =>
				does((page) => {
					text(page).insert(0, 'x');
					text(page).delete(0, 1);
				}).kind;
			const kindsOf = Array.from({ length: 110 }, type);
			expect(kindsOf.slice(0, 90)).not.toContain('refuse');
			expect(kindsOf.at(-1)).toBe('refuse');
		});
		it('is limited within one message too', () => {
			const { does } = piling();
			const verdict = does((page) => {
				for (let at = 1; at <= 110; at++) moveNote(page, 'n1', at, -at);
			});
			expect(verdict).toEqual(OVERLONG);
		});
		it('does not stop people who made few of the changes', () => {
			const { server, does } = piling();
			for (let at = 1; at <= 100; at++) does((page) => moveNote(page, 'n1', at, -at));
			expect(does((page) => moveNote(page, 'n1', 0, 0))).toEqual(OVERLONG);
			expect(does((page) => moveNote(page, 'n1', 7, 7), 'bob')).toEqual({ kind: 'apply' });
			expect(server.note('n1')).toMatchObject({ x: 7, y: 7 });
		});
		it('includes changes from before the document was loaded', () => {
			const { server, does } = piling();
			for (let at = 1; at <= 110; at++) moveNote(server, 'n1', at, -at);
			const few = (page: Wall) => {
				for (let at = 1; at <= 5; at++) moveNote(page, 'n1', at, -at);
			};
			expect(does((page) => moveNote(page, 'n1', 0, 0)).kind).toBe('apply');
			expect(does(few)).toEqual(OVERLONG);
		});
	});

	describe('[S36] the share of one person', () => {
		/** Two people on one wall with limited room. */
		function sharing(room: () => RoomLeft) {
			const shares = new Shares(new Map());
			const owners = new ClientOwners(new Map(), 100);
			const as = (id: string): Writer => ({
				...writerOf({ id, owners, shares }),
				get room() {
					return room();
				}
			});
			const { server, page, join, verdicts } = wallTest(as('ann'));
			// Each move goes to a new place: a page sends nothing if nothing changes.
			let place = 0;
			const move = (who: Wall) => {
				verdicts.length = 0;
				moveNote(who, 'n1', ++place, 1);
				return verdicts.at(-1);
			};
			const used = () => shares.usedBy('ann');
			return { server, ann: page, bob: join(as('bob')), verdicts, shares, move, used };
		}
		const OVER = {
			kind: 'refuse',
			reason:
				'You have added as much to this board as one person may. A facilitator can add for you.'
		};

		it('ends for that person only', () => {
			for (const share of [
				{ bytes: 500, structs: 1_000 },
				{ bytes: 100_000, structs: 20 }
			]) {
				const { ann, bob, move, used } = sharing(() => ({ free: 1_000_000, share }));
				let moves = 0;
				let last = move(ann);
				for (; last?.kind === 'apply'; last = move(ann)) moves++;
				expect(moves).toBeGreaterThan(3);
				expect(last).toEqual(OVER);
				expect(move(bob)).toEqual({ kind: 'apply' });
				expect(used().bytes).toBeLessThanOrEqual(share.bytes);
				expect(used().structs).toBeLessThanOrEqual(share.structs);
			}
		});
		it('counts accepted additions and deletes, but not earlier content or rejected updates', () => {
			const { server, ann, shares, move, used } = sharing(() => ({ free: 1e6, share: null }));
			move(ann);
			const { bytes, structs } = used();
			expect(structs).toBeGreaterThan(0);
			expect(bytes).toBeGreaterThan(structs);
			// The page sends its whole copy, which contains nothing new.
			expect(judge('wall', server.doc, ann.encode(), BOUNDS, writerOf({ shares })).kind).toBe(
				'apply'
			);
			const late = writerOf({ shares, refuses: () => () => 'Too late.' });
			const page = Wall.from(ann.encode());
			moveNote(page, 'n1', 9, 9);
			const update = Y.encodeStateAsUpdate(page.doc, Y.encodeStateVector(server.doc));
			expect(judge('wall', server.doc, update, BOUNDS, late).kind).toBe('refuse');
			expect(used()).toEqual({ bytes, structs });
			ann.clusters.delete('made-by-ann');
			makeCluster(ann, 'made-by-ann', [], 0, 0);
			const made = used();
			ann.clusters.delete('made-by-ann');
			expect(used().bytes).toBeGreaterThan(made.bytes);
		});
		it('does not count deletes that a page sends again after it comes back', () => {
			const { server, ann, used, shares } = sharing(() => ({ free: 1e6, share: null }));
			for (let n = 0; n < 100; n++) {
				makeCluster(ann, `stays-${n}`, [], 0, 0);
				makeCluster(ann, `goes-${n}`, [], 0, 0);
				ann.clusters.delete(`goes-${n}`);
			}
			const before = used().bytes;
			const away = Wall.from(ann.encode());
			away.doc.clientID = ann.doc.clientID;
			moveNote(away, 'n1', 1, 1);
			const update = Y.encodeStateAsUpdate(away.doc, Y.encodeStateVector(server.doc));
			const writer = writerOf({ shares });
			writer.owners.claim(new Y.Doc(), [ann.doc.clientID], 'ann');
			expect(judge('wall', server.doc, update, BOUNDS, writer)).toEqual({ kind: 'apply' });
			expect(used().bytes - before).toBeLessThan(100);
			expect(update.length).toBeGreaterThan(300);
		});
		it('shrinks as the wall fills: to at most a quarter of the free bytes', () => {
			const share = { bytes: 1e6, structs: 1e6 };
			const { ann, bob, move, used } = sharing(() => ({ free: 2_000 - used().bytes, share }));
			let last = move(ann);
			while (last?.kind === 'apply') last = move(ann);
			expect(last).toEqual(OVER);
			expect(used().bytes).toBeLessThanOrEqual((2_000 - used().bytes) / 4);
			expect(move(bob)).toEqual({ kind: 'apply' });
		});
		it('[S37] is nothing on a full wall, which says so; a page that adds nothing can stay', () => {
			const { server, ann, move } = sharing(() => ({ free: 0, share: null }));
			expect(judge('wall', server.doc, server.encode(), BOUNDS, full()).kind).toBe('apply');
			expect(move(ann)).toEqual({
				kind: 'refuse',
				reason: 'This board is full and takes nothing new.'
			});
		});
		const full = () => writerOf({ room: { free: 0, share: null } });
	});
	it('[S16] recognises an update that would have to wait', () => {
		const { server, page } = wallTest();
		const away = Wall.from(page.encode());
		makeCluster(away, 'c1', [], 0, 0);
		const before = Y.encodeStateVector(away.doc);
		renameCluster(away, 'c1', 'Later');
		const late = Y.encodeStateAsUpdate(away.doc, before);
		expect(judge('wall', server.doc, late, BOUNDS, writerOf())).toEqual({ kind: 'pending' });
	});
});

const ROUND: Round = {
	id: 'r1',
	stepId: 's1',
	dots: 4,
	maxPerCluster: 3,
	openedAt: 0,
	endsAt: null,
	status: 'open',
	result: null
};
/** A page at a desk. Its changes go through the policy. */
function deskTest(change: Partial<Writer> = {}) {
	const writer = writerOf({ round: () => ROUND, ...change });
	const server = new Desk();
	const verdicts: Told[] = [];
	const open = () => {
		const page = Desk.from(server.encode());
		page.doc.on('update', (update: Uint8Array) => {
			verdicts.push(...sent('desk', page.doc, update, server.doc, writer));
		});
		return page;
	};
	return { server, open, page: open(), verdicts };
}

describe('a desk', () => {
	it('[S7] accepts everything that its owner writes there', () => {
		const { server, page, verdicts } = deskTest();
		page.writeNote('n1', 'A problem', 'problem', Date.now(), 'step1');
		page.editNote('n1', 'A better problem', 'customer');
		page.postIn('n1', 'step2');
		page.takeBack('n1');
		page.takeBack('n1', false);
		page.spend('r1', 'c1', 2);
		page.spend('r1', 'c1', 0);
		page.setReady('step1', true);
		page.setComposer('half a', 'problem');
		page.doc
			.getMap('marks')
			.set('outcome1', new Y.Map<unknown>(Object.entries({ mark: 5, of: 'x1' })));
		page.doc.getMap('visit').set('at', Date.now());
		const why = 'The facilitator has locked the wall.';
		const about = { at: Date.now(), why };
		const notes = Array.from({ length: LIMITS.notesPerKeptWork }, () => 'n'.repeat(LIMITS.idChars));
		const title = 'A name';
		page.kept.add([
			{ ...about, id: '1-1', kind: 'cluster', cluster: 'c1', title, notes, x: 0, y: -4 },
			{ ...about, id: 'moves-1-1', kind: 'moves', count: 3 },
			{ ...about, id: '1-2', kind: 'note', text: 'A problem', noteKind: 'customer' },
			{ ...about, id: '1-3', kind: 'dots', count: 2, cluster: '' }
		]);
		page.kept.letGo('1-2');
		expect(kinds(verdicts)).toEqual(['apply']);
		expect(server.notes()).toEqual(page.notes());
	});

	const noteField = (key: string, value: unknown) => (page: Desk) => {
		page.writeNote('n1', 'A problem', 'problem', 1);
		page.doc.getMap<Y.Map<unknown>>('notes').get('n1')?.set(key, value);
	};
	const entry = (root: string, key: string, value: unknown) => (page: Desk) =>
		void page.doc.getMap(root).set(key, value);
	const mark = (value: unknown) => (page: Desk) => {
		page.doc.getMap('marks').set('outcome1', new Y.Map(Object.entries({ mark: value })));
	};
	const forbidden: Record<string, (page: Desk) => void> = {
		'a text that is too long': noteField('text', 'x'.repeat(LIMITS.noteChars + 1)),
		'a text that is a number': noteField('text', 7),
		'a kind that there is not': noteField('kind', 'solution'),
		'a time that no clock shows': noteField('at', -1),
		'a time without end': noteField('at', Infinity),
		'a function': noteField('fn', 'it'),
		'half a dot': (page) => page.spend('r1', 'c1', 0.5),
		'dots that are owed': (page) => {
			page.doc.getMap('ballots').set('r1', new Y.Map(Object.entries({ c1: -3 })));
		},
		'dots beyond every budget': (page) => page.spend('r1', 'c1', 1e6),
		'an agreement of six': mark(6),
		'an agreement in between': mark(2.5),
		'an agreement in words': mark('5'),
		'an agreement without its place': entry('marks', 'outcome1', 5),
		'a ready mark that is no flag': entry('ready', 'step1', 'yes'),
		'a composer without end': entry('composer', 'text', 'x'.repeat(LIMITS.composerChars + 1)),
		'a composer with more in it': entry('composer', 'html', 'x'),
		'a visit in words': entry('visit', 'at', 'today'),
		'a place that desks do not have': entry('elsewhere', 'x', 1),
		'a place that walls have': entry('clusters', 'c1', new Y.Map())
	};
	for (const [name, change] of Object.entries(forbidden))
		it(`[S7] knows that no page writes ${name}`, () => {
			const { page, verdicts } = deskTest();
			change(page);
			expect(verdicts.at(-1)?.kind).toBe('broken');
		});

	it('[S26] (P6) refuses more dots than the round gives, in total and on one cluster', () => {
		const { server, page, open, verdicts } = deskTest();
		const other = open();
		page.spend('r1', 'c1', 3);
		page.spend('r1', 'c2', 1);
		expect(kinds(verdicts)).toEqual(['apply']);
		page.spend('r1', 'c3', 1);
		expect(saidOf(verdicts.at(-1))).toBe('You have 4 dots in this round.');
		// Another window that does not know about the first one's dots.
		other.spend('r1', 'c9', 1);
		expect(verdicts.at(-1)?.kind).toBe('refuse');
		open().spend('r1', 'c1', 4);
		expect(saidOf(verdicts.at(-1))).toBe('A problem takes 3 of your dots at most.');
		const again = open();
		again.doc.transact(() => {
			again.spend('r1', 'c1', 2);
			again.spend('r1', 'c3', 1);
		});
		expect(verdicts.at(-1)).toEqual({ kind: 'apply' });
		expect(server.ballot('r1')).toEqual({ c1: 2, c2: 1, c3: 1 });
	});

	it.each([
		['an earlier', 1, 2],
		['a later', 2, 1]
	])('[S26] (P6) counts the larger number if %s window set the same dots', (_, first, second) => {
		const { server, open, verdicts } = deskTest();
		open().spend('r1', 'c1', 1);
		const [one, two] = [open(), open()];
		one.doc.clientID = first;
		two.doc.clientID = second;
		one.spend('r1', 'c1', 3);
		two.doc.transact(() => {
			two.spend('r1', 'c1', 2);
			two.spend('r1', 'c2', 2);
		});
		expect(verdicts.at(-1)?.kind).toBe('refuse');
		expect(server.ballot('r1')).toEqual({ c1: 3 });
	});

	it.each([
		['an earlier', 2, 1],
		['a later', 1, 2]
	])('[S51] refuses a second ballot that %s window began', (_, first, second) => {
		const { server, open, verdicts } = deskTest();
		const [one, two] = [open(), open()];
		one.doc.clientID = first;
		two.doc.clientID = second;
		one.spend('r1', 'c1', 2);
		two.spend('r1', 'c2', 1);
		expect(verdicts.at(-1)).toEqual({
			kind: 'refuse',
			reason: 'You gave dots on another page meanwhile.'
		});
		expect(server.ballot('r1')).toEqual({ c1: 2 });
	});

	it('[S51] accepts dots that a page gives again after its ballot was overwritten', () => {
		const { server, page, verdicts } = deskTest();
		const away = new Desk();
		[away.doc.clientID, page.doc.clientID] = [1, 2];
		away.spend('r1', 'c2', 1);
		page.spend('r1', 'c1', 2);
		Y.applyUpdate(away.doc, server.encode());
		away.spend('r1', 'c2', 1);
		Y.applyUpdate(page.doc, away.encode());
		expect(verdicts.at(-1)).toEqual({ kind: 'apply' });
		expect(server.ballot('r1')).toEqual({ c1: 2, c2: 1 });
	});

	it('[S51] accepts dots together with an entry about dots that did not fit', () => {
		const { server, page, verdicts } = deskTest();
		page.doc.transact(() => {
			page.spend('r1', 'c1', 2);
			const about = { at: Date.now(), why: 'Your ballot is full.' };
			page.kept.add([{ id: '1-3', kind: 'dots', count: 9, cluster: 'c2', ...about }]);
		});
		expect(verdicts).toEqual([{ kind: 'apply' }]);
		expect(server.ballot('r1')).toEqual({ c1: 2 });
	});

	it.each([
		['another round', ROUND, 'r2'],
		['no round', null, 'r1']
	])('[S26] refuses dots while %s is open, because a page may be late', (_, round, id) => {
		const { page, verdicts } = deskTest({ round: () => round });
		page.spend(id, 'c1', 1);
		expect(verdicts).toEqual([{ kind: 'refuse', reason: 'The round is closed.' }]);
	});

	it('[S26] limits the notes that are not taken back', () => {
		const { server, page, open, verdicts } = deskTest();
		const write = (desk: Desk, from: number, to: number) =>
			desk.doc.transact(() => {
				for (let n = from; n < to; n++) desk.writeNote(`note-${n}`, 'A problem', 'problem', 1);
			});
		write(page, 0, LIMITS.notesPerDesk);
		open().writeNote('too-many', 'A problem', 'problem', 1);
		expect(kinds(verdicts)).toEqual(['apply', 'refuse']);
		page.takeBack('note-0');
		page.writeNote('instead', 'A problem', 'problem', 1);
		expect(verdicts.at(-1)).toEqual({ kind: 'apply' });
		page.takeBack('note-0', false);
		expect(verdicts.at(-1)?.kind).toBe('refuse');
		expect(server.notes().filter(({ archived }) => !archived)).toHaveLength(LIMITS.notesPerDesk);
	});

	it.each([
		['notes', /3,000 notes/, (desk: Desk, id: string) => desk.writeNote(id, 'x', 'problem', 1)],
		['marks', /3,000 things/, (desk: Desk, id: string) => desk.setMark(id, { mark: 1, of: 'w' })],
		[
			'kept work',
			/3,000 things/,
			(desk: Desk, id: string) => desk.kept.add([{ id, at: 1, why: '', kind: 'moves', count: 1 }])
		]
	])('[S49] limits the number of %s over its life, including deleted ones', (_, says, write) => {
		const { page, verdicts } = deskTest();
		const ids = Array.from({ length: LIMITS.everPerDesk }, (_, at) => `thing-${at}`);
		for (let at = 0; at < ids.length; at += 100)
			page.doc.transact(() => {
				for (const id of ids.slice(at, at + 100)) {
					write(page, id);
					page.takeBack(id);
					page.setMark(id, null);
					page.kept.letGo(id);
				}
			});
		expect(new Set(kinds(verdicts))).toEqual(new Set(['apply']));
		page.takeBack(ids[0] ?? '', false);
		expect(verdicts.at(-1)?.kind).toBe('apply');
		write(page, 'one-more');
		const last = verdicts.at(-1);
		expect(last?.kind).toBe('refuse');
		expect(last?.kind === 'refuse' && inEnglish(last.reason)).toMatch(says);
	});

	it('[S43] accepts 2,000 notes that somebody wrote and edited offline, if no more stay than the limit allows', () => {
		const { server } = deskTest();
		const page = new Desk();
		const ids = Array.from({ length: 2_000 }, (_, at) => `note-${at}`);
		const stays = (at: number) => at % (2_000 / LIMITS.notesPerDesk) === 0;
		for (const id of ids) page.writeNote(id, id, 'problem', 1, 'step1', { rewrittenAs: '' });
		for (const id of ids) page.editNote(id, `${id}, said better`, 'customer');
		for (const id of ids) page.editNote(id, `${id}, said best`, 'customer');
		for (const [at, id] of ids.entries()) if (!stays(at)) page.takeBack(id);
		const verdicts = sent('desk', page.doc, page.encode(), server.doc, writerOf());
		expect(kinds(verdicts)).toEqual(['apply']);
		expect(verdicts.length).toBeGreaterThan(15);
		for (const id of ids) expect(server.note(id)).toEqual(page.note(id));
	});

	it('[S26] limits the number of marks', () => {
		const { page, verdicts } = deskTest();
		page.doc.transact(() => {
			for (let n = 0; n < LIMITS.marksPerDesk; n++) page.setReady(`step-${n}`, true);
		});
		page.setReady('step-0', false);
		expect(kinds(verdicts)).toEqual(['apply']);
		page.setReady('one-more', true);
		expect(verdicts.at(-1)?.kind).toBe('refuse');
	});

	it('[S37] says so when it is full, and has no limit per person', () => {
		let free = 10_000;
		const shares = new Shares(new Map());
		const room = {
			get free() {
				return free;
			},
			share: null
		};
		const { page, verdicts } = deskTest({ room, shares });
		page.setReady('step1', true);
		free = 0;
		page.setReady('step1', false);
		expect(verdicts).toEqual([
			{ kind: 'apply' },
			{ kind: 'refuse', reason: 'Your desk is full and takes nothing new.' }
		]);
		expect(shares.takeFresh()).toEqual([]);
	});

	it('[S6] accepts a visit of an observer and nothing else', () => {
		const refuses = vi.fn(() => () => 'Observers look on.');
		const { page, verdicts } = deskTest({ refuses });
		page.doc.getMap('visit').set('at', 1);
		expect(verdicts).toEqual([{ kind: 'apply' }]);
		page.writeNote('n1', 'A problem', 'problem', 1);
		page.setReady('step1', true);
		page.spend('r1', 'c1', 1);
		expect(kinds(verdicts.slice(1))).not.toContain('apply');
		expect(refuses.mock.calls).toEqual([[['keep']]]);
	});
});
