import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import {
	addItem,
	changeItem,
	frameText,
	rate,
	readFrame,
	readItem,
	textOf
} from '../../../src/lib/wall/items.ts';
import { moveNote, renameCluster } from '../../../src/lib/wall/mutations.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import type { BoardWeight } from '../../store/store.ts';
import { clustering, FIRST, history, keep, list, wallOf } from '../../../tests/support/versions.ts';
import { TestWorkshop, value } from '../../../tests/support/workshop.ts';

const HANDOVERS = { '': [], Handovers: ['First problem', 'Second problem'] };

describe('[V1] a version is saved', () => {
	it('at each step change, with the stage of the new step', async () => {
		const room = await clustering();
		await room.test.goTo(room.fay, 'vote');
		const versions = await list(room);
		expect(versions.map(({ reason, name }) => [reason, name])).toEqual([
			['step', 'Vote'],
			['step', 'Cluster']
		]);
		expect(versions[0]).toMatchObject({
			by: 'Fay',
			at: room.test.now,
			counts: { notes: 2, clusters: 1 },
			changes: { clustersCame: 1, notesMoved: 2 }
		});
		const { page } = value(
			await room.test.boards.version(room.fay, room.test.board, versions[0]?.id ?? '')
		);
		expect(page.stage.currentStep).toBe(await room.test.step('vote'));
	});

	it('on request, with a name, and not twice for the same state', async () => {
		const room = await clustering();
		await keep(room, 'Before lunch');
		expect(await room.test.run(room.fay, { kind: 'keepVersion', name: 'Again' })).toMatchObject({
			ok: false,
			status: 409,
			reason: 'Nothing has changed since the version “Before lunch”.'
		});
		moveNote(room.test.live.wall(room.test.board), 'note-one', 10, 10);
		await keep(room, 'Again');
		expect((await list(room)).map(({ name }) => name)).toEqual([
			'Again',
			'Before lunch',
			'Cluster'
		]);
	});

	it('in place of an automatic version with the same content', async () => {
		const room = await clustering();
		await room.test.goTo(room.fay, 'vote');
		await keep(room, 'Ready to vote');
		expect((await list(room)).map(({ name, reason }) => [reason, name])).toEqual([
			['named', 'Ready to vote'],
			['step', 'Cluster']
		]);
	});

	it('before a restore, unless the newest version is the same', async () => {
		const room = await clustering();
		const lunch = await keep(room, 'Before lunch');
		renameCluster(room.test.live.wall(room.test.board), 'c1', 'Spoilt');
		await room.test.do(room.fay, { kind: 'restoreVersion', version: lunch });
		expect((await list(room)).map(({ reason }) => reason)).toEqual(['restore', 'named', 'step']);
		await room.test.do(room.fay, { kind: 'restoreVersion', version: lunch });
		await room.test.do(room.fay, { kind: 'restoreVersion', version: lunch });
		// The first of these two saved the wall that was restored. The second found it already saved.
		expect((await list(room)).map(({ reason }) => reason)).toEqual([
			'restore',
			'restore',
			'named',
			'step'
		]);
	});

	it('automatically never in place of a named version with the same content', async () => {
		const room = await clustering();
		const [start] = await list(room);
		await keep(room, 'Before lunch');
		await room.test.do(room.fay, { kind: 'restoreVersion', version: start?.id ?? '' });
		expect((await list(room)).map(({ reason, name }) => [reason, name])).toEqual([
			['named', 'Before lunch'],
			['step', 'Cluster']
		]);
	});

	it('until newer ones replace it, but a named one permanently', async () => {
		const room = await clustering();
		const { test, fay } = room;
		await keep(room, 'For good');
		const wall = test.live.wall(test.board);
		for (let turn = 0; turn < LIMITS.automaticVersions / 2 + 3; turn++) {
			moveNote(wall, 'note-one', turn, 1);
			await test.goTo(fay, 'vote');
			moveNote(wall, 'note-one', turn, 2);
			await test.goTo(fay, 'cluster');
		}
		const versions = await list(room);
		expect(versions).toHaveLength(LIMITS.automaticVersions + 1);
		expect(versions.at(-1)).toMatchObject({ name: 'For good', changes: null });
	});

	it('not beyond the limit of named versions', async () => {
		const room = await clustering();
		const { store } = room.test;
		const listed = await store.listVersions(room.test.board);
		const named = Array.from({ length: LIMITS.namedVersions }, (_, at) => ({
			...listed[0],
			id: `n${at}`,
			reason: 'named' as const
		}));
		store.listVersions = () => Promise.resolve(named as typeof listed);
		expect(await room.test.run(room.fay, { kind: 'keepVersion', name: 'More' })).toMatchObject({
			status: 409
		});
	});

	it('without anything from a desk', async () => {
		const room = await clustering();
		const { test, fay, ann } = room;
		await test.goTo(fay, 'post');
		await test.write(ann, 'note-draft', 'A silent draft');
		await keep(room, 'In silence');
		for (const { id } of await test.store.listVersions(test.board)) {
			const version = await test.store.loadVersion(test.board, id);
			expect(version?.content).not.toContain('silent draft');
			expect(version?.content).not.toContain(ann.id);
		}
	});
});

