import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../workshop/limits.ts';
import {
	addNote,
	arrange,
	createUndo,
	makeCluster,
	mergeClusters,
	moveCluster,
	moveNote,
	parkNote,
	putInCluster,
	renameCluster,
	sortIdea,
	splitCluster
} from './mutations.ts';
import { change, copies, note, NOTES, seen, syncAll } from './testing.ts';
import type { Wall } from './wall.ts';

const fresh = () => copies(1)[0]!;
const order = (wall: Wall, cluster: string) =>
	(wall.grouped().get(cluster) ?? []).map(({ id }) => id);

test('a note that is moved to the open wall leaves its cluster', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1', 'n2'], 0, 0);
	moveNote(wall, 'n1', 12.4, -7.6);
	expect(order(wall, 'c1')).toEqual(['n2']);
	expect(wall.note('n1')).toMatchObject({ cluster: '', x: 12, y: -8 });
});

test('[W7] an unnamed cluster that loses its last note is archived, and a named one stays', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1'], 0, 0);
	makeCluster(wall, 'c2', ['n2'], 0, 0, 'Named');
	moveNote(wall, 'n1', 0, 0);
	moveNote(wall, 'n2', 0, 0);
	expect(wall.cluster('c1')?.archived).toBe(true);
	expect(wall.cluster('c2')?.archived).toBe(false);
});

test('[W7] making a cluster from all the notes of another archives the empty one', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1', 'n2'], 0, 0);
	makeCluster(wall, 'c2', ['n1', 'n2'], 0, 0);
	expect([...wall.grouped().keys()]).toEqual(['', 'c2']);
});

test('[W8] no change deletes anything from the document', () => {
	fc.assert(
		fc.property(fc.array(change), (changes) => {
			const wall = fresh();
			let clusters: string[] = [];
			for (const step of changes) {
				step(wall);
				expect(wall.noteIds()).toEqual(NOTES);
				expect(wall.clusterIds()).toEqual(expect.arrayContaining(clusters));
				clusters = wall.clusterIds();
			}
		})
	);
});

test('[W9] a note goes right before the requested note, or else to the end', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.constantFrom(...NOTES), fc.option(fc.constantFrom(...NOTES)))),
			(puts) => {
				const wall = fresh();
				makeCluster(wall, 'c1', [], 0, 0, 'Named');
				let expected: string[] = [];
				for (const [id, before] of puts) {
					putInCluster(wall, id, 'c1', before);
					expected = expected.filter((other) => other !== id);
					const at = before === null ? -1 : expected.indexOf(before);
					expected.splice(at < 0 ? expected.length : at, 0, id);
					expect(order(wall, 'c1')).toEqual(expected);
				}
			}
		)
	);
});

test('[W9] notes can still be placed behind notes that were dropped in the same place at once', () => {
	const [mine, theirs] = copies(2) as [Wall, Wall];
	makeCluster(mine, 'c1', ['n1'], 0, 0);
	syncAll([mine, theirs]);
	putInCluster(mine, 'n2', 'c1');
	putInCluster(theirs, 'n3', 'c1');
	syncAll([mine, theirs]);
	putInCluster(mine, 'n4', 'c1', 'n3');
	putInCluster(mine, 'n5', 'c1');
	expect(order(mine, 'c1').slice(0, 1)).toEqual(['n1']);
	expect(order(mine, 'c1').at(-1)).toBe('n5');
	expect(order(mine, 'c1')).toHaveLength(5);
});

test('merging keeps the order of both clusters and gives an unnamed target the name of the other', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n2', 'n1'], 0, 0, 'Callers are strangers');
	makeCluster(wall, 'c2', ['n4', 'n3'], 0, 0);
	mergeClusters(wall, 'c1', 'c2');
	expect(order(wall, 'c2')).toEqual(['n4', 'n3', 'n2', 'n1']);
	expect(wall.cluster('c2')?.title).toBe('Callers are strangers');
	expect(wall.cluster('c1')).toMatchObject({ archived: true, mergedInto: 'c2' });
});

