import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentUpdate } from '../store/store.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';
import { ClientOwners } from './guard/owners.ts';
import { readPageMessage } from './page-messages.ts';
import { Journal } from './journal.ts';
import { SILENT_METER } from './meter.ts';
import type { Packet } from './packet.ts';
import { Room, type Answer, type Member } from './room.ts';
import { Shares } from './guard/shares.ts';
import { unpack } from './testing.ts';

/** A member that records what it receives. */
class Listener implements Member {
	readonly heard: string[] = [];
	readonly doc = new Y.Doc();
	send(packet: Packet) {
		for (const message of unpack(packet)) this.#hear(message);
	}
	/** Records the messages before the packet as one message. */
	answer({ long, packet }: Answer) {
		for (const parts of long) this.#hear(Buffer.concat(parts));
		this.send(packet);
	}
	#hear(bytes: Uint8Array) {
		if (bytes[0] === MESSAGE.saved) return void this.heard.push(`saved ${bytes[1]}`);
		const frame = readPageMessage(bytes);
		if (frame?.kind !== 'update') return void this.heard.push(frame?.kind ?? 'unknown');
		Y.applyUpdate(this.doc, frame.update);
		this.heard.push(frame.complete ? 'answer' : 'update');
	}
	close(code: number) {
		this.heard.push(`closed ${code}`);
	}
}

/** A room whose commits finish when the test says so. */
function setUp(largeBytes = Infinity) {
	const commits: { names: string[]; done(): void; fail(): void }[] = [];
	const append = (updates: readonly DocumentUpdate[]) =>
		new Promise<void>((resolve, reject) => {
			const names = updates.map(({ document }) => document);
			commits.push({ names, done: resolve, fail: () => reject(new Error('disk is full')) });
		});
	const journal = new Journal(append);
	const seen = { commits: [] as boolean[], roots: [] as string[][], drops: 0 };
	const makeRoom = (board: string) =>
		new Room({
			id: { kind: 'wall', board, epoch: 1 },
			doc: new Y.Doc(),
			size: { seq: 0, snapshotBytes: 0, logBytes: 0, logUpdates: 0 },
			owners: new ClientOwners(new Map(), 10),
			shares: new Shares(new Map()),
			journal,
			meter: SILENT_METER,
			largeBytes,
			onCommitted(byPages, roots) {
				seen.commits.push(byPages);
				seen.roots.push([...roots]);
			},
			onDropped: () => seen.drops++
		});
	const room = makeRoom('b');
	const set = (key: string, member?: Member) => {
		const doc = new Y.Doc();
		doc.getMap('m').set(key, key);
		if (member) room.apply(member, Y.encodeStateAsUpdate(doc));
		else Y.applyUpdate(room.doc, Y.encodeStateAsUpdate(doc));
	};
	const join = () => {
		const member = new Listener();
		room.join(member);
		room.answer(member, Y.encodeStateVector(new Y.Doc()));
		return member;
	};
	return { commits, journal, room, makeRoom, seen, set, join };
}
const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

