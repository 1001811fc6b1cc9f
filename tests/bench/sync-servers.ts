/** The servers of the sync bench. Each runs in its own process with the same boards. */
import { UNPARKED } from '../../src/lib/workshop/defaults.ts';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as encoding from 'lib0/encoding';
import { NODE_FLAGS } from '../../server/node-flags.mjs';
import { openSqlite } from '../../server/store/sqlite.ts';
import { FIRST_EPOCH, nameOf } from '../../server/sync/documents.ts';
import { layFrame } from '../../src/lib/wall/items.ts';
import { addNote } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import type { Step } from '../../src/lib/workshop/types.ts';
import { seedBoard } from '../support/seed.ts';
import { serve, type Served } from './measure.ts';
import type { Door } from './sync-client.ts';
import type { Question } from './usage.ts';

export const SEEDS = {
	empty: 0,
	hundred: 100,
	thousand: 1000,
	full: 6000,
	largest: 12_000
} as const;
/** The text about why the group meets, on each wall. */
const WHY = 'Callers explain it again. '.repeat(20);
export interface Room {
	name: string;
	seed: keyof typeof SEEDS;
	people: number;
	/** The group's current step; Cluster by default. In a Post step, notes go to the wall at once. */
	step?: 'post' | 'frame';
	/** Number of observers' seats; they come after the seats of `people`. */
	observers?: number;
	/** Number of facilitators' seats; they come after the observers'. */
	facilitators?: number;
}
export interface Server {
	readonly name: string;
	/** Whether the server has documents and not only sockets. */
	readonly keeps: boolean;
	start(): Promise<Running>;
}
export interface Running {
	door(room: Room, person: number): Door;
	/** CPU seconds so far, or bytes in use. */
	usage(question: Question): Promise<number>;
	/** The ids of the room's steps, starting with the group's current one. */
	stepsOf(room: Room): readonly string[];
	stop(): Promise<void>;
}

const NODE_OPTIONS = ['--expose-gc', '--import', './tests/bench/usage.ts'];
const NONE = new Uint8Array();

const scratch = mkdtempSync(join(tmpdir(), 'groundwork-bench-'));
const newDir = () => mkdtempSync(join(scratch, 'run-'));
/** Removes the files that the servers wrote. */
export const tidyUp = () => rmSync(scratch, { recursive: true });

/** Walls as the server writes them, by the name of the seed. */
export const seeds = new Map<string, Uint8Array>(
	Object.entries(SEEDS).map(([name, notes]) => {
		const wall = new Wall();
		wall.doc.clientID = 7;
		layFrame(wall, { why: WHY });
		for (let at = 0; at < notes; at++)
			addNote(wall, {
				id: `note-${at}`,
				text: `Callers tell their story again to each of us, number ${at}`,
				kind: 'problem',
				fn: 'sales',
				by: '',
				x: at * 10,
				y: at,
				cluster: '',
				order: 'a0',
				...UNPARKED,
				archived: false
			});
		return [name, wall.encode()];
	})
);

async function start(
	file: string,
	env: Record<string, string>,
	door: (url: string, room: Room, person: number) => Door,
	flags: readonly string[] = [],
	stepsOf: Running['stepsOf'] = () => []
): Promise<Running> {
	// To profile the server under load, set SERVER_OPTIONS='--cpu-prof'.
	const extra = (process.env.SERVER_OPTIONS ?? '').split(' ').filter(Boolean);
	const served: Served = await serve(file, env, [...NODE_OPTIONS, ...flags, ...extra]);
	return {
		door: (room, person) => door(served.url.replace('http', 'ws'), room, person),
		async usage(question) {
			const answer = once(served.process, 'message');
			served.process.send(question);
			return Number((await answer)[0]);
		},
		stepsOf,
		stop: () => served.stop()
	};
}

/** Changes a template's steps to fit a room. Adds the requested step if a short template lacks it. */
const stepsFor =
	({ step }: Room) =>
	(steps: Step[]) => {
		const [first] = steps;
		if (step === 'frame' && first) steps.push({ ...first, id: 'frame', kind: 'frame' });
		for (const one of steps) if (step === 'post' && one.kind === 'post') one.writing = 'open';
	};

/** In the saturation runs, each participant sends more than a page would, for longer, and all join at once. */
const NO_RATES: Readonly<Record<string, string>> = {
	GROUNDWORK_UPDATES_PER_SECOND: '1000000',
	GROUNDWORK_UPDATES_AT_ONCE: '1000000',
	GROUNDWORK_BYTES_PER_SECOND: '1000000000',
	GROUNDWORK_SHARE_BYTES: '1000000000',
	GROUNDWORK_SHARE_STRUCTS: '100000000',
	GROUNDWORK_WORK_PER_SECOND: '1000000000',
	GROUNDWORK_WORK_PER_SECOND_OF_BOARD: '1000000000',
	GROUNDWORK_UPGRADES_PER_SECOND: '1000000',
	GROUNDWORK_CONNECTS_PER_SECOND: '1000000'
};

