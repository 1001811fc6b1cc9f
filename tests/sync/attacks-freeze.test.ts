/** Small messages that would keep the server busy for a long time: each is rejected before it is applied. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDecoder, readVarUint } from 'lib0/decoding';
import { WebSocket } from 'ws';
import type * as Y from 'yjs';
import { nameOf } from '../../server/sync/documents.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import { LIMITS as LIMITS_OF_DESK } from '../../src/lib/workshop/limits.ts';
import { addNote, moveNote } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { CLOSE, MESSAGE } from '../../src/lib/workshop/wire.ts';
import { updateFrame } from '../../server/sync/page-messages.ts';
import { SYNC_LIMITS } from '../../server/sync/limits.ts';
import { READ_COST } from '../../server/sync/guard/work.ts';
import { Rate } from '../../server/sync/rate.ts';
import { attackerAt } from './attacker.ts';
import { countComparisons } from './effects.ts';
import { content, entry, field, forge } from './forge.ts';
import {
	BOARD,
	FakeWorkshop,
	isSaved,
	noteOf,
	onWall,
	openLine,
	seatOf,
	startServer,
	trickyStore,
	until,
	type PersonOnWall,
	type TestServer
} from './harness.ts';

let server: TestServer;
let bob: PersonOnWall;
/** Little work per second, so that a test can see who waits. */
const limits = { ...SYNC_LIMITS, workPerSecond: 10_000, workAtOnce: 100_000 };
beforeEach(async () => {
	const workshop = new FakeWorkshop(seatOf('mallory'), seatOf('olga', 'observer'), seatOf('bob'));
	workshop.refuses = () => null;
	server = await startServer({ store: trickyStore().store, workshop, limits });
	await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
	bob = onWall(server.port, 'bob');
	await until(() => isSaved(bob));
});
afterEach(async () => {
	moveNote(bob.wall, 'n1', 42, 42);
	await until(() => isSaved(bob), 'the other person’s work');
	expect(bob.closes).toEqual([]);
	bob.stop();
	await server.stop();
});

const times = (count: number) => Array.from({ length: count }, (_, at) => at);
/**
 * Sends the updates one after the other. Returns the close code and the comparisons that Yjs made meanwhile.
 */
async function attack(place: 'wall' | 'desk', user: string, updates: readonly Uint8Array[]) {
	const { socket, closed } = await attackerAt(server.port, place, user);
	const stop = countComparisons();
	for (const update of updates) socket.send(updateFrame(update));
	const code = await closed;
	return { code, compared: stop() };
}
const REFUSED = { code: CLOSE.broken, compared: 0 };
/** The id of the note's map in the document. */
function noteId(): Y.ID {
	const item = bob.wall.notes._map.get('n1');
	if (!item) throw new Error('the note is gone');
	return item.id;
}

describe('[S34] the server cannot be kept busy by', () => {
	it('an observer who writes 280 visits at their own desk without naming earlier ones', async () => {
		const visits = [7, 8].map((client) =>
			forge(
				client,
				times(280).map((at) => entry('visit', 'at', at))
			)
		);
		expect(await attack('desk', 'olga', visits)).toEqual(REFUSED);
	});
	it('a participant who moves one note 280 times on the wall', async () => {
		const places = times(280).map((at) => field(noteId(), 'x', at));
		expect(await attack('wall', 'mallory', [forge(7, places)])).toEqual(REFUSED);
	});
	it('a participant who sends more structs than one message may have, and is told so', async () => {
		const many = times(20_000).map((at) => entry('clusters', `c${at}`, at));
		expect(await attack('wall', 'mallory', [forge(7, many)])).toEqual({
			code: CLOSE.refused,
			compared: 0
		});
	});
});

describe('[S43] a message with too many delete ranges', () => {
	it('is refused, and its sender is told so (10,000 ranges)', async () => {
		const deletes = times(10_000).map((at) => [1, 2 * at, 1] as const);
		expect(await attack('wall', 'mallory', [forge(7, [], { deletes })])).toEqual({
			code: CLOSE.refused,
			compared: 0
		});
	});
});

