/** Broken and hostile clients: none of them can end the process or another person's session (P5). */
import { connect as connectTcp } from 'node:net';
import { once } from 'node:events';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { addNote, makeCluster, moveNote } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { CLOSE, MESSAGE } from '../../src/lib/workshop/wire.ts';
import { updateFrame } from '../../server/sync/page-messages.ts';
import { testRandom } from './random.ts';
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
	type PersonOnWall,
	type TestServer
} from './harness.ts';

const LIMITS = { frameBytes: 50_000, updatesPerSecond: 10, updatesAtOnce: 60, heartbeatMs: 400 };
let server: TestServer;
/** Bob keeps working during every attack. */
let bob: PersonOnWall;

beforeEach(async () => {
	const workshop = new FakeWorkshop(seatOf('mallory'), seatOf('bob'));
	server = await startServer({ store: trickyStore().store, workshop, limits: LIMITS });
	await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
	bob = onWall(server.port, 'bob');
	await until(() => isSaved(bob));
});
afterEach(async () => {
	// Bob knows the attackers' moves before he moves the note himself: otherwise the moves would be concurrent.
	await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('last')));
	await until(() => bob.wall.note('last') !== null, 'all that came before');
	moveNote(bob.wall, 'n1', 42, 42);
	await until(() => isSaved(bob), 'the other person’s move');
	expect(bob.closes).toEqual([]);
	const stored = await server.live.readWall(BOARD, (wall) => wall.note('n1'));
	expect(stored).toMatchObject({ x: 42, text: 'Text of n1', fn: 'sales' });
	bob.stop();
	await server.stop();
});

/** A raw socket with mallory's session. */
async function attack(kind: 'wall' | 'desk' = 'wall') {
	const url = `ws://127.0.0.1:${server.port}/live/${kind}/${BOARD}`;
	const socket = new WebSocket(url, { headers: headersOf(server.port, 'mallory') });
	const closed = new Promise<number>((resolve) => socket.once('close', resolve));
	socket.on('error', () => {});
	await once(socket, 'open');
	return { socket, closed };
}
const frameOf = (...numbers: number[]) => Uint8Array.from(numbers);

describe('[S17] broken bytes', () => {
	const broken: Record<string, Uint8Array | string> = {
		'no bytes at all': frameOf(),
		'a message that nobody knows': frameOf(77, 1, 2),
		'what only servers say': frameOf(MESSAGE.stage, 2, 123, 125),
		'an endless number': new Uint8Array(40).fill(255),
		'a length beyond the end': frameOf(0, 2, 200, 1),
		'a sync type that does not exist': frameOf(0, 9, 0),
		'bytes after the end': frameOf(MESSAGE.queryAwareness, 0),
		'a state vector cut in two': frameOf(0, 0, 2, 5, 1),
		'an update cut in two': updateFrame(frameOf(1, 1, 5)),
		'presence that is no JSON': frameOf(MESSAGE.awareness, 5, 1, 1, 1, 1, 120),
		'text instead of bytes': 'hello'
	};
	for (const [name, bytes] of Object.entries(broken))
		it(`${name} closes that socket only`, async () => {
			const { socket, closed } = await attack();
			socket.send(bytes);
			expect(await closed).toBe(CLOSE.broken);
		});

	it('random bytes on both kinds of socket harm nobody', async () => {
		const random = testRandom();
		for (let round = 0; round < 40; round++) {
			const { socket, closed } = await attack(round % 2 ? 'wall' : 'desk');
			const bytes = Uint8Array.from({ length: 1 + random.below(60) }, () => random.below(256));
			if (random.below(2)) bytes.set([0, 1 + random.below(2)].slice(0, bytes.length));
			socket.send(bytes);
			socket.close();
			await closed;
		}
	});

	it('a page’s own update with changed bytes harms nobody', async () => {
		const random = testRandom();
		const updates: Uint8Array[] = [];
		const wall = Wall.from(bob.wall.encode());
		wall.doc.on('update', (update: Uint8Array) => updates.push(update));
		makeCluster(wall, 'c1', ['n1'], 1, 2, 'A cluster');
		moveNote(wall, 'n1', 3, 4);
		for (let round = 0; round < 40; round++) {
			const { socket, closed } = await attack();
			const bytes = Uint8Array.from(updates[round % updates.length] ?? []);
			bytes[random.below(bytes.length)] = random.below(256);
			socket.send(updateFrame(bytes));
			socket.close();
			await closed;
		}
	});
});

describe('[S18] a socket closes if it sends too much', () => {
	it('in one message', async () => {
		const { socket, closed } = await attack();
		socket.send(new Uint8Array(LIMITS.frameBytes + 1));
		expect(await closed).toBe(CLOSE.tooMuch);
	});
	it('in one message that the server does not even read', async () => {
		const { socket, closed } = await attack();
		socket.send(new Uint8Array(10 * LIMITS.frameBytes));
		await closed;
	});
	it('in a short time, through any number of sockets', async () => {
		const sockets = await Promise.all([attack(), attack(), attack('desk')]);
		const empty = updateFrame(Y.encodeStateAsUpdate(new Y.Doc()));
		// Each socket sends more than all may: the first one that is read leaves nothing for the others.
		for (let sent = 0; sent < 6 * LIMITS.updatesAtOnce; sent++)
			sockets[sent % 3]?.socket.send(empty);
		const codes = await Promise.all(sockets.map(({ closed }) => closed));
		expect(codes).toEqual([CLOSE.tooMuch, CLOSE.tooMuch, CLOSE.tooMuch]);
	});
});

