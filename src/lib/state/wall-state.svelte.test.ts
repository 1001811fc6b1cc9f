import { board as en } from '$lib/i18n/en/board.ts';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addNote, makeCluster, moveNote } from '$lib/wall/mutations.ts';
import { copies, note, sync } from '$lib/wall/testing.ts';
import { Wall } from '$lib/wall/wall.ts';
import { WallState, type WallRules } from './wall-state.svelte.ts';

let stops: (() => void)[];
beforeEach(() => {
	stops = [];
});
afterEach(() => {
	for (const stop of stops) stop();
	vi.useRealTimers();
});

/** Counts how often a reader runs; the first run counts. */
function count(read: () => unknown) {
	const runs = { count: 0, last: undefined as unknown };
	stops.push(
		$effect.root(() => {
			$effect(() => {
				runs.last = read();
				runs.count += 1;
			});
		})
	);
	flushSync();
	return runs;
}
function setUp({ mayMove = () => true, isMine = () => false }: Partial<WallRules> = {}) {
	const [wall, theirs] = copies(2) as [Wall, Wall];
	const mayWeigh = () => false;
	return { wall, theirs, state: new WallState(wall, { mayMove, mayWeigh, isMine }, en) };
}

test('one edit re-runs only the readers of one note', () => {
	const { wall, theirs, state } = setUp();
	for (let nth = 0; nth < 500; nth += 1) addNote(wall, note(`m${nth}`));
	const readers = wall.noteIds().map((id) => [id, count(() => state.note(id)?.x)] as const);
	const loose = count(() => state.looseIds);
	sync(wall, theirs);
	moveNote(theirs, 'm250', 70, 80);
	sync(theirs, wall);
	flushSync();
	expect(readers.filter(([, { count }]) => count !== 1).map(([id]) => id)).toEqual(['m250']);
	expect(state.note('m250')).toMatchObject({ x: 70, y: 80 });
	expect(loose.count).toBe(1);
});

test('a note is the same object until it changes', () => {
	const { state } = setUp();
	const before = state.note('n1');
	state.moveNote('n2', 1, 1);
	expect(state.note('n1')).toBe(before);
	state.moveNote('n1', 1, 1);
	expect(state.note('n1')).not.toBe(before);
});

test('lists of notes keep their identity until they change', () => {
	const { state } = setUp();
	const first = state.makeCluster(['n1', 'n2'], 0, 0, 'First');
	const second = state.makeCluster(['n3'], 0, 0, 'Second');
	const before = {
		first: state.notesIn(first),
		second: state.notesIn(second),
		ids: state.clusterIds
	};
	state.moveCluster(first, 9, 9);
	expect(state.notesIn(first)).toBe(before.first);
	state.putInCluster('n4', second);
	expect(state.notesIn(first)).toBe(before.first);
	expect(state.notesIn(second)).toEqual(['n3', 'n4']);
	expect(state.clusterIds).toBe(before.ids);
	expect(before.second).toEqual(['n3']);
});

test('readers of positions follow changes by others', () => {
	const { wall, theirs, state } = setUp();
	const shown = count(() => [state.noteCount, state.clusterIds, state.homeOf('n1')]);
	expect(shown.last).toEqual([6, [], '']);
	makeCluster(theirs, 'c1', ['n1'], 5, 6, 'Theirs');
	addNote(theirs, note('n7'));
	sync(theirs, wall);
	flushSync();
	expect(shown.last).toEqual([7, ['c1'], 'c1']);
	expect(state.cluster('c1')).toMatchObject({ title: 'Theirs', x: 5, y: 6 });
});

test('clusters are listed in the order in which they were made', () => {
	vi.useFakeTimers();
	const { state } = setUp();
	const made = ['n1', 'n2', 'n3'].map((id) => {
		vi.advanceTimersByTime(10);
		return state.makeCluster([id], 0, 0);
	});
	expect(state.clusterIds).toEqual(made);
});

test('readers know whether undo and redo are possible', () => {
	const { state } = setUp();
	const can = count(() => [state.canUndo, state.canRedo]);
	state.moveNote('n1', 5, 5);
	flushSync();
	expect(can.last).toEqual([true, false]);
	state.undo();
	flushSync();
	expect(can.last).toEqual([false, true]);
	expect(state.note('n1')).toMatchObject({ x: 0, y: 0 });
	state.redo();
	flushSync();
	expect(can.last).toEqual([true, false]);
	expect(state.note('n1')).toMatchObject({ x: 5, y: 5 });
});

test('a person who may not move changes nothing, not even by undo', () => {
	let may = true;
	const { state } = setUp({ mayMove: () => may });
	state.moveNote('n1', 5, 5);
	may = false;
	state.moveNote('n1', 9, 9);
	state.makeCluster(['n1'], 0, 0);
	state.undo();
	expect(state.note('n1')).toMatchObject({ x: 5, y: 5 });
	expect(state.clusterIds).toEqual([]);
});

test('readers switch to a fresh document', () => {
	const { state } = setUp();
	const read = count(() => [state.note('n1')?.text, state.noteCount]);
	const fresh = new Wall();
	addNote(fresh, note('n1', { text: 'as the server has it' }));
	state.replace(fresh);
	flushSync();
	expect(read.last).toEqual(['as the server has it', 1]);
	moveNote(fresh, 'n1', 1, 1);
	addNote(fresh, note('n2'));
	flushSync();
	expect(read.last).toEqual(['as the server has it', 2]);
});

test('changes by others are announced in one text, and own changes are not', () => {
	vi.useFakeTimers();
	const { wall, theirs, state } = setUp({ isMine: (id) => id === 'mine' });
	stops.push(state.listen());
	flushSync();
	state.moveNote('n1', 5, 5);
	addNote(theirs, note('mine'));
	sync(theirs, wall);
	vi.advanceTimersByTime(5000);
	expect(state.announcement).toBe('');

	addNote(theirs, note('n7'));
	addNote(theirs, note('n8'));
	makeCluster(theirs, 'c1', ['n1'], 0, 0);
	sync(theirs, wall);
	expect(state.announcement).toBe('');
	vi.advanceTimersByTime(3000);
	expect(state.announcement).toBe('2 notes were posted. One note was moved.');
	vi.advanceTimersByTime(3000);
	expect(state.announcement).toBe('');
});
