import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/lib/workshop/commands.ts';
import { addNote, archiveNote } from '../../../src/lib/wall/mutations.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import { TestWorkshop, type CommandDraft } from '../../../tests/support/workshop.ts';

async function room() {
	const test = new TestWorkshop();
	const fay = await test.start();
	const ann = await test.join('Ann', 'sales');
	return { test, fay, ann };
}
const refusal = { ok: false, reason: expect.stringMatching(/\.$/) as string };

describe('permission to steer', () => {
	it('belongs to facilitators, for every command except setSelf', async () => {
		const { test, fay, ann } = await room();
		const step = await test.step('post');
		const drafts: CommandDraft[] = [
			{ kind: 'goToStep', step },
			{ kind: 'setWriting', step, writing: 'open' },
			{ kind: 'reveal', step },
			{ kind: 'openRound', dots: 3, maxPerCluster: 1, seconds: null },
			{ kind: 'closeRound', round: 'x' },
			{ kind: 'choose', cluster: 'x', chosen: true },
			{ kind: 'startTimer', seconds: 60 },
			{ kind: 'stopTimer' },
			{ kind: 'lock', locked: true },
			{ kind: 'rename', title: 'Mine' },
			{ kind: 'setSmallestGroup', smallestGroup: 1 },
			{ kind: 'setRole', person: ann.id, role: 'facilitator' },
			{ kind: 'removePerson', person: fay.id },
			{ kind: 'removePeople', people: [fay.id] },
			{ kind: 'setJoining', joining: 'closed' },
			{ kind: 'letIn', people: ['x'] },
			{ kind: 'turnAway', people: ['x'] },
			{ kind: 'renewLink', link: 'participant' },
			{ kind: 'restoreNote', note: 'x' },
			{ kind: 'keepVersion', name: 'Mine' },
			{ kind: 'restoreVersion', version: 'x' },
			{ kind: 'addStep', after: '', step: 'vote' },
			{ kind: 'repeatStep', step },
			{ kind: 'changeStep', step, title: 'Mine', instruction: '', prompt: '', minutes: 1 },
			{ kind: 'moveStep', step, after: '' },
			{ kind: 'removeStep', step },
			{ kind: 'saveTemplate', title: 'Mine' }
		] satisfies Exclude<CommandDraft, { kind: 'setSelf' }>[];
		const before = await test.stage();
		for (const draft of drafts)
			expect(await test.run(ann, draft), draft.kind).toMatchObject({ ...refusal, status: 403 });
		expect(await test.stage()).toEqual(before);
		expect(await test.run(ann, { kind: 'setSelf', name: 'Anna', fn: 'it' })).toMatchObject({
			ok: true
		});
	});

	it('depends on the seat and not on what the page claims', async () => {
		const { test, ann } = await room();
		const claimed = { ...ann, role: 'facilitator' as const };
		expect(await test.run(claimed, { kind: 'lock', locked: true })).toMatchObject({ status: 403 });
	});
});

