import { inEnglish } from '../../../tests/support/english.ts';
import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/lib/workshop/board/life.ts';
import { LIMITS as BOARD } from '../../../src/lib/workshop/limits.ts';
import type { Me } from '../../../src/lib/workshop/types.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import { TestWorkshop, value } from '../../../tests/support/workshop.ts';
import { Sweeper } from '../../life/sweeper.ts';
import { SYNC_LIMITS } from '../../sync/limits.ts';
import { pino } from 'pino';

const TITLE = 'Why customers leave';
const WISH = { versions: '', entries: '' } as const;
let test: TestWorkshop;
let fay: Me;
let ann: Me;
let userOfFay: string;
beforeEach(async () => {
	test = new TestWorkshop();
	// The store uses the real time for boards and words.
	test.now = Date.now();
	fay = await test.start();
	ann = await test.join('Ann', 'sales');
	userOfFay = 'user-1';
});
const sweeper = () =>
	new Sweeper({
		...{ store: test.store, boards: test.workshop.lives, limits: SYNC_LIMITS },
		...{ log: pino({ level: 'silent' }), clock: () => test.now }
	});
/** Runs the sweeper this many days later. */
async function daysLater(days: number) {
	test.now += days * DAY_MS + 60_000;
	const one = sweeper();
	await one.sweep();
	return one.stock;
}

describe('[L1] an archived board', () => {
	beforeEach(() => test.do(fay, { kind: 'archive', archived: true }));

	it('can be read by everybody and changed by nobody, including facilitators', async () => {
		expect(value(await test.boards.page(ann, test.board)).me).toEqual(ann);
		const readOnly = { ok: false, status: 403, reason: /archived/ };
		for (const command of [
			{ kind: 'rename', title: 'Other' },
			{ kind: 'lock', locked: true },
			{ kind: 'setSelf', name: 'Fee', fn: '' }
		] as const) {
			const result = await test.run(fay, command);
			expect(result).toMatchObject({ ok: false, status: 403 });
			if (!result.ok) expect(result.reason).toMatch(readOnly.reason);
		}
		for (const action of ['write', 'move', 'vote', 'answer', 'aim', 'measure'] as const)
			expect(inEnglish(test.hooks.refuses(test.board, fay, [action]) ?? '')).toMatch(/archived/);
		await test.write(ann, 'note-too-late', 'After the end');
		expect(test.texts()).toEqual([]);
		expect((await test.boards.history(fay, test.board, WISH, en)).ok).toBe(true);
	});
	it('keeps what people write at their desks, and posts it after unarchiving', async () => {
		expect(test.hooks.refuses(test.board, ann, ['keep'])).toBeNull();
		await test.write(ann, 'note-later', 'Written meanwhile');
		await test.do(fay, { kind: 'archive', archived: false });
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		expect(test.texts()).toEqual(['Written meanwhile']);
	});
	it('can be archived and unarchived only by facilitators, and survives a restart', async () => {
		expect(await test.run(ann, { kind: 'archive', archived: false })).toMatchObject({
			status: 403
		});
		test.restart();
		expect(test.now - (value(await test.boards.page(fay, test.board)).stage.archivedAt ?? 0)).toBe(
			0
		);
		await test.do(fay, { kind: 'archive', archived: false });
		expect((await test.stage()).archivedAt).toBeUndefined();
		await test.do(fay, { kind: 'rename', title: 'In use again' });
	});
});

describe('[L1] archiving', () => {
	it('waits until an open round is closed', async () => {
		await test.write(ann, 'note-note-1', 'A problem');
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		await test.goTo(fay, 'cluster');
		const { addCluster } = await import('../../../src/lib/wall/mutations.ts');
		const wall = test.live.wall(test.board);
		addCluster(wall, { id: 'c1', title: 'C', x: 0, y: 0, archived: false, mergedInto: '' });
		wall.notes.get('note-note-1')?.set('cluster', 'c1');
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 3, seconds: null });
		expect(await test.run(fay, { kind: 'archive', archived: true })).toMatchObject({ status: 409 });
	});
});

