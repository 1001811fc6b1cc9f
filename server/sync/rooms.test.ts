import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { openSqlite } from '../store/sqlite.ts';
import { workHere, type DocumentWork } from './cutting.ts';
import type { DocumentId } from './documents.ts';
import { SYNC_LIMITS, type SyncLimits } from './limits.ts';
import { ServerFull, type Heap } from './memory.ts';
import { SILENT_METER } from './meter.ts';
import type { Room } from './room.ts';
import { Rooms, type RoomsParts } from './rooms.ts';

const ID: DocumentId = { kind: 'desk', board: 'b', participant: 'p', epoch: 1 };
const NAME = 'd:b:p';

function setUp(limits: Partial<SyncLimits> = {}, rest: Pick<RoomsParts, 'heap' | 'beside'> = {}) {
	const store = openSqlite(':memory:');
	const log = pino({ level: 'silent' });
	const makeRooms = (work: DocumentWork = workHere) =>
		new Rooms({
			...{ store, work },
			log,
			limits: { ...SYNC_LIMITS, ...limits },
			meter: SILENT_METER,
			onCommitted: () => {},
			...rest
		});
	return { store, log, makeRooms };
}
const write = (room: Room, key: string, value: string) =>
	room.write(() => room.doc.getMap('m').set(key, value));
const valuesOf = (rooms: Rooms) =>
	rooms.use(ID, (room) => room.read(() => room.doc.getMap('m').toJSON()));