describe('a room', () => {
	it('[S2] tells others and then the writer only after the commit', async () => {
		const { room, set, join, commits, seen } = setUp();
		const [writer, other] = [join(), join()];
		set('x', writer);
		room.acknowledge(writer, 1);
		await turn();
		expect([writer.heard, other.heard]).toEqual([
			['ask', 'answer'],
			['ask', 'answer']
		]);
		commits[0]?.done();
		await turn();
		expect(writer.heard).toEqual(['ask', 'answer', 'saved 1']);
		expect(other.heard).toEqual(['ask', 'answer', 'update']);
		expect(seen.commits).toEqual([true]);
		expect(room.size).toMatchObject({ seq: 1, logUpdates: 1 });
	});

	it('[S60] reports in which roots something changed, also inside a map', async () => {
		const { room, commits, seen } = setUp();
		const note = new Y.Map();
		const steps = [
			() => room.doc.getMap('notes').set('n1', note),
			() => room.doc.getMap('composer').set('text', 'We w'),
			() => {
				note.set('text', 'We wait');
				room.doc.getMap('visit').set('at', 1);
			}
		];
		for (const [at, step] of steps.entries()) {
			room.doc.transact(step);
			await turn();
			commits[at]?.done();
			await turn();
		}
		expect(seen.roots.map((roots) => roots.toSorted())).toEqual([
			['notes'],
			['composer'],
			['notes', 'visit']
		]);
	});

	it('[S2] answers a newcomer with durable state only, while others keep writing', async () => {
		const { set, join, commits } = setUp();
		const writer = join();
		set('first', writer);
		await turn();
		const late = join();
		set('second', writer);
		commits[0]?.done();
		await turn();
		// The second commit is in progress. The newcomer's answer contains both changes, so it waits for that
		// commit.
		set('third', writer);
		expect(late.heard).toEqual([]);
		commits[1]?.done();
		await turn();
		expect(late.heard).toEqual(['ask', 'answer']);
		expect(late.doc.getMap('m').toJSON()).toEqual({ first: 'first', second: 'second' });
		commits[2]?.done();
		await turn();
		expect(late.heard).toEqual(['ask', 'answer', 'update']);
		expect(late.doc.getMap('m').size).toBe(3);
	});

	it('[V13] sends writes that belong together when the last of them is durable', async () => {
		const { room, set, join, commits } = setUp();
		const [writer, reader] = [join(), join()];
		const writes = ['a', 'b', 'c'].map((key) => () => room.doc.getMap('m').set(key, key));
		const made = room.writeTogether(writes);
		await turn();
		set('x', writer);
		room.acknowledge(writer, 1);
		commits[0]?.done();
		await turn();
		const late = join();
		const [page, copy] = [room.encoded(), room.copy()];
		commits[1]?.done();
		await turn();
		expect([reader.heard, late.heard]).toEqual([['ask', 'answer'], []]);
		// Somebody who writes meanwhile learns that their change is saved.
		expect(writer.heard).toEqual(['ask', 'answer', 'saved 1']);
		commits[2]?.done();
		expect(await made).toEqual(['a', 'b', 'c']);
		await turn();
		const whole = { a: 'a', b: 'b', c: 'c', x: 'x' };
		expect(reader.heard).toEqual(['ask', 'answer', 'update', 'update', 'update']);
		expect(late.heard).toEqual(['ask', 'answer']);
		for (const { doc } of [writer, reader, late]) expect(doc.getMap('m').toJSON()).toEqual(whole);
		for (const update of [await page, ...(await copy).seen]) {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, update ?? new Uint8Array());
			expect(doc.getMap('m').toJSON()).toEqual(whole);
		}
	});

	it('[V13] sends no part of them to somebody who asked before the first one', async () => {
		const { room, set, join, commits } = setUp();
		const writer = join();
		set('x', writer);
		await turn();
		const late = join();
		const asked = [room.encoded(), room.copy()] as const;
		const told: unknown[] = [];
		for (const one of asked) void one.then((value) => told.push(value));
		const writes = ['a', 'b'].map((key) => () => room.doc.getMap('m').set(key, key));
		const made = room.writeTogether(writes);
		for (const commit of [0, 1]) {
			commits[commit]?.done();
			await turn();
		}
		expect([late.heard, told]).toEqual([[], []]);
		commits[2]?.done();
		await made;
		const [page, { seen }] = await Promise.all(asked);
		expect(late.heard).toEqual(['ask', 'answer']);
		const whole = { a: 'a', b: 'b', x: 'x' };
		expect(late.doc.getMap('m').toJSON()).toEqual(whole);
		for (const update of [page, ...seen]) {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, update ?? new Uint8Array());
			expect(doc.getMap('m').toJSON()).toEqual(whole);
		}
	});

	it('[V13] fails the reads that wait for them if one of the writes was not saved', async () => {
		const { room, set, join, commits } = setUp();
		set('x', join());
		await turn();
		const asked = Promise.allSettled([room.encoded(), room.copy()]);
		const made = room.writeTogether([() => room.doc.getMap('m').set('a', 'a')]);
		commits[0]?.done();
		await turn();
		commits[1]?.fail();
		await expect(made).rejects.toThrow('could not be saved');
		expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});

	it('[V13] sends none of the writes if one of them was not saved', async () => {
		const { room, join, commits, seen } = setUp();
		const reader = join();
		const writes = ['a', 'b'].map((key) => () => room.doc.getMap('m').set(key, key));
		const made = room.writeTogether(writes);
		await turn();
		commits[0]?.done();
		await turn();
		commits[1]?.fail();
		await expect(made).rejects.toThrow('could not be saved');
		expect(reader.heard).toEqual(['ask', 'answer', 'closed 1013']);
		expect(reader.doc.getMap('m').size).toBe(0);
		expect(seen.drops).toBe(1);
	});

	it('[S5] sends the changes of several people in one turn as one message', async () => {
		const { room, set, join, commits } = setUp();
		const [one, two, reader] = [join(), join(), join()];
		set('a', one);
		set('b', two);
		room.acknowledge(one, 1);
		room.acknowledge(two, 1);
		await turn();
		expect(commits).toHaveLength(1);
		commits[0]?.done();
		await turn();
		expect(reader.heard.filter((what) => what === 'update')).toHaveLength(1);
		for (const page of [one, two]) {
			expect(page.doc.getMap('m').size).toBe(2);
			expect(page.heard.at(-1)).toBe('saved 1');
		}
	});

	it('[S19] acknowledges a message that changed nothing without a commit', async () => {
		const { room, join, commits } = setUp();
		const member = join();
		expect(room.apply(member, Y.encodeStateAsUpdate(new Y.Doc()))).toBe('applied');
		room.acknowledge(member, 1);
		await turn();
		expect(commits).toEqual([]);
		expect(member.heard.at(-1)).toBe('saved 1');
	});

	it('[S3] is dropped when a commit fails, with all later changes', async () => {
		const { room, set, join, commits, seen } = setUp();
		const member = join();
		set('x', member);
		const read = room.read(() => 'seen');
		await turn();
		const later = room.write(() => room.doc.getMap('m').set('y', 1));
		commits[0]?.fail();
		await expect(read).rejects.toThrow('could not be saved');
		await expect(later).rejects.toThrow('could not be saved');
		await turn();
		expect(seen.drops).toBe(1);
		expect(member.heard).toEqual(['ask', 'answer', 'closed 1013']);
		await expect(room.read(() => 1)).rejects.toThrow();
		expect(commits).toHaveLength(1);
	});

	it('[S4] writes as the server, and sends the change to everybody', async () => {
		const { room, join, commits, seen } = setUp();
		const member = join();
		let written = false;
		const write = room
			.write(() => room.doc.getMap('m').set('by', 'server'))
			.then(() => (written = true));
		await turn();
		expect(written).toBe(false);
		commits[0]?.done();
		await write;
		expect(member.doc.getMap('m').get('by')).toBe('server');
		expect(seen.commits).toEqual([false]);
	});
	it('[S4] passes on the error that a write throws', async () => {
		const { room } = setUp();
		const failing = room.write(() => {
			throw new Error('no such note');
		});
		await expect(failing).rejects.toThrow('no such note');
	});

	it('[S16] keeps no pending update, whoever sent it', () => {
		const { room, join } = setUp();
		const page = new Y.Doc();
		page.getMap('m').set('a', 1);
		const before = Y.encodeStateVector(page);
		page.getMap('m').set('b', 2);
		expect(room.apply(join(), Y.encodeStateAsUpdate(page, before))).toBe('pending');
		expect(room.doc.store.pendingStructs).toBeNull();
		expect(room.doc.getMap('m').size).toBe(0);
	});
});

