/**
 * The clients of the sync bench. They use raw frames, changes encoded in advance, and counters instead of
 * documents, so that one process keeps up with a server that has its own core.
 */
import { once } from 'node:events';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';
import { askFrame, awarenessFrame, updateFrame } from '../../server/sync/page-messages.ts';
import type { Deliveries } from './deliveries.ts';

/** How to connect to a document on one of the servers. */
export interface Door {
	url: string;
	headers: Record<string, string>;
	/** Precedes every message in both directions. */
	prefix: Uint8Array;
	/** Sent first. */
	greeting: Uint8Array | null;
	/** Whether the server has the document itself and answers. */
	answers: boolean;
	/** The token that lets people join the board; '' if there is none. */
	link: string;
}

const FIRST_CLIENT = 1001;
const MOST_WRITERS = 1_000;
export const clientOf = (writer: number) => FIRST_CLIENT + writer;
/** Changes by attackers do not count as changes by the writers. */
const isOfWriter = (client: number) =>
	client >= FIRST_CLIENT && client < FIRST_CLIENT + MOST_WRITERS;

/** Moves of one note as pages send them. `at` is the offset of the coordinate in the bytes. */
export type Moves = readonly { bytes: Buffer; at: number }[];
/** Not a 32-bit float, so that every coordinate has the same number of bytes. */
const PLACEHOLDER = 65_536.1;

/** `seed` is an encoded wall that contains `note-<writer>`. */
export function prepareMoves(seed: Uint8Array, writer: number, count: number): Moves {
	const moves: { bytes: Buffer; at: number }[] = [];
	const marker = Buffer.from(encoding.encode((any) => encoding.writeAny(any, PLACEHOLDER)));
	const doc = new Y.Doc();
	Y.applyUpdate(doc, seed);
	doc.clientID = clientOf(writer);
	const note = doc.getMap<Y.Map<number>>('notes').get(`note-${writer}`);
	doc.on('update', (update: Uint8Array) => {
		const bytes = Buffer.from(updateFrame(update));
		moves.push({ bytes, at: bytes.indexOf(marker) + 1 });
	});
	for (let made = 0; made < count; made++) note?.set('x', PLACEHOLDER);
	return moves;
}

/** The content of one merged update, parsed once for all who receive the same bytes. */
interface Arrival {
	payload: Buffer;
	/** Number of updates by Yjs client, counted by how far they advance the client's clock. */
	counts: Map<number, number>;
	total: number;
	sentAt: { client: number; time: number }[];
}
/** All updates sent in one room, in order. */
export class RoomLog {
	readonly #arrivals: Arrival[] = [];

	/** Finds the payload at or after a position. Returns it with the next position. */
	find(payload: Buffer, from: number): [Arrival, number] {
		for (let at = from; at < this.#arrivals.length; at++) {
			const arrival = this.#arrivals[at];
			if (arrival?.payload.equals(payload)) return [arrival, at + 1];
		}
		const arrival = read(payload);
		return [arrival, this.#arrivals.push(arrival)];
	}
}
function read(payload: Buffer): Arrival {
	const arrival: Arrival = {
		payload: Buffer.from(payload),
		counts: new Map(),
		total: 0,
		sentAt: []
	};
	for (const struct of Y.decodeUpdate(payload).structs) {
		const { client } = struct.id;
		if (!isOfWriter(client)) continue;
		arrival.counts.set(client, (arrival.counts.get(client) ?? 0) + struct.length);
		arrival.total += struct.length;
		if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue;
		for (const time of struct.content.arr as unknown[])
			if (typeof time === 'number') arrival.sentAt.push({ client, time });
	}
	return arrival;
}

const CURSOR = /"x":([\d.]+),"y":(\d+)/g;
/** A cursor's `y` encodes its writer and the number of that writer's earlier cursors. */
const CURSORS_PER_WRITER = 400;

/** One page. It keeps no document: it counts the messages that it receives and sends prepared ones. */
export class Member {
	readonly #door: Door;
	readonly #log: RoomLog;
	readonly #deliveries: Deliveries;
	readonly #writer: number;
	readonly #moves: Moves;
	readonly #socket: WebSocket;
	readonly #joined = Promise.withResolvers<undefined>();
	/** The newest cursor seen from each other member. */
	readonly #cursors = new Map<number, number>();
	#position = 0;
	#sent = 0;
	#cursor = 0;
	/** Bytes of all messages received so far. */
	received = 0;

