/**
 * Measures how much attackers disturb other people: a room of thirty writers, first undisturbed and then during
 * each attack of `attacks/list.ts`. Each run has its own server. `--only=<words of a name>` selects attacks.
 */
import { setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import type { ArenaParts, Attack } from './attacks/arena.ts';
import { Attacker } from './attacks/attacker.ts';
import { ATTACKS } from './attacks/list.ts';
import { Deliveries } from './deliveries.ts';
import { table } from './measure.ts';
import { Member, RoomLog, prepareMoves } from './sync-client.ts';
import { groundwork, seeds, tidyUp, type Room, type Running, type Server } from './sync-servers.ts';

const SECONDS = process.argv.includes('--quick') ? 4 : 10;
const ONLY = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length) ?? '';
const PERIOD_MS = 500;
const WRITERS = 30;
/** Participants' seats that belong to the attackers. */
const HOSTILE = 9;
const ROOM: Room = {
	name: 'attacked',
	seed: 'hundred',
	people: WRITERS + HOSTILE,
	observers: 1
};
/** Facilitators attack their own board, so that the bench does not count their changes as the writers'. */
const OWN: Room = { name: 'of the attackers', seed: 'hundred', people: 0, facilitators: 1 };

/** As large as boards get. */
const LARGE: Room = { name: 'large', seed: 'largest', people: 4 };
const FULL: Room = { name: 'full', seed: 'full', people: 0, facilitators: 4 };
const FRAMED: Room = { name: 'framed', seed: 'hundred', people: 4, step: 'frame' };
const POSTING: Room = { name: 'posting', seed: 'empty', people: 4, step: 'post' };
const ROOMS: readonly Room[] = [ROOM, OWN, LARGE, FULL, FRAMED, POSTING];

const moves = Math.ceil((3 * SECONDS * 1000) / PERIOD_MS);
const seed = seeds.get(ROOM.seed) ?? new Uint8Array();

interface Measured {
	p99: number;
	/** Share of the expected deliveries that arrived. */
	share: number;
}
async function work(members: readonly Member[], deliveries: Deliveries): Promise<Measured> {
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

function partsOf(running: Running): ArenaParts {
	const seats = (from: number, count: number) =>
		Array.from({ length: count }, (_, at) => running.door(ROOM, from + at));
	const all = (room: Room, count: number) =>
		Array.from({ length: count }, (_, at) => running.door(room, at));
	return {
		participants: seats(WRITERS, HOSTILE),
		observers: seats(WRITERS + HOSTILE, ROOM.observers ?? 0),
		facilitators: [running.door(OWN, 0)],
		large: all(LARGE, LARGE.people),
		full: all(FULL, FULL.facilitators ?? 0),
		fullSteps: running.stepsOf(FULL),
		framed: all(FRAMED, FRAMED.people),
		framedWall: seeds.get(FRAMED.seed) ?? new Uint8Array(),
		posting: all(POSTING, POSTING.people),
		postStep: running.stepsOf(POSTING)[0] ?? '',
		wall: seed
	};
}
async function enterAll(running: Running, deliveries: Deliveries): Promise<Member[]> {
	const log = new RoomLog();
	const members = Array.from({ length: WRITERS }, (_, writer) => {
		const door = running.door(ROOM, writer);
		return new Member(door, log, deliveries, writer, prepareMoves(seed, writer, moves));
	});
	await Promise.all(members.map((member) => member.join(Y.encodeStateVectorFromUpdate(seed))));
	return members;
}

async function measure(server: Server, attack: Attack) {
	const running = await server.start();
	const deliveries = new Deliveries();
	const members = await enterAll(running, deliveries);
	const attacker = await Attacker.start(attack.name, partsOf(running));
	await work(members, deliveries);
	const quiet = await work(members, deliveries);
	const before = await running.usage('memory');
	attacker.begin();
	const attacked = await work(members, deliveries);
	const did = await attacker.end();
	const grown = (await running.usage('memory')) - before;
	// Sockets closed by the stop do not count.
	const { closes } = deliveries;
	await running.stop();
	table(`Thirty writers beside ${attack.name}`, [
		['what the attackers did', did],
		['p99 quiet', told(quiet)],
		['p99 attacked', told(attacked)],
		['attacked to quiet', `${(attacked.p99 / quiet.p99).toFixed(2)} (aim: at most 2)`],
		['sockets of writers closed', String(closes)],
		['memory after it', `${(grown / 1024 / 1024).toFixed(1)} MB more`]
	]);
}
const told = ({ p99, share }: Measured) =>
	`${p99.toFixed(1)} ms, ${(100 * share).toFixed(1)} % delivered`;

// The servers have their default limits: these have to stop the attackers.
const bare = await groundwork(ROOMS, {});
const whole = await groundwork(ROOMS, {}, 'server/main.ts');
for (const attack of ATTACKS.filter(({ name }) => name.includes(ONLY)))
	await measure(attack.asksPages ? whole : bare, attack);
tidyUp();
process.exit(0);
