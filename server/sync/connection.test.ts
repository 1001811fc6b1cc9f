import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { openSqlite } from '../store/sqlite.ts';
import { Attendance } from './attendance.ts';
import { Connection, type ConnectionParts } from './connection.ts';
import { askFrame, updateFrame } from './frames.ts';
import { LIMITS, type SyncLimits } from './limits.ts';
import { SILENT_METER } from './meter.ts';
import type { Verdict } from './policy.ts';
import { Rooms } from './rooms.ts';
import { unpack } from './testing.ts';

/** A connection on a wall over a network that only takes notes. */
function setUp(options: Partial<SyncLimits> = {}, parts: Partial<ConnectionParts> = {}) {
	const limits = { ...LIMITS, ...options };
	const log = pino({ level: 'silent' });
	const store = openSqlite(':memory:');
	const rooms = new Rooms({ store, log, limits, meter: SILENT_METER, onCommitted: () => {} });
	const attendance = new Attendance<Connection>(
		limits,
		() => 0,
		() => {}
	);
	const network = { sent: [] as Uint8Array[], closes: [] as [number, string][], bufferedAmount: 0 };
	const make = () =>
		new Connection({
			id: { kind: 'wall', board: 'b', epoch: 1 },
			me: { id: 'ann', name: 'Ann', fn: 'it', role: 'participant' },
			transport: {
				send: (packet) => network.sent.push(...unpack(packet)),
				close: (code, reason) => network.closes.push([code, reason]),
				get bufferedAmount() {
					return network.bufferedAmount;
				}
			},
			limits,
			rooms,
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
	it('[S18] sends a slow reader away, and skips nothing', async () => {
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

	it('[S18] counts an ask for the document as the work that it is', async () => {
		const { open, network } = setUp({ updatesAtOnce: 10, askCost: 5 });
		const connection = await open();
		connection.receive(ask);
		connection.receive(ask);
		expect(network.closes).toEqual([]);
		connection.receive(emptyUpdate);
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.tooMuch]);
	});

	it('[S18] takes no more writes when the board is full', async () => {
		const { open, network } = setUp({ wallBytes: 1 });
		(await open()).receive(emptyUpdate);
		expect(network.closes.map(([code]) => code)).toEqual([CLOSE.tooMuch]);
	});

	it('[S6] closes with as much of the reason as fits, in whole characters', async () => {
		const reason = 'Größe ändern '.repeat(20);
		const { open, network } = setUp({}, { judge: () => ({ kind: 'refuse', reason }) });
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

	it('[S12] closes for now if its document cannot be loaded, and the next try loads it', async () => {
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

	it('[S10] lets go of its document when it is closed while that is being loaded', async () => {
		const { make, network, rooms } = setUp({ unloadMs: 0 });
		const connection = make();
		const opening = connection.open();
		connection.close(CLOSE.notAMember, '');
		await opening;
		connection.receive(ask);
		expect(network.sent).toEqual([]);
		await expect.poll(() => rooms.loaded).toBe(0);
	});
});