/**
 * The real Groundwork: sessions, seats, checks, and a commit to disk before anybody receives a change. `limits` are
 * the environment variables that set its limits. `program` is the server with or without its pages.
 */
export async function groundwork(
	rooms: readonly Room[],
	limits: Readonly<Record<string, string>> = NO_RATES,
	program: 'tests/sync/bare-server.ts' | 'server/main.ts' = 'tests/sync/bare-server.ts'
): Promise<Server> {
	const dataDir = join(newDir(), 'seeded');
	const seats = new Map<
		string,
		{ board: string; tokens: string[]; link: string; steps: string[] }
	>();
	for (const room of rooms) {
		const { name, people, observers = 0, facilitators = 0 } = room;
		const seeded = await seedBoard(dataDir, {
			step: room.step ?? 'cluster',
			change: stepsFor(room),
			people: Array.from({ length: people + observers + facilitators }, (_, at) => ({
				name: `Participant ${at}`,
				fn: 'sales',
				role: at < people ? 'participant' : at < people + observers ? 'observer' : 'facilitator'
			}))
		});
		const { board, link, stage } = seeded;
		const others = stage.steps.map(({ id }) => id).filter((id) => id !== stage.currentStep);
		const stepIds = [stage.currentStep, ...others];
		const tokens = seeded.people.map(({ token }) => token);
		seats.set(name, { board, tokens, link, steps: stepIds });
	}
	const store = openSqlite(join(dataDir, 'groundwork.sqlite'));
	const written = rooms.filter(({ seed }) => seed !== 'empty');
	await store.append(
		written.map(({ name, seed }) => ({
			document: nameOf({ kind: 'wall', board: seats.get(name)?.board ?? '', epoch: FIRST_EPOCH }),
			update: seeds.get(seed) ?? NONE
		}))
	);
	await store.close();
	const env = { LOG_LEVEL: 'error', HOST: '127.0.0.1', PORT: '0', ...limits };
	return {
		name: 'Groundwork',
		keeps: true,
		start: () => {
			// Each run starts with the original boards.
			const DATA_DIR = newDir();
			cpSync(dataDir, DATA_DIR, { recursive: true });
			const door = (url: string, { name }: Room, person: number): Door => {
				const { board, tokens, link } = seats.get(name) ?? { board: '', tokens: [], link: '' };
				return {
					link,
					url: `${url}/live/wall/${board}`,
					headers: {
						cookie: `groundwork_session=${tokens[person]}`,
						origin: url.replace('ws', 'http')
					},
					prefix: NONE,
					greeting: null,
					answers: true
				};
			};
			const stepsOf = ({ name }: Room) => seats.get(name)?.steps ?? [];
			return start(program, { ...env, DATA_DIR }, door, NODE_FLAGS, stepsOf);
		}
	};
}

const AUTH = 2;
/** Every message begins with the name of its document. */
function hocuspocusDoor(url: string, { name, seed }: Room): Door {
	const prefix = encoding.encode((encoder) => encoding.writeVarString(encoder, `${seed}-${name}`));
	const greeting = encoding.encode((encoder) => {
		encoding.writeUint8Array(encoder, prefix);
		encoding.writeVarUint(encoder, AUTH);
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarString(encoder, 'a token');
	});
	return { url, headers: {}, prefix, greeting, answers: true, link: '' };
}
export function hocuspocus(storage: 'memory' | 'SQLite'): Server {
	const dir = newDir();
	const SEED = join(dir, 'seeds.json');
	const encoded = [...seeds].map(([name, state]) => [name, Buffer.from(state).toString('base64')]);
	writeFileSync(SEED, JSON.stringify(Object.fromEntries(encoded)));
	let runs = 0;
	return {
		name: `Hocuspocus, ${storage}`,
		keeps: true,
		start: () => {
			const DATABASE = storage === 'memory' ? '' : join(dir, `${runs++}.sqlite`);
			return start('tests/bench/hocuspocus.ts', { SEED, DATABASE }, hocuspocusDoor);
		}
	};
}

/** Checks nothing, stores nothing, and writes once per message. */
export const relay: Server = {
	name: 'bare relay',
	keeps: false,
	start: () =>
		start('tests/bench/relay.ts', {}, (url, { name }) => ({
			url: `${url}/${name}`,
			headers: {},
			prefix: NONE,
			greeting: null,
			answers: false,
			link: ''
		}))
};
