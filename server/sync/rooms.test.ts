import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { openSqlite } from '../store/sqlite.ts';
import type { DocumentId } from './documents.ts';
import { LIMITS, type SyncLimits } from './limits.ts';
import { SILENT_METER } from './meter.ts';
import type { Room } from './room.ts';
import { Rooms } from './rooms.ts';

const ID: DocumentId = { kind: 'desk', board: 'b', participant: 'p' };
const NAME = 'd:b:p';

function setUp(limits: Partial<SyncLimits> = {}) {
	const store = openSqlite(':memory:');
	const log = pino({ level: 'silent' });
	const makeRooms = () =>
		new Rooms({
			store,
			log,
			limits: { ...LIMITS, ...limits },
			meter: SILENT_METER,
			onCommitted: () => {}
		});
	return { store, log, makeRooms };
}
const write = (room: Room, key: string, value: string) =>
	room.write(() => room.doc.getMap('m').set(key, value));
const valuesOf = (rooms: Rooms) =>
	rooms.use(ID, (room) => room.read(() => room.doc.getMap('m').toJSON()));

it('[S12] loads a document once, however many ask', async () => {
	const { store, makeRooms } = setUp();
	let loads = 0;
	const { loadDocument } = store;
	store.loadDocument = (name) => {
		loads++;
		return loadDocument(name);
	};
	const rooms = makeRooms();
	await Promise.all([1, 2, 3].map(() => rooms.use(ID, (room) => room.read(() => 0))));
	expect(loads).toBe(1);
	expect(rooms.loaded).toBe(1);
});

it('[S12] folds a log that outgrew its snapshot, and keeps every change', async () => {
	const { store, makeRooms } = setUp({ compactBytes: 2000 });
	const rooms = makeRooms();
	const { room, release } = await rooms.hold(ID);
	for (let at = 0; at < 40; at++) await write(room, `k${at % 5}`, `${at}`.repeat(50));
	const stored = () => store.loadDocument(NAME);
	await expect.poll(async () => (await stored()).snapshot).not.toBeNull();
	const { updates, seq } = await stored();
	expect(seq).toBe(40);
	expect(updates.length).toBeLessThan(40);
	release();
	const before = await valuesOf(rooms);
	await rooms.close();
	expect(rooms.loaded).toBe(0);
	expect(await valuesOf(makeRooms())).toEqual(before);
});

it('[S12] folds a long log when it is unloaded, and leaves a short one', async () => {
	for (const [updates, folded] of [
		[3, false],
		[6, true]
	] as const) {
		const { store, makeRooms } = setUp({ unloadUpdates: 5 });
		const rooms = makeRooms();
		await rooms.use(ID, async (room) => {
			for (let at = 0; at < updates; at++) await write(room, 'k', `${at}`);
		});
		await rooms.close();
		expect((await store.loadDocument(NAME)).snapshot !== null).toBe(folded);
		expect(await valuesOf(makeRooms())).toEqual({ k: `${updates - 1}` });
	}
});

it('[S12] keeps a document that somebody comes back to while it is folded', async () => {
	const { store, makeRooms } = setUp({ unloadMs: 0, unloadUpdates: 0 });
	const rooms = makeRooms();
	const { saveSnapshot } = store;
	const folding = Promise.withResolvers<undefined>();
	const folded = Promise.withResolvers<undefined>();
	store.saveSnapshot = async (...snapshot) => {
		folding.resolve(undefined);
		await folded.promise;
		return saveSnapshot(...snapshot);
	};
	const first = await rooms.hold(ID);
	await write(first.room, 'k', 'v');
	first.release();
	await folding.promise;
	const second = await rooms.hold(ID);
	folded.resolve(undefined);
	await write(second.room, 'k', 'w');
	expect(second.room).toBe(first.room);
	expect(await valuesOf(rooms)).toEqual({ k: 'w' });
	second.release();
	await expect.poll(() => rooms.loaded).toBe(0);
});

it('[S3] loads from the store again after a commit that failed', async () => {
	const { store, makeRooms } = setUp();
	const rooms = makeRooms();
	const { append } = store;
	await rooms.use(ID, (room) => write(room, 'kept', 'yes'));
	store.append = () => Promise.reject(new Error('disk is full'));
	await expect(rooms.use(ID, (room) => write(room, 'lost', 'yes'))).rejects.toThrow();
	store.append = append;
	expect(await valuesOf(rooms)).toEqual({ kept: 'yes' });
});

it('[S12] keeps all that is stored where the document in memory is not its snapshot', async () => {
	const { store, log, makeRooms } = setUp({ unloadMs: 0, unloadUpdates: 0 });
	const warn = vi.spyOn(log, 'warn');
	const rooms = makeRooms();
	const { room, release } = await rooms.hold(ID);
	await write(room, 'k', 'v');
	await room.encoded();
	const item = room.doc.getMap('m')._map.get('k');
	if (item?.content instanceof Y.ContentAny) item.content.arr[0] = 'a fault of the memory';
	release();
	await expect.poll(() => rooms.loaded).toBe(0);
	expect(warn).toHaveBeenCalledOnce();
	expect(await store.loadDocument(NAME)).toMatchObject({ snapshot: null, seq: 1 });
	expect(await valuesOf(makeRooms())).toEqual({ k: 'v' });
});

it('[S12] does not try to fold again at each commit after a failure', async () => {
	const { store, makeRooms } = setUp({ compactBytes: 1000 });
	const rooms = makeRooms();
	let tries = 0;
	store.saveSnapshot = () => {
		tries++;
		return Promise.reject(new Error('disk is full'));
	};
	const { room, release } = await rooms.hold(ID);
	for (let at = 0; at < 40; at++) await write(room, `k${at % 5}`, `${at}`.repeat(50));
	expect(tries).toBeGreaterThan(1);
	expect(tries).toBeLessThan(6);
	release();
});
