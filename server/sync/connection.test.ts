import { all as en } from '../../src/lib/i18n/en/all.ts';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { openSqlite } from '../store/sqlite.ts';
import { Attendance } from './attendance.ts';
import { Connection, type ConnectionParts } from './connection.ts';
import { askFrame, updateFrame } from './page-messages.ts';
import { SYNC_LIMITS, type SyncLimits } from './limits.ts';
import { SILENT_METER } from './meter.ts';
import type { Verdict } from './guard/policy.ts';
import { packet, type Packet } from './packet.ts';
import { Room } from './room.ts';
import { Rooms } from './rooms.ts';
import { unpack } from './testing.ts';
import { Turns } from './turns.ts';
import { PIECE_BYTES } from './outlet.ts';

/** A connection on a wall, over a network that only records. */
function setUp(options: Partial<SyncLimits> = {}, parts: Partial<ConnectionParts> = {}) {
	const limits = { ...SYNC_LIMITS, ...options };
	const log = pino({ level: 'silent' });
	const store = openSqlite(':memory:');
	const rooms = new Rooms({ store, log, limits, meter: SILENT_METER, onCommitted: () => {} });
	const attendance = new Attendance<Connection>(
		limits,
		() => 0,
		() => {}
	);
	const network = {
		sent: [] as Uint8Array[],
		closes: [] as [number, string][],
		bufferedAmount: 0,
		paused: false,
		/** The pieces of long messages, and the callback that says that the network took the last one. */
		pieces: [] as Packet[],
		take: () => {}
	};
	const make = () =>
		new Connection({
			id: { kind: 'wall', board: 'b', epoch: 1 },
			me: { id: 'ann', name: 'Ann', fn: 'it', role: 'participant' },
			transport: {
				send: (packet) => network.sent.push(...unpack(packet)),
				sendPiece(piece, taken) {
					network.pieces.push(Buffer.concat(piece) as Packet);
					network.take = taken;
				},
				close: (code, reason) => network.closes.push([code, reason]),
				pause: () => (network.paused = true),
				resume: () => (network.paused = false),
				get bufferedAmount() {
					return network.bufferedAmount;
				}
			},
			messages: en,
			limits,
			rooms,
			turns: new Turns(() => 0),
			attendance,
			presence: null,
			judge: (): Verdict => ({ kind: 'apply' }),
			meter: SILENT_METER,
			now: () => 0,
			onClosed: () => {},
			...parts
		});
	const open = async () => {
		const connection = make();
		await connection.open();
		return connection;
	};
	return { make, open, network, rooms, attendance, store };
}
const emptyUpdate = updateFrame(Y.encodeStateAsUpdate(new Y.Doc()));
const ask = askFrame(Y.encodeStateVector(new Y.Doc()));

describe('a connection', () => {
	it('[S18] closes the socket of a slow reader instead of skipping messages', async () => {
		const { open, network, attendance } = setUp({ bufferedBytes: 1000 });
		const connection = await open();
		connection.receive(ask);
		expect(network.sent).toHaveLength(2);
		network.bufferedAmount = 1001;
		connection.heartbeat();
		connection.heartbeat();
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.tryAgain]);
		expect(network.sent).toHaveLength(3);
		expect(attendance.online('b').size).toBe(0);
	});

	it('[S18] counts an ask for the document by its cost', async () => {
		const { open, network } = setUp({ updatesAtOnce: 10, askCost: 5 });
		const connection = await open();
		connection.receive(ask);
		connection.receive(ask);
		expect(network.closes).toEqual([]);
		connection.receive(emptyUpdate);
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.tooMuch]);
	});

	it('[S34] closes without reading an ask that names more clients than the document can need', async () => {
		const { open, network, attendance } = setUp({ clientsPerParticipant: 10 });
		const has = (clients: number) => {
			const vector = new Map(Array.from({ length: clients }, (_, at) => [at + 1, 1]));
			return askFrame(Y.encodeStateVector(vector));
		};
		(await open()).receive(has(10));
		expect(network.closes).toEqual([]);
		(await open()).receive(has(11));
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.broken]);
		expect(attendance.online('b').size).toBe(1);
	});

	it('[S44] makes a page wait that asks again and again for answers encoded for it alone', async () => {
		const { open, network, rooms } = setUp({ workAtOnce: 100_000, workPerSecond: 1_000 });
		const { room, release } = await rooms.hold({ kind: 'wall', board: 'b', epoch: 1 });
		const fields = room.doc.getMap<number>('fields');
		await room.write(() => {
			for (let at = 0; at < 9_000; at++) fields.set(String(at), at);
		});
		const connection = await open();
		connection.receive(ask);
		expect(network.paused).toBe(false);
		const asksAlone = (clock: number) =>
			askFrame(Y.encodeStateVector(new Map([[room.doc.clientID, clock]])));
		for (let clock = 1; clock <= 4; clock++) connection.receive(asksAlone(clock));
		expect(network.paused).toBe(true);
		connection.closed();
		release();
	});

	it('[S6] sends as much of the close reason as fits, in whole characters', async () => {
		const reason = 'Größe ändern '.repeat(20);
		const { open, network } = setUp(
			{},
			{ judge: () => ({ kind: 'refuse', reason: () => reason }) }
		);
		const connection = await open();
		connection.receive(emptyUpdate);
		connection.receive(emptyUpdate);
		expect(network.closes).toHaveLength(1);
		const [code, told] = network.closes[0] ?? [0, ''];
		expect(code).toBe(CLOSE.refused);
		expect(reason.startsWith(told)).toBe(true);
		expect(Buffer.byteLength(told)).toBeGreaterThan(110);
		expect(Buffer.byteLength(told)).toBeLessThanOrEqual(120);
	});

	it('[S12] closes with 1013 if its document cannot be loaded, and the next attempt loads it', async () => {
		const { open, network, store, attendance } = setUp();
		const { loadDocument } = store;
		store.loadDocument = () => Promise.reject(new Error('disk is gone'));
		await open();
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.tryAgain]);
		expect(attendance.online('b').size).toBe(0);
		store.loadDocument = loadDocument;
		(await open()).receive(ask);
		expect(network.sent).toHaveLength(2);
	});

	it('[S10] releases its document if it closes while the document is loading', async () => {
		const { make, network, rooms } = setUp({ unloadMs: 0 });
		const connection = make();
		const opening = connection.open();
		connection.close(CLOSE.notAMember);
		await opening;
		connection.receive(ask);
		expect(network.sent).toEqual([]);
		await expect.poll(() => rooms.loaded).toBe(0);
	});
});

