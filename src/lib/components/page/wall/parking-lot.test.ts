import { board as en } from '$lib/i18n/en/board.ts';
import { expect, test } from 'vitest';
import { makeCluster, parkNote } from '$lib/wall/mutations.ts';
import { Desk } from '$lib/wall/desk.ts';
import { Wall } from '$lib/wall/wall.ts';
import { BoardState } from '$lib/state/board.svelte.ts';
import { page, step } from '$lib/state/testing.ts';
import type { StageView } from '$lib/workshop/types.ts';
import { ParkingLot } from './parking-lot.ts';

const WRITING = { currentStep: 'post', steps: [step('post', { kind: 'post', writing: 'open' })] };

/** A board with three notes on the wall, of which `n0` is this person's own. */
function lot(fields: Partial<StageView> = {}, prepare: (wall: Wall) => void = () => undefined) {
	const sent = page(3, fields);
	const wall = Wall.from(sent.wall);
	prepare(wall);
	const desk = new Desk();
	desk.writeNote('n0', 'n0', 'problem', 0, 'post');
	const board = new BoardState({ ...sent, wall: wall.encode(), desk: desk.encode() }, en);
	return { board, parking: new ParkingLot(board) };
}
const ids = (parking: ParkingLot) => parking.ideas.map(({ id }) => id);

test('people who may move notes can park any note, which leaves the wall, and undo that', () => {
	const { board, parking } = lot();
	const undo = parking.set('n1', true);
	expect(ids(parking)).toEqual(['n1']);
	expect(board.wall.noteCount).toBe(2);
	undo?.();
	expect(ids(parking)).toEqual([]);
	expect(board.wall.noteCount).toBe(3);
	board.wall.undo();
	board.wall.undo();
	expect(ids(parking)).toEqual([]);
	board.wall.redo();
	expect(ids(parking)).toEqual(['n1']);
});

test('a note comes back into its cluster', () => {
	const { board, parking } = lot({}, (wall) => {
		makeCluster(wall, 'c1', ['n0', 'n1'], 0, 0, 'Handover');
		parkNote(wall, 'n1', true);
	});
	expect(board.wall.notesIn('c1')).toEqual(['n0']);
	parking.set('n1', false);
	expect(board.wall.notesIn('c1')).toEqual(['n0', 'n1']);
});

test('a note whose place is taken is placed beside it', () => {
	const { board, parking } = lot({}, (wall) => parkNote(wall, 'n1', true));
	const other = board.wall.note('n2');
	const before = board.wall.note('n1');
	expect([before?.x, before?.y]).toEqual([other?.x, other?.y]);
	parking.set('n1', false);
	const after = board.wall.note('n1');
	expect([after?.x, after?.y]).not.toEqual([other?.x, other?.y]);
	board.wall.undo();
	expect(ids(parking)).toEqual(['n1']);
});

test('writers can park and bring back their own notes while they may write, but nobody else’s', () => {
	const { board, parking } = lot(WRITING);
	expect(parking.whyNot('n1')).toBe('Notes can be moved in the Cluster step.');
	expect(parking.set('n1', true)).toBeNull();
	const undo = parking.set('n0', true);
	expect(board.desk.holds('n0')).toBe(false);
	expect(parking.ideas).toMatchObject([{ text: 'note n0', mine: true, waits: true }]);
	undo?.();
	expect(board.desk.holds('n0')).toBe(true);
	expect(parking.ideas).toEqual([]);
});

test('a note that is still at the desk is parked there', () => {
	const { board, parking } = lot(WRITING);
	const id = board.desk.write('An app', 'problem', 'post');
	parking.set(id, true);
	expect(board.desk.notes.find((note) => note.id === id)?.parked).toBe(true);
	parking.set(id, false);
	expect(board.desk.notes.find((note) => note.id === id)?.parked).toBe(false);
});

test('a parked note’s rewording is found on the wall or at the desk, until it is taken back', () => {
	const { board, parking } = lot(WRITING);
	const said = board.desk.write('I type quotes twice', 'problem', 'post');
	expect(parking.saidInstead({ rewrittenAs: said })?.text).toBe('I type quotes twice');
	expect(parking.saidInstead({ rewrittenAs: 'n2' })?.id).toBe('n2');
	expect(parking.saidInstead({ rewrittenAs: '' })).toBeNull();
	board.desk.takeBack(said);
	expect(parking.saidInstead({ rewrittenAs: said })).toBeNull();
});