describe('[L2] a deleted board', () => {
	const remove = (title = TITLE) => test.run(fay, { kind: 'deleteBoard', title });

	it('can be deleted by a facilitator who types its title', async () => {
		expect(await remove('Why customers stay')).toMatchObject({ ok: false, status: 400 });
		expect(await test.run(ann, { kind: 'deleteBoard', title: TITLE })).toMatchObject({
			status: 403
		});
		expect(await remove('  why  Customers leave ')).toMatchObject({ ok: true });
	});
	it('disconnects everybody, gives no seats, and opens by no link', async () => {
		const token = await test.token();
		await remove();
		const gone = test.live.disconnects.filter(({ code }) => code === CLOSE.deleted);
		expect(gone.map(({ participant }) => participant).sort()).toEqual([fay.id, ann.id].sort());
		expect(await test.boards.seat(userOfFay, test.board)).toBeNull();
		expect(await test.hooks.seat(userOfFay, test.board)).toBe('deleted');
		expect(await test.boards.findInvitation(token)).toBeNull();
		expect(await test.boards.join('user-2', token, { name: 'Ann', fn: 'sales' })).toMatchObject({
			status: 404
		});
		for (const answer of [
			await test.run(fay, { kind: 'lock', locked: true }),
			await test.boards.export(fay, test.board, 'json'),
			await test.boards.report(fay, test.board),
			await test.boards.history(fay, test.board, WISH, en)
		])
			expect(answer.ok).toBe(false);
		expect(test.hooks.refuses(test.board, ann, ['keep'])).not.toBeNull();
	});
	it('runs no command that was queued when it was deleted', async () => {
		const [gone, late] = await Promise.all([
			remove(),
			test.run(fay, { kind: 'rename', title: 'X' })
		]);
		expect(gone.ok).toBe(true);
		expect(late.ok).toBe(false);
	});
	it('tells its people until when it can be restored, and is restored completely', async () => {
		await test.write(ann, 'note-note-1', 'A problem');
		await remove();
		const until = test.now + BOARD.deletedDays * DAY_MS;
		expect(await test.boards.deletion(userOfFay, test.board)).toEqual({
			...{ title: TITLE, until, mayBringBack: true }
		});
		expect(await test.boards.deletion('user-2', test.board)).toMatchObject({ mayBringBack: false });
		expect(await test.boards.deletion('stranger', test.board)).toBeNull();
		expect(await test.boards.bringBack('user-2', test.board)).toMatchObject({ status: 403 });
		expect(await test.boards.bringBack('stranger', test.board)).toMatchObject({ status: 403 });
		await daysLater(BOARD.deletedDays - 1);
		test.restart();
		value(await test.boards.bringBack(userOfFay, test.board));
		expect(await test.boards.seat(userOfFay, test.board)).toEqual(fay);
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		expect(test.texts()).toEqual(['A problem']);
		const history = value(await test.boards.history(fay, test.board, WISH, en)).entries.rows.map(
			({ did }) => did
		);
		expect(history).toContain('deleted the board');
		expect(history).toContain('brought the deleted board back');
	});
	it('cannot be restored after the time limit, and the next sweep removes it from the store', async () => {
		await remove();
		test.now += BOARD.deletedDays * DAY_MS;
		expect(await test.boards.deletion(userOfFay, test.board)).toBeNull();
		expect(await test.boards.bringBack(userOfFay, test.board)).toMatchObject({ ok: false });
		await daysLater(0);
		expect(await test.boards.exists(test.board)).toBe(false);
		expect(await test.hooks.seat(userOfFay, test.board)).toBe('noBoard');
	});
});

