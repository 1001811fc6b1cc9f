import type { Outcome } from '../../../src/lib/workshop/items/shapes.ts';
import { describe, expect, it, vi } from 'vitest';
import { addItem, changeItem, rate, readFrame, readItem } from '../../../src/lib/wall/items.ts';
import { addNote, makeCluster } from '../../../src/lib/wall/mutations.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import { wordingOf } from '../../../src/lib/workshop/outcomes/check.ts';
import type { Me } from '../../../src/lib/workshop/types.ts';
import { TestWorkshop, value, type CommandDraft } from '../../../tests/support/workshop.ts';

const MEASURABLE = {
	problem: 'c-story',
	statement: 'Fewer callers explain their case twice',
	metric: 'callers who explain their case twice',
	unit: '% of calls',
	baseline: 38,
	target: 15,
	due: '2027-06-30',
	owner: 'Ravi'
};
const refusal = (status: number, says: RegExp) => ({
	ok: false,
	status,
	reason: expect.stringMatching(says) as string
});

/** A board whose group has chosen one problem and written one outcome, with people of two functions. */
async function workshop() {
	const test = new TestWorkshop();
	const fay = await test.start({ template: 'problems-first' });
	const ann = await test.join('Ann', 'sales');
	const bob = await test.join('Bob', 'service');
	const wall = test.live.wall(test.board);
	addNote(wall, note('note-story'));
	makeCluster(wall, 'c-story', ['note-story'], 0, 0, 'Customers tell their story again');
	await test.do(fay, { kind: 'choose', cluster: 'c-story', chosen: true });
	addItem(wall, 'outcomes', 'o1', MEASURABLE);
	return { test, fay, ann, bob, wall };
}
type Room = Awaited<ReturnType<typeof workshop>>;

function mark({ test, wall }: Room, who: Me, given: number) {
	const outcome = readItem(wall, 'outcomes', 'o1') as Outcome;
	test.live.desk(test.board, who.id).setMark('o1', { mark: given, of: wordingOf(outcome) });
}
async function vote({ test, fay, ann, bob }: Room) {
	await test.goTo(fay, 'vote');
	await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 3, seconds: null });
	const round = (await test.stage()).rounds.at(-1)?.id ?? '';
	for (const { id } of [ann, bob]) test.live.desk(test.board, id).spend(round, 'c-story', 1);
	await test.do(fay, { kind: 'closeRound', round });
}
const toTechnology = async ({ test, fay }: Room) =>
	test.run(fay, { kind: 'goToStep', step: await test.step('technology') });

