import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Answers } from './answers.ts';

const LIMITS = { answerBytesOfAddress: 30_000_000, answerBytes: 40_000_000 };
const FILE_BYTES = 12_000_000;

let now = 0;
let answers: Answers;
const sockets: Socket[] = [];
/** In the order in which they arrived. */
let asked: { request: IncomingMessage; response: ServerResponse }[] = [];
const server = createServer((request, response) => {
	answers.begin(request, response, String(request.headers['x-from']));
	asked.push({ request, response });
	if (request.url === '/held') response.write('x');
	else response.end(Buffer.alloc(FILE_BYTES));
});

beforeEach(async () => {
	now = 0;
	asked = [];
	answers = new Answers(LIMITS, () => now);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterEach(async () => {
	for (const socket of sockets.splice(0)) socket.destroy();
	server.close();
	await once(server, 'close');
});

/** Sends a request and reads nothing of the response. */
async function ask(from: string, path = '/'): Promise<Socket> {
	const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
	sockets.push(socket);
	socket.pause();
	socket.on('error', () => {});
	const before = asked.length;
	socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nx-from: ${from}\r\n\r\n`);
	await expect.poll(() => asked.length).toBe(before + 1);
	return socket;
}
const stand = () => asked.map(({ request }) => !request.socket.destroyed);

describe('responses that nobody reads', () => {
	it('[H18] stay while there is room', async () => {
		await ask('1.1.1.1');
		await ask('1.1.1.1');
		answers.check();
		expect(stand()).toEqual([true, true]);
	});
	it('[H18] are cut off for an address that exceeds its limit, and not for others', async () => {
		await ask('2.2.2.2');
		for (let nth = 0; nth < 3; nth++) await ask('1.1.1.1');
		answers.check();
		expect(stand().filter((stands) => stands)).toHaveLength(3);
		expect(stand()[0]).toBe(true);
	});
	it('[H18] are cut off when all addresses together exceed the limit, slow ones first', async () => {
		await ask('1.1.1.1');
		now = 6_000;
		for (const from of ['2.2.2.2', '3.3.3.3', '4.4.4.4']) await ask(from);
		answers.check();
		expect(stand()).toEqual([false, true, true, true]);
	});
	it('[H18] count with the part of their file that is still to come', async () => {
		await ask('1.1.1.1', '/held');
		await ask('1.1.1.1', '/held');
		for (const { request } of asked) answers.holds(request, 20_000_000);
		expect(stand().filter((stands) => stands)).toHaveLength(1);
	});
	it('[H18] no longer count after they were read', async () => {
		for (let nth = 0; nth < 4; nth++) {
			const socket = await ask('1.1.1.1');
			const { response } = asked.at(-1) as (typeof asked)[number];
			socket.resume();
			await expect.poll(() => response.writableLength).toBe(0);
			answers.check();
		}
		expect(stand()).toEqual([true, true, true, true]);
	});
});
