import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import {
	addNote,
	createUndo,
	makeCluster,
	mergeClusters,
	moveCluster,
	moveNote,
	putInCluster,
	renameCluster
} from './mutations.ts';
import { change, copies, note, NOTES, seen, sync, syncAll } from './testing.ts';
import type { Wall } from './wall.ts';
import { type WallChange } from './wall.ts';

const work = fc.array(
	fc.oneof(
		{ weight: 3, arbitrary: fc.record({ by: fc.nat(2), change }) },
		{ weight: 1, arbitrary: fc.record({ from: fc.nat(2), to: fc.nat(2) }) }
	),
	{ minLength: 1, maxLength: 60 }
);
function run(steps: typeof work extends fc.Arbitrary<infer T> ? T : never): Wall[] {
	const walls = copies(3);
	for (const step of steps) {
		if ('change' in step) step.change(walls[step.by]!);
		else if (step.from !== step.to) sync(walls[step.from]!, walls[step.to]!);
	}
	return walls;
}

test('[W1] copies that exchanged the same changes are equal', () => {
	fc.assert(
		fc.property(work, (steps) => {
			const walls = run(steps);
			syncAll(walls);
			const [first, ...others] = walls.map(seen);
			for (const other of others) expect(other).toEqual(first);
		})
	);
});

test('[W2] each live note appears exactly once, before and after copies exchange changes', () => {
	fc.assert(
		fc.property(work, (steps) => {
			const walls = run(steps);
			const check = (wall: Wall) => {
				const groups = [...wall.grouped()];
				const live = wall.noteIds().filter((id) => !wall.note(id)?.archived);
				const shown = [...groups.flatMap(([, notes]) => notes), ...wall.parked()];
				expect(shown.map(({ id }) => id).sort()).toEqual(live.sort());
				for (const [id] of groups) if (id !== '') expect(wall.cluster(id)?.archived).toBe(false);
			};
			walls.forEach(check);
			syncAll(walls);
			walls.forEach(check);
		})
	);
});

test('[W3] a note that is put into a cluster while it is merged away appears in the target cluster', () => {
	const [mine, theirs] = copies(2) as [Wall, Wall];
	makeCluster(mine, 'c1', ['n1'], 0, 0);
	makeCluster(mine, 'c2', ['n2'], 0, 0);
	sync(mine, theirs);
	putInCluster(mine, 'n3', 'c1');
	mergeClusters(theirs, 'c1', 'c2');
	syncAll([mine, theirs]);
	expect(idsIn(mine, 'c2')).toEqual(['n2', 'n1', 'n3'].sort());
	expect(mine.cluster('c1')?.archived).toBe(true);
});

test('[W4] when two clusters are merged into each other at once, one stays with the notes of both', () => {
	const [mine, theirs] = copies(2) as [Wall, Wall];
	makeCluster(mine, 'c1', ['n1'], 0, 0);
	makeCluster(mine, 'c2', ['n2'], 0, 0);
	sync(mine, theirs);
	mergeClusters(mine, 'c1', 'c2');
	mergeClusters(theirs, 'c2', 'c1');
	syncAll([mine, theirs]);
	expect(idsIn(mine, 'c1')).toEqual(['n1', 'n2']);
	expect(mine.grouped().has('c2')).toBe(false);
	renameCluster(theirs, 'c1', 'Both');
	mergeClusters(theirs, 'c1', 'c3');
	putInCluster(theirs, 'n3', 'c1');
	expect(idsIn(theirs, 'c1')).toEqual(['n1', 'n2', 'n3']);
});

test('[W5] undo restores the earlier state, except for what others changed since', () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
			const [mine, theirs] = copies(2) as [Wall, Wall];
			const undo = createUndo(mine);
			const before = seen(mine);
			for (const step of changes) step(mine);
			syncAll([mine, theirs]);
			// Farther than any random change moves a note: a move to the same position would change nothing.
			moveNote(theirs, 'n1', 777, 888);
			syncAll([mine, theirs]);
			while (undo.canUndo()) undo.undo();
			expect(mine.note('n1')).toMatchObject({ x: 777, y: 888 });
			moveNote(theirs, 'n1', 0, 0);
			syncAll([mine, theirs]);
			expect(seen(mine).groups).toEqual(before.groups);
		})
	);
});

test('[W5] redo restores an undone cluster', () => {
	const [wall] = copies(1) as [Wall];
	const undo = createUndo(wall);
	makeCluster(wall, 'c1', ['n1', 'n2'], 10, 20, 'Name');
	const made = seen(wall);
	undo.undo();
	expect(wall.grouped().has('c1')).toBe(false);
	undo.redo();
	expect(seen(wall)).toEqual(made);
});

test('[W15] undoing a new cluster keeps it if somebody else named or filled it', () => {
	const [mine, theirs] = copies(2) as [Wall, Wall];
	const undo = createUndo(mine);
	makeCluster(mine, 'c1', ['n1'], 10, 20);
	makeCluster(mine, 'c2', ['n2'], 30, 40);
	makeCluster(mine, 'c3', ['n3'], 50, 60, 'My own name');
	syncAll([mine, theirs]);
	renameCluster(theirs, 'c1', 'Their name');
	putInCluster(theirs, 'n4', 'c2');
	moveCluster(theirs, 'c3', 1, 2);
	syncAll([mine, theirs]);
	while (undo.canUndo()) undo.undo();
	syncAll([mine, theirs]);
	for (const wall of [mine, theirs]) {
		expect([...wall.grouped().keys()]).toEqual(['', 'c1', 'c2']);
		expect(wall.cluster('c1')).toMatchObject({ title: 'Their name', x: 10, y: 20 });
		expect(wall.cluster('c2')).toMatchObject({ title: '', x: 30, y: 40 });
		expect(idsIn(wall, 'c1')).toEqual([]);
		expect(idsIn(wall, 'c2')).toEqual(['n4']);
	}
	while (undo.canRedo()) undo.redo();
	expect(mine.cluster('c1')?.title).toBe('Their name');
	expect(idsIn(mine, 'c1')).toEqual(['n1']);
	expect(idsIn(mine, 'c2').sort()).toEqual(['n2', 'n4']);
	expect(mine.cluster('c3')?.title).toBe('My own name');
});

