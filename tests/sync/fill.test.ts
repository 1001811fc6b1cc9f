/** People who try to fill a wall so that nobody else can work on it. */
import { afterEach, expect, it } from 'vitest';
import {
	addCluster,
	addNote,
	editNote,
	makeCluster,
	moveNote
} from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { CLOSE, MESSAGE } from '../../src/lib/workshop/wire.ts';
import type { Store } from '../../server/store/store.ts';
import { updateFrame } from '../../server/sync/page-messages.ts';
import { attackerAt, updateOf } from './attacker.ts';
import {
	BOARD,
	FakeWorkshop,
	isSaved,
	noteOf,
	openLine,
	seatOf,
	startServer,
	trickyStore,
	until,
	type TestServer
} from './harness.ts';

const FILLERS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9'];
/** Small limits: this wall fills as early as a large one would with nine people and no shares. */
const LIMITS = { wallBytes: 200_000, shareBytes: 15_000, shareStructs: 1_000 };
const TITLE = 'x'.repeat(120);

const open: (() => unknown)[] = [];
afterEach(async () => {
	for (const stop of open.splice(0).reverse()) await stop();
});

async function start(store: Store, limits: Partial<typeof LIMITS> = LIMITS): Promise<TestServer> {
	const people = [...FILLERS, 'bob'].map((id) => seatOf(id));
	const workshop = new FakeWorkshop(...people, seatOf('fay', 'facilitator'));
	workshop.refuses = () => null;
	const server = await startServer({ store, workshop, limits });
	open.push(() => server.stop());
	return server;
}
async function startWithNote(store: Store, limits: Partial<typeof LIMITS> = LIMITS, text = '') {
	const server = await start(store, limits);
	await server.live.writeWall(BOARD, (wall) => {
		addNote(wall, noteOf('n1', text));
		addCluster(wall, { id: 'c1', title: 'c1', x: 0, y: 0, archived: false, mergedInto: '' });
	});
	return server;
}
/** A page that joins, with a copy of the wall if it has one. */
async function join(server: TestServer, user: string, wall = new Wall()) {
	const line = openLine(server.port, user, wall.doc, { retryMs: 1_000_000 });
	open.push(() => line.stop());
	await until(() => isSaved(line), user);
	return { wall, line };
}
/**
 * Makes this many clusters as this person, one per message. Returns the close code, or `taken` if all were
 * accepted.
 */
async function fill(server: TestServer, user: string, count: number): Promise<number | 'taken'> {
	const { socket, closed, heard } = await attackerAt(server.port, 'wall', user);
	const wall = new Wall();
	for (let at = 0; at < count; at++) {
		const id = `${user}-${Date.now()}-${at}`;
		socket.send(updateFrame(updateOf(wall, () => makeCluster(wall, id, [], 0, 0, TITLE))));
	}
	const taken = until(() =>
		heard.some(([kind, saved]) => kind === MESSAGE.saved && saved === count)
	);
	const outcome = await Promise.race([closed, taken.then(() => 'taken' as const)]);
	socket.terminate();
	return outcome;
}

it('[S36] nine people cannot fill a wall: a tenth can still work there, and so can a facilitator', async () => {
	const server = await startWithNote(trickyStore().store);
	const bob = await join(server, 'bob');
	for (const user of FILLERS) expect(await fill(server, user, 100)).toBe(CLOSE.refused);
	moveNote(bob.wall, 'n1', 42, 42);
	makeCluster(bob.wall, 'by-bob', ['n1'], 0, 0, TITLE);
	await until(() => isSaved(bob.line), 'the work of the tenth');
	expect(bob.line.closes).toEqual([]);
	expect(await fill(server, 'fay', 60)).toBe('taken');
});

it('[S36] a person gets no second share, neither in another window nor after a restart', async () => {
	const { store } = trickyStore();
	const first = await startWithNote(store);
	expect(await fill(first, 'm1', 40)).toBe('taken');
	expect(await fill(first, 'm1', 40)).toBe(CLOSE.refused);
	await first.stop();
	const second = await start(store);
	expect(await fill(second, 'm1', 40)).toBe(CLOSE.refused);
	expect(await fill(second, 'm2', 40)).toBe('taken');
});

it('[S37] a full wall refuses new content with a sentence, and everybody can still join and read', async () => {
	const server = await startWithNote(trickyStore().store, LIMITS, 'y'.repeat(LIMITS.wallBytes));
	const bob = await join(server, 'bob');
	makeCluster(bob.wall, 'by-bob', [], 0, 0);
	await until(() => bob.line.closes.length > 0);
	expect(bob.line.closes).toEqual([
		{ code: CLOSE.refused, reason: 'This board is full and takes nothing new.' }
	]);
	const copy = (await join(server, 'bob')).wall.encode();
	const again = await join(server, 'bob', Wall.from(copy));
	expect(again.line.closes).toEqual([]);
	expect(again.wall.note('n1')?.text).toHaveLength(LIMITS.wallBytes);
});

it('[S57] the server’s writes for a person count to that person’s share, also after a restart', async () => {
	const { store } = trickyStore();
	const first = await startWithNote(store);
	const structs = LIMITS.shareStructs;
	await first.live.writeWallTogether(BOARD, [
		{
			write: (wall) => moveNote(wall, 'n1', 1, 1),
			added: [{ participant: 'm1', bytes: 1, structs }]
		},
		{ write: (wall) => editNote(wall, 'n1', 'Changed', 'problem'), added: [] }
	]);
	expect(await first.live.overShare(BOARD, ['m1', 'm2'])).toEqual(new Set(['m1']));
	expect(await fill(first, 'm1', 1)).toBe(CLOSE.refused);
	await first.stop();
	const second = await start(store);
	expect(await second.live.overShare(BOARD, ['m1', 'm2'])).toEqual(new Set(['m1']));
	expect(await fill(second, 'm1', 1)).toBe(CLOSE.refused);
});