test('splitting puts each note at its given place, or else where the cluster was', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1', 'n2'], 30, 40, 'Named');
	splitCluster(wall, 'c1', { n1: { x: 1, y: 2 } });
	expect(wall.note('n1')).toMatchObject({ x: 1, y: 2, cluster: '' });
	expect(wall.note('n2')).toMatchObject({ x: 30, y: 40, cluster: '' });
	expect(wall.grouped().has('c1')).toBe(false);
});

test('no note can be put into an archived cluster', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1'], 0, 0);
	splitCluster(wall, 'c1', {});
	const before = seen(wall);
	putInCluster(wall, 'n2', 'c1');
	putInCluster(wall, 'n2', 'unknown');
	mergeClusters(wall, 'c1', 'unknown');
	expect(seen(wall)).toEqual(before);
});

test('[W10] positions and titles are cut to the limits', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1', 'n2'], 0, 0);
	moveCluster(wall, 'c1', Infinity, -1e9);
	renameCluster(wall, 'c1', ` ${'x'.repeat(LIMITS.clusterTitleChars + 5)} `);
	expect(wall.cluster('c1')).toMatchObject({ x: LIMITS.coordinate, y: -LIMITS.coordinate });
	expect(wall.cluster('c1')?.title).toHaveLength(LIMITS.clusterTitleChars);
	arrange(wall, { n3: { x: NaN, y: 2.5 } }, {});
	expect(wall.note('n3')).toMatchObject({ x: 0, y: 3 });
});

test('titles and reasons are cleaned, whichever call writes them', () => {
	const wall = fresh();
	const clean = 'Pr\u00fcfung im Lager';
	const dirty = ' \u200bPru\u0308fung\u00a0im\n Lager\u202e ';
	makeCluster(wall, 'c1', ['n1'], 0, 0, dirty);
	makeCluster(wall, 'c2', ['n2'], 0, 0);
	renameCluster(wall, 'c2', dirty);
	makeCluster(wall, 'c3', ['n3'], 0, 0, '\u3164');
	sortIdea(wall, 'n4', { setAside: '\u200bPru\u0308fung im Lager ' });
	expect(['c1', 'c2', 'c3'].map((id) => wall.cluster(id)?.title)).toEqual([clean, clean, '']);
	expect(wall.note('n4')?.setAside).toBe(clean);
});

test('[W12] posting a note a second time changes nothing', () => {
	const wall = fresh();
	moveNote(wall, 'n1', 50, 60);
	addNote(wall, note('n1', { text: 'again' }));
	expect(wall.note('n1')).toMatchObject({ text: 'note n1', x: 50, y: 60 });
});

test('[W18] a parked note leaves its cluster and returns to it, and undo reverts both', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1', 'n2'], 0, 0, 'Handover');
	const undo = createUndo(wall);
	const parked = () => wall.parked().map(({ id }) => id);
	parkNote(wall, 'n1', true);
	expect([order(wall, 'c1'), parked()]).toEqual([['n2'], ['n1']]);
	undo.undo();
	expect([order(wall, 'c1'), parked()]).toEqual([['n1', 'n2'], []]);
	undo.redo();
	parkNote(wall, 'n1', false);
	expect([order(wall, 'c1'), parked()]).toEqual([['n1', 'n2'], []]);
});

test('parking the last note of an unnamed cluster archives the cluster, and the note returns loose', () => {
	const wall = fresh();
	makeCluster(wall, 'c1', ['n1'], 0, 0);
	parkNote(wall, 'n1', true);
	expect(wall.grouped().has('c1')).toBe(false);
	parkNote(wall, 'n1', false);
	expect(order(wall, '')).toContain('n1');
});

test('a parked idea either belongs to a requirement or is set aside, never both', () => {
	const wall = fresh();
	sortIdea(wall, 'n1', { requirement: 'r1' });
	expect(wall.note('n1')).toMatchObject({ requirement: 'r1', setAside: '' });
	sortIdea(wall, 'n1', { setAside: ' Not before June ' });
	expect(wall.note('n1')).toMatchObject({ requirement: '', setAside: 'Not before June' });
	sortIdea(wall, 'n1', { requirement: '' });
	expect(wall.note('n1')).toMatchObject({ requirement: '', setAside: '' });
});
