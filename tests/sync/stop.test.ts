/** A stop in the middle of work: many sockets, a peer that hangs, and a commit in progress. */
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE, MESSAGE } from '../../src/lib/workshop/wire.ts';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { rebuild } from '../../server/sync/documents.ts';
import {
	BOARD,
	FakeWorkshop,
	headersOf,
	isSaved,
	onWall,
	seatOf,
	startServer,
	trickyStore,
	until
} from './harness.ts';

const PEOPLE = Array.from({ length: 20 }, (_, at) => `p${at}`);
const SOCKETS_EACH = 10;
const SLICE = 100;
/** Long enough to be noticed on a busy machine. */
const PAUSE_MS = 3_000;

it('[S15] with two hundred sockets, a hanging peer and a commit in progress, a stop saves everything and ends', async () => {
	const tricky = trickyStore();
	const workshop = new FakeWorkshop(...[...PEOPLE, 'writer', 'hung'].map((id) => seatOf(id)));
	const limits = { closeSlice: SLICE, closePauseMs: PAUSE_MS, goodbyeMs: 200 };
	const server = await startServer({ store: tricky.store, workshop, limits });
	const open = (user: string) =>
		new WebSocket(`ws://127.0.0.1:${server.port}/live/wall/${BOARD}?epoch=1`, {
			headers: headersOf(server.port, user)
		});
	const writer = onWall(server.port, 'writer');
	await until(() => isSaved(writer));

	const closes: number[] = [];
	const sockets = PEOPLE.flatMap((id) => Array.from({ length: SOCKETS_EACH }, () => open(id)));
	const answers = new Set<WebSocket | undefined>();
	for (const socket of sockets) {
		socket.on('close', (code) => closes.push(code));
		socket.on('message', (data: Buffer) => {
			if (data[0] === MESSAGE.awareness) answers.add(socket);
		});
	}
	// It neither reads nor answers: the server has to stop without its close frame.
	const hung = open('hung');
	await Promise.all([...sockets, hung].map((socket) => once(socket, 'open')));
	hung.pause();
	await until(() => server.live.gauges().connections === sockets.length + 2);

	tricky.hold();
	makeCluster(writer.wall, 'c1', [], 0, 0, 'Last words');
	await until(() => tricky.waiting === 1, 'the commit to be under way');
	const stopped = server.stop();
	const late = open('p0');
	const refusal = await new Promise<string>((resolve) =>
		late.once('error', ({ message }) => resolve(message))
	);
	expect(refusal).toMatch(/503|ECONNREFUSED/);
	// Connected people are served until the commit is done.
	for (const socket of [sockets[0], sockets.at(-1)]) {
		answers.clear();
		socket?.send(Uint8Array.of(MESSAGE.queryAwareness));
		await until(() => answers.has(socket) || closes.length > 0, 'an answer');
	}
	expect(writer.sent - writer.saved).toBe(1);
	expect(closes).toEqual([]);

	tricky.release();
	// The writer and the hanging peer are in separate slices.
	await until(() => closes.length >= SLICE - 2, 'the first slice to be closed');
	expect(closes.length).toBeLessThanOrEqual(SLICE);
	await stopped;
	expect(writer.saved).toBe(writer.sent);
	expect(writer.closes.map(({ code }) => code)).toContain(CLOSE.restart);
	await until(() => closes.length === sockets.length, 'every socket to be closed');
	expect(new Set(closes)).toEqual(new Set([CLOSE.restart]));

	const stored = new Wall();
	rebuild(stored.doc, await tricky.store.loadDocument(`w:${BOARD}`));
	expect(stored.cluster('c1')?.title).toBe('Last words');
	writer.stop();
	hung.terminate();
});