describe('[S44] a participant who sent too much work', () => {
	afterEach(() => void vi.useRealTimers());
	async function busy(cost = 150) {
		let now = 0;
		const judged: number[] = [];
		const test = setUp(
			{ workPerSecond: 100, workAtOnce: 100 },
			{
				now: () => now,
				judge: (_room, _update, charge): Verdict => {
					judged.push(now);
					charge(cost);
					return { kind: 'apply' };
				}
			}
		);
		const connection = await test.open();
		vi.useFakeTimers();
		const pass = (ms: number) => {
			now += ms;
			vi.advanceTimersByTime(ms);
		};
		return { ...test, connection, judged, pass };
	}

	it('waits without being closed, and their messages are handled in order', async () => {
		const { connection, judged, network, pass } = await busy();
		for (let sent = 0; sent < 4; sent++) connection.receive(emptyUpdate);
		expect(judged).toEqual([0]);
		expect(network.paused).toBe(true);
		pass(499);
		expect(judged).toEqual([0]);
		pass(1);
		expect(judged).toEqual([0, 500]);
		for (let second = 0; second < 3; second++) pass(1_500);
		expect(judged).toEqual([0, 500, 2_000, 3_500]);
		expect(network).toMatchObject({ paused: false, closes: [] });
	});

	it('waits on a new socket too', async () => {
		const { connection, judged, open, pass } = await busy();
		connection.receive(emptyUpdate);
		connection.left();
		const again = await open();
		again.receive(emptyUpdate);
		expect(judged).toEqual([0]);
		pass(500);
		expect(judged).toEqual([0, 500]);
	});

	it('is ignored after the connection closes, and the network is read to its end', async () => {
		const { connection, judged, network, pass } = await busy();
		for (let sent = 0; sent < 4; sent++) connection.receive(emptyUpdate);
		connection.close(CLOSE.notAMember);
		expect(network).toMatchObject({ paused: false, closes: [[CLOSE.notAMember, '']] });
		pass(10_000);
		expect(judged).toEqual([0]);
	});
});

