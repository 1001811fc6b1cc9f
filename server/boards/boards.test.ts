import { FRAME_TEXTS } from '../../src/lib/workshop/questions.ts';
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { describe, expect, it } from 'vitest';
import { frameText, readFrame } from '../../src/lib/wall/items.ts';
import { ServerFull } from '../sync/memory.ts';
import { TestWorkshop, value } from '../../tests/support/workshop.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a new board', () => {
	it('starts with its template’s first step and the person who created it', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ template: 'problems-first', fn: 'it' });
		expect(fay).toMatchObject({ name: 'Fay', fn: 'it', role: 'facilitator' });
		const stage = await test.stage();
		const first = ['frame', 'post', 'post', 'cluster', 'vote'];
		expect(stage.steps.slice(0, 5).map(({ kind }) => kind)).toEqual(first);
		expect(stage).toMatchObject({ currentStep: stage.steps[0]?.id, version: 1, epoch: 1 });
		const { page } = test.boards;
		expect(value(await page(fay, test.board))).toMatchObject({
			me: fay,
			stage: { board: test.board }
		});
	});

	it('[S31] has the texts of its frame, with its purpose, before anybody can write them', async () => {
		const test = new TestWorkshop();
		await test.start({ purpose: 'Customers leave us' });
		const wall = test.live.wall(test.board);
		expect(readFrame(wall)).toEqual({ why: 'Customers leave us', who: '', tries: '', says: '' });
		for (const key of FRAME_TEXTS) expect(frameText(wall, key)).not.toBeNull();
	});
	it('[S31] gets the frame’s texts if it is older than them, and keeps its existing words', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ purpose: 'Customers leave us' });
		test.live.walls.clear();
		test.restart();
		await test.boards.page(fay, test.board);
		const texts = () => FRAME_TEXTS.map((key) => frameText(test.live.wall(test.board), key));
		expect(texts()).not.toContain(null);
		const [why] = texts();
		why?.insert(why.length, ' for small things');
		test.restart();
		await test.boards.page(fay, test.board);
		expect(texts()[0]).toBe(why);
		expect(why?.toJSON()).toBe('Customers leave us for small things');
	});
	it('[S24] can be read while nothing can be stored', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		test.live.walls.clear();
		test.live.broken = true;
		test.restart();
		expect(await test.boards.page(fay, test.board)).toMatchObject({ ok: true });
	});

	it('[O16] is not created if there is no memory to open it; open boards keep working', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const user = await test.user();
		test.live.isFull = true;
		const full = 'no memory is left for more boards';
		await expect(test.boards.createSample(user, en)).rejects.toThrow(full);
		await expect(test.fromExport(user, '{}')).rejects.toThrow(full);
		expect(await test.boards.listOf(user)).toEqual([]);
		expect(await test.boards.page(fay, test.board)).not.toBeNull();
		test.live.isFull = false;
		await expect(test.boards.createSample(user, en)).resolves.toBeDefined();
	});
	it('[O16] counts as memory, and is dropped when memory is short and nobody has used it for a minute', async () => {
		const test = new TestWorkshop();
		const { held, giveWay } = test.hooks;
		const fay = await test.start();
		await test.boards.page(fay, test.board);
		const { bytes } = held();
		expect(bytes).toBeGreaterThan(10_000);
		const first = test.board;
		await test.boards.page(await test.start(), test.board);
		expect(held().inUse).toBe(held().bytes);
		expect(held().bytes).toBeGreaterThan(1.5 * bytes);

		giveWay();
		expect(held().bytes).toBeGreaterThan(1.5 * bytes);
		test.now += MINUTE_MS + 1;
		test.live.onlineOn.set(test.board, new Set(['somebody']));
		expect(held().inUse).toBeLessThan(held().bytes);
		giveWay();
		expect(held().inUse).toBe(held().bytes);
		expect(held().bytes).toBeLessThan(1.5 * bytes);
		expect(await test.boards.page(fay, first)).toMatchObject({ ok: true });
	});
	it('[O16] is not kept if there is no memory for its wall', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		test.restart();
		test.live.readWall = () => Promise.reject(new ServerFull());
		await expect(test.boards.page(fay, test.board)).rejects.toThrow(ServerFull);
		expect(test.hooks.held().bytes).toBe(0);
	});

	it('is listed for people with a seat', async () => {
		const test = new TestWorkshop();
		await test.start();
		const user = await test.user();
		expect(await test.boards.listOf(user)).toEqual([]);
		await test.join('Ann', 'sales', user);
		expect(await test.boards.listOf(user)).toMatchObject([
			{ board: test.board, title: 'Why customers leave', role: 'participant', joinedAt: test.now }
		]);
	});

	it('does not exist for the sync server under another name', async () => {
		const test = new TestWorkshop();
		await test.start();
		expect(await test.hooks.seat('user-1', 'nothing')).toBe('noBoard');
		expect(await test.hooks.seat('stranger', test.board)).toBeNull();
		expect(test.hooks.refuses('nothing', await test.me('user-1'), ['move'])).toMatch(/\.$/);
		expect(test.hooks.shownPresence('nothing')).toBe('none');
	});
});