describe('a large document', () => {
	/** A room with a large, durable document. */
	async function setUpLarge() {
		const test = setUp(100_000);
		const writer = test.join();
		const doc = new Y.Doc();
		for (let at = 0; at < 5_000; at++) doc.getMap('m').set(`k${at}`, 'x'.repeat(40));
		test.room.apply(writer, Y.encodeStateAsUpdate(doc));
		await turn();
		test.commits[0]?.done();
		await turn();
		expect(test.room.isLarge).toBe(true);
		return { ...test, writer };
	}
	/** Whether a member with an empty copy gets its answer after some turns. */
	const isAnswered = (member: Listener) =>
		expect.poll(() => member.heard).toEqual(['update', 'ask', 'answer']);

	it('[S40] [S41] is sent whole, and then with the changes since, to somebody with an empty copy', async () => {
		const { join, set, writer, commits } = await setUpLarge();
		const late = join();
		expect(late.heard).toEqual([]);
		set('meanwhile', writer);
		// Nobody is told about a change that is not durable yet.
		await turn();
		await turn();
		expect(late.heard).toEqual([]);
		commits[1]?.done();
		await isAnswered(late);
		expect(late.doc.getMap('m').get('meanwhile')).toBe('meanwhile');
		expect(late.doc.getMap('m').size).toBe(5_001);
		set('later', writer);
		await turn();
		commits[2]?.done();
		await turn();
		expect(late.heard.at(-1)).toBe('update');
	});

	it('[V13] is sent with no part of writes that belong together and happen during the encoding', async () => {
		const { join, room, commits } = await setUpLarge();
		const late = join();
		const writes = ['a', 'b', 'c'].map((key) => () => room.doc.getMap('m').set(key, key));
		const made = room.writeTogether(writes);
		for (const commit of [1, 2, 3]) {
			// Each of these turns is long enough to encode all of it.
			for (let n = 0; n < 20; n++) await turn();
			expect(late.heard).toEqual([]);
			commits[commit]?.done();
		}
		await made;
		await isAnswered(late);
		expect(late.doc.getMap('m').size).toBe(5_003);
	});

	it('[S41] is encoded once for many people who join while others write, and again after it has grown', async () => {
		const { join, set, room, writer, commits } = await setUpLarge();
		const wholes = new Set<unknown>();
		const come = async () => {
			const late = join();
			const hear = late.answer.bind(late);
			late.answer = (answer) => {
				wholes.add(answer.long[0]?.[1]);
				hear(answer);
			};
			await isAnswered(late);
			expect(late.doc.getMap('m').size).toBe(room.doc.getMap('m').size);
		};
		for (let time = 1; time <= 4; time++) {
			await Promise.all([come(), come()]);
			set(`time ${time}`, writer);
			await turn();
			commits[time]?.done();
			await turn();
		}
		expect(wholes.size).toBe(1);
		const more = new Y.Doc();
		for (let at = 0; at < 2_500; at++) more.getMap('m').set(`more ${at}`, at);
		room.apply(writer, Y.encodeStateAsUpdate(more));
		await turn();
		commits[5]?.done();
		await turn();
		await Promise.all([come(), come(), come()]);
		expect(wholes.size).toBe(2);
	});

	it('[S40] is not sent whole to somebody who lacks little', async () => {
		const { room, set, writer, commits } = await setUpLarge();
		const member = new Listener();
		room.join(member);
		const before = Y.encodeStateVector(room.doc);
		set('new', writer);
		await turn();
		commits[1]?.done();
		await turn();
		room.answer(member, before);
		expect(member.heard).toEqual(['ask', 'answer']);
	});

	it('[S40] is sent as long messages, not in a packet, if its missing parts are long', async () => {
		const { room, writer, commits } = await setUpLarge();
		const doc = new Y.Doc();
		for (let at = 0; at < 5; at++) doc.getMap('m').set(`long${at}`, 'x'.repeat(100_000));
		const before = Y.encodeStateVector(room.doc);
		room.apply(writer, Y.encodeStateAsUpdate(doc));
		await turn();
		commits[1]?.done();
		await turn();
		const member = new Listener();
		room.join(member);
		const packets: number[] = [];
		const { answer } = member;
		member.answer = (one) => {
			packets.push(one.packet.length);
			answer.call(member, one);
		};
		room.answer(member, before);
		expect(member.heard).toEqual(['ask', 'answer']);
		expect(packets).toEqual([0]);
	});

	it('[S41] has no encoding that can come with a page', async () => {
		const { room } = await setUpLarge();
		await expect(room.encoded()).resolves.toBeNull();
		await expect(setUp().room.encoded()).resolves.not.toBeNull();
	});
});

