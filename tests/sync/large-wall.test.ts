/** A wall that is larger than the bytes that may wait for a slow reader: people join it while others work. */
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { askFrame } from '../../server/sync/page-messages.ts';
import { SYNC_LIMITS } from '../../server/sync/limits.ts';
import { addNote, makeCluster, renameCluster } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import {
	BOARD,
	FakeWorkshop,
	headersOf,
	isSaved,
	noteOf,
	onWall,
	seatOf,
	startServer,
	trickyStore,
	until
} from './harness.ts';

const NOTES = 1_500;
const NOTE_CHARS = 12_000;

const open: (() => unknown)[] = [];
afterEach(async () => {
	for (const stop of open.splice(0).reverse()) await stop();
});

async function setUp(limits: Parameters<typeof startServer>[0]['limits'] = {}) {
	const { store } = trickyStore();
	const wall = new Wall();
	wall.doc.transact(() => {
		for (let at = 0; at < NOTES; at++) addNote(wall, noteOf(`n${at}`, 'x'.repeat(NOTE_CHARS)));
	});
	const update = wall.encode();
	expect(update.length).toBeGreaterThan(SYNC_LIMITS.bufferedBytes);
	await store.append([{ document: `w:${BOARD}`, update, claims: [] }]);
	const workshop = new FakeWorkshop(...['ann', 'bob', 'cy'].map((id) => seatOf(id)));
	const server = await startServer({ store, workshop, limits });
	open.push(() => server.stop());
	const join = (user: string) => {
		const person = onWall(server.port, user, { retryMs: 1_000_000 });
		open.push(() => person.stop());
		return person;
	};
	return { server, join };
}

it('[S40] everybody gets in, and misses nothing that the others write meanwhile', async () => {
	const { join } = await setUp();
	const ann = join('ann');
	await until(() => isSaved(ann), 'the first');
	makeCluster(ann.wall, 'c1', [], 0, 0, 'Title');
	const late = [join('bob'), join('cy')];
	let title = 0;
	await until(() => {
		renameCluster(ann.wall, 'c1', `Title ${++title}`);
		return late.every(isSaved);
	}, 'the others');
	await until(() => isSaved(ann));
	const last = ann.wall.cluster('c1')?.title;
	for (const person of late) {
		await until(() => person.wall.cluster('c1')?.title === last, 'the last title');
		expect(person.wall.noteIds()).toHaveLength(NOTES);
		expect(person.closes).toEqual([]);
	}
	expect(ann.closes).toEqual([]);
	expect(title).toBeGreaterThan(1);
}, 60_000);

it('[S18] [S40] closes a reader that takes nothing; until then only one piece of the wall waits for it', async () => {
	const { server, join } = await setUp({ answerMs: 3_000 });
	const slow = new WebSocket(`ws://127.0.0.1:${server.port}/live/wall/${BOARD}`, {
		headers: headersOf(server.port, 'bob')
	});
	open.push(() => slow.terminate());
	const closed = new Promise<number>((resolve) => slow.on('close', resolve));
	await new Promise((resolve) => slow.on('open', resolve));
	slow.send(askFrame(Y.encodeStateVector(new Y.Doc())));
	slow.pause();
	let most = 0;
	await until(() => {
		most = Math.max(most, server.live.gauges().bufferedBytes);
		return server.live.online(BOARD).size === 0;
	}, 'the slow one to be closed');
	expect(most).toBeGreaterThan(0);
	expect(most).toBeLessThan(1_000_000);
	slow.resume();
	expect(await closed).toBe(CLOSE.tryAgain);
	const next = join('bob');
	await until(() => isSaved(next));
	expect(next.wall.noteIds()).toHaveLength(NOTES);
}, 60_000);