describe('[V2] a restore', () => {
	async function restored() {
		const room = await clustering();
		const { test, fay, ann } = room;
		const lunch = await keep(room, 'Before lunch');
		await test.goTo(fay, 'post');
		await test.write(ann, 'note-late', 'Written after lunch');
		test.live.desk(test.board, ann.id).editNote('note-one', 'First, reworded', 'problem');
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		await test.goTo(fay, 'cluster');
		renameCluster(test.live.wall(test.board), 'c1', 'Spoilt');
		expect(wallOf(room)).toEqual({
			'': ['Written after lunch'],
			Spoilt: ['First, reworded', 'Second problem']
		});
		await test.do(fay, { kind: 'restoreVersion', version: lunch });
		return { ...room, lunch };
	}

	it('starts an epoch with the old wall, and tells the sync server', async () => {
		const room = await restored();
		expect(wallOf(room)).toEqual(HANDOVERS);
		expect(await room.test.stage()).toMatchObject({ epoch: 2, restoredAt: room.test.now });
		expect(room.test.live.begun).toEqual([{ board: room.test.board, epoch: 2 }]);
		const page = value(await room.test.boards.page(room.ann, room.test.board));
		expect(page.stage.epoch).toBe(2);
		expect(Wall.from(page.wall).cluster('c1')?.title).toBe('Handovers');
	});

	it('restores everything written together, including frame, agreements and gate', async () => {
		const test = new TestWorkshop();
		const user = await test.user();
		test.board = await test.boards.createSample(user, en);
		const fay = await test.me(user);
		const room = { test, fay, ann: fay };
		const exported = async () => {
			const { body } = value(await test.boards.export(fay, test.board, 'json'));
			return { ...(JSON.parse(body) as BoardRecord), history: [] };
		};
		const before = await exported();
		const version = await keep(room, 'All of it');
		const wall = test.live.wall(test.board);
		const outcome = before.outcomes[0]?.id ?? '';
		changeItem(wall, 'outcomes', outcome, { target: 1, archived: true });
		textOf(wall, 'outcomes', outcome, 'statement')?.insert(0, 'Spoilt. ');
		frameText(wall, 'why')?.insert(0, 'Spoilt. ');
		addItem(wall, 'readings', 'late', { outcome, day: '2026-05-01', value: 3 });
		rate(wall, before.options[0]?.id ?? '', before.requirements[0]?.id ?? '', 'fails');
		await test.do(fay, { kind: 'setReview', reviewOn: '2030-01-01' });
		expect(await exported()).not.toEqual(before);
		await test.do(fay, { kind: 'restoreVersion', version });
		expect(await exported()).toEqual(before);
		const again = test.live.wall(test.board);
		textOf(again, 'outcomes', outcome, 'statement')?.insert(0, 'Again: ');
		expect((await exported()).outcomes[0]?.statement).toMatch(/^Again: A customer/);
	});

	it('leaves the wall of the previous epoch unchanged in the store', async () => {
		const room = await restored();
		const old = room.test.live.walls.get(`w:${room.test.board}`);
		expect(old?.cluster('c1')?.title).toBe('Spoilt');
	});

	it('survives a crash right after it', async () => {
		const room = await restored();
		room.test.live.walls.clear();
		room.test.restart();
		await room.test.boards.seat('user-1', room.test.board);
		await room.test.live.readWall(room.test.board, () => undefined);
		expect(wallOf(room)).toEqual(HANDOVERS);
	});

	it('changes nothing when the store fails', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const lunch = await keep(room, 'Before lunch');
		renameCluster(test.live.wall(test.board), 'c1', 'Spoilt');
		const save = test.store.saveStage.bind(test.store);
		test.store.saveStage = () => Promise.reject(new Error('disk is full'));
		const again = { kind: 'restoreVersion', version: lunch } as const;
		expect(await test.run(fay, again, 'same')).toMatchObject({ ok: false });
		expect(wallOf(room)).toMatchObject({ Spoilt: expect.anything() as unknown });
		expect(test.live.begun).toEqual([]);
		expect((await test.stage()).epoch).toBe(1);
		test.store.saveStage = save;
		// Sending the same command again saves nothing twice.
		expect(await test.run(fay, again, 'same')).toMatchObject({ ok: true });
		expect(wallOf(room)).toEqual(HANDOVERS);
		expect((await list(room)).map(({ reason }) => reason)).toEqual(['restore', 'named', 'step']);
	});

	it('keeps later notes at their desks, and counts them there', async () => {
		const room = await restored();
		const { test, ann, fay } = room;
		expect(test.live.desk(test.board, ann.id).note('note-late')?.archived).toBe(false);
		expect(
			test.hooks.stageView(test.board, fay).progress.waiting,
			'one that the version lacks, and other words of one that it has'
		).toEqual({ sales: 2 });
		await test.committed(ann);
		expect(wallOf(room)).toEqual(HANDOVERS);
	});

	it('lets writers still change their notes, and the next reveal posts the changes', async () => {
		const room = await restored();
		const { test, ann, fay } = room;
		await test.goTo(fay, 'post');
		test.live.desk(test.board, ann.id).editNote('note-two', 'Second, reworded', 'problem');
		await test.committed(ann);
		expect(wallOf(room)).toEqual(HANDOVERS);
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		expect(wallOf(room)).toEqual({
			'': ['Written after lunch'],
			Handovers: ['First, reworded', 'Second, reworded']
		});
	});

	it('posts nothing automatically if the group was writing openly', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const ann = await test.join('Ann', 'sales');
		const step = await test.step('post');
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		await test.write(ann, 'note-one', 'Before');
		const room = { test, fay, ann };
		const version = await keep(room, 'Open');
		await test.write(ann, 'note-two', 'After');
		await test.do(fay, { kind: 'restoreVersion', version });
		await test.write(ann, 'note-three', 'Later still');
		expect(test.texts()).toEqual(['Before']);
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		expect(test.texts().sort()).toEqual(['After', 'Before', 'Later still']);
	});

	it('waits for an open round to close, and reopens none', async () => {
		const room = await clustering();
		const { test, fay } = room;
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 3, seconds: null });
		const version = await keep(room, 'While voting');
		expect(await test.run(fay, { kind: 'restoreVersion', version })).toMatchObject({ status: 409 });
		const round = (await test.stage()).rounds[0]?.id ?? '';
		await test.do(fay, { kind: 'closeRound', round });
		await test.do(fay, { kind: 'choose', cluster: 'c1', chosen: true });
		await test.do(fay, { kind: 'restoreVersion', version });
		expect(await test.stage()).toMatchObject({ rounds: [], chosen: [] });
	});

	it('saves changes that reached the old wall while it was in progress', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const lunch = await keep(room, 'Before lunch');
		renameCluster(test.live.wall(test.board), 'c1', 'Spoilt');
		const save = test.store.saveStage.bind(test.store);
		test.store.saveStage = (...all) => {
			renameCluster(test.live.wall(test.board), 'c1', 'Spoilt at the last moment');
			return save(...all);
		};
		await test.do(fay, { kind: 'restoreVersion', version: lunch });
		const [before] = await list(room);
		const { page } = value(await test.boards.version(fay, test.board, before?.id ?? ''));
		expect(Wall.from(page.wall).cluster('c1')?.title).toBe('Spoilt at the last moment');
		expect(wallOf(room)).toEqual(HANDOVERS);
	});

	it('of a missing version is refused', async () => {
		const { test, fay } = await clustering();
		expect(await test.run(fay, { kind: 'restoreVersion', version: 'gone' })).toMatchObject({
			ok: false,
			status: 404
		});
	});
});