describe('[L4] boards on which nobody wrote', () => {
	it('expire after their time, and can be restored like any deleted board', async () => {
		await daysLater(SYNC_LIMITS.blankDays - 1);
		expect(await test.boards.deletion(userOfFay, test.board)).toBeNull();
		await daysLater(1);
		expect(await test.boards.deletion(userOfFay, test.board)).toMatchObject({ mayBringBack: true });
		value(await test.boards.bringBack(userOfFay, test.board));
		await daysLater(1000);
		expect(await test.boards.seat(userOfFay, test.board)).toEqual(fay);
	});
	it('never expire once somebody wrote, gave a command, or left words at a desk', async () => {
		test.live.desk(test.board, ann.id).setComposer('half a sentence', 'problem');
		await daysLater(1000);
		expect(await test.boards.seat(userOfFay, test.board)).toEqual(fay);
		await test.do(fay, { kind: 'lock', locked: true });
		test.live.desk(test.board, ann.id).setComposer('', 'problem');
		await daysLater(1000);
		expect(await test.boards.seat(userOfFay, test.board)).toEqual(fay);
	});
	it('do not expire while somebody is there', async () => {
		test.live.onlineOn.set(test.board, new Set([ann.id]));
		await daysLater(1000);
		expect(await test.boards.seat(userOfFay, test.board)).toEqual(fay);
	});
	it('expire if they are samples, and never if they came from a file', async () => {
		const user = await test.user();
		const sample = await test.boards.createSample(user, en);
		const owner = await test.boards.seat(user, sample);
		const file = value(await test.boards.export(owner ?? fay, sample, 'json'));
		const copy = value(await test.fromExport(user, file.body));
		test.live.desk(sample, owner?.id ?? '').setVisit(test.now);
		await daysLater(SYNC_LIMITS.sampleDays);
		expect(await test.boards.deletion(user, sample)).not.toBeNull();
		await daysLater(1000);
		expect(await test.boards.exists(sample)).toBe(false);
		expect(await test.boards.seat(user, copy)).not.toBeNull();
	});
});

describe('[L7] the sweeper', () => {
	it('completes work after a failure, and counts what there is', async () => {
		await test.do(fay, { kind: 'keepVersion', name: 'One' });
		await test.do(fay, { kind: 'deleteBoard', title: TITLE });
		const other = await test.boards.create(
			await test.user(),
			{
				...{ title: 'Other', purpose: '', name: 'Oda', fn: '', attribution: 'function' },
				...{
					template: 'quick-align',
					functions: [{ id: 'f', name: 'F', letter: 'F', colour: 'it' }]
				}
			},
			en
		);
		test.now += BOARD.deletedDays * DAY_MS;
		const { purgeBoard } = test.store;
		let pieces = 0;
		test.store.purgeBoard = (board, most) =>
			++pieces === 3 ? Promise.reject(new Error('disk I/O error')) : purgeBoard(board, most);
		await sweeper().sweep();
		expect(await test.boards.exists(test.board)).toBe(true);
		expect(await test.boards.exists(other)).toBe(true);
		const second = sweeper();
		await second.sweep();
		expect(await test.boards.exists(test.board)).toBe(false);
		expect(second.stock.boards).toEqual({ active: 1, archived: 0, deleted: 0 });
	});
	it('deletes a board in small pieces, and other work runs in between', async () => {
		const notes = Array.from({ length: 500 }, (_, n) => ({ note: `n${n}`, participant: ann.id }));
		await test.store.saveAuthors(test.board, notes);
		await test.do(fay, { kind: 'deleteBoard', title: TITLE });
		test.now += BOARD.deletedDays * DAY_MS;
		const { purgeBoard } = test.store;
		let turns = 0;
		const turnsAt: number[] = [];
		const counting = setInterval(() => turns++, 0);
		test.store.purgeBoard = (board, most) => {
			expect(most).toBe(SYNC_LIMITS.sweepRows);
			turnsAt.push(turns);
			return purgeBoard(board, most);
		};
		await sweeper().sweep();
		clearInterval(counting);
		expect(turnsAt.length).toBeGreaterThan(500 / SYNC_LIMITS.sweepRows);
		expect(await test.boards.exists(test.board)).toBe(false);
	});
	it('deletes a board whose creation was never finished', async () => {
		const { saveParticipant } = test.store;
		test.store.saveParticipant = () => Promise.reject(new Error('killed'));
		await expect(test.boards.createSample(await test.user(), en)).rejects.toThrow();
		test.store.saveParticipant = saveParticipant;
		const before = await test.store.listLives('', 9);
		expect(before).toHaveLength(2);
		await daysLater(0.5);
		expect(await test.store.listLives('', 9)).toHaveLength(2);
		await daysLater(1);
		expect((await test.store.listLives('', 9)).map(({ board }) => board)).toEqual([test.board]);
	});
});