test('[W6] reading and changing a wall never throws, whatever it holds', () => {
	const odd = fc.oneof(
		fc.string(),
		fc.double(),
		fc.boolean(),
		fc.constant(null),
		fc.dictionary(
			fc.constantFrom('text', 'cluster', 'archived', 'order', 'mergedInto', 'x'),
			fc.jsonValue()
		)
	);
	const place = fc.record({
		root: fc.constantFrom('notes', 'clusters'),
		id: fc.constantFrom(...NOTES, 'c1', 'c2', 'c3'),
		value: odd
	});
	fc.assert(
		fc.property(fc.array(place), fc.array(change), (places, changes) => {
			const [wall] = copies(1) as [Wall];
			for (const { root, id, value } of places) {
				const item =
					typeof value === 'object' && value !== null ? new Y.Map(Object.entries(value)) : value;
				wall.doc.getMap(root).set(id, item);
			}
			for (const step of changes) step(wall);
			for (const [, notes] of wall.grouped())
				for (const { text } of notes) expect(text).toBeTypeOf('string');
		})
	);
});

test('[W11] a change reports the items it touches', () => {
	const [wall, theirs] = copies(2) as [Wall, Wall];
	let last: WallChange | null = null;
	wall.onChange((told) => (last = told));

	moveNote(wall, 'n1', 3, 4);
	expect(last).toMatchObject({ ids: new Set(['n1']), structural: false, own: true });

	makeCluster(wall, 'c1', ['n1', 'n2'], 0, 0);
	expect(last).toMatchObject({
		ids: new Set(['c1', 'n1', 'n2']),
		structural: true,
		moved: ['n1', 'n2']
	});
	moveCluster(wall, 'c1', 9, 9);
	expect(last).toMatchObject({ ids: new Set(['c1']), structural: false });

	addNote(theirs, note('n9'));
	sync(theirs, wall);
	expect(last).toMatchObject({ posted: ['n9'], structural: true, own: false });

	addNote(theirs, note('n10', { parked: true }));
	sync(theirs, wall);
	expect(last).toMatchObject({ ids: new Set(['n10']), posted: [] });

	sync(wall, theirs);
	renameCluster(theirs, 'c1', 'Leads arrive late');
	sync(theirs, wall);
	expect(last).toMatchObject({ named: ['c1'], structural: false, own: false });
});

test('[W11] a transaction that changes nothing is not reported', () => {
	const [wall] = copies(1) as [Wall];
	let told = 0;
	wall.onChange(() => (told += 1));
	moveNote(wall, 'n1', 0, 0);
	moveNote(wall, 'unknown', 5, 5);
	expect(told).toBe(0);
});

function idsIn(wall: Wall, cluster: string): string[] {
	return (wall.grouped().get(cluster) ?? []).map(({ id }) => id).sort();
}

/** A wall with `length` clusters, each merged into the next one, and one note in each. */
function chained(length: number): Wall {
	const [wall] = copies(1);
	wall!.doc.transact(() => {
		for (let at = 0; at < length; at++) {
			makeCluster(wall!, `c${at}`, [], 0, 0, 'Title');
			addNote(wall!, note(`m${at}`, { cluster: `c${at}` }));
			if (at === 0) continue;
			const before = wall!.clusters.get(`c${at - 1}`);
			before?.set('archived', true);
			before?.set('mergedInto', `c${at}`);
		}
	});
	return wall!;
}

test.each<[string, (wall: Wall) => unknown]>([
	['all notes by their clusters', (wall) => wall.grouped()],
	['the notes of one cluster', (wall) => wall.notesIn('c1')],
	[
		'the notes of one cluster within a change',
		(wall) => wall.doc.transact(() => wall.notesIn('c1'))
	],
	['each cluster', (wall) => wall.clusterIds().map((id) => wall.cluster(id))]
])(
	'[S42] reading %s looks up each cluster of a chain only a few times, however long the chain is',
	(_, read) => {
		for (const length of [100, 200, 400]) {
			const wall = chained(length);
			const looks = vi.spyOn(wall.clusters, 'get');
			read(wall);
			expect(looks.mock.calls.length).toBeLessThanOrEqual(3 * length);
		}
	}
);

test('[S42] the first change of a cluster clears the cache of merges', () => {
	const wall = chained(3);
	const home = () => wall.homeOf(note('m0', { cluster: 'c0' }));
	expect(home()).toBe('c2');
	const seenBy: string[] = [];
	wall.clusters.observeDeep(() => seenBy.push(home()));
	wall.onChange(() => seenBy.push(home()));
	wall.doc.transact(() => {
		wall.clusters.get('c1')?.set('archived', false);
		seenBy.push(home());
	});
	expect(home()).toBe('c1');
	expect(seenBy).toEqual(['c1', 'c1', 'c1']);
});