describe('[V5] versions and history', () => {
	it('are for facilitators only', async () => {
		const room = await clustering();
		const { test, ann } = room;
		const version = await keep(room, 'Mine');
		const asked = [
			test.boards.history(ann, test.board, FIRST, en),
			test.boards.version(ann, test.board, version),
			test.boards.copyVersion(ann, test.board, version, en)
		];
		for (const outcome of await Promise.all(asked))
			expect(outcome).toMatchObject({ ok: false, status: 403 });
		expect(await test.boards.listOf('user-2')).toHaveLength(1);
	});
});

describe('[V6] a copy', () => {
	it('is a separate board with functions, steps, clusters and notes, without people', async () => {
		const room = await clustering('named');
		const { test, fay, ann } = room;
		addItem(test.live.wall(test.board), 'answers', 'answer', {
			...{ text: 'We ring up four people', question: 'felt', about: 'c1' },
			...{ fn: 'sales', by: ann.id }
		});
		frameText(test.live.wall(test.board), 'who')?.insert(0, 'A baker');
		const version = await keep(room, 'To copy');
		const board = value(await test.boards.copyVersion(fay, test.board, version, en));
		const old = await test.stage();
		expect(test.note('note-one')?.by).toBe(ann.id);
		test.board = board;
		const stage = await test.stage();
		expect(stage).toMatchObject({
			...{ title: old.title, functions: old.functions, steps: old.steps },
			...{ currentStep: old.currentStep, rounds: [], chosen: [], epoch: 1 }
		});
		await test.me('user-1');
		expect(wallOf(room)).toEqual(HANDOVERS);
		expect(test.note('note-one')).toMatchObject({ by: '', fn: 'sales' });
		const seats = await test.store.listParticipants(board);
		expect(seats).toMatchObject([{ name: 'Fay', role: 'facilitator', userId: 'user-1' }]);
		const { entries } = await history({ test, fay: await test.me('user-1') });
		expect(stage).toMatchObject({ agreements: {}, gate: null, decision: null });
		expect(readItem(test.live.wall(board), 'answers', 'answer')).toMatchObject({
			...{ text: 'We ring up four people', about: 'c1', by: '', fn: 'sales' }
		});
		expect(readFrame(test.live.wall(board)).who).toBe('A baker');
		expect(entries.rows).toMatchObject([
			{ by: 'Fay', did: `made this board from a version of “${old.title}”` }
		]);
	});
});

