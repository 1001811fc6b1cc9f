import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNote, archiveNote, makeCluster } from '../../src/lib/wall/mutations.ts';
import { note } from '../../src/lib/wall/testing.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { TestWorkshop } from '../../tests/support/workshop.ts';

async function voting(clusters = ['c-data', 'c-late', 'c-story']) {
	const test = new TestWorkshop();
	const fay = await test.start();
	const ann = await test.join('Ann', 'sales');
	const bob = await test.join('Bob', 'service');
	const wall = test.live.wall(test.board);
	for (const [index, id] of clusters.entries()) {
		addNote(wall, note(`note-of-${id}`));
		makeCluster(wall, id, [`note-of-${id}`], index * 400, 0, `Cluster ${id}`);
	}
	await test.goTo(fay, 'vote');
	return { test, fay, ann, bob };
}
async function openRound(test: TestWorkshop, fay: Me, dots = 3, maxPerCluster = 2) {
	await test.do(fay, { kind: 'openRound', dots, maxPerCluster, seconds: 120 });
	const round = (await test.stage()).rounds.at(-1);
	if (!round) throw new Error('no round');
	return round;
}
const spend = (test: TestWorkshop, me: Me, round: string, cluster: string, dots: number) =>
	test.live.desk(test.board, me.id).spend(round, cluster, dots);
const refusal = { ok: false, status: 409, reason: expect.stringMatching(/\.$/) as string };

describe('a round', () => {
	it('opens in a Vote step, over clusters, one at a time', async () => {
		const { test, fay } = await voting([]);
		const draft = { kind: 'openRound', dots: 3, maxPerCluster: 5, seconds: null } as const;
		expect(await test.run(fay, draft)).toMatchObject(refusal);
		makeCluster(test.live.wall(test.board), 'c-data', [], 0, 0, 'A name alone');
		expect(await test.run(fay, draft), 'nothing is in it').toMatchObject(refusal);
		addNote(test.live.wall(test.board), note('note-1', { cluster: 'c-data' }));
		await test.goTo(fay, 'cluster');
		expect(await test.run(fay, draft)).toMatchObject(refusal);
		await test.goTo(fay, 'vote');
		await test.do(fay, draft);
		expect(await test.run(fay, draft)).toMatchObject(refusal);
		const [round] = (await test.stage()).rounds;
		expect(round).toMatchObject({
			dots: 3,
			maxPerCluster: 3,
			status: 'open',
			result: null,
			endsAt: null,
			stepId: await test.step('vote')
		});
	});

	it('holds the group in its step and the clusters as they are', async () => {
		const { test, fay } = await voting();
		const round = await openRound(test, fay);
		const step = await test.step('cluster');
		expect(await test.run(fay, { kind: 'goToStep', step })).toMatchObject(refusal);
		expect(test.hooks.refuses(test.board, fay, ['move'])).toMatch(/\.$/);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect(await test.run(fay, { kind: 'goToStep', step })).toMatchObject({ ok: true });
	});

	it('tells nobody a dot while it is open, and sums alone afterwards (P3)', async () => {
		const { test, fay, ann, bob } = await voting();
		const round = await openRound(test, fay);
		spend(test, ann, round.id, 'c-late', 2);
		spend(test, ann, round.id, 'c-data', 1);
		spend(test, bob, round.id, 'c-late', 1);
		await test.committed(ann, bob);
		for (const me of [fay, ann, bob]) {
			const view = test.hooks.stageView(test.board, me);
			expect(view.rounds[0]?.result).toBeNull();
			expect(JSON.stringify(view)).not.toContain('c-late');
		}
		test.now += 30_000;
		await test.do(fay, { kind: 'closeRound', round: round.id });
		const result = test.hooks.stageView(test.board, ann).rounds[0]?.result;
		expect(result).toMatchObject({ closedAt: test.now, voters: 2, dots: 4 });
		const late = result?.clusters.find(({ cluster }) => cluster === 'c-late');
		expect(late).toMatchObject({
			dots: 3,
			title: 'Cluster c-late',
			byFn: { sales: { dots: 2, backers: 1 }, service: { dots: 1, backers: 1 } }
		});
		expect(JSON.stringify(result)).not.toContain(ann.id);
	});

	it('is not about clusters in which no note is left', async () => {
		const { test, fay, ann } = await voting();
		archiveNote(test.live.wall(test.board), 'note-of-c-late', true);
		const round = await openRound(test, fay);
		spend(test, ann, round.id, 'c-late', 2);
		spend(test, ann, round.id, 'c-data', 1);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		const result = (await test.stage()).rounds[0]?.result;
		expect(result?.clusters.map(({ cluster }) => cluster)).toEqual(['c-data', 'c-story']);
		expect(result?.dots).toBe(1);
	});

	it('[B1] takes no dot while it is counted, and says so; people who may not close it stop nobody', async () => {
		const { test, fay, ann } = await voting();
		const round = await openRound(test, fay);
		const late = () => test.hooks.refuses(test.board, ann, ['vote']);
		const { readDesk } = test.live;
		const whileCounted: unknown[] = [];
		test.live.readDesk = (...args) => {
			whileCounted.push(late(), test.hooks.openRound(test.board)?.id);
			return readDesk.apply(test.live, args) as never;
		};
		await test.run(ann, { kind: 'closeRound', round: round.id });
		expect(whileCounted).toEqual([]);
		expect(late()).toBeNull();
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect(whileCounted.slice(0, 2)).toEqual(['The round is being counted.', undefined]);
		expect(late()).toBe('No round is open.');
	});

	it('[B3] goes on with all that was taken after a count that failed or was cut off', async () => {
		const { test, fay, ann } = await voting();
		const round = await openRound(test, fay);
		spend(test, ann, round.id, 'c-late', 1);
		const { saveStage } = test.store;
		test.store.saveStage = () => Promise.reject(new Error('disk is full'));
		const command = { kind: 'closeRound', round: round.id } as const;
		expect(await test.run(fay, command, 'close')).toMatchObject(refusal);
		test.store.saveStage = saveStage;
		expect(test.hooks.refuses(test.board, ann, ['vote'])).toBeNull();
		test.restart();
		await test.boards.seat('nobody', test.board);
		expect(test.hooks.openRound(test.board)?.id).toBe(round.id);
		spend(test, ann, round.id, 'c-late', 2);
		expect(await test.run(fay, command, 'close')).toMatchObject({ ok: true });
		expect((await test.stage()).rounds[0]?.result?.dots).toBe(2);
	});

	it('[B3] takes dots after its time is up, until a facilitator closes it', async () => {
		const { test, fay, ann } = await voting();
		const round = await openRound(test, fay);
		test.now = (round.endsAt ?? 0) + 60_000;
		expect(test.hooks.refuses(test.board, ann, ['vote'])).toBeNull();
		spend(test, ann, round.id, 'c-late', 1);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect((await test.stage()).rounds[0]?.result?.dots).toBe(1);
	});

	it('is closed once', async () => {
		const { test, fay } = await voting();
		const round = await openRound(test, fay);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect(await test.run(fay, { kind: 'closeRound', round: round.id })).toMatchObject(refusal);
		expect(await test.run(fay, { kind: 'closeRound', round: 'none' })).toMatchObject({
			status: 404
		});
	});

	it('counts no dots of observers and of people who were removed', async () => {
		const { test, fay, ann, bob } = await voting();
		const round = await openRound(test, fay);
		for (const me of [ann, bob]) spend(test, me, round.id, 'c-late', 1);
		await test.do(fay, { kind: 'removePerson', person: ann.id });
		await test.do(fay, { kind: 'setRole', person: bob.id, role: 'observer' });
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect((await test.stage()).rounds[0]?.result).toMatchObject({ voters: 0, dots: 0 });
	});

	it('follows earlier rounds, which stay readable', async () => {
		const { test, fay, ann } = await voting();
		const first = await openRound(test, fay);
		spend(test, ann, first.id, 'c-late', 1);
		await test.do(fay, { kind: 'closeRound', round: first.id });
		const second = await openRound(test, fay);
		await test.do(fay, { kind: 'closeRound', round: second.id });
		const { rounds } = await test.stage();
		expect(rounds.map(({ result }) => result?.dots)).toEqual([1, 0]);
	});

	it('shows facilitators how many have finished, per function, and others nothing', async () => {
		const { test, fay, ann, bob } = await voting();
		const round = await openRound(test, fay);
		test.live.desk(test.board, ann.id).setReady(round.id, true);
		test.live.desk(test.board, bob.id).setReady(await test.step('vote'), true);
		await test.committed(ann, bob);
		const seen = test.hooks.stageView(test.board, fay);
		expect(seen.progress.finished).toEqual({ sales: 1 });
		expect(seen.people.filter(({ ready }) => ready).map(({ name }) => name)).toEqual(['Ann']);
		const unseen = test.hooks.stageView(test.board, ann);
		expect(unseen.progress.finished).toEqual({});
		expect(unseen.people.some(({ ready }) => ready)).toBe(false);
	});
});

