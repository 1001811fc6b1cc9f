/** The workloads of the sync bench. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import { quantile } from './measure.ts';
import { Deliveries } from './deliveries.ts';
import { Member, RoomLog, prepareMoves, type Moves } from './sync-client.ts';
import { SEEDS, seeds, type Room, type Running } from './sync-servers.ts';

/** Numbers of rounds and of seconds; lower with `--quick`. */
export interface Pace {
	rounds: number;
	warmUp: number;
	measured: number;
	/** How often the join of 50 people is repeated. */
	joins: number;
}
/** Column names and measured values; NaN if there is nothing to measure. */
export type Result = Record<string, number>;
export interface Workload {
	title: string;
	rooms: readonly Room[];
	/** If true, servers without documents cannot take part. */
	needsDocuments: boolean;
	run(running: Running, pace: Pace): Promise<Result>;
}

const UPDATE_PERIOD_MS = 500;
const CURSOR_PERIOD_MS = 100;
/** Deliveries in progress for each receiver while a server is saturated. */
const WINDOW = 1_500;
/** Minimum updates per second during warm-up: on a server that has run for hours, the code is already compiled. */
const WARM_UP_RATE = 600;
const ARRIVAL_LIMIT_MS = 5_000;
const CONNECTS_AT_ONCE = 20;
/** After this time, everything from the joins is sent and its memory can be collected. */
const REST_MS = 1_000;
const EMPTY_STATE = Y.encodeStateVector(new Y.Doc());

/** Connects the members of all rooms, with their moves prepared. */
async function gather(
	running: Running,
	rooms: readonly Room[],
	deliveries: Deliveries,
	moves: number
) {
	const prepared = new Map<string, Moves>();
	const movesOf = (seed: Room['seed'], writer: number) => {
		const key = `${seed} ${writer}`;
		let list = prepared.get(key);
		if (!list)
			prepared.set(key, (list = prepareMoves(seeds.get(seed) ?? EMPTY_STATE, writer, moves)));
		return list;
	};
	// Moves are prepared before anybody connects: it takes a while, and during it pings would go unanswered.
	for (const { seed, people } of rooms)
		for (let writer = 0; moves > 0 && writer < people; writer++) movesOf(seed, writer);
	const gathered: Member[][] = [];
	for (const room of rooms) {
		const log = new RoomLog();
		const members: Member[] = [];
		for (let at = 0; at < room.people; at += CONNECTS_AT_ONCE) {
			const count = Math.min(CONNECTS_AT_ONCE, room.people - at);
			const slice = Array.from({ length: count }, (_, index) => {
				const writer = at + index;
				const own = moves > 0 ? movesOf(room.seed, writer) : [];
				return new Member(running.door(room, writer), log, deliveries, writer, own);
			});
			await Promise.all(slice.map((member) => member.join(stateOf(room))));
			members.push(...slice);
		}
		gathered.push(members);
	}
	return gathered;
}
const stateOf = ({ seed }: Room) =>
	Y.encodeStateVectorFromUpdate(seeds.get(seed) ?? new Uint8Array());

async function arrived(deliveries: Deliveries) {
	const until = performance.now() + ARRIVAL_LIMIT_MS;
	while (deliveries.delivered < deliveries.expected && performance.now() < until)
		await setTimeout(5);
}

/** Each member acts once per period, one after the other. */
async function steadily(
	members: readonly Member[],
	periodMs: number,
	seconds: number,
	act: (member: Member) => void
) {
	const started = performance.now();
	const total = Math.round((members.length * seconds * 1000) / periodMs);
	for (let done = 0; done < total;) {
		const due = Math.floor(((performance.now() - started) * members.length) / periodMs);
		for (; done < Math.min(due, total); done++) {
			const member = members[done % members.length];
			if (member) act(member);
		}
		await setTimeout(1);
	}
}

/** Runs a load twice: once to warm up, then measured. */
async function measure(
	running: Running,
	deliveries: Deliveries,
	pace: Pace,
	load: (seconds: number, part: 'warm-up' | 'measured') => Promise<void>
): Promise<Result> {
	// Messages from the joins do not count as moves.
	deliveries.reset();
	await load(pace.warmUp, 'warm-up');
	await arrived(deliveries);
	deliveries.reset();
	const before = await running.usage('cpu');
	const started = performance.now();
	await load(pace.measured, 'measured');
	await arrived(deliveries);
	const seconds = (performance.now() - started) / 1000;
	const cpu = (await running.usage('cpu')) - before;
	return {
		'p50 ms': deliveries.quantile(0.5),
		'p99 ms': deliveries.quantile(0.99),
		'delivered %': (100 * deliveries.delivered) / deliveries.expected,
		'CPU ms per 1,000': (cpu * 1e6) / deliveries.delivered,
		'deliveries per CPU s': deliveries.delivered / cpu,
		'deliveries per s': deliveries.delivered / seconds,
		closed: deliveries.closes
	};
}