describe('ratings of an outcome', () => {
	it('[S54] are revealed without reading what was found about requirements for each option', async () => {
		const room = await workshop();
		const { test, fay, ann, wall } = room;
		addItem(wall, 'requirements', 'r1', { outcome: 'o1', statement: 'Calls are logged' });
		addItem(wall, 'options', 'p1', { name: 'A list on the wall' });
		rate(wall, 'p1', 'r1', 'partly');
		mark(room, ann, 5);
		const cells = wall.doc.getMap('ratings').get('p1') as Map<string, string>;
		const read = vi.spyOn(cells, 'entries');
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		expect(read).not.toHaveBeenCalled();
	});

	it('are counted per function when a facilitator reveals them, and shown only as totals', async () => {
		const room = await workshop();
		const { test, fay, ann, bob } = room;
		mark(room, ann, 5);
		mark(room, bob, 2);
		expect(await test.run(ann, { kind: 'revealAgreement', outcome: 'o1' })).toMatchObject(
			refusal(403, /\.$/)
		);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		const { agreements } = await test.stage();
		expect(agreements['o1']).toMatchObject({ marks: [0, 0, 1, 0, 0, 1], median: 3.5 });
		expect(agreements['o1']?.fns).toContainEqual({
			fn: 'service',
			people: 1,
			answered: 1,
			marks: [0, 0, 1, 0, 0, 0],
			median: 2,
			hidden: false
		});
	});
	it('of small functions appear only in the total', async () => {
		const room = await workshop();
		const { test, fay, ann, bob } = room;
		await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 2 });
		mark(room, ann, 5);
		mark(room, bob, 1);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		const told = (await test.stage()).agreements['o1'];
		expect(told?.marks).toEqual([0, 1, 0, 0, 0, 1]);
		for (const fn of told?.fns.filter(({ answered }) => answered > 0) ?? [])
			expect(fn).toMatchObject({ hidden: true, marks: [], median: null });
	});
	it('[P3] of fewer people than the smallest group stay secret: their total would reveal what they said', async () => {
		const room = await workshop();
		const { test, fay, ann, bob } = room;
		await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 2 });
		mark(room, ann, 1);
		expect(await test.run(fay, { kind: 'revealAgreement', outcome: 'o1' })).toMatchObject(
			refusal(409, /fewer than 2 people/i)
		);
		expect((await test.stage()).agreements).toEqual({});
		mark(room, bob, 4);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		expect((await test.stage()).agreements['o1']?.median).toBe(2.5);
	});
	it('[B10] block changes of the smallest group and of these people’s functions and roles until the reveal', async () => {
		const room = await workshop();
		const { test, fay, ann, bob } = room;
		await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 2 });
		const cat = await test.join('Cat', 'sales');
		const user = (await test.store.listParticipants(test.board)).find(({ id }) => id === ann.id);
		const join = async (token: string, fn: string) =>
			test.boards.join(user?.userId ?? '', token, { name: 'Ann', fn });
		const changes = {
			lower: () => test.run(fay, { kind: 'setSmallestGroup', smallestGroup: 1 }),
			move: () => test.run(ann, { kind: 'setSelf', name: 'Ann', fn: 'it' }),
			away: () => test.run(fay, { kind: 'setRole', person: ann.id, role: 'observer' }),
			rejoin: async () => join(await test.token(), 'service')
		};
		mark(room, ann, 1);
		mark(room, bob, 4);
		await test.committed(ann, bob);
		for (const [name, change] of Object.entries(changes))
			expect(await change(), name).toMatchObject(refusal(409, /\.$/));
		const allowed = [
			await test.run(ann, { kind: 'setSelf', name: 'Anna', fn: 'sales' }),
			await test.run(cat, { kind: 'setSelf', name: 'Cat', fn: 'it' }),
			await test.run(fay, { kind: 'setSmallestGroup', smallestGroup: 3 }),
			await test.run(fay, { kind: 'setSmallestGroup', smallestGroup: 2 })
		];
		expect(allowed[0], 'a name is no group').toMatchObject({ ok: true });
		expect(allowed[1], 'Cat has rated nothing').toMatchObject({ ok: true });
		expect(allowed[2], 'it may grow').toMatchObject({ ok: true });
		expect(allowed[3], 'and is not lowered again').toMatchObject(refusal(409, /before the reveal/));
		await test.do(fay, { kind: 'removePerson', person: ann.id });
		expect(await changes.lower(), 'who was removed may come back').toMatchObject(
			refusal(409, /\.$/)
		);
		expect(await join(await test.token('facilitator'), 'it')).toMatchObject(refusal(409, /\.$/));
		expect(await join(await test.token('facilitator'), 'sales')).toMatchObject({ ok: true });
		mark(room, cat, 3);
		await test.committed(cat);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		for (const change of [changes.lower, changes.move])
			expect(await change(), 'nothing is secret any more').toMatchObject({ ok: true });
	});
	it('[B10] are not exposed by a refusal: facilitators do not learn who gave one', async () => {
		const room = await workshop();
		const { test, fay, ann, bob } = room;
		await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 2 });
		mark(room, ann, 1);
		const lookOn = (person: string) => test.run(fay, { kind: 'setRole', person, role: 'observer' });
		expect(await lookOn(ann.id)).toMatchObject(refusal(409, /\.$/));
		expect(await lookOn(bob.id)).toEqual(await lookOn(ann.id));
	});
	it('[P3] are revealed once per wording if small groups are hidden: a second total would show who was added', async () => {
		const room = await workshop();
		const { test, fay, ann, bob, wall } = room;
		const cat = await test.join('Cat', 'sales');
		const reveal = () => test.run(fay, { kind: 'revealAgreement', outcome: 'o1' });
		await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 2 });
		expect(await reveal(), 'nobody has marked it').toMatchObject(refusal(409, /fewer than 2/i));
		mark(room, ann, 1);
		mark(room, bob, 4);
		expect(await reveal()).toMatchObject({ ok: true });
		const shown = (await test.stage()).agreements;
		mark(room, cat, 5);
		expect(await reveal()).toMatchObject(refusal(409, /revealed already/));
		expect((await test.stage()).agreements).toEqual(shown);
		changeItem(wall, 'outcomes', 'o1', { target: 10 });
		for (const who of [ann, bob, cat]) mark(room, who, 5);
		expect(await reveal(), 'another wording').toMatchObject({ ok: true });
	});
	it('[B4] are revealed once per wording, even after other reveals, a smaller group or a restore', async () => {
		const room = await workshop();
		const { test, fay, ann, bob, wall } = room;
		const cat = await test.join('Cat', 'sales');
		await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 2 });
		await test.do(fay, { kind: 'keepVersion', name: 'Before' });
		const [version] = await test.store.listVersions(test.board);
		for (const who of [ann, bob]) mark(room, who, 1);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		changeItem(wall, 'outcomes', 'o1', { target: 10 });
		for (const who of [ann, bob]) mark(room, who, 5);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		changeItem(wall, 'outcomes', 'o1', { target: MEASURABLE.target });
		for (const who of [ann, bob, cat]) mark(room, who, 1);
		const again = () => test.run(fay, { kind: 'revealAgreement', outcome: 'o1' });
		expect(await again()).toMatchObject(refusal(409, /revealed already/));
		await test.do(fay, { kind: 'setSmallestGroup', smallestGroup: 1 });
		expect(await again()).toMatchObject(refusal(409, /revealed already/));
		await test.do(fay, { kind: 'restoreVersion', version: version?.id ?? '' });
		expect((await test.stage()).agreements).toEqual({});
		expect(await again()).toMatchObject(refusal(409, /revealed already/));
		test.restart();
		expect(await again()).toMatchObject(refusal(409, /revealed already/));
		const json = value(await test.boards.export(fay, test.board, 'json')).body;
		const copy = value(await test.fromExport(await test.user(), json));
		const { revealed } = await test.stage();
		expect((await test.store.loadStage(copy))?.revealed).toEqual(revealed);
	});
	it('can be revealed again on a board that hides no group', async () => {
		const room = await workshop();
		const { test, fay, ann, bob } = room;
		mark(room, ann, 1);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		mark(room, bob, 3);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		expect((await test.stage()).agreements['o1']?.median).toBe(2);
	});
	it('for another wording do not count', async () => {
		const room = await workshop();
		const { test, fay, ann, wall } = room;
		mark(room, ann, 4);
		changeItem(wall, 'outcomes', 'o1', { target: 10 });
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		expect((await test.stage()).agreements['o1']).toMatchObject({ median: null });
	});
	it('of a missing outcome are not revealed', async () => {
		const { test, fay, wall } = await workshop();
		changeItem(wall, 'outcomes', 'o1', { archived: true });
		for (const outcome of ['o1', 'o2'])
			expect(await test.run(fay, { kind: 'revealAgreement', outcome })).toMatchObject(
				refusal(404, /not on the wall/)
			);
	});
});

