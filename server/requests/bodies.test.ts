import { once } from 'node:events';
import { createServer, request as ask, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { SYNC_LIMITS } from '../sync/limits.ts';
import { createBodies } from './bodies.ts';
import { refuse } from './refusal.ts';

const MB = 1_000_000;
const limits = { ...SYNC_LIMITS, largeBytesOfAddress: 45 * MB, largeBytes: 60 * MB };

let server: Server | undefined;
const under: ClientRequest[] = [];
afterEach(() => {
	for (const one of under.splice(0)) one.destroy();
	server?.closeAllConnections();
	server?.close();
});

/** A server that reads whole bodies, as pages do. A request’s address is one of its headers. */
async function reading() {
	const room = { ms: 0, begun: 0, bytes: 0 };
	const whyNot = createBodies(limits, () => room.ms);
	server = createServer((request, response) => {
		const refusal = whyNot(request, response, String(request.headers['x-address'] ?? '10.0.0.1'));
		room.begun++;
		if (refusal) return refuse(request, response, refusal);
		request.on('data', (chunk: Buffer) => (room.bytes += chunk.length));
		request.on('end', () => response.end('read'));
		request.on('error', () => undefined);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	/** Sends the head of a request and this many bytes of the body. Returns the status, or "cut off". */
	function send(claimed: number | null, bytes: number, address = '10.0.0.1') {
		const length =
			claimed === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(claimed) };
		const one = ask({
			...{ port, host: '127.0.0.1', method: 'POST', path: '/b/abc/import' },
			headers: { ...length, 'x-address': address }
		});
		under.push(one);
		const answer = new Promise<string>((resolve) => {
			one.once('error', () => resolve('cut off'));
			one.once('response', (response) => {
				response.resume();
				resolve(String(response.statusCode));
			});
		});
		one.flushHeaders();
		if (bytes > 0) one.write(Buffer.alloc(bytes, 120));
		if (bytes === claimed) one.end();
		return { one, answer };
	}
	const comes = async (requests: number, bytes: number) =>
		vi.waitFor(() => expect([room.begun, room.bytes]).toEqual([requests, bytes]), {
			timeout: 20_000
		});
	return { room, send, comes };
}
const LARGE = 4 * MB;

it('[H16] a declared length blocks nobody', async () => {
	const { send, comes } = await reading();
	for (let nth = 0; nth < 100; nth++) send(LARGE, 0);
	for (let nth = 0; nth < 100; nth++) send(null, 0);
	await comes(200, 0);
	expect(await send(LARGE, LARGE).answer).toBe('200');
	expect(await send(LARGE, LARGE, '10.9.9.9').answer).toBe('200');
});

it('[H16] a slow request is cut off for a smaller one, with a message', async () => {
	const { room, send, comes } = await reading();
	const slow = Array.from({ length: 11 }, () => send(LARGE, LARGE - 1));
	await comes(11, 11 * (LARGE - 1));
	const file = 2 * MB;
	expect(await send(file, file).answer, 'they may be quick').toBe('503');
	room.ms += 6_000;
	expect(await send(file, file).answer).toBe('200');
	const first = await Promise.race(slow.map(({ answer }) => answer));
	expect(first).toMatch(/503|cut off/);
});

it('[H16] bodies in progress never exceed their limits', async () => {
	const { room, send } = await reading();
	const untold = Array.from({ length: 14 }, () => send(null, LARGE - 1));
	await vi.waitFor(() => expect(room.begun).toBe(14));
	const ended = await Promise.race(untold.map(({ answer }) => answer));
	expect(ended).toMatch(/503|cut off/);
	const other = Array.from({ length: 3 }, () => send(LARGE, LARGE, '10.9.9.9').answer);
	expect(await Promise.all(other)).toEqual(['200', '200', '200']);
});

it('[H16] a complete request is not cut off for others, and its room is free after the response', async () => {
	const { send } = await reading();
	for (let nth = 0; nth < 20; nth++) expect(await send(LARGE, LARGE).answer).toBe('200');
});
