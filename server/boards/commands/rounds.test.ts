import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { addNote, archiveNote, makeCluster } from '../../../src/lib/wall/mutations.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { voteInWords } from '../../../src/lib/workshop/report/votes.ts';
import type { ClusterTally, Me } from '../../../src/lib/workshop/types.ts';
import { TestWorkshop, reportFor, value } from '../../../tests/support/workshop.ts';
import { whyNoRound } from './rounds.ts';

async function voting(
	clusters = ['c-data', 'c-late', 'c-story'],
	board: Parameters<TestWorkshop['start']>[0] = {}
) {
	const test = new TestWorkshop();
	const fay = await test.start(board);
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

	it('[H15] opens no more when earlier results are as many as pages can show', async () => {
		const { test, fay } = await voting();
		await test.do(fay, { kind: 'closeRound', round: (await openRound(test, fay)).id });
		const stage = await test.stage();
		const [round] = stage.rounds;
		const results = (clusters: number) => {
			const [tally] = round?.result?.clusters ?? [];
			const all = Array<typeof tally>(clusters).fill(tally) as ClusterTally[];
			const result = round?.result && { ...round.result, clusters: all };
			return { ...stage, rounds: round && result ? [{ ...round, result }] : [] };
		};
		expect(whyNoRound(results(LIMITS.talliesPerBoard - 3), 3)).toBeNull();
		expect(whyNoRound(results(LIMITS.talliesPerBoard - 2), 3)?.(en)).toMatch(/\.$/);
	});

	it('keeps the group in its step and the clusters unchanged', async () => {
		const { test, fay } = await voting();
		const round = await openRound(test, fay);
		const step = await test.step('cluster');
		expect(await test.run(fay, { kind: 'goToStep', step })).toMatchObject(refusal);
		expect(test.hooks.refuses(test.board, fay, ['move'])).toMatch(/\.$/);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect(await test.run(fay, { kind: 'goToStep', step })).toMatchObject({ ok: true });
	});

	it('shows nobody a dot while it is open, and only totals afterwards (P3)', async () => {
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

	it('does not include clusters without notes', async () => {
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

	it('[B1] rejects dots while it is being counted, and says so; people who may not close it block nobody', async () => {
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

	it('[B3] continues with all accepted dots after a count that failed or was interrupted', async () => {
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

	it('[B3] accepts dots after its time is up, until a facilitator closes it', async () => {
		const { test, fay, ann } = await voting();
		const round = await openRound(test, fay);
		test.now = (round.endsAt ?? 0) + 60_000;
		expect(test.hooks.refuses(test.board, ann, ['vote'])).toBeNull();
		spend(test, ann, round.id, 'c-late', 1);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect((await test.stage()).rounds[0]?.result?.dots).toBe(1);
	});

	it('can be closed only once', async () => {
		const { test, fay } = await voting();
		const round = await openRound(test, fay);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		expect(await test.run(fay, { kind: 'closeRound', round: round.id })).toMatchObject(refusal);
		expect(await test.run(fay, { kind: 'closeRound', round: 'none' })).toMatchObject({
			status: 404
		});
	});

	it('counts no dots of observers and removed people', async () => {
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

	it('shows only facilitators how many have finished, per function', async () => {
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

const byDefault = { smallestGroup: undefined };

it('[B13] does not count people who only facilitate as finished', async () => {
	const { test, fay, ann, bob } = await voting(undefined, byDefault);
	const round = await openRound(test, fay);
	const cat = await test.join('Cat', 'sales');
	for (const { id } of [fay, ann, bob, cat])
		test.live.desk(test.board, id).setReady(round.id, true);
	await test.committed(fay, ann, bob, cat);
	expect(test.hooks.stageView(test.board, fay).progress.finished).toEqual({ '': 3 });
});

describe('the smallest group', () => {
	it.each([
		['named', 1],
		['function', 3],
		['anonymous', 3]
	] as const)('[B5] on a new board that is %s is %i', async (attribution, smallest) => {
		const test = new TestWorkshop();
		await test.start({ attribution, ...byDefault });
		expect((await test.stage()).smallestGroup).toBe(smallest);
	});

	it('[B5] keeps a single ballot of an anonymous board out of everything that anybody receives', async () => {
		const { test, fay, ann, bob } = await voting(undefined, {
			attribution: 'anonymous',
			...byDefault
		});
		const round = await openRound(test, fay);
		spend(test, ann, round.id, 'c-late', 2);
		await test.committed(ann);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		const nothing = { tooFew: true, voters: 0, dots: 0 };
		for (const me of [fay, ann, bob]) {
			const view = test.hooks.stageView(test.board, me);
			expect(view.rounds[0]?.result).toMatchObject(nothing);
			expect(JSON.stringify(view.rounds[0]?.result)).not.toMatch(/"(voters|dots|backers)":[1-9]/);
			for (const { dots, byFn } of view.rounds[0]?.result?.clusters ?? [])
				expect([dots, byFn]).toEqual([0, {}]);
		}
		const json = value(await test.boards.export(bob, test.board, 'json')).body;
		const copy = value(await test.fromExport(await test.user(), json));
		expect((await test.store.loadStage(copy))?.rounds[0]?.result).toMatchObject(nothing);
		expect(value(await test.boards.export(bob, test.board, 'csv')).body).not.toMatch(/,2\r?$/m);
		const report = await reportFor(test, bob, test.board);
		expect(report.votes.map((vote) => voteInWords(vote, report.functions, en))).toMatchObject([
			{ headline: 'The round was held', turnout: '' }
		]);
		expect(JSON.stringify(report.votes)).not.toMatch(/"(voters|dots|backers)":[1-9]/);
	});

	it('[B8] hides who has finished and counts of too few people, even when somebody leaves', async () => {
		const { test, fay, ann, bob } = await voting(undefined, byDefault);
		const round = await openRound(test, fay);
		const others = await Promise.all(['Cat', 'Dan'].map((name) => test.join(name, 'sales')));
		const finished = () => test.hooks.stageView(test.board, fay).progress.finished;
		const finish = async (who: Me) => {
			test.live.desk(test.board, who.id).setReady(round.id, true);
			await test.committed(who);
		};
		await finish(ann);
		await finish(bob);
		expect(finished()).toEqual({});
		for (const who of others) await finish(who);
		expect(finished(), 'all together, since Bob is alone in Service').toEqual({ '': 4 });
		expect(test.hooks.stageView(test.board, fay).people.some(({ ready }) => ready)).toBe(false);
		await test.do(fay, { kind: 'removePerson', person: bob.id });
		expect(Object.values(finished())).toEqual([4]);
	});

	it('[B10] cannot change while ballots are secret, and neither can functions and roles', async () => {
		const { test, fay, ann, bob } = await voting(undefined, byDefault);
		const round = await openRound(test, fay);
		const lower = () => test.run(fay, { kind: 'setSmallestGroup', smallestGroup: 2 });
		const move = () => test.run(ann, { kind: 'setSelf', name: 'Ann', fn: 'it' });
		const away = () => test.run(fay, { kind: 'setRole', person: ann.id, role: 'observer' });
		const user = (await test.store.listParticipants(test.board)).find(({ id }) => id === ann.id);
		const rejoin = async () =>
			test.boards.join(user?.userId ?? '', await test.token(), { name: 'Ann', fn: 'service' });
		spend(test, ann, round.id, 'c-late', 1);
		for (const change of [lower, move, away, rejoin]) expect(await change()).toMatchObject(refusal);
		expect(await test.run(ann, { kind: 'setSelf', name: 'Anna', fn: 'sales' })).toMatchObject({
			ok: true
		});
		expect(await test.run(bob, { kind: 'setSelf', name: 'Bob', fn: 'it' })).toMatchObject({
			ok: true
		});
		expect(
			await test.run(fay, { kind: 'setSmallestGroup', smallestGroup: 4 }),
			'it may grow'
		).toMatchObject({ ok: true });
		await test.do(fay, { kind: 'removePerson', person: ann.id });
		expect(await lower(), 'who was removed may come back').toMatchObject(refusal);
		const back = await test.token('facilitator');
		expect(
			await test.boards.join(user?.userId ?? '', back, { name: 'Ann', fn: 'it' })
		).toMatchObject(refusal);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		for (const change of [lower]) expect(await change()).toMatchObject({ ok: true });
	});

	it('[B10] exposes by no refusal whether a person, or anybody at all, has voted', async () => {
		const { test, fay, ann, bob } = await voting(undefined, byDefault);
		const round = await openRound(test, fay);
		const tries = async () => [
			await test.run(fay, { kind: 'setRole', person: ann.id, role: 'observer' }),
			await test.run(fay, { kind: 'setRole', person: bob.id, role: 'observer' }),
			await test.run(fay, { kind: 'setSmallestGroup', smallestGroup: 2 })
		];
		const before = await tries();
		spend(test, ann, round.id, 'c-late', 1);
		expect(await tries()).toEqual(before);
		for (const one of before) expect(one).toMatchObject(refusal);
		await test.do(fay, { kind: 'closeRound', round: round.id });
		await test.do(fay, { kind: 'setRole', person: bob.id, role: 'observer' });
		await openRound(test, fay);
		await test.do(fay, { kind: 'setRole', person: bob.id, role: 'participant' });
	});

	it('[B7] shows a small function separately if all its voters agreed, and tells facilitators how many did', async () => {
		const { test, fay, ann, bob } = await voting(undefined, byDefault);
		const round = await openRound(test, fay);
		const more = [];
		for (const name of ['Cat', 'Dan', 'Eve']) more.push(await test.join(name, 'service'));
		const agreed = (me: Me) => test.hooks.stageView(test.board, me).progress.agreed;
		for (const who of [ann, bob, ...more]) spend(test, who, round.id, 'c-late', 1);
		expect(agreed(fay)).toEqual({ asked: 1, agreed: null });
		test.live.desk(test.board, ann.id).setConsent('sales', true);
		await test.committed(ann);
		expect(agreed(fay)).toEqual({ asked: 1, agreed: 1 });
		expect(agreed(bob)).toBeNull();
		await test.do(fay, { kind: 'closeRound', round: round.id });
		const told = (await test.stage()).rounds[0]?.result?.fns.filter(({ voters }) => voters > 0);
		expect(told).toEqual([
			{ fn: 'sales', voters: 1, dots: 1, hidden: false },
			{ fn: 'service', voters: 4, dots: 4, hidden: false }
		]);
	});
});

describe('the budget (P6)', () => {
	it('is enforced whatever a desk contains', async () => {
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
	it('accepts clusters on the wall, in the order of choosing', async () => {
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