describe('the gate', () => {
	it('keeps the group from technology until all conditions are met, then opens automatically', async () => {
		const room = await workshop();
		const { test, fay, ann, bob, wall } = room;
		expect(await toTechnology(room)).toMatchObject(refusal(409, /stays shut/));
		await vote(room);
		mark(room, ann, 4);
		mark(room, bob, 3);
		await test.do(fay, { kind: 'revealAgreement', outcome: 'o1' });
		expect(await toTechnology(room)).toMatchObject(refusal(409, /stays shut/));
		addItem(wall, 'requirements', 'r1', { outcome: 'o1', kind: 'software' });
		expect(await toTechnology(room), 'software alone').toMatchObject(refusal(409, /stays shut/));
		addItem(wall, 'requirements', 'r2', { outcome: 'o1', kind: 'process' });
		expect(await toTechnology(room)).toMatchObject({ ok: true });
		expect((await test.stage()).gate).toEqual({ openedAt: test.now, early: null });
	});
	it('opens early for a reason, which stays in the record with what was missing', async () => {
		const room = await workshop();
		const { test, fay, ann } = room;
		await vote(room);
		expect(await test.run(fay, { kind: 'openGate', reason: '' })).toMatchObject(
			refusal(409, /say why/)
		);
		expect(await test.run(ann, { kind: 'openGate', reason: 'Now' })).toMatchObject(
			refusal(403, /\.$/)
		);
		await test.do(fay, { kind: 'openGate', reason: 'The contract ends on Friday' });
		const { gate } = await test.stage();
		expect(gate?.early?.reason).toBe('The contract ends on Friday');
		expect(gate?.early?.missing).toHaveLength(2);
		await test.do(fay, { kind: 'openGate', reason: 'Another one' });
		expect((await test.stage()).gate).toEqual(gate);
		expect(await toTechnology(room)).toMatchObject({ ok: true });
	});
});