describe('the view for readers', () => {
	it('is one object per class of readers until something changes', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const [ann, bob] = [await test.join('Ann', 'sales'), await test.join('Bob', 'it')];
		const view = (me: typeof ann) => test.hooks.stageView(test.board, me);
		const seen = view(ann);
		expect(view(bob)).toBe(seen);
		expect(view(fay)).not.toBe(seen);
		await test.do(fay, { kind: 'lock', locked: true });
		expect(view(ann)).not.toBe(seen);
		expect(view(ann).locked).toBe(true);
	});

	it('contains the correct time', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		expect(test.hooks.stageView(test.board, fay).now).toBe(test.now);
		test.now += HOUR_MS;
		expect(test.hooks.stageView(test.board, fay).now).toBe(test.now);
	});

	it('says who is online', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const ann = await test.join('Ann', 'sales');
		const online = () =>
			test.hooks
				.stageView(test.board, fay)
				.people.filter((person) => person.online)
				.map(({ name }) => name);
		expect(online()).toEqual([]);
		test.live.onlineOn.set(test.board, new Set([ann.id]));
		test.hooks.presenceChanged(test.board);
		expect(online()).toEqual(['Ann']);
		expect(test.live.pushes.at(-1)).toBe(test.board);
	});

	it('shows only to facilitators who is ready in this step', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const ann = await test.join('Ann', 'sales');
		test.live.desk(test.board, ann.id).setReady(await test.step('post'), true);
		await test.committed(ann);
		const ready = (me: typeof ann) =>
			test.hooks.stageView(test.board, me).people.some((person) => person.ready);
		expect([ready(fay), ready(ann)]).toEqual([true, false]);
		expect(test.hooks.stageView(test.board, fay).progress.finished).toEqual({ sales: 1 });
		expect(test.hooks.stageView(test.board, ann).progress.finished).toEqual({});
		const claimed = { ...ann, role: 'facilitator' as const };
		expect(test.hooks.stageView(test.board, claimed).progress.finished).toEqual({});
		await test.goTo(fay, 'cluster');
		expect(ready(fay)).toBe(false);
		await test.goTo(fay, 'post');
		expect(ready(fay)).toBe(true);
	});

	it('contains no text of a desk', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const ann = await test.join('Ann', 'sales');
		test.live.desk(test.board, ann.id).setComposer('Half a thought', 'problem');
		await test.write(ann, 'note-ann-1', 'A whole thought');
		const told = JSON.stringify(test.hooks.stageView(test.board, fay));
		expect(told).not.toContain('thought');
		expect(told).not.toContain('note-ann-1');
	});
});

describe('a desk', () => {
	it('notifies nobody if its counts stay the same', async () => {
		const test = new TestWorkshop();
		await test.start();
		const ann = await test.join('Ann', 'sales');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		const pushes = test.live.pushes.length;
		test.live.desk(test.board, ann.id).setComposer('Half a thought', 'problem');
		await test.committed(ann, ann, ann);
		expect(test.live.pushes).toHaveLength(pushes);
	});

	it('is counted again after a restart', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const ann = await test.join('Ann', 'sales');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.restart();
		const { stage } = value(await test.boards.page(fay, test.board));
		expect(stage.progress).toMatchObject({ waiting: { sales: 1 } });
	});
});

describe('boards in memory', () => {
	it('are dropped when nobody has used them for long, and load again completely', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const first = test.board;
		let loads = 0;
		const load = test.store.loadStage.bind(test.store);
		test.store.loadStage = (id) => {
			if (id === first) loads++;
			return load(id);
		};
		for (let n = 0; n < 101; n++) await test.start();
		await test.boards.page(fay, first);
		expect(loads).toBe(0);
		test.now += HOUR_MS;
		await test.start();
		expect(value(await test.boards.page(fay, first)).stage.board).toBe(first);
		expect(loads).toBe(1);
	});

	it('stay while somebody is connected', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const first = test.board;
		test.live.onlineOn.set(first, new Set([fay.id]));
		test.now += HOUR_MS;
		for (let n = 0; n < 101; n++) await test.start();
		expect(test.hooks.stageView(first, fay).board).toBe(first);
	});
});