describe('[S16] no document has pending parts:', () => {
	it('the server asks for a change that builds on something missing, and does not acknowledge it', async () => {
		const page = new Wall();
		const updates: Uint8Array[] = [];
		page.doc.on('update', (update: Uint8Array) => updates.push(update));
		makeCluster(page, 'c1', [], 0, 0, 'First');
		makeCluster(page, 'c2', [], 0, 0, 'Second');
		const { socket } = await attack();
		const received: Uint8Array[] = [];
		socket.on('message', (data: Buffer) => received.push(data));
		socket.send(updateFrame(updates[1] ?? frameOf()));
		await until(() => received.some(([type, kind]) => type === MESSAGE.sync && kind === 0));
		expect(received.some(([type]) => type === MESSAGE.saved)).toBe(false);
		expect(await server.live.readWall(BOARD, (wall) => wall.clusterIds())).toEqual([]);
		socket.send(updateFrame(updates[0] ?? frameOf()));
		const all = encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, MESSAGE.sync);
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarUint8Array(encoder, page.encode());
		});
		socket.send(all);
		await until(() => received.some(([type, count]) => type === MESSAGE.saved && count === 3));
		expect(received.filter(([type]) => type === MESSAGE.saved)).toHaveLength(1);
		const clusters = await server.live.readWall(BOARD, (wall) => wall.clusterIds());
		expect(clusters.sort()).toEqual(['c1', 'c2']);
		socket.close();
	});
});

describe('[S13] presence', () => {
	const presence = (client: number, state: unknown) =>
		encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, MESSAGE.awareness);
			encoding.writeVarUint8Array(
				encoder,
				encoding.encode((body) => {
					encoding.writeVarUint(body, 1);
					encoding.writeVarUint(body, client);
					encoding.writeVarUint(body, 2 ** 40);
					encoding.writeVarString(body, JSON.stringify(state));
				})
			);
		});

	it('cannot be sent for somebody else, or for two clients', async () => {
		const watcher = onWall(server.port, 'mallory');
		const states = () => watcher.provider.awareness.getStates();
		bob.provider.awareness.setLocalState({ cursor: { x: 5, y: 5 } });
		const bobs = bob.provider.doc.clientID;
		await until(() => states().get(bobs)?.cursor?.x === 5);
		const { socket } = await attack();
		socket.send(presence(bobs, null));
		socket.send(presence(bobs, { cursor: { x: 666, y: 666 } }));
		socket.send(presence(1001, { cursor: { x: 1, y: 1 }, who: { id: 'bob' } }));
		socket.send(presence(1002, { cursor: { x: 1, y: 1 } }));
		await until(() => states().has(1001));
		expect(states().get(1001)).toMatchObject({ who: { id: 'mallory' } });
		expect(states().has(1002)).toBe(false);
		expect(states().get(bobs)).toMatchObject({ who: { id: 'bob' }, cursor: { x: 5, y: 5 } });
		socket.close();
		await until(() => !states().has(1001));
		watcher.stop();
	});
	it('is dropped if it has the wrong form', async () => {
		const { socket } = await attack();
		const states = () => bob.provider.awareness.getStates();
		const odd = [7, 'x', [], { cursor: { x: 'a', y: 1e99 } }, { drag: { item: 'boss', id: 1 } }];
		for (const [at, state] of odd.entries()) {
			socket.send(presence(1003, { ...Object(state), cursor: { x: 1e300, y: at } }));
			socket.send(presence(1003, state));
		}
		await until(() => states().has(1003));
		expect(states().get(1003)).toMatchObject({ cursor: null, drag: null });
		socket.close();
	});
	it('closes the socket if there is too much of it', async () => {
		const { socket, closed } = await attack();
		for (let sent = 0; sent < 400; sent++)
			socket.send(presence(1004, { cursor: { x: sent, y: 0 } }));
		expect(await closed).toBe(CLOSE.tooMuch);
	});
});

describe('[S20] liveness', () => {
	it('the server sends something to a silent page, and drops one that does not answer', async () => {
		const { socket, closed } = await attack('desk');
		await once(socket, 'message');
		expect(server.live.online(BOARD).has('mallory')).toBe(true);
		// The page stops reading, so that it answers no ping.
		socket.pause();
		await until(() => !server.live.online(BOARD).has('mallory'));
		socket.resume();
		await closed;
	});
});

describe('[S17] these handshakes harm nobody:', () => {
	const requests = {
		'half a request': 'GET /live/wall/board1 HTTP/1.1\r\nUpgrade: websocket\r\n',
		'no key':
			'GET /live/wall/board1 HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nCookie: user=mallory\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
		'an odd path':
			'GET /live/wall/%00/../../desk HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
		'an origin that is no address':
			'GET /live/wall/board1 HTTP/1.1\r\nHost: x\r\nOrigin: ://\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
		'no HTTP at all': '\u0000\u0001\u0002\r\n\r\n'
	};
	for (const [name, request] of Object.entries(requests))
		it(name, async () => {
			const socket = connectTcp(server.port, '127.0.0.1');
			socket.on('error', () => {});
			const closed = once(socket, 'close');
			socket.end(request);
			socket.resume();
			await closed;
		});
	it('one after which the peer hangs up at once', async () => {
		const { socket } = await attack();
		socket.terminate();
		await until(() => !server.live.online(BOARD).has('mallory'));
	});
});
