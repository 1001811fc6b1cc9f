/** A real sync server on a free port, people with real y-websocket providers, and a store that can fail. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import { NO_PROGRESS, STAGE_BEGINNING, UNPARKED } from '../../src/lib/workshop/defaults.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { vi } from 'vitest';
import * as decoding from 'lib0/decoding';
import { WebSocket, type RawData } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type { DocumentUpdate, Store } from '../../server/store/store.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { createLive } from '../../server/sync/live-server.ts';
import { SYNC_LIMITS, type SyncLimits } from '../../server/sync/limits.ts';
import { SILENT_METER, type Meter } from '../../server/sync/meter.ts';
import type { Live, LiveHooks } from '../../server/sync/live.ts';
import { countingSocket } from '../../src/lib/live/counting-socket.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import type { Action } from '../../src/lib/workshop/actions.ts';
import type { Me, Note, Round, StageView } from '../../src/lib/workshop/types.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';

export const BOARD = 'board1';
export const seatOf = (id: string, role: Me['role'] = 'participant'): Me => ({
	id,
	name: `Name of ${id}`,
	fn: role === 'observer' ? '' : 'sales',
	role
});

/** Waits for a condition, never for a time. */
export const until = (condition: () => boolean, what = 'the condition') =>
	vi.waitFor(
		() => {
			if (!condition()) throw new Error(`still waiting for ${what}`);
		},
		{ timeout: 20_000, interval: 4 }
	);

/** An in-memory store that can delay its appends or let them fail. */
export function trickyStore(inner: Store = openSqlite(':memory:')) {
	let gate: Promise<void> | null = null;
	let open = () => {};
	const state = {
		failing: false,
		waiting: 0,
		appends: [] as string[][],
		snapshots: [] as string[]
	};
	const append = async (updates: readonly DocumentUpdate[]) => {
		state.waiting++;
		if (gate) await gate;
		state.waiting--;
		if (state.failing) throw new Error('disk is full');
		state.appends.push(updates.map(({ document }) => document));
		await inner.append(updates);
	};
	const saveSnapshot: Store['saveSnapshot'] = async (document, ...rest) => {
		await inner.saveSnapshot(document, ...rest);
		state.snapshots.push(document);
	};
	const store: Store = { ...inner, append, saveSnapshot };
	return Object.assign(state, {
		store,
		hold() {
			gate = new Promise((resolve) => (open = resolve));
		},
		release() {
			gate = null;
			open();
		}
	});
}

/** The workshop that these tests need: seats by name, and switches. */
export class FakeWorkshop implements LiveHooks {
	readonly seats = new Map<string, Me>();
	readonly committedDesks: string[] = [];
	committedWalls = 0;
	readonly asked: Action[][] = [];
	presenceChanges = 0;
	cursors = true;
	closedFor: string | null = null;
	round: Round | null = {
		id: 'round1',
		stepId: 'vote',
		dots: 5,
		maxPerCluster: 5,
		openedAt: 0,
		endsAt: null,
		status: 'open',
		result: null
	};
	/** Roots of a desk that are read again after each commit. */
	rootsRead: readonly string[] = [];
	title = 'A board';
	epochNow = 1;
	deskEpochNow = 1;

	constructor(...seats: Me[]) {
		for (const me of seats) this.seats.set(me.id, me);
	}
	userOf(request: IncomingMessage) {
		return Promise.resolve(/user=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? null);
	}
	seat(userId: string, board: string): Promise<Me | 'noBoard' | 'deleted' | null> {
		return Promise.resolve(board === BOARD ? (this.seats.get(userId) ?? null) : 'noBoard');
	}
	stageView(board: string, me: Me): StageView {
		return {
			board,
			version: 1,
			title: this.title,
			purpose: '',
			createdAt: 0,
			attribution: 'function',
			functions: [],
			smallestGroup: 1,
			steps: [],
			currentStep: '',
			...STAGE_BEGINNING,
			epoch: this.epochNow,
			people: [{ ...me, online: true, ready: false }],
			newcomers: [],
			unposted: { notes: null, answers: null },
			full: [],
			progress: NO_PROGRESS,
			now: 0
		};
	}
	refuses(_board: string, me: Me, actions: readonly Action[]): ServerSentence | null {
		if (actions.length === 0) return null;
		this.asked.push([...actions]);
		if (me.role === 'observer') return ({ rules }) => rules.observer;
		const { closedFor } = this;
		return closedFor === null ? null : () => closedFor;
	}
	epoch() {
		return this.epochNow;
	}
	deskEpoch() {
		return this.deskEpochNow;
	}
	openRound() {
		return this.round;
	}
	whyNoMark(): ServerSentence | null {
		return null;
	}
	shownPresence() {
		return this.cursors ? ('all' as const) : ('none' as const);
	}
	wallCommitted() {
		this.committedWalls++;
	}
	deskCommitted(_board: string, participant: string): readonly string[] {
		this.committedDesks.push(participant);
		return this.rootsRead;
	}
	presenceChanged() {
		this.presenceChanges++;
	}
	held() {
		return { bytes: 0, inUse: 0 };
	}
	giveWay() {}
}