describe('the budget (P6)', () => {
	it('holds whatever lies on a desk', async () => {
		const { test, fay, ann } = await voting();
		const cluster = fc.constantFrom('c-data', 'c-late', 'c-story', 'c-none', '__proto__');
		const dots = fc.oneof(fc.integer(), fc.double(), fc.constant(Number.MAX_SAFE_INTEGER));
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(cluster, dots), { maxLength: 8 }), async (ballot) => {
				const round = await openRound(test, fay, 4, 2);
				for (const [id, count] of ballot) spend(test, ann, round.id, id, count);
				await test.do(fay, { kind: 'closeRound', round: round.id });
				const result = (await test.stage()).rounds.at(-1)?.result;
				expect(result?.dots).toBeLessThanOrEqual(4);
				for (const row of result?.clusters ?? []) expect(row.dots).toBeLessThanOrEqual(2);
			}),
			{ numRuns: 40, seed: 20260504 }
		);
	});
});

describe('choosing', () => {
	it('takes clusters that are on the wall, in the order of choosing', async () => {
		const { test, fay } = await voting();
		const choose = (cluster: string, chosen = true) =>
			test.run(fay, { kind: 'choose', cluster, chosen });
		await choose('c-late');
		await choose('c-data');
		await choose('c-late');
		expect(await choose('c-none')).toMatchObject({ ok: false, status: 404 });
		expect((await test.stage()).chosen).toEqual(['c-late', 'c-data']);
		await choose('c-late', false);
		expect((await test.stage()).chosen).toEqual(['c-data']);
	});
});
