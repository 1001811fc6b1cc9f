import { UNPARKED } from './beginning.ts';
import { expect, test } from 'vitest';
import { sampleRecord } from './sample.ts';
import type { Stage } from './types.ts';
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
	clustersRenamed: 0
};
const before: WallContent = {
	notes: [note('n1', 'c1'), note('n2', 'c1'), note('n3'), note('gone', '', { archived: true })],
	clusters: [cluster('c1'), cluster('c2')]
};

const changes = (from: WallContent, to: WallContent) => changesBetween(seenOn(from), seenOn(to));

test('counts hold what can be seen', () => {
	expect(countsOf(seenOn(before))).toEqual({ notes: 3, clusters: 2 });
});
test('a wall does not differ from itself', () => {
	expect(changes(before, before)).toEqual(NONE);
});
test('what came, went, moved and got other words is counted once each', () => {
	const after: WallContent = {
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
test('merging moves the notes of the cluster that went', () => {
	const merged: WallContent = {
		notes: [note('n1', 'c1'), note('n2', 'c1'), note('n3')],
		clusters: [cluster('c1', { archived: true, mergedInto: 'c2' }), cluster('c2')]
	};
	expect(changes(before, merged)).toEqual({ ...NONE, notesMoved: 2, clustersWent: 1 });
});

function stage(): Stage {
	let next = 0;
	const record = sampleRecord(() => `id${(next += 1)}`, 1_800_000_000_000);
	return { ...record.stage, board: 'b', version: 9, epoch: 4 };
}
test('[V3] a restore brings back steps, counted rounds and chosen problems, and nothing else', () => {
	const then = stage();
	const [post] = then.steps;
	const open = { ...then.rounds[0], id: 'open', status: 'open' as const, result: null };
	const past = { ...then, rounds: [...then.rounds, open] } as Stage;
	const now: Stage = {
		...then,
		title: 'Renamed',
		locked: true,
		smallestGroup: 3,
		currentStep: post?.id ?? '',
		timer: { startedAt: 1, endsAt: 2 },
		rounds: [],
		chosen: ['other'],
		version: 20,
		epoch: 6
	};
	expect(restoredStage(now, past, 77)).toEqual({
		...now,
		currentStep: then.currentStep,
		rounds: then.rounds,
		chosen: then.chosen,
		timer: null,
		epoch: 7,
		restoredAt: 77
	});
});
test('[V4] where the group was writing openly, silence begins anew', () => {
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