describe('[S58] a long message', () => {
	afterEach(() => void vi.useRealTimers());
	const isLong = (update: Uint8Array) => update.length > 10;
	const longUpdate = () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('text', 'x'.repeat(100));
		return updateFrame(Y.encodeStateAsUpdate(doc));
	};
	async function two() {
		const heard: string[] = [];
		const turns = new Turns(() => 0);
		const test = (who: string) =>
			setUp(
				{ shortBytes: 50 },
				{
					turns,
					judge: (_room, update): Verdict => {
						heard.push(`${who} ${isLong(update) ? 'long' : 'short'}`);
						return { kind: 'apply' };
					}
				}
			);
		const [ann, bob] = [test('Ann'), test('Bob')];
		const connections = [await ann.open(), await bob.open()] as const;
		vi.useFakeTimers();
		return { heard, connections, network: ann.network };
	}

	it('is handled after short messages of others, one at a time', async () => {
		const { heard, connections } = await two();
		const [ann, bob] = connections;
		ann.receive(longUpdate());
		ann.receive(longUpdate());
		bob.receive(longUpdate());
		expect(heard).toEqual([]);
		vi.advanceTimersToNextTimer();
		expect(heard).toEqual(['Ann long']);
		vi.advanceTimersToNextTimer();
		expect(heard).toEqual(['Ann long', 'Bob long']);
		vi.advanceTimersToNextTimer();
		expect(heard).toEqual(['Ann long', 'Bob long', 'Ann long']);
	});

	it('delays later messages of its sender, but not those of others', async () => {
		const { heard, connections, network } = await two();
		const [ann, bob] = connections;
		ann.receive(longUpdate());
		ann.receive(emptyUpdate);
		bob.receive(emptyUpdate);
		expect(network.paused).toBe(true);
		expect(heard).toEqual(['Bob short']);
		vi.runAllTimers();
		expect(heard).toEqual(['Bob short', 'Ann long', 'Ann short']);
		expect(network.paused).toBe(false);
	});

	it('is still handled if its sender hangs up meanwhile', async () => {
		const { heard, connections } = await two();
		const [ann] = connections;
		ann.receive(longUpdate());
		ann.left();
		vi.runAllTimers();
		expect(heard).toEqual(['Ann long']);
		ann.receive(emptyUpdate);
		expect(heard).toEqual(['Ann long']);
	});

	it('is not handled if the server closed its sender', async () => {
		const { heard, connections, network } = await two();
		const [ann] = connections;
		ann.receive(longUpdate());
		ann.close(CLOSE.notAMember);
		vi.runAllTimers();
		expect(heard).toEqual([]);
		expect(network.paused).toBe(false);
	});
});

/** A document that is longer than the bytes that may wait for a slow reader. */
const whole = Array.from({ length: 5 }, () => new Uint8Array(PIECE_BYTES));
const answer = { long: [whole], packet: packet(new Uint8Array([1])) };

describe('a large document', () => {
	afterEach(() => void vi.useRealTimers());

	it('[S40] is sent piece by piece, each after the network took the one before, and later messages follow it', async () => {
		const { open, network } = setUp({ bufferedBytes: PIECE_BYTES });
		const connection = await open();
		connection.answer(answer);
		connection.heartbeat();
		for (let piece = 1; piece <= 5; piece++) {
			expect(network.pieces).toHaveLength(piece);
			expect(network.sent).toEqual([]);
			network.take();
		}
		const [first = packet(), ...others] = network.pieces;
		expect(
			unpack(first, ...others).map((part) =>
				Buffer.compare(Buffer.from(part), Buffer.concat(whole))
			)
		).toEqual([0]);
		// The rest of the answer and the heartbeat follow.
		expect(network.sent).toHaveLength(2);
		expect(network.closes).toEqual([]);
	});

	it('[S18] [S40] lets only a limited number of bytes wait behind it', async () => {
		const { open, network } = setUp({ bufferedBytes: 1_000 });
		const connection = await open();
		connection.answer(answer);
		for (let sent = 0; sent < 500 && network.closes.length === 0; sent++) connection.heartbeat();
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.tryAgain]);
		network.take();
		expect(network.pieces).toHaveLength(1);
	});

	it('[S18] [S40] is dropped, and its socket closed, if the reader never takes all of it', async () => {
		const { open, network } = setUp({ answerMs: 60_000 });
		const connection = await open();
		vi.useFakeTimers();
		connection.answer(answer);
		vi.advanceTimersByTime(59_999);
		network.take();
		expect(network.closes).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.tryAgain]);
	});

	it('[S40] has no time limit left once the reader has all of it', async () => {
		const { open, network } = setUp();
		const connection = await open();
		vi.useFakeTimers();
		connection.answer(answer);
		for (let piece = 0; piece < 5; piece++) network.take();
		vi.advanceTimersByTime(10_000_000);
		expect(network.closes).toEqual([]);
	});

	it('[S40] is sent once at a time, however often a page asks', async () => {
		const { open, network } = setUp({ pageBytes: 0 });
		const connection = await open();
		const asked: Uint8Array[] = [];
		vi.spyOn(Room.prototype, 'answer').mockImplementation((_, stateVector) =>
			asked.push(stateVector)
		);
		for (let time = 0; time < 5; time++) connection.receive(ask);
		expect(asked).toHaveLength(1);
		connection.answer(answer);
		connection.receive(ask);
		expect(asked).toHaveLength(1);
		for (let piece = 0; piece < 5; piece++) network.take();
		expect(asked).toHaveLength(2);
		vi.restoreAllMocks();
	});
});