describe('a command', () => {
	it('runs once per id and is recorded in the history', async () => {
		const { test, fay } = await room();
		const first = await test.run(fay, { kind: 'rename', title: 'One' }, 'same');
		const again = await test.run(fay, { kind: 'rename', title: 'Two' }, 'same');
		expect(first).toEqual({ ok: true, version: 2 });
		expect(again).toEqual({ ok: true, version: 2 });
		expect((await test.stage()).title).toBe('One');
		const history = await test.store.listCommands(test.board);
		expect(history).toHaveLength(1);
		expect(history[0]).toMatchObject({ id: 'same', by: fay.id, at: test.now, kind: 'rename' });
		expect(JSON.parse(history[0]?.body ?? '') as Command).toEqual({
			kind: 'rename',
			title: 'One',
			id: 'same'
		});
	});

	it('runs once when it is sent twice at the same time', async () => {
		const { test, fay } = await room();
		const twice = () => test.run(fay, { kind: 'startTimer', seconds: 60 }, 'same');
		expect(await Promise.all([twice(), twice()])).toEqual([
			{ ok: true, version: 2 },
			{ ok: true, version: 2 }
		]);
		expect((await test.stage()).version).toBe(2);
	});

	it('increases the version by one and tells everybody', async () => {
		const { test, fay } = await room();
		const pushes = test.live.pushes.length;
		await test.do(fay, { kind: 'lock', locked: true });
		expect(test.hooks.stageView(test.board, fay)).toMatchObject({ version: 2, locked: true });
		expect(test.live.pushes.length).toBe(pushes + 1);
	});

	it('changes nothing when the store fails, and says so', async () => {
		const { test, fay } = await room();
		const { store } = test;
		const save = store.saveStage.bind(store);
		store.saveStage = () => Promise.reject(new Error('disk is full'));
		expect(await test.run(fay, { kind: 'rename', title: 'New' })).toMatchObject(refusal);
		expect(test.hooks.stageView(test.board, fay)).toMatchObject({
			version: 1,
			title: 'Why customers leave'
		});
		store.saveStage = save;
		expect(await test.run(fay, { kind: 'rename', title: 'New' })).toEqual({ ok: true, version: 2 });
	});

	it('finds no board if there is none', async () => {
		const { test, fay } = await room();
		test.board = 'no-such-board';
		expect(await test.run(fay, { kind: 'stopTimer' })).toMatchObject({ ok: false, status: 404 });
	});
});

describe('steps', () => {
	it('move the group and stop the timer', async () => {
		const { test, fay } = await room();
		await test.do(fay, { kind: 'startTimer', seconds: 60 });
		expect((await test.stage()).timer).toEqual({ startedAt: test.now, endsAt: test.now + 60_000 });
		await test.goTo(fay, 'cluster');
		expect(await test.stage()).toMatchObject({
			timer: null,
			currentStep: await test.step('cluster')
		});
	});

	it('that do not exist are refused', async () => {
		const { test, fay } = await room();
		expect(await test.run(fay, { kind: 'goToStep', step: 'nowhere' })).toMatchObject({
			...refusal,
			status: 404
		});
	});

	it('are revealed once, and nothing is revealed if nothing waits', async () => {
		const { test, fay } = await room();
		const step = await test.step('post');
		const before = await test.stage();
		await test.goTo(fay, 'cluster');
		expect(await test.run(fay, { kind: 'reveal', step })).toMatchObject({
			...refusal,
			status: 409,
			quiet: true
		});
		await test.goTo(fay, 'post');
		await test.do(fay, { kind: 'reveal', step });
		expect(await test.run(fay, { kind: 'reveal', step })).toMatchObject({
			...refusal,
			status: 409,
			quiet: true
		});
		expect((await test.stage()).version).toBe(before.version + 3);
	});

	it('[J10] do not change if the sender’s current step is not the group’s', async () => {
		const { test, fay } = await room();
		const [post, cluster, vote] = await Promise.all([
			test.step('post'),
			test.step('cluster'),
			test.step('vote')
		]);
		await test.do(fay, { kind: 'goToStep', step: cluster, from: post });
		const before = await test.stage();
		for (const step of [cluster, vote])
			expect(await test.run(fay, { kind: 'goToStep', step, from: post })).toEqual({
				ok: false,
				status: 409,
				reason: 'The group is at Cluster already.',
				quiet: true
			});
		expect(await test.stage()).toEqual(before);
		await test.do(fay, { kind: 'goToStep', step: vote, from: cluster });
		expect((await test.stage()).currentStep).toBe(vote);
	});

	it('remember that their notes were posted, for pages that reconnect', async () => {
		const { test, fay } = await room();
		const step = await test.step('post');
		const here = async () => (await test.stage()).steps.find(({ id }) => id === step);
		expect(await here()).not.toHaveProperty('revealedOnce');
		await test.goTo(fay, 'cluster');
		await test.goTo(fay, 'post');
		expect(await here()).not.toHaveProperty('revealedOnce');
		await test.do(fay, { kind: 'reveal', step });
		await test.goTo(fay, 'cluster');
		await test.goTo(fay, 'post');
		expect(await here()).toMatchObject({ revealed: false, revealedOnce: true });
		await test.do(fay, { kind: 'repeatStep', step });
		const again = (await test.stage()).steps.find(({ title }) => title === 'Problems 2');
		expect(again).toBeDefined();
		expect(again).not.toHaveProperty('revealedOnce');

		const openly = again?.id ?? '';
		await test.do(fay, { kind: 'setWriting', step: openly, writing: 'open' });
		await test.do(fay, { kind: 'setWriting', step: openly, writing: 'silent' });
		const silent = (await test.stage()).steps.find(({ id }) => id === openly);
		expect(silent).toMatchObject({ writing: 'silent', revealed: false, revealedOnce: true });
	});

	it('start silent writing again: going back posts no unrevealed notes', async () => {
		const { test, fay, ann } = await room();
		const step = await test.step('post');
		await test.do(fay, { kind: 'reveal', step });
		await test.goTo(fay, 'cluster');
		await test.write(ann, 'note-ann-1', 'Written while writing was closed');
		await test.goTo(fay, 'post');
		expect(test.texts()).toEqual([]);
		await test.do(fay, { kind: 'reveal', step });
		expect(test.texts()).toEqual(['Written while writing was closed']);
	});

	it('control moves and cursors', async () => {
		const { test, fay, ann } = await room();
		const eve = await test.join('Eve', '');
		const refuses = (me: typeof ann) => test.hooks.refuses(test.board, me, ['move']);
		expect(test.hooks.shownPresence(test.board)).toBe('none');
		expect(refuses(ann)).toMatch(/\.$/);
		expect(refuses(fay)).toBeNull();
		await test.goTo(fay, 'cluster');
		expect(test.hooks.shownPresence(test.board)).toBe('all');
		expect(refuses(ann)).toBeNull();
		expect(refuses(eve)).toMatch(/\.$/);
		await test.do(fay, { kind: 'lock', locked: true });
		expect(refuses(ann)).toMatch(/locked/);
		expect(refuses({ ...ann, role: 'facilitator' })).toMatch(/locked/);
	});
});

