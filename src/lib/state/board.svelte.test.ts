import { board as en } from '$lib/i18n/en/board.ts';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { Desk } from '$lib/wall/desk.ts';
import { addItem } from '$lib/wall/items.ts';
import { addNote } from '$lib/wall/mutations.ts';
import { note } from '$lib/wall/testing.ts';
import { Wall } from '$lib/wall/wall.ts';
import { NO_PROGRESS } from '$lib/workshop/defaults.ts';
import type { StageView } from '$lib/workshop/types.ts';
import { FakeServer } from '$lib/live/testing.ts';
import { BoardState } from './board.svelte.ts';
import { page, round, stage, step } from './testing.ts';

const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
	vi.unstubAllGlobals();
});

/** A started board and its server. */
async function online(notes = 0, fields: Partial<StageView> = {}) {
	const server = new FakeServer();
	vi.stubGlobal('WebSocket', server.Socket);
	const board = new BoardState(page(notes, { board: `b${crypto.randomUUID()}`, ...fields }), en);
	stops.push(board.start());
	await expect.poll(() => board.connection.status).toBe('online');
	const push = (next: Partial<StageView>) =>
		server.open(`/live/wall/${board.id}`)[0]?.push(stage({ board: board.id, version: 2, ...next }));
	return { board, server, push };
}

test('a board works from the page’s data alone, without a connection', () => {
	const board = new BoardState(page(3), en);
	expect(board.me).toEqual({ id: 'me', name: 'Ada', fn: 'sales', role: 'participant' });
	expect(board.step.id).toBe('cluster');
	expect(board.viewed.id).toBe('cluster');
	expect(board.wall.noteCount).toBe(3);
	expect(board.fn('sales')?.name).toBe('Sales');
	expect(board.fn('unknown')).toBe(null);
	expect(board.round).toBe(null);
	expect(board.connection).toMatchObject({ status: 'connecting', saved: false, message: '' });
});

test('[O19] a wall that is too large for the server to render appears once the browser runs, without a connection', () => {
	vi.stubGlobal('WebSocket', new FakeServer().Socket);
	const board = new BoardState({ ...page(3), drawnLater: true }, en);
	expect(board.loading).toBe(true);
	const stop = board.start();
	expect(board.loading).toBe(false);
	expect(board.wall.noteCount).toBe(3);
	stop();
});

test('the count of notes by function includes notes on the wall and at desks', () => {
	const board = new BoardState(
		page(3, {
			progress: { ...NO_PROGRESS, waiting: { sales: 2, it: 1 } }
		}),
		en
	);
	expect(board.spoken).toEqual({ sales: 5, it: 1 });
});

test('a person who looks back can only steer', () => {
	const facilitator = { ...stage().people[0]!, role: 'facilitator' as const };
	const board = new BoardState(page(0, { people: [facilitator] }), en);
	expect(board.may('move')).toBe(true);
	board.viewed = step('post');
	expect(board.viewed.id).toBe('post');
	expect(board.may('move')).toBe(false);
	expect(board.whyNot('move')).toContain('another step');
	expect(board.may('steer')).toBe(true);
	board.viewed = board.step;
	expect(board.may('move')).toBe(true);
});

test('a pushed stage updates everything that depends on it, and the page follows the group', async () => {
	const { board, push } = await online();
	const seen: unknown[] = [];
	stops.push(
		$effect.root(() => {
			$effect(() => {
				seen.push([board.step.id, board.viewed.id, board.round?.id, board.me.name]);
			});
		})
	);
	board.viewed = step('post');
	flushSync();
	expect(seen.at(-1)).toEqual(['cluster', 'post', undefined, 'Ada']);
	const renamed = { ...stage().people[0]!, name: 'Ada L.' };
	push({ currentStep: 'vote', rounds: [round()], people: [renamed] });
	flushSync();
	expect(seen.at(-1)).toEqual(['vote', 'vote', 'r1', 'Ada L.']);
	push({ version: 1, currentStep: 'post' });
	flushSync();
	expect(board.step.id).toBe('vote');
});