describe('[S44] expensive messages, each just below its limit,', () => {
	it('arrive no faster than one person may send, from however many windows, and nobody is closed', async () => {
		/** The number of saved messages of each window. */
		const saved = [0, 0, 0, 0];
		const all = () => saved.reduce((sum, count) => sum + count, 0);
		const windows = await Promise.all(
			times(saved.length).map(async (at) => {
				const { socket, closed } = await attackerAt(server.port, 'wall', 'mallory');
				socket.on('message', (frame: Buffer) => {
					const decoder = createDecoder(frame);
					if (readVarUint(decoder) === MESSAGE.saved) saved[at] = readVarUint(decoder);
				});
				return { socket, closed };
			})
		);
		for (const [at, { socket }] of windows.entries()) {
			const page = Wall.from(bob.wall.encode());
			page.doc.clientID = 100 + at;
			page.doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
			for (let sent = 0; sent < 80; sent++)
				page.doc.transact(() => {
					for (const move of times(130)) moveNote(page, 'n1', move + sent, -move - sent);
				});
		}
		await until(() => all() > 0);
		for (let move = 0; move < 20; move++) {
			moveNote(bob.wall, 'n1', move, -move);
			await until(() => isSaved(bob));
		}
		// Each costs at least 6,500: a fortieth of a burst, and a fifteenth of a second's work.
		expect(all()).toBeLessThan(160);
		for (const { socket } of windows) {
			expect(socket.readyState).toBe(WebSocket.OPEN);
			socket.terminate();
		}
		await Promise.all(windows.map(({ closed }) => closed));
	});
});

describe('[S60] a desk with as much content as a person may have', () => {
	it('is read again at its owner’s cost, if a change affects something that is read', async () => {
		const { store } = trickyStore();
		const full = new Desk();
		full.doc.transact(() => {
			for (const n of times(LIMITS_OF_DESK.everPerDesk))
				full.writeNote(`note-of-mallory-${n}`, 'We wait', 'problem', n);
		});
		const document = nameOf({ kind: 'desk', board: BOARD, participant: 'mallory', epoch: 1 });
		await store.append([{ document, update: full.encode(), claims: [], shares: [] }]);
		const desk = Desk.from(full.encode());
		const workshop = new FakeWorkshop(seatOf('mallory'));
		const other = await startServer({ store, workshop });
		const line = openLine(other.port, 'mallory', desk.doc, { kind: 'desk' });
		await until(() => isSaved(line));
		const spend = vi.spyOn(Rate.prototype, 'spend');
		const chargedFor = async (at: number) => {
			spend.mockClear();
			const { length } = workshop.committedDesks;
			desk.setVisit(at);
			await until(() => isSaved(line) && workshop.committedDesks.length > length);
			return Math.max(...spend.mock.calls.map(([, comparisons]) => comparisons));
		};
		expect(await chargedFor(1)).toBeLessThan(100);
		workshop.rootsRead = ['notes'];
		expect(await chargedFor(2)).toBe(READ_COST * LIMITS_OF_DESK.everPerDesk);
		// No faster than a person may work on average. Twice as much content was measured to take 12 ms.
		expect(READ_COST).toBeGreaterThanOrEqual(2);
		spend.mockRestore();
		line.stop();
		await other.stop();
	});
});

describe('[S35] the server rejects content that no check reads:', () => {
	it('an XML hook with a long name in place of a cluster', async () => {
		const hook = content('clusters', 'c1', 7, (encoder) => {
			encoder.writeTypeRef(5);
			encoder.writeKey('n'.repeat(1_000_000));
		});
		expect(await attack('wall', 'mallory', [forge(7, [hook])])).toEqual(REFUSED);
	});
	it('bytes after the end of an update', async () => {
		const update = forge(7, [field(noteId(), 'x', 1)]);
		expect(await attack('wall', 'mallory', [Uint8Array.of(...update, 1, 2, 3)])).toEqual(REFUSED);
	});
});