describe('people', () => {
	it('always include at least one facilitator', async () => {
		const { test, fay, ann } = await room();
		const demote = { kind: 'setRole', person: fay.id, role: 'participant' } as const;
		const remove = { kind: 'removePerson', person: fay.id } as const;
		expect(await test.run(fay, demote)).toMatchObject({ ...refusal, status: 409 });
		expect(await test.run(fay, remove)).toMatchObject({ ...refusal, status: 409 });
		await test.do(fay, { kind: 'setRole', person: ann.id, role: 'facilitator' });
		expect(test.live.disconnects).toEqual([
			{ board: test.board, participant: ann.id, code: CLOSE.rejoin }
		]);
		expect(await test.run(fay, demote)).toMatchObject({ ok: true });
		expect(await test.run(fay, remove)).toMatchObject({ status: 403 });
		expect(await test.run(ann, remove)).toMatchObject({ ok: true });
	});

	it('who are removed lose access at once (P9)', async () => {
		const { test, fay } = await room();
		const user = await test.user();
		const bob = await test.join('Bob', 'it', user);
		await test.do(fay, { kind: 'removePerson', person: bob.id });
		expect(test.live.disconnects).toEqual([
			{ board: test.board, participant: bob.id, code: CLOSE.notAMember }
		]);
		expect(await test.boards.seat(user, test.board)).toBeNull();
		expect(await test.hooks.seat(user, test.board)).toBeNull();
		expect(test.hooks.refuses(test.board, bob, ['move'])).toMatch(/\.$/);
		expect(test.hooks.stageView(test.board, fay).people.map(({ name }) => name)).toEqual([
			'Fay',
			'Ann'
		]);
		test.restart();
		expect(await test.boards.seat(user, test.board)).toBeNull();
	});

	it('who are no longer facilitators cannot return by the facilitators’ link', async () => {
		const { test, fay, ann } = await room();
		await test.do(fay, { kind: 'setRole', person: ann.id, role: 'facilitator' });
		const known = await test.token('facilitator');
		await test.do(fay, { kind: 'setRole', person: ann.id, role: 'participant' });
		expect(await test.boards.findInvitation(known)).toBeNull();
		expect(await test.boards.findInvitation(await test.token('facilitator'))).not.toBeNull();
	});

	it('change their own name and function only to an existing function', async () => {
		const { test, ann } = await room();
		expect(await test.run(ann, { kind: 'setSelf', name: 'Ann', fn: 'legal' })).toMatchObject(
			refusal
		);
		expect(await test.run(ann, { kind: 'setSelf', name: 'Ann', fn: '' })).toMatchObject(refusal);
		expect(await test.run(ann, { kind: 'setSelf', name: 'Anna', fn: 'it' })).toMatchObject({
			ok: true
		});
		const person = test.hooks.stageView(test.board, ann).people.find(({ id }) => id === ann.id);
		expect(person).toMatchObject({ name: 'Anna', fn: 'it', role: 'participant' });
	});

	it('who were made observers cannot promote themselves', async () => {
		const { test, fay } = await room();
		const user = await test.user();
		const bob = await test.join('Bob', 'it', user);
		await test.do(fay, { kind: 'setRole', person: bob.id, role: 'observer' });
		expect(await test.run(bob, { kind: 'setSelf', name: 'Bob', fn: 'it' })).toMatchObject(refusal);
		expect(await test.join('Bob', 'it', user)).toMatchObject({ role: 'observer', fn: '' });
		await test.do(fay, { kind: 'setRole', person: bob.id, role: 'participant' });
		expect(await test.me(user)).toMatchObject({ role: 'participant', fn: 'it' });
	});
});