describe('[O25] what a board stores beside its wall', () => {
	let place = 1;
	/** Makes the store report this many bytes for the board’s versions, or for its old walls. */
	async function weighing(weight: Partial<BoardWeight>) {
		const room = await clustering();
		for (const kind of ['vote', 'cluster', 'vote', 'cluster', 'vote'] as const) {
			moveNote(room.test.live.wall(room.test.board), 'note-one', place++, 0);
			await room.test.goTo(room.fay, kind);
		}
		const { weighBoard } = room.test.store;
		room.test.store.weighBoard = async (life) => ({ ...(await weighBoard(life)), ...weight });
		return room;
	}
	const tooMuch = 1_000_000_000;

	it('is limited: versions without a name are deleted, and then no more can be saved with a name', async () => {
		const room = await weighing({ versionBytes: tooMuch });
		const count = async () => (await list(room)).length;
		expect(await count()).toBe(6);
		await keep(room, 'One more');
		expect(await count(), 'two of the oldest gave way').toBe(6);
		for (const kind of ['cluster', 'vote', 'cluster', 'vote'] as const) {
			moveNote(room.test.live.wall(room.test.board), 'note-one', place++, 0);
			await room.test.goTo(room.fay, kind);
		}
		expect((await list(room)).map(({ name }) => name)).toEqual([
			...['Vote', 'Cluster', 'Vote'],
			'One more'
		]);
		moveNote(room.test.live.wall(room.test.board), 'note-one', 7, 7);
		expect(await room.test.run(room.fay, { kind: 'keepVersion', name: 'Again' })).toMatchObject({
			ok: false,
			status: 409,
			reason: 'The versions of this board take all the room that it has for them.'
		});
	});
	it('is limited for old walls: then the board cannot be restored again', async () => {
		const room = await weighing({ oldEpochBytes: tooMuch });
		const version = (await list(room))[0]?.id ?? '';
		expect(await room.test.run(room.fay, { kind: 'restoreVersion', version })).toMatchObject({
			ok: false,
			status: 409,
			reason: expect.stringMatching(/set back .*try again/i) as string
		});
	});
});

it('[V5] a forbidden command reads no wall, desk or version', async () => {
	const room = await clustering();
	const { test, ann, fay } = room;
	const version = await keep(room, 'Kept');
	await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 3 });
	test.heavyWork.length = 0;
	const looks = [vi.spyOn(test.live, 'readWall'), vi.spyOn(test.live, 'readDesk')];
	for (const command of [
		{ kind: 'keepVersion', name: 'Mine' },
		{ kind: 'restoreVersion', version },
		{ kind: 'setSmallestGroup', smallestGroup: 1 },
		{ kind: 'choose', cluster: 'c1', chosen: true },
		{ kind: 'openGate', reason: '' }
	] as const)
		expect(await test.run(ann, command)).toMatchObject({ ok: false, status: 403 });
	expect(test.heavyWork).toEqual([]);
	for (const look of looks) expect(look).not.toHaveBeenCalled();
});