export interface TestServer {
	port: number;
	live: Live;
	workshop: FakeWorkshop;
	stop(): Promise<void>;
}
export async function startServer({
	store,
	workshop,
	limits = {},
	allowedOrigins = null,
	meter = SILENT_METER,
	port = 0
}: {
	store: Store;
	workshop: FakeWorkshop;
	limits?: Partial<SyncLimits>;
	allowedOrigins?: readonly string[] | null;
	meter?: Meter;
	/** For a server that replaces another one; 0 takes a free port. */
	port?: number;
}): Promise<TestServer> {
	const live = createLive({
		store,
		hooks: workshop,
		log: pino({ level: 'silent' }),
		allowedOrigins,
		meter,
		limits: { ...SYNC_LIMITS, ...limits }
	});
	const server = createServer();
	server.on('upgrade', (request, socket, head) => live.upgrade(request, socket, head));
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		live,
		workshop,
		async stop() {
			server.close();
			await live.close();
			server.closeAllConnections();
		}
	};
}

export const headersOf = (port: number, user: string) => ({
	origin: `http://127.0.0.1:${port}`,
	cookie: `user=${user}`
});
const toBytes = (data: RawData) =>
	data instanceof ArrayBuffer
		? new Uint8Array(data)
		: Buffer.isBuffer(data)
			? data
			: Buffer.concat(data);

/** A page's end of one socket. It sends as pages do, and records everything that it receives. */
export interface Line {
	provider: WebsocketProvider;
	/** The frames received on all its sockets, in order. */
	frames: Uint8Array[];
	/** The number in the last `saved` message of the newest socket. */
	readonly saved: number;
	/** The number of document messages sent on the newest socket. */
	readonly sent: number;
	closes: { code: number; reason: string }[];
	stop(): void;
}

export interface LineOptions {
	kind?: 'wall' | 'desk';
	board?: string;
	headers?: Record<string, string>;
	/** Parameters of the URL, such as the epoch of a copy. */
	params?: Record<string, string>;
	connect?: boolean;
	/** The longest wait before a lost connection is tried again. */
	retryMs?: number;
}
export function openLine(
	port: number,
	user: string,
	doc: Wall['doc'],
	{
		kind = 'wall',
		board = BOARD,
		headers = headersOf(port, user),
		params = {},
		connect = true,
		retryMs = 50
	}: LineOptions = {}
): Line {
	/** Counts for the newest socket; an older one may still send while it closes. */
	let counts = { saved: 0, sent: 0 };
	const frames: Uint8Array[] = [];
	const closes: Line['closes'] = [];
	class Recorder extends WebSocket {
		readonly #counts = { saved: 0, sent: 0 };
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols, { headers });
			const own = (counts = this.#counts);
			this.on('message', (data) => {
				const bytes = toBytes(data);
				frames.push(bytes);
				if (bytes[0] === MESSAGE.saved) own.saved = readSaved(bytes);
			});
			this.on('close', (code, reason) => closes.push({ code, reason: reason.toString() }));
		}
		override send(data: Parameters<WebSocket['send']>[0]) {
			if (data instanceof Uint8Array && data[0] === MESSAGE.sync && data[1] !== 0)
				this.#counts.sent++;
			super.send(data);
		}
	}
	const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/live/${kind}`, board, doc, {
		WebSocketPolyfill: countingSocket(
			Recorder as unknown as typeof globalThis.WebSocket,
			doc,
			() => {}
		),
		disableBc: true,
		maxBackoffTime: retryMs,
		params,
		connect
	});
	provider.messageHandlers[MESSAGE.stage] = () => {};
	provider.messageHandlers[MESSAGE.saved] = () => {};
	return {
		provider,
		frames,
		closes,
		get saved() {
			return counts.saved;
		},
		get sent() {
			return counts.sent;
		},
		stop() {
			provider.destroy();
			provider.awareness.destroy();
		}
	};
}
const readSaved = (bytes: Uint8Array) => {
	const decoder = decoding.createDecoder(bytes);
	decoding.readVarUint(decoder);
	return decoding.readVarUint(decoder);
};
/**
 * Whether everything that the page sent is committed, and the page has everything. A closing socket sends nothing
 * more.
 */
export const isSaved = ({ provider, saved, sent }: Line) =>
	provider.ws?.readyState === WebSocket.OPEN && provider.synced && saved === sent;

/** Whether a received frame contains the text. */
export const saw = (line: Line, text: string) =>
	line.frames.some((frame) => Buffer.from(frame).includes(text));

export interface PersonOnWall extends Line {
	wall: Wall;
}
export function onWall(port: number, user: string, options: LineOptions = {}): PersonOnWall {
	const wall = new Wall();
	return Object.assign(openLine(port, user, wall.doc, options), { wall });
}
export function atDesk(
	port: number,
	user: string,
	options: LineOptions = {}
): Line & { desk: Desk } {
	const desk = new Desk();
	return Object.assign(openLine(port, user, desk.doc, { ...options, kind: 'desk' }), { desk });
}

export const noteOf = (id: string, text = `Text of ${id}`): Note => ({
	id,
	text,
	kind: 'problem',
	fn: 'sales',
	by: '',
	x: 0,
	y: 0,
	cluster: '',
	order: 'a0',
	...UNPARKED,
	archived: false
});