describe('a note that was taken back', () => {
	it('stays restored whatever other desks contain', async () => {
		const { test, fay, ann } = await room();
		const bob = await test.join('Bob', 'it');
		const step = await test.step('post');
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.live.desk(test.board, ann.id).takeBack('note-ann-1');
		await test.committed(ann);
		await test.do(fay, { kind: 'restoreNote', note: 'note-ann-1' });
		await test.write(bob, 'note-ann-1', 'Not mine');
		await test.committed(ann);
		expect(test.texts()).toEqual(['Leads arrive late']);
	});
	it('[V15] is not restored to a board that shows the maximum number of notes', async () => {
		const { test, fay, ann } = await room();
		const step = await test.step('post');
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.live.desk(test.board, ann.id).takeBack('note-ann-1');
		await test.committed(ann);
		const wall = test.live.wall(test.board);
		wall.doc.transact(() => {
			for (let n = 0; n < LIMITS.notesPerBoard; n++) addNote(wall, note(`full-${n}`));
		});
		const restore = () => test.run(fay, { kind: 'restoreNote', note: 'note-ann-1' });
		expect(await restore()).toMatchObject({ ok: false, status: 409 });
		expect(test.note('note-ann-1')?.archived).toBe(true);
		archiveNote(wall, 'full-1', true);
		expect(await restore()).toMatchObject({ ok: true });
	});
	it('is restored by a facilitator and stays, although its desk still has it taken back', async () => {
		const { test, fay, ann } = await room();
		const step = await test.step('post');
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.live.desk(test.board, ann.id).takeBack('note-ann-1');
		await test.committed(ann);
		expect(test.texts()).toEqual([]);
		await test.do(fay, { kind: 'restoreNote', note: 'note-ann-1' });
		await test.committed(ann);
		test.restart();
		await test.committed(ann);
		expect(test.texts()).toEqual(['Leads arrive late']);
		expect(await test.run(fay, { kind: 'restoreNote', note: 'nothing' })).toMatchObject({
			status: 404
		});
	});
});
