/**
 * What attackers with raw sockets cost the others: one room of thirty writers, quiet and then beside
 * connections that never speak, half handshakes, strangers who knock all the time, and broken frames.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import { Deliveries } from './deliveries.ts';
import { table } from './measure.ts';
import { Member, RoomLog, prepareMoves } from './sync-client.ts';
import { groundwork, seeds, tidyUp, type Room, type Running } from './sync-servers.ts';

const SECONDS = process.argv.includes('--quick') ? 4 : 10;
const PERIOD_MS = 500;
const ATTEMPTS = 10_000;
const HANGING = 500;
const ROOM: Room = { name: 'attacked', seed: 'hundred', people: 30 };

const moves = Math.ceil((3 * SECONDS * 1000) / PERIOD_MS);
const seed = seeds.get(ROOM.seed) ?? new Uint8Array();
const deliveries = new Deliveries();

async function work(members: readonly Member[]) {
	deliveries.reset();
	const started = performance.now();
	const total = (members.length * SECONDS * 1000) / PERIOD_MS;
	for (let done = 0; done < total;) {
		const due = ((performance.now() - started) * members.length) / PERIOD_MS;
		for (; done < Math.min(due, total); done++)
			members[done % members.length]?.move(members.length - 1);
		await setTimeout(1);
	}
	await setTimeout(500);
	const { delivered, expected } = deliveries;
	return { p99: deliveries.quantile(0.99), share: delivered / expected };
}

function dial(running: Running, text: string | Uint8Array): Socket {
	const { hostname, port } = new URL(running.door(ROOM, 0).url);
	const socket = connect(Number(port), hostname);
	socket.on('error', () => {});
	socket.resume();
	socket.write(text);
	return socket;
}
function handshake(running: Running): string {
	const { host, pathname } = new URL(running.door(ROOM, 0).url);
	const lines = [
		`GET ${pathname} HTTP/1.1`,
		`Host: ${host}`,
		`Origin: http://${host}`,
		'Connection: Upgrade',
		'Upgrade: websocket',
		'Sec-WebSocket-Version: 13',
		'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
		`Cookie: groundwork_session=${'x'.repeat(43)}`
	];
	return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Goes on until it is told to stop; returns how many sockets were opened. */
async function attack(running: Running, isOver: () => boolean): Promise<number> {
	const whole = handshake(running);
	const hanging = Array.from({ length: HANGING }, (_, at) =>
		dial(running, at % 2 ? whole.slice(0, at % whole.length) : '')
	);
	let opened = HANGING;
	while (!isOver()) {
		const knocking = Array.from({ length: Math.ceil(ATTEMPTS / SECONDS / 50) }, (_, at) =>
			dial(running, at % 3 ? whole : Uint8Array.from([0x82, 0xff, 0x7f, 255, 255, 255]))
		);
		opened += knocking.length;
		for (const socket of hanging) if (!socket.destroyed) socket.write('x');
		await setTimeout(20);
		for (const socket of knocking) socket.destroy();
	}
	for (const socket of hanging) socket.destroy();
	return opened;
}

const server = await groundwork([ROOM]);
const running = await server.start();
const log = new RoomLog();
const members = Array.from(
	{ length: ROOM.people },
	(_, writer) =>
		new Member(
			running.door(ROOM, writer),
			log,
			deliveries,
			writer,
			prepareMoves(seed, writer, moves)
		)
);
await Promise.all(members.map((member) => member.join(Y.encodeStateVectorFromUpdate(seed))));
await work(members);
const quiet = await work(members);
const before = await running.usage('memory');
let over = false;
const attacking = attack(running, () => over);
const attacked = await work(members);
over = true;
const opened = await attacking;
const grown = (await running.usage('memory')) - before;
// Those that the stop closes do not count.
const { closes } = deliveries;
await running.stop();
tidyUp();

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
table('Thirty writers, quiet and beside attackers', [
	['sockets of attackers', opened.toLocaleString('en')],
	['p99 quiet', `${quiet.p99.toFixed(1)} ms, ${percent(quiet.share)} delivered`],
	['p99 attacked', `${attacked.p99.toFixed(1)} ms, ${percent(attacked.share)} delivered`],
	['attacked to quiet', `${(attacked.p99 / quiet.p99).toFixed(2)} (aim: at most 2)`],
	['sockets of writers closed', String(closes)],
	['memory after it', `${(grown / 1024 / 1024).toFixed(1)} MB more`]
]);
process.exit(0);
