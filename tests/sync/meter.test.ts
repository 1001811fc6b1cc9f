/** The numbers that the engine reports to a monitor. */
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SYNC_LIMITS } from '../../server/sync/limits.ts';
import type { Meter, Refusal } from '../../server/sync/meter.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import {
	BOARD,
	FakeWorkshop,
	headersOf,
	isSaved,
	onWall,
	seatOf,
	startServer,
	trickyStore,
	until,
	type TestServer
} from './harness.ts';

class Counts implements Meter {
	updates = 0;
	failures = 0;
	readonly refusals: Refusal[] = [];
	readonly commits: number[] = [];
	readonly acks: number[] = [];
	updateReceived() {
		this.updates++;
	}
	refused(reason: Refusal) {
		this.refusals.push(reason);
	}
	committed(ms: number) {
		this.commits.push(ms);
	}
	commitFailed() {
		this.failures++;
	}
	roomFailed() {
		this.failures++;
	}
	acknowledged(ms: number) {
		this.acks.push(ms);
	}
}

let server: TestServer;
afterEach(() => server.stop());

async function setUp() {
	const meter = new Counts();
	const tricky = trickyStore();
	const workshop = new FakeWorkshop(seatOf('ann'), seatOf('bob'));
	server = await startServer({ store: tricky.store, workshop, meter });
	return { meter, tricky };
}

it('counts messages, commits and acknowledgements, and reports what is in memory', async () => {
	const { meter } = await setUp();
	expect(server.live.gauges()).toEqual({
		rooms: 0,
		connections: 0,
		bufferedBytes: 0,
		logBytes: 0,
		memoryBytes: 0,
		memoryLimitBytes: SYNC_LIMITS.memoryBytes
	});
	const ann = onWall(server.port, 'ann');
	await until(() => isSaved(ann));
	const { updates, acks } = meter;
	const acksBefore = acks.length;
	makeCluster(ann.wall, 'c1', [], 0, 0, 'One');
	await until(() => isSaved(ann) && acks.length > acksBefore);
	expect(meter.updates).toBe(updates + 1);
	expect([...meter.commits, ...acks].every((ms) => ms >= 0 && ms < 60_000)).toBe(true);
	expect(meter.commits.length).toBeGreaterThan(0);
	expect(server.live.gauges()).toMatchObject({ rooms: 1, connections: 1 });
	expect(server.live.gauges().logBytes).toBeGreaterThan(0);
	ann.stop();
});

it('counts refusals by reason', async () => {
	const { meter, tricky } = await setUp();
	const refused = async (path: string, headers: Record<string, string>, frame?: Uint8Array) => {
		const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
		socket.on('error', () => {});
		if (frame) socket.on('open', () => socket.send(frame));
		await new Promise((closed) => socket.once('close', closed));
	};
	const ann = headersOf(server.port, 'ann');
	await refused('/live/elsewhere', ann);
	await refused(`/live/wall/${BOARD}`, { ...ann, origin: 'https://evil.example' });
	await refused(`/live/wall/${BOARD}`, headersOf(server.port, 'stranger'));
	await refused('/live/wall/other', ann);
	await refused(`/live/wall/${BOARD}`, ann, Uint8Array.of(77));
	expect(meter.refusals).toEqual(['noSuchPath', 'foreignOrigin', 'noSeat', 'noBoard', 'broken']);

	const bob = onWall(server.port, 'bob');
	await until(() => isSaved(bob));
	tricky.failing = true;
	makeCluster(bob.wall, 'c1', [], 0, 0, 'One');
	await until(() => bob.closes.some(({ code }) => code === CLOSE.tryAgain));
	expect(meter.failures).toBeGreaterThan(0);
	expect(meter.refusals.at(-1)).toBe('unavailable');
	tricky.failing = false;
	bob.stop();
});
