import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import { pseudo } from '$lib/i18n/pseudo.ts';
import { Desk } from '$lib/wall/desk.ts';
import { Kept, type KeptWork } from '$lib/wall/kept.ts';
import { addItem, readItem } from '$lib/wall/items.ts';
import { addCluster, addNote, archiveNote, makeCluster } from '$lib/wall/mutations.ts';
import { note } from '$lib/wall/testing.ts';
import { Wall } from '$lib/wall/wall.ts';
import { FORGOTTEN } from '$lib/workshop/board/life.ts';
import type { Action } from '$lib/workshop/actions.ts';
import { DeskState } from './desk-state.svelte.ts';
import { KeptState } from './kept-state.svelte.ts';
import { WallState } from './wall-state.svelte.ts';

const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
});

const about = { at: 1, why: 'The facilitator has locked the wall.' };
const named = (fields: Partial<Extract<KeptWork, { kind: 'cluster' }>> = {}): KeptWork => ({
	...about,
	id: 'k1',
	kind: 'cluster',
	cluster: 'c9',
	title: 'Handovers',
	notes: ['n1', 'gone', 'n2'],
	x: 5,
	y: 6,
	...fields
});

function setUp(messages = en) {
	const wall = new Wall();
	for (const id of ['n1', 'n2', 'n3']) addNote(wall, note(id));
	const [desk, shelf] = [new Desk(), new Kept()];
	const closed = new Set<Action>();
	const places = {
		messages,
		wall: new WallState(
			wall,
			{
				mayMove: () => !closed.has('move'),
				mayWeigh: () => !closed.has('weigh'),
				isMine: () => false
			},
			messages
		),
		desk: new DeskState(desk),
		step: { id: 's1' },
		whyNot: (action: Action) => (closed.has(action) ? `You may not ${action}.` : null)
	};
	return { wall, desk, shelf, closed, kept: new KeptState(desk.kept, shelf, places) };
}

test('kept work at the desk and on the device is one list, which follows both and a fresh desk', () => {
	const { desk, shelf, kept } = setUp();
	const read: string[][] = [];
	stops.push(
		$effect.root(() => {
			$effect(() => void read.push(kept.works.map(({ id }) => id)));
		})
	);
	flushSync();
	shelf.add([{ ...about, id: 'later', at: 3, kind: 'moves', count: 1 }]);
	flushSync();
	desk.kept.add([named()]);
	flushSync();
	const fresh = new Desk();
	fresh.kept.add([named({ id: 'k2' })]);
	kept.replace(fresh.kept);
	flushSync();
	fresh.kept.letGo('k2');
	flushSync();
	expect(read).toEqual([[], ['later'], ['k1', 'later'], ['k2', 'later'], ['later']]);
});

test('a reason that the server stored without a language is shown in the page’s language', () => {
	const messages = pseudo(en);
	const { desk, kept } = setUp(messages);
	desk.kept.add([named({ why: FORGOTTEN }), named({ id: 'k2' })]);
	const { forgotten } = messages.connection;
	expect(kept.works.map(({ why }) => why)).toEqual([forgotten, about.why]);
	expect(forgotten).not.toBe(FORGOTTEN);
});

test('a missing cluster is made again with those of its notes that still exist', () => {
	const { wall, desk, kept } = setUp();
	archiveNote(wall, 'n2', true);
	desk.kept.add([named()]);
	kept.doAgain(named());
	const [id = ''] = wall.clusterIds();
	expect(wall.cluster(id)).toMatchObject({ title: 'Handovers', x: 5, y: 6 });
	expect(wall.note('n1')?.cluster).toBe(id);
	expect(wall.note('n2')?.cluster).toBe('');
	expect(kept.works).toEqual([]);
});

test('an existing cluster gets its name and notes again', () => {
	const { wall, kept } = setUp();
	makeCluster(wall, 'c9', ['n3'], 1, 1, 'Another name');
	kept.doAgain(named());
	expect(wall.cluster('c9')?.title).toBe('Handovers');
	expect(
		wall
			.grouped()
			.get('c9')
			?.map(({ id }) => id)
	).toEqual(['n3', 'n1', 'n2']);
	kept.doAgain(named({ title: '' }));
	expect(wall.cluster('c9')?.title).toBe('Handovers');
});

test('while it is not permitted, nothing is done and nothing is lost', () => {
	const { wall, desk, closed, kept } = setUp();
	desk.kept.add([named()]);
	closed.add('move');
	kept.doAgain(named());
	expect(kept.whyNotAgain(named())).toBe('You may not move.');
	expect(wall.clusterIds()).toEqual([]);
	expect(kept.works).toEqual([named()]);
});

test('a text is written again as a note, unless it is too long for one', () => {
	const { desk, shelf, kept } = setUp();
	const work: KeptWork = { ...about, id: 't', kind: 'note', text: 'Words', noteKind: 'customer' };
	const long: KeptWork = { ...work, id: 'long', text: 'x'.repeat(501) };
	shelf.add([work, long]);
	kept.doAgain(work);
	kept.doAgain(long);
	expect(desk.notes()).toMatchObject([{ text: 'Words', kind: 'customer' }]);
	expect(kept.whyNotAgain(long)).toContain('too long');
	expect(kept.works).toEqual([long]);
});

test('moves and dots are listed and can only be dismissed', () => {
	const { shelf, kept } = setUp();
	const work: KeptWork = { ...about, id: 'm', kind: 'moves', count: 3 };
	shelf.add([work]);
	expect(kept.whyNotAgain(work)).not.toBe(null);
	kept.doAgain(work);
	expect(kept.works).toEqual([work]);
	kept.letGo('m');
	expect(kept.works).toEqual([]);
});

test('words of shared items return to their place once the person may write there', () => {
	const { wall, shelf, kept, closed } = setUp();
	addCluster(wall, { id: 'c1', title: '', x: 0, y: 0, archived: false, mergedInto: '' });
	addItem(wall, 'outcomes', 'o1', { problem: 'c1', statement: 'Nobody twice' });
	const work: KeptWork = {
		...{ ...about, id: 'w', kind: 'words', place: 'outcomes/o1/statement' },
		...{ about: 'c1', before: 'Nobody ', text: 'explains ' }
	};
	shelf.add([work]);
	closed.add('aim');
	expect(kept.whyNotAgain(work)).toBe('You may not aim.');
	closed.clear();
	kept.doAgain(work);
	expect(readItem(wall, 'outcomes', 'o1')?.statement).toBe('Nobody explains twice');
	expect(kept.works).toEqual([]);
});

test('an answer is written again in the group’s current step', () => {
	const { desk, shelf, kept, closed } = setUp();
	const asked = { question: 'felt', about: 'c1', text: 'We lose time' } as const;
	const work: KeptWork = { ...about, id: 'a', kind: 'answer', ...asked };
	shelf.add([work]);
	closed.add('answer');
	kept.doAgain(work);
	expect(desk.answers()).toEqual([]);
	closed.clear();
	kept.doAgain(work);
	expect(desk.answers()).toMatchObject([{ ...asked, step: 's1' }]);
	expect(kept.works).toEqual([]);
});
