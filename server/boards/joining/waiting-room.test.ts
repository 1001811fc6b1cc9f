import { describe, expect, it } from 'vitest';
import type { Me } from '../../../src/lib/workshop/types.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import { history } from '../../../tests/support/versions.ts';
import { TestWorkshop, value, type CommandDraft } from '../../../tests/support/workshop.ts';

const REFUSED = { ok: false, reason: expect.stringMatching(/\.$/) as string };

async function room(joining: 'approval' | 'closed' | 'open' = 'approval') {
	const test = new TestWorkshop();
	const fay = await test.start({ attribution: 'named' });
	if (joining !== 'open') await test.do(fay, { kind: 'setJoining', joining });
	const ask = async (name: string, fn = 'sales') => {
		const user = await test.user();
		test.now += 1000;
		const outcome = await test.boards.join(user, await test.token(), { name, fn });
		return { user, outcome };
	};
	const newcomers = (me: Me = fay) => test.hooks.stageView(test.board, me).newcomers;
	const idOf = (name: string) => newcomers().find((one) => one.name === name)?.id ?? '';
	const people = () => test.hooks.stageView(test.board, fay).people.map(({ name }) => name);
	return { test, fay, ask, newcomers, idOf, people };
}
type Room = Awaited<ReturnType<typeof room>>;
const deeds = async (room: Room) => (await history(room)).entries.rows.map(({ did }) => did);

describe('joining', () => {
	it('[J5] can be closed and reopened by a facilitator', async () => {
		const { test, fay, ask, people } = await room('closed');
		expect((await ask('Ann')).outcome).toMatchObject({ ...REFUSED, status: 403 });
		expect(await test.boards.findInvitation(await test.token())).toMatchObject({
			joining: 'closed'
		});
		await test.do(fay, { kind: 'setJoining', joining: 'open' });
		value((await ask('Ann')).outcome);
		expect(people()).toEqual(['Fay', 'Ann']);
	});

	it('[J5] stays possible for members and by the facilitators’ link while the board is closed', async () => {
		const { test, fay, ask, people } = await room('open');
		const { user } = await ask('Ann');
		await test.do(fay, { kind: 'setJoining', joining: 'closed' });
		value(await test.boards.join(user, await test.token(), { name: 'Anna', fn: 'it' }));
		const known = await test.token('facilitator');
		expect(await test.boards.findInvitation(known)).toMatchObject({ joining: 'open' });
		value(await test.boards.join(await test.user(), known, { name: 'Gus', fn: '' }));
		expect(people()).toEqual(['Fay', 'Anna', 'Gus']);
	});

	it('[V3] keeps its setting when the board is restored to a version', async () => {
		const { test, fay } = await room('open');
		await test.do(fay, { kind: 'keepVersion', name: 'Open' });
		await test.do(fay, { kind: 'setJoining', joining: 'closed' });
		const [kept] = (await history({ test, fay })).versions.rows;
		await test.do(fay, { kind: 'restoreVersion', version: kept?.id ?? '' });
		expect((await test.stage()).joining).toBe('closed');
	});
});