	constructor(door: Door, log: RoomLog, deliveries: Deliveries, writer: number, moves: Moves = []) {
		this.#door = door;
		this.#log = log;
		this.#deliveries = deliveries;
		this.#writer = writer;
		this.#moves = moves;
		this.#socket = new WebSocket(door.url, {
			headers: door.headers,
			perMessageDeflate: false,
			skipUTF8Validation: true
		});
		this.#socket.on('message', (data: Buffer) => this.#receive(data));
		this.#socket.on('error', () => {});
		this.#socket.on('close', () => {
			this.#joined.reject(new Error('the server closed the socket'));
			this.#deliveries.closed();
		});
	}

	/** Resolves when the server has sent what a copy with this state vector lacks. */
	async join(stateVector: Uint8Array) {
		this.#joined.promise.catch(() => {});
		await once(this.#socket, 'open');
		const { greeting, answers } = this.#door;
		if (greeting) this.#socket.send(greeting);
		this.#say(askFrame(stateVector));
		if (answers) await this.#joined.promise;
	}
	/** Moves this member's note. `others` is how many members should receive the move. */
	move(others: number) {
		const move = this.#moves[this.#sent++];
		if (!move) throw new Error('the bench ran out of prepared moves');
		move.bytes.writeDoubleBE(this.#deliveries.now(), move.at);
		this.#deliveries.expect(others);
		this.#say(move.bytes);
	}
	moveCursor(others: number) {
		const x = this.#deliveries.now().toFixed(3);
		const y = this.#writer * CURSORS_PER_WRITER + ++this.#cursor;
		const state = `{"who":{"id":"participant-${this.#writer}","name":"Participant ${this.#writer}","fn":"sales"},"cursor":{"x":${x},"y":${y}},"drag":null}`;
		this.#deliveries.expect(others);
		this.#say(awarenessFrame([{ client: clientOf(this.#writer), clock: this.#cursor, state }]));
	}
	async leave() {
		const gone = once(this.#socket, 'close');
		this.#socket.close();
		await gone;
	}

	#say(message: Uint8Array) {
		const { prefix } = this.#door;
		this.#socket.send(prefix.length > 0 ? Buffer.concat([prefix, message]) : message);
	}
	#receive(data: Buffer) {
		this.received += data.length;
		const at = this.#door.prefix.length;
		if (data[at] === MESSAGE.awareness) return this.#seeCursors(data);
		if (data[at] !== MESSAGE.sync) return;
		if (data[at + 1] === 1) this.#joined.resolve(undefined);
		if (data[at + 1] !== 2) return;
		let body = at + 2;
		while ((data[body] ?? 0) >= 128) body++;
		this.#take(data.subarray(body + 1));
	}
	#take(payload: Buffer) {
		const [arrival, position] = this.#log.find(payload, this.#position);
		this.#position = position;
		const own = clientOf(this.#writer);
		this.#deliveries.deliver(arrival.total - (arrival.counts.get(own) ?? 0));
		const now = this.#deliveries.now();
		for (const { client, time } of arrival.sentAt)
			if (client !== own) this.#deliveries.took(now - time);
	}
	#seeCursors(data: Buffer) {
		const now = this.#deliveries.now();
		for (const [, x, y] of data.toString('latin1').matchAll(CURSOR)) {
			const writer = Math.floor(Number(y) / CURSORS_PER_WRITER);
			const cursor = Number(y) % CURSORS_PER_WRITER;
			const seen = this.#cursors.get(writer) ?? 0;
			if (writer === this.#writer || cursor <= seen) continue;
			this.#cursors.set(writer, cursor);
			// If a newer position arrived instead, the skipped older ones count as delivered.
			this.#deliveries.deliver(cursor - seen);
			this.#deliveries.took(now - Number(x));
		}
	}
}
