/** Hostile raw sockets beside people who work. tests/bench measures how much time they cost the others. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { addNote, moveNote } from '../../src/lib/wall/mutations.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
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

const LIMITS = { frameBytes: 50_000, upgradesPerSecond: 50, upgradesAtOnce: 20 };
const MB = 1024 * 1024;
let server: TestServer;
let people: PersonOnWall[];

beforeEach(async () => {
	const workshop = new FakeWorkshop(seatOf('ann'), seatOf('bob'), seatOf('mallory'));
	server = await startServer({ store: trickyStore().store, workshop, limits: LIMITS });
	await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
	people = ['ann', 'bob'].map((user) => onWall(server.port, user));
	await until(() => people.every(isSaved));
});
afterEach(async () => {
	for (const person of people) person.stop();
	await server.stop();
});

/** Both people continue to write and see each other's work, on the sockets that they already have. */
async function goOnWorking(step: number) {
	const [ann, bob] = people;
	if (!ann || !bob) throw new Error('nobody is there');
	moveNote(ann.wall, 'n1', step, 1);
	await until(() => bob.wall.note('n1')?.x === step, 'ann’s move');
	moveNote(bob.wall, 'n1', step, 2);
	await until(() => ann.wall.note('n1')?.y === 2 && people.every(isSaved), 'bob’s move');
	expect(people.flatMap(({ closes }) => closes)).toEqual([]);
}

function dial(): Socket {
	const socket = connect(server.port, '127.0.0.1');
	socket.on('error', () => {});
	socket.resume();
	return socket;
}
const handshake = (...lines: string[]) =>
	[
		`GET /live/wall/${BOARD} HTTP/1.1`,
		`Host: 127.0.0.1:${server.port}`,
		`Origin: http://127.0.0.1:${server.port}`,
		'Connection: Upgrade',
		'Upgrade: websocket',
		'Sec-WebSocket-Version: 13',
		'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
		...lines,
		'',
		''
	].join('\r\n');
/** A socket with a seat, below all checks of `ws`. */
async function enter(): Promise<Socket> {
	const socket = dial();
	socket.write(handshake('Cookie: user=mallory'));
	await once(socket, 'data');
	return socket;
}

describe('[S17] others keep working while raw sockets', () => {
	it('never speak, or stop in the middle of a handshake', async () => {
		const silent = Array.from({ length: 200 }, dial);
		const halves = Array.from({ length: 200 }, (_, at) => {
			const socket = dial();
			socket.write(handshake('Cookie: user=mallory').slice(0, 20 + at));
			return socket;
		});
		await goOnWorking(1);
		// The sockets send one byte at a time while others work.
		for (let step = 2; step < 6; step++) {
			for (const socket of halves) socket.write('x');
			await goOnWorking(step);
		}
		for (const socket of [...silent, ...halves]) socket.destroy();
		await goOnWorking(6);
	});

	it('send frames that never end, have a false length, or break the protocol', async () => {
		const frames: Record<string, number[]> = {
			'half a header': [0x82],
			'a promise of 8 exabytes': [0x82, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255],
			'a promise of 100 KB and no byte': [0x82, 0xfe, 0xff, 0xff, 1, 2, 3, 4],
			'not masked': [0x82, 2, 1, 2],
			'reserved bits': [0xf2, 0x80, 1, 2, 3, 4],
			'an unknown kind': [0x8b, 0x80, 1, 2, 3, 4],
			'a continuation of nothing': [0x80, 0x80, 1, 2, 3, 4],
			'a ping that is too long': [0x89, 0xfe, 1, 0, 1, 2, 3, 4],
			'a close with an odd code': [0x88, 0x82, 0, 0, 0, 0, 0, 1]
		};
		let step = 10;
		for (const bytes of Object.values(frames)) {
			const socket = await enter();
			socket.write(Uint8Array.from(bytes));
			await goOnWorking(step++);
			socket.destroy();
		}
		expect(step).toBe(19);
	});

	it('send messages in endless pieces, which are kept only up to the limit', async () => {
		const socket = await enter();
		const closed = once(socket, 'close');
		const before = process.memoryUsage().rss;
		// The first piece is not the last one, and neither is any continuation.
		const piece = (first: boolean) =>
			Buffer.concat([
				Uint8Array.from([first ? 0x02 : 0x00, 0xfe, 0x40, 0, 0, 0, 0, 0]),
				new Uint8Array(0x4000)
			]);
		for (let sent = 0; sent < 1_000 && !socket.destroyed; sent++) socket.write(piece(sent === 0));
		await closed;
		expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
		await goOnWorking(30);
	});

	it('send invalid cookies, which get them in nowhere', async () => {
		const cookies = [
			'user=',
			'groundwork_session=' + 'A'.repeat(8_000),
			'\u0001\u0002;;;===;',
			'user=%00; user=../../etc',
			'a=b; '.repeat(1_500)
		];
		for (const cookie of cookies) {
			const socket = dial();
			const chunks: Buffer[] = [];
			socket.on('data', (chunk) => chunks.push(chunk));
			socket.write(handshake(`Cookie: ${cookie}`));
			await until(() => chunks.length > 0 || socket.destroyed, 'an answer');
			// The server closes the socket with a reason or rejects the upgrade. It never lets the attacker in.
			const answer = Buffer.concat(chunks);
			const code = answer.lastIndexOf(
				Uint8Array.from([CLOSE.notAMember >> 8, CLOSE.notAMember & 255])
			);
			expect(answer.includes(' 101 ') ? code : 0).toBeGreaterThanOrEqual(0);
			socket.destroy();
		}
		expect([...server.live.online(BOARD)].sort()).toEqual(['ann', 'bob']);
		await goOnWorking(40);
	});
});