describe('the waiting room', () => {
	it('[J8] gives no seat and shows the newcomer nothing of the board', async () => {
		const { test, ask, people } = await room();
		const { user, outcome } = await ask('Ann');
		expect(outcome).toEqual({ ok: true, value: { kind: 'waiting', board: test.board } });
		expect(await test.boards.waiting(user, test.board)).toEqual({
			state: 'waiting',
			title: 'Why customers leave'
		});
		expect(await test.boards.seat(user, test.board)).toBeNull();
		expect(await test.hooks.seat(user, test.board)).toBeNull();
		expect(await test.boards.listOf(user)).toEqual([]);
		expect(people()).toEqual(['Fay']);
		expect(await test.boards.waiting(await test.user(), test.board)).toBeNull();
	});

	it('[J8] is visible only to facilitators', async () => {
		const { test, fay, ask, newcomers } = await room('open');
		const bob = await test.join('Bob', 'it');
		await test.do(fay, { kind: 'setJoining', joining: 'approval' });
		await ask('Ann');
		expect(newcomers()).toMatchObject([{ name: 'Ann', fn: 'sales', declined: false }]);
		expect(newcomers(bob)).toEqual([]);
	});

	it('[J9] lets a facilitator admit people one by one or all at once', async () => {
		const all = await room();
		const { test, fay, ask, idOf, newcomers, people } = all;
		const ann = await ask('Ann');
		await ask('Bob', '');
		await ask('Cleo', 'it');
		await test.do(fay, { kind: 'letIn', people: [idOf('Ann')] });
		expect(await test.me(ann.user)).toMatchObject({ name: 'Ann', role: 'participant' });
		expect(await test.boards.waiting(ann.user, test.board)).toMatchObject({ state: 'seated' });
		await test.do(fay, { kind: 'letIn', people: newcomers().map(({ id }) => id) });
		expect(people()).toEqual(['Fay', 'Ann', 'Bob', 'Cleo']);
		expect(newcomers()).toEqual([]);
		expect(await test.store.listNewcomers(test.board)).toEqual([]);
		expect((await deeds(all)).slice(0, 2)).toEqual(['let Bob and Cleo in', 'let Ann in']);
	});

	it('[J9] tells people who are turned away, and they can still be let in', async () => {
		const all = await room();
		const { test, fay, ask, idOf, newcomers } = all;
		const { user } = await ask('Ann');
		await test.do(fay, { kind: 'turnAway', people: [idOf('Ann')] });
		const state = () => test.boards.waiting(user, test.board);
		expect(await state()).toMatchObject({ state: 'declined' });
		// Asking again or leaving changes nothing.
		value(await test.boards.join(user, await test.token(), { name: 'Ana', fn: 'it' }));
		await test.boards.stopWaiting(user, test.board);
		expect(newcomers()).toMatchObject([{ name: 'Ann', declined: true }]);
		expect((await deeds(all))[0]).toBe('turned Ann away');
		await test.do(fay, { kind: 'letIn', people: [idOf('Ann')] });
		expect(await state()).toMatchObject({ state: 'seated' });
	});

	it('[J9] keeps waiting people across a restart', async () => {
		const { test, fay, ask, idOf, newcomers, people } = await room();
		const ann = await ask('Ann');
		await ask('Bob');
		await test.do(fay, { kind: 'turnAway', people: [idOf('Bob')] });
		const before = newcomers();
		test.restart();
		expect(await test.boards.waiting(ann.user, test.board)).toMatchObject({ state: 'waiting' });
		expect(newcomers()).toEqual(before);
		await test.do(fay, { kind: 'letIn', people: [idOf('Ann')] });
		test.restart();
		expect(await test.boards.seat(ann.user, test.board)).toMatchObject({ name: 'Ann' });
		expect(people()).toEqual(['Fay', 'Ann']);
		expect(newcomers()).toMatchObject([{ name: 'Bob', declined: true }]);
	});

	it('[J9] completes an interrupted command when it is sent again after the seat was stored', async () => {
		const { test, fay, ask, idOf, newcomers } = await room();
		const { user } = await ask('Ann');
		const id = idOf('Ann');
		const save = test.store.saveStage.bind(test.store);
		test.store.saveStage = () => Promise.reject(new Error('the process ended'));
		const letIn: CommandDraft = { kind: 'letIn', people: [id] };
		expect(await test.run(fay, letIn, 'cut-short')).toMatchObject({ ok: false });
		expect(newcomers()).toHaveLength(1);
		test.store.saveStage = save;
		expect(await test.run(fay, letIn, 'cut-short')).toMatchObject({ ok: true });
		expect(await test.me(user)).toMatchObject({ id, name: 'Ann' });
	});

	it('[J8, H8] has a limit that keeps no member off the board', async () => {
		const { test, fay, ask, newcomers } = await room();
		for (let n = 0; n < LIMITS.waitingPerBoard; n++) value((await ask(`Bot ${n}`)).outcome);
		expect((await ask('Ann')).outcome).toMatchObject({ ...REFUSED, status: 409 });
		// [H8] It is rejected before a session is created.
		const who = { name: 'Ann', fn: '' };
		const early = await test.boards.whyNoNewcomer(await test.token(), who);
		expect(early).toMatchObject({ ...REFUSED, status: 409 });
		await test.do(fay, { kind: 'turnAway', people: newcomers().map(({ id }) => id) });
		const ann = await ask('Ann');
		expect(ann.outcome).toMatchObject({ ok: true, value: { kind: 'waiting' } });
		// Of the people who were turned away, the earliest are dropped.
		const last = newcomers().filter(({ declined }) => !declined);
		await test.do(fay, { kind: 'turnAway', people: last.map(({ id }) => id) });
		expect(newcomers()).toHaveLength(LIMITS.waitingPerBoard);
		expect(await test.store.listNewcomers(test.board)).toHaveLength(LIMITS.waitingPerBoard);
	});

	it('[J8] admits no more people than there are seats', async () => {
		const { test, fay, ask, newcomers, people } = await room('open');
		const most = LIMITS.peoplePerBoard - LIMITS.seatsForFacilitators;
		for (let n = 1; n < most - 1; n++) await ask(`Person ${n}`);
		await test.do(fay, { kind: 'setJoining', joining: 'approval' });
		await ask('Ann');
		await ask('Bob');
		const ids = newcomers().map(({ id }) => id);
		expect(await test.run(fay, { kind: 'letIn', people: ids })).toMatchObject({
			status: 409,
			reason: 'This board has room for 1 more person.'
		});
		await test.do(fay, { kind: 'setJoining', joining: 'open' });
		expect(people()).toHaveLength(most);
		expect(newcomers()).toMatchObject([{ name: 'Bob' }]);
	});

	it('[J9] lets waiting people in when the board opens to everybody or they get the facilitators’ link', async () => {
		const { test, fay, ask, newcomers, people } = await room();
		const ann = await ask('Ann');
		const known = await test.token('facilitator');
		value(await test.boards.join(ann.user, known, { name: 'Ann', fn: '' }));
		expect(newcomers()).toEqual([]);
		await ask('Bob');
		await test.do(fay, { kind: 'setJoining', joining: 'open' });
		expect(people()).toEqual(['Fay', 'Ann', 'Bob']);
	});

	it('[J8] can be left by a person who no longer wants to wait', async () => {
		const { test, ask, newcomers } = await room();
		const { user } = await ask('Ann');
		await test.boards.stopWaiting(user, test.board);
		expect(newcomers()).toEqual([]);
		expect(await test.boards.waiting(user, test.board)).toBeNull();
	});
});