it('[S12] loads a document once, however many sockets ask for it', async () => {
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

it('[S12] folds a long log when it unloads a document, and leaves a short one', async () => {
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

it('[S12] keeps a document that somebody opens again while it is folded', async () => {
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

it('[S3] loads the stored document again after a commit failed', async () => {
	const { store, makeRooms } = setUp();
	const rooms = makeRooms();
	const { append } = store;
	await rooms.use(ID, (room) => write(room, 'kept', 'yes'));
	store.append = () => Promise.reject(new Error('disk is full'));
	await expect(rooms.use(ID, (room) => write(room, 'lost', 'yes'))).rejects.toThrow();
	store.append = append;
	expect(await valuesOf(rooms)).toEqual({ kept: 'yes' });
});

it('[S12] keeps all stored data if the document in memory differs from its snapshot', async () => {
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

it('[S12] does not retry folding at each commit after a failure', async () => {
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

describe('[O17] a long document', () => {
	const NOTES = 400;
	const TEXT = 'x'.repeat(500);
	/** Rooms that count the work done outside the event loop. */
	async function setUpLong() {
		const { store, log, makeRooms } = setUp({ unloadUpdates: 0, compactBytes: 10_000_000 });
		const done = { cut: 0, slices: 0, fold: 0 };
		const work: DocumentWork = {
			cut: async (stored) => {
				const made = await workHere.cut(stored);
				done.cut++;
				done.slices = made.slices.length;
				return made;
			},
			fold: (given) => {
				done.fold++;
				return workHere.fold(given);
			}
		};
		const doc = new Y.Doc();
		doc.transact(() => {
			for (let n = 0; n < NOTES; n++)
				doc
					.getMap('m')
					.set(`n${n}`, new Y.Map([['text', TEXT], ...Object.entries({ x: n, y: n })]));
		});
		await store.append([{ document: NAME, update: Y.encodeStateAsUpdate(doc) }]);
		return { store, done, doc, makeLong: () => makeRooms(work), warn: vi.spyOn(log, 'warn') };
	}

	it('is built in slices, with turns for others in between', async () => {
		const { done, doc, makeLong } = await setUpLong();
		const rooms = makeLong();
		let turns = 0;
		const tick = () => void (turns++, (timer = setImmediate(tick)));
		let timer = setImmediate(tick);
		expect(await valuesOf(rooms)).toEqual(doc.getMap('m').toJSON());
		clearImmediate(timer);
		expect(done).toMatchObject({ cut: 1, fold: 0 });
		expect(done.slices).toBeGreaterThan(1);
		expect(turns).toBeGreaterThanOrEqual(done.slices);
		await rooms.close();
	});

	it('is folded outside the event loop, as of one commit, while people write', async () => {
		const { store, done, makeLong } = await setUpLong();
		const rooms = makeLong();
		const { room, release } = await rooms.hold(ID);
		await write(room, 'before', 'yes');
		const { loadDocument } = store;
		store.loadDocument = async (name) => {
			await write(room, 'meanwhile', 'yes');
			return loadDocument(name);
		};
		release();
		await rooms.close();
		store.loadDocument = loadDocument;
		expect(done.fold).toBe(1);
		const { snapshot, updates } = await store.loadDocument(NAME);
		expect(snapshot).not.toBeNull();
		expect(updates).toHaveLength(1);
		expect(await valuesOf(makeLong())).toMatchObject({ before: 'yes', meanwhile: 'yes' });
	});

	it('keeps all stored data if the document in memory differs from it', async () => {
		const { store, makeLong, warn } = await setUpLong();
		const rooms = makeLong();
		const { room, release } = await rooms.hold(ID);
		const item = room.doc.getMap<Y.Map<string>>('m').get('n1')?._map.get('text');
		if (item?.content instanceof Y.ContentAny) item.content.arr[0] = 'a fault of the memory';
		release();
		await rooms.close();
		expect(warn).toHaveBeenCalledOnce();
		expect(await store.loadDocument(NAME)).toMatchObject({ snapshot: null, seq: 1 });
	});
});

describe('memory', () => {
	const ROOM_BYTES = 100_000;
	const wall = (board: string): DocumentId => ({ kind: 'wall', board, epoch: 1 });
	const desk = (board: string): DocumentId => ({
		...{ kind: 'desk', board, participant: 'p', epoch: 1 }
	});

	/** Rooms with memory for two of these boards, but not for a third after they are loaded. */
	async function setUpFull(rest: Pick<RoomsParts, 'heap' | 'beside'> = {}) {
		const { store, makeRooms } = setUp(
			{ memoryBytes: 2.5 * ROOM_BYTES, compactBytes: 100 * ROOM_BYTES },
			rest
		);
		for (const board of ['a', 'b', 'c', 'd', 'e']) {
			const doc = new Y.Doc();
			doc.getMap('m').set('words', 'x'.repeat(ROOM_BYTES));
			const update = Y.encodeStateAsUpdate(doc);
			await store.append([{ document: `w:${board}`, update, claims: [] }]);
		}
		let loads: string[] = [];
		const { loadDocument } = store;
		store.loadDocument = (name) => {
			loads.push(name);
			return loadDocument(name);
		};
		const rooms = makeRooms();
		const visit = async (board: string) => {
			const { room, release } = await rooms.hold(wall(board));
			expect(room.doc.getMap<string>('m').get('words')).toHaveLength(ROOM_BYTES);
			release();
		};
		const isLoaded = async (board: string) => {
			loads = [];
			await visit(board);
			return loads.length === 0;
		};
		return { rooms, visit, isLoaded };
	}

	it('[O16] unloads the document that was unused the longest, and loads it from disk again later', async () => {
		const { rooms, visit, isLoaded } = await setUpFull();
		for (const board of ['a', 'b', 'c', 'a']) await visit(board);
		expect(rooms.loaded).toBe(3);
		await visit('d');
		expect(rooms.loaded).toBe(3);
		expect(rooms.memoryBytes).toBeLessThan(3.5 * ROOM_BYTES);
		expect([await isLoaded('a'), await isLoaded('d')]).toEqual([true, true]);
		expect(await isLoaded('b')).toBe(false);
	});

	it('[O16] unloads nothing in use, and refuses new boards until there is room', async () => {
		const { rooms } = await setUpFull();
		const held = await Promise.all(['a', 'b', 'c'].map((board) => rooms.hold(wall(board))));
		expect(rooms.isFull).toBe(true);
		await expect(rooms.hold(wall('d'))).rejects.toThrow(ServerFull);
		expect(rooms.loaded).toBe(3);
		// People who are already here can continue, with their desks.
		await expect(rooms.use(wall('a'), (room) => write(room, 'k', 'v'))).resolves.toBeDefined();
		await expect(rooms.hold(desk('a'))).resolves.toBeDefined();
		held[1]?.release();
		expect(rooms.isFull).toBe(false);
		await expect(rooms.hold(wall('d'))).resolves.toBeDefined();
	});

	it('[O16] limits the memory of desks too', async () => {
		const { rooms } = await setUpFull();
		for (const board of ['a', 'b', 'c']) await rooms.hold(wall(board));
		const { room } = await rooms.hold(desk('a'));
		await write(room, 'much', 'x'.repeat(ROOM_BYTES));
		await expect(rooms.hold(desk('b'))).rejects.toThrow(ServerFull);
	});

	it('[O16] loads nothing more shortly before the heap is full', async () => {
		const heap: Heap = { used: 10, limit: 100 };
		const { rooms, visit } = await setUpFull({ heap: () => heap });
		await visit('a');
		heap.used = 90;
		expect(rooms.isFull).toBe(true);
		await expect(visit('b')).rejects.toThrow(ServerFull);
		expect(rooms.loaded).toBe(0);
		heap.used = 80;
		await visit('b');
	});

	it('[O16] counts other data of boards too, and releases it first', async () => {
		let bytes = 3 * ROOM_BYTES;
		let inUse = bytes;
		const giveWay = () => void (bytes = inUse);
		const beside = { held: () => ({ bytes, inUse }), giveWay };
		const { rooms, visit, isLoaded } = await setUpFull({ beside });
		await expect(visit('a')).rejects.toThrow(ServerFull);
		expect(rooms.isFull).toBe(true);
		inUse = 0;
		expect(rooms.isFull).toBe(false);
		await visit('a');
		expect(bytes).toBe(0);
		bytes = 2 * ROOM_BYTES;
		await visit('b');
		expect(await isLoaded('a')).toBe(true);
	});

	it('[O16] keeps nothing in memory of an unloaded board', async () => {
		const { rooms, visit } = await setUpFull();
		await visit('a');
		expect(rooms.memoryBytes).toBeGreaterThan(ROOM_BYTES);
		await rooms.close();
		expect([rooms.loaded, rooms.memoryBytes]).toEqual([0, 0]);
	});
});