test('a push re-runs only the readers of the changed parts', async () => {
	const { board, push } = await online();
	const runs = { step: 0, progress: 0 };
	stops.push(
		$effect.root(() => {
			$effect(() => {
				void [
					board.step,
					board.viewed,
					board.me,
					board.round,
					board.fn('sales'),
					board.may('move')
				];
				runs.step += 1;
			});
			$effect(() => {
				void board.stage.progress;
				runs.progress += 1;
			});
		})
	);
	flushSync();
	push({ progress: { ...stage().progress, waiting: { sales: 3 } } });
	flushSync();
	expect(runs).toEqual({ step: 1, progress: 2 });
	push({ locked: true });
	flushSync();
	expect(runs.step).toBe(2);
	expect(board.whyNot('move')).toContain('locked');
});

test('an own note is marked as waiting until it is on the wall', async () => {
	const { board, server } = await online(0, { currentStep: 'post' });
	const id = board.desk.write('Callers are strangers', 'problem', 'post');
	expect(board.noteWaits(id)).toBe(true);
	await expect.poll(() => board.connection.saved).toBe(true);
	const wall = new Wall(server.doc(`/live/wall/${board.id}`));
	addNote(wall, note(id));
	server.close(1012);
	await expect.poll(() => board.noteWaits(id)).toBe(false);
});

test('an own answer that differs from the wall is marked as waiting, with the words of the desk', () => {
	const blank = page();
	const [wall, desk] = [Wall.from(blank.wall), Desk.from(blank.desk)];
	const mine = { question: 'hope', about: '', at: 1, step: 'frame', archived: false } as const;
	for (const [id, text] of [
		['a1', 'As it is posted'],
		['a2', 'As it was posted']
	] as const)
		addItem(wall, 'answers', id, { text, question: 'hope' });
	desk.writeAnswer({ ...mine, id: 'a1', text: 'As it is posted' });
	desk.writeAnswer({ ...mine, id: 'a2', text: 'As it was changed too late' });
	const board = new BoardState({ ...blank, wall: wall.encode(), desk: desk.encode() }, en);
	expect(board.answersTo('hope').map(({ text, waits }) => [text, waits])).toEqual([
		['As it is posted', false],
		['As it was changed too late', true]
	]);
});

test('the device stores drafts, moves and the composer', async () => {
	const { board, server } = await online(2);
	server.up = false;
	server.close(1006);
	board.desk.setComposer('half a thought', 'customer');
	board.desk.write('written offline', 'problem', 'post');
	board.wall.moveNote('n1', 40, 50);
	stops.splice(0).forEach((stop) => stop());

	const again = new BoardState({ ...page(2), stage: stage({ board: board.id }) }, en);
	stops.push(again.start());
	await expect.poll(() => again.desk.composer.text).toBe('half a thought');
	expect(again.desk.notes.map(({ text }) => text)).toEqual(['written offline']);
	server.up = true;
	await expect.poll(() => again.connection.saved).toBe(true);
});

test('a command is sent again under the same id after a network error', async () => {
	const bodies: { id: string; kind: string }[] = [];
	vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
		expect(url).toBe('/b/b1/commands');
		bodies.push(JSON.parse(init.body as string) as { id: string; kind: string });
		if (bodies.length === 1) return Promise.reject(new TypeError('network'));
		return Promise.resolve(Response.json({ ok: true, version: 2 }));
	});
	const board = new BoardState(page(), en);
	expect(await board.command({ kind: 'lock', locked: true })).toEqual({ ok: true, version: 2 });
	expect(bodies).toHaveLength(2);
	expect(bodies[0]).toEqual(bodies[1]);
	expect(bodies[0]?.kind).toBe('lock');
});

test('without a server, a command fails with a sentence', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
	const result = await new BoardState(page(), en).command({ kind: 'stopTimer' });
	expect(result).toMatchObject({ ok: false, reason: expect.stringContaining('cannot be reached') });
	vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
	expect(await new BoardState(page(), en).command({ kind: 'stopTimer' })).toMatchObject({
		ok: false
	});
});