describe('removing several people', () => {
	it('[J6] is one command and one line of the history', async () => {
		const all = await room('open');
		const { test, fay, people } = all;
		const [ann, bob] = [await test.join('Ann', 'sales'), await test.join('Bob', 'it')];
		await test.join('Cleo', 'it');
		await test.do(fay, { kind: 'removePeople', people: [ann.id, bob.id, 'unknown'] });
		expect(people()).toEqual(['Fay', 'Cleo']);
		expect(test.live.disconnects.map(({ participant, code }) => [participant, code])).toEqual([
			[ann.id, CLOSE.notAMember],
			[bob.id, CLOSE.notAMember]
		]);
		expect((await deeds(all))[0]).toBe('removed Ann, Bob and 1 other from the board');
		const again: CommandDraft = { kind: 'removePeople', people: [ann.id, bob.id] };
		expect(await test.run(fay, again)).toMatchObject({ ...REFUSED, status: 404 });
	});

	it('[J6] keeps a facilitator, and renews the link that removed facilitators know', async () => {
		const { test, fay, people } = await room('open');
		const known = await test.token('facilitator');
		const user = await test.user();
		value(await test.boards.join(user, known, { name: 'Gus', fn: '' }));
		const gus = await test.me(user);
		const everybody: CommandDraft = { kind: 'removePeople', people: [fay.id, gus.id] };
		expect(await test.run(fay, everybody)).toMatchObject({ ...REFUSED, status: 409 });
		await test.do(fay, { kind: 'removePeople', people: [gus.id] });
		expect(people()).toEqual(['Fay']);
		expect(await test.token('facilitator')).not.toBe(known);
	});
});