describe('[L8] the authors on an anonymous board', () => {
	beforeEach(async () => {
		fay = await test.start({ attribution: 'anonymous', writersDays: 7 });
		ann = await test.join('Ann', 'sales');
		await test.write(ann, 'note-note-1', 'As written');
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
	});
	const authors = () => test.store.listAuthors(test.board);
	/** A change that only a program could make: the new desk contains no note with this id. */
	const change = async () => {
		await test.write(ann, 'note-note-1', 'Changed');
		return test.note('note-note-1')?.text;
	};

	it('are announced before anybody writes, and known only until the board is archived', async () => {
		expect(await test.boards.findInvitation(await test.token())).toMatchObject({ writersDays: 7 });
		expect(await authors()).toEqual(new Map([['note-note-1', ann.id]]));
		await test.do(fay, { kind: 'archive', archived: true });
		expect(await authors()).toEqual(new Map());
		await test.do(fay, { kind: 'archive', archived: false });
		expect(await change()).toBe('As written');
		test.restart();
		await test.boards.seat('user-1', test.board);
		expect(await change()).toBe('As written');
	});
	it('are forgotten this many days after the last words, while the board continues', async () => {
		await daysLater(6);
		expect((await authors()).size).toBe(1);
		await daysLater(2);
		expect((await authors()).size).toBe(0);
		expect((await test.stage()).forgottenAt).toBe(test.now);
		expect(await change()).toBe('As written');
		await test.write(ann, 'note-note-2', 'New words');
		expect((await authors()).get('note-note-2')).toBe(ann.id);
		expect(test.texts().sort()).toEqual(['As written', 'New words']);
	});
	it('stay known on boards that show functions or names', async () => {
		for (const attribution of ['function', 'named'] as const) {
			fay = await test.start({ attribution });
			ann = await test.join('Ann', 'sales');
			await test.write(ann, 'note-note-1', 'As written');
			await test.do(fay, { kind: 'reveal', step: await test.step('post') });
			await test.do(fay, { kind: 'archive', archived: true });
			await daysLater(1000);
			expect((await authors()).size).toBe(1);
		}
	});
});

describe('[L12] while the disk is nearly full', () => {
	it('refuses new large data with a sentence, and accepts what people write', async () => {
		let low = false;
		test = new TestWorkshop(undefined, undefined, { diskLow: () => low });
		fay = await test.start();
		ann = await test.join('Ann', 'sales');
		low = true;
		const { createSample, importRows, copyVersion } = test.boards;
		await expect(createSample('user-1', en)).rejects.toThrow(/short of disk space/);
		const rows = [{ text: 'A', fn: '', cluster: '' }];
		for (const answer of [
			await test.fromExport('user-1', '{}'),
			await importRows(fay, test.board, JSON.stringify({ id: 'import-1', kind: 'problem', rows })),
			await copyVersion(fay, test.board, 'v', en),
			await test.run(fay, { kind: 'keepVersion', name: 'Now' }),
			await test.run(fay, { kind: 'saveTemplate', title: 'Our way' }, 'save-template')
		])
			expect(answer).toMatchObject({ ok: false, reason: /short of disk space/ });
		await test.write(ann, 'note-note-1', 'Words');
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		await test.goTo(fay, 'cluster');
		expect(test.texts()).toEqual(['Words']);
		const views = [fay, ann].map((me) => test.hooks.stageView(test.board, me).diskLow);
		expect(views).toEqual([true, undefined]);
		// Nothing is left of the refused data, and it is accepted once there is space.
		expect(await test.boards.templatesOf(userOfFay)).toEqual([]);
		low = false;
		const again = await test.run(fay, { kind: 'saveTemplate', title: 'Our way' }, 'save-template');
		expect(again).toMatchObject({ ok: true });
		expect(await test.boards.templatesOf(userOfFay)).toMatchObject([{ title: 'Our way' }]);
	});
});