describe('a new board', () => {
	it('never starts behind the gate', async () => {
		const { test, fay } = await workshop();
		await test.do(fay, { kind: 'openGate', reason: 'Let us see' });
		await test.goTo(fay, 'technology');
		const file = value(await test.boards.export(fay, test.board, 'json'));
		const record = JSON.parse(file.body) as { stage: { gate: unknown } };
		record.stage.gate = null;
		const user = await test.user();
		const board = value(await test.fromExport(user, JSON.stringify(record)));
		const stage = await test.store.loadStage(board);
		const step = stage?.steps.find(({ id }) => id === stage.currentStep);
		expect(step?.kind).toBe('requirements');
	});
	it('from a file that is older than the frame uses its purpose as the first words', async () => {
		const { test, fay } = await workshop();
		const file = value(await test.boards.export(fay, test.board, 'json'));
		const { frame: _, ...old } = JSON.parse(file.body) as {
			frame: unknown;
			stage: { purpose: string };
		};
		old.stage.purpose = 'Customers leave us';
		const user = await test.user();
		const board = value(await test.fromExport(user, JSON.stringify(old)));
		expect((await test.live.readWall(board, readFrame)).why).toBe('Customers leave us');
	});
});

describe('the decision', () => {
	const wish: Extract<CommandDraft, { kind: 'decide' }> = {
		kind: 'decide',
		decision: 'use',
		rationale: 'The case history is there; nobody opens it.',
		option: '',
		requirements: ['r1'],
		leavesOpen: ['c-story'],
		reviewOn: '2027-03-01'
	};
	it('is recorded once technology is open, with what it answers and leaves open', async () => {
		const { test, fay, wall } = await workshop();
		addItem(wall, 'requirements', 'r1', { outcome: 'o1', kind: 'people' });
		expect(await test.run(fay, wish)).toMatchObject(refusal(409, /stays shut/));
		await test.do(fay, { kind: 'openGate', reason: 'Let us see' });
		await test.do(fay, wish);
		expect(await test.stage()).toMatchObject({
			decision: { kind: 'use', requirements: ['r1'], leavesOpen: ['c-story'], option: '' },
			reviewOn: '2027-03-01'
		});
	});
	it('names nothing that does not exist', async () => {
		const { test, fay } = await workshop();
		await test.do(fay, { kind: 'openGate', reason: 'Let us see' });
		expect(await test.run(fay, wish)).toMatchObject(refusal(404, /requirement/));
		expect(
			await test.run(fay, { ...wish, requirements: [], leavesOpen: ['c-other'] })
		).toMatchObject(refusal(404, /problem/));
		const option = { ...wish, decision: 'new' as const, option: 'x', requirements: [] };
		expect(await test.run(fay, option)).toMatchObject(refusal(404, /option/));
	});
});