describe('a room that fails', () => {
	it('[S38] tells the people who wait for durable changes, even if it cannot tell one member', async () => {
		const { room, set, join, commits, seen } = setUp();
		const [deaf, other] = [join(), join()];
		set('x');
		const read = room.read(() => 'seen');
		deaf.send = () => {
			throw new Error('a fault of ours');
		};
		await turn();
		commits[0]?.done();
		await expect(read).resolves.toBe('seen');
		await turn();
		expect(seen.drops).toBe(1);
		expect(other.heard).toContain('closed 1013');
	});

	it('[S38] closes every member, even if closing one of them fails', async () => {
		const { room, set, join, commits } = setUp();
		const [stuck, other] = [join(), join()];
		stuck.close = () => {
			throw new Error('a fault of ours');
		};
		set('x');
		const read = room.read(() => 'seen');
		await turn();
		commits[0]?.fail();
		await expect(read).rejects.toThrow('could not be saved');
		expect(other.heard).toContain('closed 1013');
	});
});

describe('the journal', () => {
	it('[S5] commits all rooms of a turn together, and later changes in the next commit', async () => {
		const { makeRoom, commits, journal } = setUp();
		const rooms = ['b1', 'b2', 'b3'].map(makeRoom);
		const write = (room: Room) => room.write(() => room.doc.getMap('m').set('x', Math.random()));
		const first = rooms.slice(0, 2).map(write);
		await turn();
		const second = rooms.slice(1).map(write);
		commits[0]?.done();
		await Promise.all(first);
		await turn();
		commits[1]?.done();
		await Promise.all(second);
		await journal.settle();
		expect(commits.map(({ names }) => names)).toEqual([
			['w:b1', 'w:b2'],
			['w:b2', 'w:b3']
		]);
	});
});
