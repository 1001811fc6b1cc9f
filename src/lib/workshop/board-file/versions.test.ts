import { all as en } from '../../i18n/en/all.ts';
import { NOTHING_WRITTEN, UNPARKED, STAGE_BEGINNING } from '../defaults.ts';
import { expect, test } from 'vitest';
import { sampleRecord } from '../sample/sample.ts';
import type { Stage } from '../types.ts';
import { changesBetween, countsOf, restoredStage, seenOn, type WallContent } from './versions.ts';

const note = (id: string, cluster = '', change = {}) => ({
	id,
	text: `Text of ${id}`,
	kind: 'problem' as const,
	fn: '',
	by: '',
	x: 0,
	y: 0,
	cluster,
	order: 'a0',
	...UNPARKED,
	archived: false,
	...change
});
const cluster = (id: string, change = {}) => ({
	id,
	title: `Title of ${id}`,
	x: 0,
	y: 0,
	archived: false,
	mergedInto: '',
	...change
});
const NONE = {
	notesCame: 0,
	notesWent: 0,
	notesMoved: 0,
	notesReworded: 0,
	clustersCame: 0,
	clustersWent: 0,
	clustersRenamed: 0,
	entriesChanged: 0
};
const before: WallContent = {
	...NOTHING_WRITTEN,
	notes: [note('n1', 'c1'), note('n2', 'c1'), note('n3'), note('gone', '', { archived: true })],
	clusters: [cluster('c1'), cluster('c2')]
};

const changes = (from: WallContent, to: WallContent) => changesBetween(seenOn(from), seenOn(to));

test('the counts include only visible items', () => {
	expect(countsOf(seenOn(before))).toEqual({ notes: 3, clusters: 2 });
});
test('a wall has no differences from itself', () => {
	expect(changes(before, before)).toEqual(NONE);
});
test('each item that was added, removed, moved or reworded counts once', () => {
	const after: WallContent = {
		...NOTHING_WRITTEN,
		notes: [
			note('n1', 'c2'),
			note('n2', 'c1', { text: 'Reworded', x: 40 }),
			note('n3', '', { x: 7 }),
			note('gone'),
			note('new', '', { archived: true })
		],
		clusters: [cluster('c1', { title: 'Another' }), cluster('c2'), cluster('c3')]
	};
	expect(changes(before, after)).toEqual({
		...NONE,
		notesCame: 1,
		notesMoved: 2,
		notesReworded: 1,
		clustersCame: 1,
		clustersRenamed: 1
	});
	expect(changes(after, before)).toMatchObject({ notesWent: 1, clustersWent: 1 });
});
test('a merge counts the notes of the merged cluster as moved', () => {
	const merged: WallContent = {
		...NOTHING_WRITTEN,
		notes: [note('n1', 'c1'), note('n2', 'c1'), note('n3')],
		clusters: [cluster('c1', { archived: true, mergedInto: 'c2' }), cluster('c2')]
	};
	expect(changes(before, merged)).toEqual({ ...NONE, notesMoved: 2, clustersWent: 1 });
});

test('other items count as well, whether new, changed or removed', () => {
	const cost = {
		...{ id: 'x', problem: 'c1', what: 'Calls made twice', amount: 40, unit: 'hours' },
		...{ order: 'a0', archived: false }
	};
	const frame = { ...NOTHING_WRITTEN.frame, why: 'One in six leaves' };
	const after: WallContent = { ...before, frame, costs: [cost, { ...cost, id: 'y' }] };
	expect(changes(before, after)).toEqual({ ...NONE, entriesChanged: 3 });
	const later: WallContent = { ...after, frame: before.frame, costs: [{ ...cost, amount: 41 }] };
	expect(changes(after, later)).toEqual({ ...NONE, entriesChanged: 3 });
	const archived: WallContent = { ...later, costs: [{ ...cost, archived: true }] };
	expect(changes(later, archived)).toEqual({ ...NONE, entriesChanged: 1 });
});

function stage(): Stage {
	let next = 0;
	const record = sampleRecord(() => `id${(next += 1)}`, 1_800_000_000_000, en);
	return { ...STAGE_BEGINNING, ...record.stage, board: 'b', version: 9, epoch: 4 };
}
test('[V3] a restore brings back steps, counted rounds, choices and agreements, and nothing else', () => {
	const then = stage();
	const [post] = then.steps;
	const open = { ...then.rounds[0], id: 'open', status: 'open' as const, result: null };
	const past = { ...then, rounds: [...then.rounds, open] } as Stage;
	const now: Stage = {
		...then,
		title: 'Renamed',
		locked: true,
		joining: 'closed',
		smallestGroup: 3,
		currentStep: post?.id ?? '',
		timer: { startedAt: 1, endsAt: 2 },
		rounds: [],
		chosen: ['other'],
		agreements: {},
		gate: { openedAt: 5, early: { reason: 'Impatience', missing: [] } },
		decision: null,
		reviewOn: '2030-01-01',
		checksWording: false,
		products: ['Ledger'],
		version: 20,
		epoch: 6
	};
	expect(restoredStage(now, past, 77)).toEqual({
		...now,
		currentStep: then.currentStep,
		rounds: then.rounds,
		chosen: then.chosen,
		agreements: then.agreements,
		gate: then.gate,
		decision: then.decision,
		reviewOn: then.reviewOn,
		timer: null,
		epoch: 7,
		restoredAt: 77
	});
});
test('[V4] after a restore, a group that was writing openly writes in silence again', () => {
	const then = stage();
	const post = then.steps.find(({ kind }) => kind === 'post');
	if (!post) throw new Error('the sample has no Post step');
	const writing = (change: Partial<typeof post>): Stage => ({
		...then,
		currentStep: post.id,
		steps: then.steps.map((step) => (step === post ? { ...post, ...change } : step))
	});
	for (const past of [
		writing({ writing: 'open' }),
		writing({ writing: 'silent', revealed: true })
	]) {
		const back = restoredStage(then, past, 1);
		expect(back.steps.find(({ id }) => id === post.id)).toMatchObject({
			writing: 'silent',
			revealed: false
		});
	}
});