describe('[S30] ten thousand connection attempts', () => {
	it('of strangers keep nobody with a seat out', { timeout: 60_000 }, async () => {
		const before = process.memoryUsage().rss;
		let ended = 0;
		for (let round = 0; round < 50; round++) {
			const sockets = Array.from({ length: 200 }, () => {
				const socket = dial();
				socket.once('close', () => ended++);
				socket.write(handshake('Cookie: user=nobody'));
				return socket;
			});
			await goOnWorking(100 + round);
			for (const socket of sockets) socket.destroy();
		}
		await until(() => ended === 10_000, 'the end of all');
		expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
		// Somebody with a seat comes in at once.
		const late = onWall(server.port, 'mallory');
		await until(() => isSaved(late), 'somebody with a seat');
		expect(late.closes).toEqual([]);
		late.stop();
	});

	it('[S56] of a few people who come and go keep nobody else out', async () => {
		const crowd = ['m1', 'm2', 'm3'];
		const workshop = new FakeWorkshop(...crowd.map((name) => seatOf(name)), seatOf('late'));
		const limits = { upgradesPerSecond: 1, upgradesAtOnce: 24 };
		const small = await startServer({ store: trickyStore().store, workshop, limits });
		const url = `ws://127.0.0.1:${small.port}/live/wall/${BOARD}`;
		let refused = 0;
		const sockets = crowd.flatMap((name) =>
			Array.from({ length: 40 }, () => {
				const socket = new WebSocket(url, { headers: headersOf(small.port, name) });
				socket.on('error', () => {});
				socket.on('unexpected-response', () => {
					refused++;
					socket.terminate();
				});
				return socket;
			})
		);
		await until(() => refused >= 80, 'refusals');
		const late = onWall(small.port, 'late');
		await until(() => isSaved(late), 'somebody who comes once');
		expect(late.closes).toEqual([]);
		late.stop();
		for (const socket of sockets) socket.terminate();
		await small.stop();
	});

	it('of one participant affect only that participant', async () => {
		const refused: number[] = [];
		const url = `ws://127.0.0.1:${server.port}/live/wall/${BOARD}`;
		const sockets = Array.from({ length: 200 }, () => {
			const socket = new WebSocket(url, { headers: headersOf(server.port, 'mallory') });
			socket.on('unexpected-response', (_, response) => {
				refused.push(response.statusCode ?? 0);
				socket.terminate();
			});
			socket.on('error', () => {});
			return socket;
		});
		await until(() => refused.length >= 140, 'refusals');
		expect(refused).toContain(429);
		await goOnWorking(200);
		for (const socket of sockets) socket.terminate();
	});
});
