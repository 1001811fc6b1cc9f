import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { Desk } from '../../src/lib/wall/desk.ts';
import {
	addNote,
	arrange,
	createUndo,
	makeCluster,
	mergeClusters,
	moveNote,
	renameCluster,
	splitCluster
} from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { noteOf } from '../../tests/sync/harness.ts';
import { judgeDesk, judgeWall, type Verdict } from './policy.ts';

const BOUNDS = { structs: 10_000, ids: 100_000 };
const nobody = () => null;

/** Sends a page's change of a wall with two notes through the policy, and applies it if it may be. */
function wallTest(refuses: Parameters<typeof judgeWall>[3] = nobody) {
	const server = new Wall();
	addNote(server, noteOf('n1'));
	addNote(server, noteOf('n2'));
	const page = Wall.from(server.encode());
	const verdicts: Verdict[] = [];
	page.doc.on('update', (update: Uint8Array) => {
		const verdict = judgeWall(server.doc, update, BOUNDS, refuses);
		verdicts.push(verdict);
		if (verdict.kind === 'apply') Y.applyUpdate(server.doc, update);
	});
	return { server, page, verdicts };
}
const kinds = (verdicts: readonly Verdict[]) => [...new Set(verdicts.map(({ kind }) => kind))];

describe('a wall', () => {
	it('[S7] takes every move that pages make, with undo and redo', () => {
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

	const forbidden: Record<string, (page: Wall) => void> = {
		'the text of a note': (page) => page.notes.get('n1')?.set('text', 'never said'),
		'the function of a note': (page) => page.notes.get('n1')?.set('fn', 'it'),
		'the writer of a note': (page) => page.notes.get('n1')?.set('by', 'ann'),
		'a note of its own': (page) => addNote(page, noteOf('n9')),
		'the end of a note': (page) => page.notes.delete('n1'),
		'a field taken away': (page) => page.notes.get('n1')?.delete('text'),
		'a place out of bounds': (page) => page.notes.get('n1')?.set('x', 1e9),
		'a place that is no number': (page) => page.notes.get('n1')?.set('x', NaN),
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
		'an id that objects inherit': (page) => makeCluster(page, '__proto__', [], 0, 0),
		'a root that reads as a pattern': (page) => page.doc.getMap('notes/*').set('x', 1),
		'more clusters than a board takes': (page) =>
			page.doc.transact(() => {
				for (let n = 0; n <= LIMITS.clustersPerBoard; n++) makeCluster(page, `c${n}`, [], 0, 0);
			}),
		'a list, a text, a root of its own': (page) => page.doc.getArray('list').push([1])
	};
	for (const [name, change] of Object.entries(forbidden))
		it(`[S7] (P4) refuses ${name}`, () => {
			const { server, page, verdicts } = wallTest();
			const before = server.note('n1');
			change(page);
			expect(verdicts.at(-1)?.kind).toBe('refuse');
			expect(server.note('n1')).toEqual(before);
		});

	it('[S6] asks with the places that change, and gives the reason on', () => {
		const refuses = vi.fn(() => 'The wall is locked.');
		const { page, verdicts } = wallTest(refuses);
		makeCluster(page, 'c1', ['n1'], 0, 0);
		expect(verdicts).toEqual([{ kind: 'refuse', reason: 'The wall is locked.' }]);
		expect(refuses).toHaveBeenCalledWith(expect.arrayContaining(['notes', 'clusters']));
	});
	it('[S6] asks nobody about an update that brings nothing', () => {
		const refuses = vi.fn(() => 'no');
		const { server } = wallTest();
		for (const update of [server.encode(), Y.encodeStateAsUpdate(new Y.Doc())])
			expect(judgeWall(server.doc, update, BOUNDS, refuses)).toEqual({ kind: 'apply' });
		expect(refuses).not.toHaveBeenCalled();
	});
	it('[S6] asks about clocks that bring nothing but their use', () => {
		const refuses = vi.fn(() => 'Observers look on.');
		// One section with one collected struct of client 7, from clock 0.
		const collected = Uint8Array.from([1, 1, 7, 0, 0, 9, 0]);
		const { server } = wallTest();
		expect(judgeWall(server.doc, collected, BOUNDS, refuses).kind).toBe('refuse');
		expect(judgeWall(server.doc, collected, BOUNDS, nobody)).toEqual({ kind: 'apply' });
	});
	it('[S16] knows what would have to wait', () => {
		const { server, page } = wallTest();
		const away = Wall.from(page.encode());
		makeCluster(away, 'c1', [], 0, 0);
		const before = Y.encodeStateVector(away.doc);
		renameCluster(away, 'c1', 'Later');
		const late = Y.encodeStateAsUpdate(away.doc, before);
		expect(judgeWall(server.doc, late, BOUNDS, nobody)).toEqual({ kind: 'pending' });
	});
});

describe('a desk', () => {
	it('[S7] takes all that its owner writes there, and nothing else', () => {
		const server = new Desk();
		const page = new Desk();
		const verdicts: Verdict[] = [];
		page.doc.on('update', (update: Uint8Array) => {
			verdicts.push(judgeDesk(server.doc, update, BOUNDS));
			Y.applyUpdate(server.doc, update);
		});
		page.writeNote('n1', 'A problem', 'problem', 123);
		page.editNote('n1', 'A better problem', 'customer');
		page.takeBack('n1');
		page.spend('r1', 'c1', 2);
		page.spend('r1', 'c1', 0);
		page.setReady('step1', true);
		page.setComposer('half a', 'problem');
		expect(kinds(verdicts)).toEqual(['apply']);
		page.doc.getMap<Y.Map<unknown>>('notes').get('n1')?.set('text', 'x'.repeat(501));
		expect(verdicts.at(-1)?.kind).toBe('refuse');
		page.doc.getMap('elsewhere').set('x', 1);
		expect(verdicts.at(-1)?.kind).toBe('refuse');
	});
});