/** The members of all rooms in turn, so that no room is busy while others are idle. */
function interleaved(rooms: readonly (readonly Member[])[]): Member[] {
	const most = Math.max(...rooms.map(({ length }) => length));
	return Array.from({ length: most }, (_, at) =>
		rooms.flatMap((members) => members[at] ?? [])
	).flat();
}
function steadyWriters(title: string, rooms: readonly Room[]): Workload {
	return {
		title,
		rooms,
		needsDocuments: false,
		async run(running, pace) {
			const deliveries = new Deliveries();
			const people = rooms.reduce((sum, room) => sum + room.people, 0);
			const warmUpPeriodMs = Math.min(UPDATE_PERIOD_MS, (people * 1000) / WARM_UP_RATE);
			const moves =
				(pace.warmUp * 1000) / warmUpPeriodMs + (pace.measured * 1000) / UPDATE_PERIOD_MS + 2;
			const members = interleaved(await gather(running, rooms, deliveries, moves));
			const others = (rooms[0]?.people ?? 1) - 1;
			return measure(running, deliveries, pace, (seconds, part) => {
				const periodMs = part === 'measured' ? UPDATE_PERIOD_MS : warmUpPeriodMs;
				return steadily(members, periodMs, seconds, (member) => member.move(others));
			});
		}
	};
}

const CROWD: Room = { name: 'crowd', seed: 'hundred', people: 200 };
const crowd: Workload = {
	title: 'One room of 200 with cursors, 10 moves a second each',
	rooms: [CROWD],
	needsDocuments: false,
	async run(running, pace) {
		const deliveries = new Deliveries();
		const members = interleaved(await gather(running, [CROWD], deliveries, 0));
		return measure(running, deliveries, pace, (seconds) =>
			steadily(members, CURSOR_PERIOD_MS, seconds, (member) => member.moveCursor(199))
		);
	}
};

const FULL: Room = { name: 'full', seed: 'hundred', people: 30 };
const MOVES_PER_SECOND = 2_000;
const saturation: Workload = {
	title: 'Saturation: 30 writers in one room, as fast as it delivers',
	rooms: [FULL],
	needsDocuments: false,
	async run(running, pace) {
		const deliveries = new Deliveries();
		const moves = (pace.warmUp + pace.measured) * MOVES_PER_SECOND;
		const members = interleaved(await gather(running, [FULL], deliveries, moves));
		const others = FULL.people - 1;
		let next = 0;
		return measure(running, deliveries, pace, async (seconds) => {
			const until = performance.now() + seconds * 1000;
			while (performance.now() < until) {
				while (deliveries.expected - deliveries.delivered < WINDOW * others)
					members[next++ % members.length]?.move(others);
				await setImmediate();
			}
		});
	}
};

const JOINED: Room = { name: 'joined', seed: 'thousand', people: 51 };
const join: Workload = {
	title: 'Fifty join a board of 1,000 notes at once',
	rooms: [JOINED],
	needsDocuments: true,
	async run(running, pace) {
		const deliveries = new Deliveries();
		const log = new RoomLog();
		const newMember = (person: number) =>
			new Member(running.door(JOINED, person), log, deliveries, person);
		const first = newMember(50);
		await first.join(EMPTY_STATE);
		const times: number[] = [];
		let bytes = 0;
		let before = await running.usage('cpu');
		for (let round = 0; round <= pace.joins; round++) {
			// The first round is the warm-up.
			if (round === 1) before = await running.usage('cpu');
			const started = performance.now();
			const members = Array.from({ length: 50 }, (_, person) => newMember(person));
			await Promise.all(members.map((member) => member.join(EMPTY_STATE)));
			if (round > 0) times.push(performance.now() - started);
			bytes = quantile(
				members.map(({ received }) => received),
				0.5
			);
			await Promise.all(members.map((member) => member.leave()));
		}
		const cpu = (await running.usage('cpu')) - before;
		return {
			'median ms until all have it': quantile(times, 0.5),
			'CPU ms per join': (cpu * 1000) / (50 * pace.joins),
			'KB at join': bytes / 1024
		};
	}
};

const CONNECTED: Room = { name: 'connected', seed: 'empty', people: 200 };
const boards = (seed: Room['seed'], count: number): Room[] =>
	Array.from({ length: count }, (_, at) => ({ name: `${seed}${at}`, seed, people: 1 }));
const IDLE = boards('empty', 100);
const LARGE = boards('thousand', 10);
const memory: Workload = {
	title: 'Memory',
	rooms: [CONNECTED, ...IDLE, ...LARGE],
	needsDocuments: false,
	async run(running) {
		const deliveries = new Deliveries();
		// The first connections fill the caches that all connections share.
		await gather(running, [{ ...CONNECTED, people: 20 }], deliveries, 0);
		const atRest = async () => {
			await setTimeout(REST_MS);
			return running.usage('memory');
		};
		const grown = async (rooms: readonly Room[], count: number) => {
			const before = await atRest();
			await gather(running, rooms, deliveries, 0);
			return ((await atRest()) - before) / count / 1024;
		};
		const connection = await grown([CONNECTED], CONNECTED.people);
		const idle = (await grown(IDLE, IDLE.length)) - connection;
		const large = (await grown(LARGE, LARGE.length)) - connection;
		return {
			'KB per connection': connection,
			'KB per idle empty board': idle,
			[`KB per board of ${SEEDS.thousand.toLocaleString('en')} notes`]: large
		};
	}
};

export const WORKLOADS: readonly Workload[] = [
	steadyWriters('One room of 30 writers, 2 moves a second each', [
		{ name: 'one', seed: 'hundred', people: 30 }
	]),
	steadyWriters(
		'A hundred rooms of 10 writers, 2 moves a second each',
		Array.from({ length: 100 }, (_, at) => ({
			name: `many${at}`,
			seed: 'hundred' as const,
			people: 10
		}))
	),
	crowd,
	join,
	saturation,
	memory
];
