/** Many people at once: a whole conference that comes back after a restart, and readers that are too slow. */
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openSqlite } from '../../server/store/sqlite.ts';
import { addNote, moveNote } from '../../src/lib/wall/mutations.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { askFrame } from '../../server/sync/page-messages.ts';
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
	until,
	type PersonOnWall
} from './harness.ts';

const PEOPLE = 200;
/** This many people write; the others only read. */
const WRITERS = 40;

it(
	'[S30] two hundred pages come back one after the other after a restart, and none loses anything',
	{ timeout: 60_000 },
	async () => {
		const names = Array.from({ length: PEOPLE }, (_, at) => `p${at}`);
		const writers = names.slice(0, WRITERS);
		const workshop = new FakeWorkshop(...names.map((name) => seatOf(name)));
		const store = openSqlite(':memory:');
		const limits = { upgradesPerSecond: 100, upgradesAtOnce: 20 };
		let server = await startServer({ store, workshop, limits });
		const { port } = server;
		await server.live.writeWall(BOARD, (wall) => {
			for (const name of writers) addNote(wall, noteOf(name));
		});
		// Their retries are spread as pages spread them.
		const people = names.map((name, at) => onWall(port, name, { retryMs: 400 + 4 * at }));
		// Without presence: a y-websocket provider repeats everybody's presence, which our pages do not.
		for (const { provider } of people) provider.awareness.setLocalState(null);
		await until(() => people.every(isSaved), 'everybody');
		await server.stop();
		// People continue to work while there is no server.
		for (const [at, { wall }] of people.slice(0, WRITERS).entries())
			moveNote(wall, `p${at}`, at, 7);
		server = await startServer({ store, workshop, limits, port });
		await until(() => people.every(isSaved), 'everybody again');
		// Some of them did not get in at the first try.
		expect(people.some(({ closes }) => closes.filter(({ code }) => code === 1006).length > 0)).toBe(
			true
		);
		const stored = await server.live.readWall(BOARD, (wall) =>
			writers.map((name) => wall.note(name))
		);
		expect(stored.map((note) => [note?.x, note?.y])).toEqual(writers.map((_, at) => [at, 7]));
		const complete = ({ wall }: PersonOnWall) => writers.every((name) => wall.note(name)?.y === 7);
		await until(() => people.every(complete), 'everybody’s copy');
		for (const person of people) person.stop();
		await server.stop();
	}
);

it('[S18] closes a reader that is too slow, and the others miss nothing', async () => {
	const workshop = new FakeWorkshop(seatOf('slow'), seatOf('quick'));
	const limits = { bufferedBytes: 200_000 };
	const server = await startServer({ store: trickyStore().store, workshop, limits });
	const url = `ws://127.0.0.1:${server.port}/live/wall/${BOARD}`;
	const slow = new WebSocket(url, { headers: headersOf(server.port, 'slow') });
	const closed = once(slow, 'close');
	await once(slow, 'open');
	slow.send(askFrame(Uint8Array.of(0)));
	await until(() => server.live.online(BOARD).has('slow'));
	slow.pause();
	const quick = onWall(server.port, 'quick');
	await until(() => isSaved(quick));
	let written = 0;
	while (server.live.online(BOARD).has('slow')) {
		await server.live.writeWall(BOARD, (wall) =>
			addNote(wall, noteOf(`n${written}`, 'word '.repeat(40_000)))
		);
		written++;
		expect(written).toBeLessThan(500);
	}
	await until(() => quick.wall.note(`n${written - 1}`) !== null, 'the last note');
	expect(quick.closes).toEqual([]);
	slow.resume();
	expect((await closed)[0]).toBe(CLOSE.tryAgain);
	quick.stop();
	await server.stop();
});
