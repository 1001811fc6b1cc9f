/** The life of one socket: it waits for its document, exchanges messages, and closes once. */
import type { AllMessages, ServerSentence } from '../../src/lib/i18n/messages.ts';

import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { chargeWork, workWaitMs, type Allowance } from './allowance.ts';
import type { Attendance, Attendee } from './attendance.ts';
import type { DocumentId } from './documents.ts';
import { HEARTBEAT, readPageMessage, type PageMessage } from './page-messages.ts';
import type { SyncLimits } from './limits.ts';
import { ServerFull } from './memory.ts';
import { refusalOf, type Meter } from './meter.ts';
import { Outlet, type Network } from './outlet.ts';
import { packet, type Packet } from './packet.ts';
import type { Verdict } from './guard/policy.ts';
import type { WallPresence } from './presence.ts';
import type { Answer, Member, Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { CallOff, Turns } from './turns.ts';

/** The network below a connection. `send` and `close` never throw. */
export interface Transport extends Network {
	/** Stops reading from the network. Messages that were already read can still arrive. */
	pause(): void;
	resume(): void;
	/** `reason` is at most 120 bytes long. */
	close(code: number, reason: string): void;
}

export interface ConnectionParts {
	/** The messages in the person's language. */
	messages: AllMessages;
	id: DocumentId;
	me: Me;
	transport: Transport;
	limits: SyncLimits;
	rooms: Rooms;
	turns: Turns;
	attendance: Attendance<Connection>;
	/** Null for desks. */
	presence: WallPresence | null;
	judge(room: Room, update: Uint8Array, charge: (comparisons: number) => void): Verdict;
	meter: Meter;
	/** Milliseconds of a clock that never goes back. */
	now(): number;
	onClosed(): void;
}

type State =
	| { kind: 'loading' }
	| { kind: 'open'; room: Room; allowance: Allowance; release: () => void }
	| { kind: 'closed' };

const REASON_BYTES = 120;
const SIGN_OF_LIFE = packet(HEARTBEAT);

/** The reason if the close code says everything. */
const NOTHING: ServerSentence = () => '';
/** No page sends such a message. */
const UNREADABLE: ServerSentence = () => 'The message cannot be read.';

export class Connection implements Member, Attendee {
	readonly kind: 'wall' | 'desk';
	readonly board: string;
	readonly me: Me;
	readonly #parts: ConnectionParts;
	#state: State = { kind: 'loading' };
	/** The number of document messages so far. */
	#received = 0;
	/** Whether an update was left out, and the page was asked to send it again. */
	#gap = false;
	readonly #outlet: Outlet;
	/** Whether an ask of the page is being answered, and the latest ask since then. */
	#asking = false;
	#askedAgain: Uint8Array | null = null;
	/** Why the next message waits: for its turn, or for its sender to pause after too much work. */
	#wait: { for: 'turn' | 'rest'; callOff: CallOff } | null = null;
	/** Messages that were read from the network and are waiting. */
	#unread: Uint8Array[] = [];
	/** Whether the network closed while a message was waiting for its turn. */
	#alone = false;
	/** Closes the connection if an answer takes too long. */
	#answerTimer: NodeJS.Timeout | undefined;

	constructor(parts: ConnectionParts) {
		this.#parts = parts;
		this.#outlet = new Outlet(parts.transport);
		this.kind = parts.id.kind;
		this.board = parts.id.board;
		this.me = parts.me;
	}

	/** Resolves when the connection can take messages. Hand in none before that. */
	async open() {
		const { attendance, rooms, presence, id } = this.#parts;
		const entry = attendance.enter(this);
		if (entry.kind === 'full') return this.close(CLOSE.tooMuch, entry.reason);
		let held: Awaited<ReturnType<Rooms['hold']>>;
		try {
			held = await rooms.hold(id);
		} catch (error) {
			const isFull = error instanceof ServerFull;
			return this.close(CLOSE.tryAgain, ({ requests, sync }) =>
				isFull ? requests.full : sync.notLoaded
			);
		}
		if (this.#state.kind === 'closed') return held.release();
		this.#state = { kind: 'open', allowance: entry.allowance, ...held };
		held.room.join(this);
		presence?.join(this);
	}

	/**
	 * Handles one message. Never throws. A long message waits for its turn, and somebody who sent too much work
	 * waits longer; the sender's later messages wait too.
	 */
	receive(bytes: Uint8Array) {
		if (!this.#wait && !this.#isLong(bytes) && this.#restMs() === 0) return this.#receive(bytes);
		this.#unread.push(bytes);
		if (!this.#wait) this.#readOn();
	}
	/** How long the person has to pause before the next message. A new socket does not shorten it. */
	#restMs(): number {
		return this.#state.kind === 'open' ? workWaitMs(this.#state.allowance, this.#parts.now()) : 0;
	}
	#isLong(bytes: Uint8Array) {
		return bytes.length > this.#parts.limits.shortBytes;
	}
	#receive(bytes: Uint8Array) {
		if (this.#state.kind !== 'open') return;
		const { limits, now } = this.#parts;
		const { room, allowance } = this.#state;
		if (bytes.length > limits.frameBytes)
			return this.close(CLOSE.tooMuch, ({ sync }) => sync.tooMuch);
		const message = readPageMessage(bytes);
		if (!message) return this.close(CLOSE.broken, UNREADABLE);
		if (!allowance.bytes.take(now(), bytes.length) || !inTime(message, allowance, limits, now()))
			return this.close(CLOSE.tooMuch, ({ sync }) => sync.tooFast);
		this.#handle(message, room, allowance);
	}
	#rest(restMs: number) {
		const timer = setTimeout(() => {
			this.#wait = null;
			this.#readOn();
		}, Math.ceil(restMs));
		this.#waitFor('rest', () => clearTimeout(timer));
	}
	#askForTurn() {
		const callOff = this.#parts.turns.ask(() => {
			this.#wait = null;
			const bytes = this.#unread.shift();
			if (bytes) this.#receive(bytes);
			this.#readOn();
		});
		this.#waitFor('turn', callOff);
	}
	#waitFor(what: 'turn' | 'rest', callOff: CallOff) {
		this.#wait = { for: what, callOff };
		this.#parts.transport.pause();
	}
	#readOn() {
		while (!this.#wait) {
			const [bytes] = this.#unread;
			if (!bytes) break;
			const restMs = this.#restMs();
			if (restMs > 0) return this.#alone ? this.closed() : this.#rest(restMs);
			if (this.#isLong(bytes)) return this.#askForTurn();
			this.#unread.shift();
			this.#receive(bytes);
		}
		if (this.#alone) return this.closed();
		if (!this.#wait) this.#parts.transport.resume();
	}

	send(packet: Packet) {
		if (this.#state.kind === 'closed') return;
		this.#outlet.send(packet);
		if (this.#outlet.waiting > this.#parts.limits.bufferedBytes) this.#tooSlow();
	}
	/** Sends the document that the page asked for. It can exceed the bytes that may wait for a slow reader. */
	answer({ long, packet }: Answer) {
		if (this.#state.kind === 'closed') return;
		if (long.length > 0) {
			this.#answerTimer = setTimeout(() => this.#tooSlow(), this.#parts.limits.answerMs).unref();
			this.#outlet.sendLong(long, () => this.#answered());
		}
		this.send(packet);
		if (long.length === 0) this.#answered();
	}
	heartbeat() {
		this.send(SIGN_OF_LIFE);
	}

	/** Closes the socket; changes from it stay. Further calls do nothing. */
	close(code: number, reason: ServerSentence = NOTHING, refusal = refusalOf(code)) {
		if (this.#state.kind === 'closed') return;
		if (refusal) this.#parts.meter.refused(refusal);
		this.closed();
		this.#parts.transport.close(code, cut(reason(this.#parts.messages)));
	}
	/** Whether the page may use this Yjs client id in presence. */
	speaksAs(client: number): boolean {
		if (this.#state.kind !== 'open') return false;
		const { doc, owners } = this.#state.room;
		return owners.reserve(doc, client, this.me.id);
	}
	/** The network closed. A complete message that only waits for its turn is still handled. */
	left() {
		if (this.#wait?.for === 'turn') this.#alone = true;
		else this.closed();
	}
	/** Releases everything, and drops waiting messages. Further calls do nothing. */
	closed() {
		const state = this.#state;
		if (state.kind === 'closed') return;
		this.#state = { kind: 'closed' };
		clearTimeout(this.#answerTimer);
		this.#unread = [];
		this.#wait?.callOff();
		// Otherwise nobody would read the peer's answer to the close.
		if (this.#wait) this.#parts.transport.resume();
		this.#wait = null;
		this.#outlet.stop();
		if (state.kind === 'open') {
			state.room.leave(this);
			state.release();
		}
		this.#parts.presence?.leave(this);
		this.#parts.attendance.leave(this);
		this.#parts.onClosed();
	}

	#handle(message: PageMessage, room: Room, allowance: Allowance) {
		const { presence, limits } = this.#parts;
		switch (message.kind) {
			case 'ask':
				return this.#ask(room, message.stateVector, allowance);
			case 'update':
				return this.#update(room, message.update, message.complete, allowance);
			case 'awareness':
				if (
					message.update.length > limits.awarenessBytes ||
					presence?.take(this, message.update) === false
				)
					this.close(CLOSE.broken, UNREADABLE);
				return;
			case 'askAwareness':
				return presence?.tell(this);
		}
	}

	/** The server gives one answer at a time. If the page asks again meanwhile, only the latest ask counts. */
	#ask(room: Room, stateVector: Uint8Array, allowance: Allowance) {
		if (this.#asking) {
			this.#askedAgain = stateVector;
			return;
		}
		this.#asking = true;
		try {
			chargeWork(allowance, this.#parts.now(), room.answer(this, stateVector));
		} catch {
			this.close(CLOSE.broken, UNREADABLE);
		}
	}
	#answered() {
		clearTimeout(this.#answerTimer);
		this.#asking = false;
		const stateVector = this.#askedAgain;
		this.#askedAgain = null;
		if (!stateVector || this.#state.kind !== 'open') return;
		this.#ask(this.#state.room, stateVector, this.#state.allowance);
	}
	#tooSlow() {
		this.close(CLOSE.tryAgain, ({ sync }) => sync.tooSlow, 'tooSlow');
	}

	#update(room: Room, update: Uint8Array, complete: boolean, allowance: Allowance) {
		this.#received++;
		const { judge, meter, now } = this.#parts;
		meter.updateReceived();
		const verdict = judge(room, update, (cost) => chargeWork(allowance, now(), cost));
		switch (verdict.kind) {
			case 'refuse':
				return this.close(CLOSE.refused, verdict.reason);
			case 'broken':
				return this.close(CLOSE.broken, () => verdict.reason);
			case 'pending':
				return this.#askAgain(room);
			case 'apply':
				if (room.apply(this, update) === 'pending') return this.#askAgain(room);
				// The page has now sent everything that it had, including the updates that were left out.
				if (complete) this.#gap = false;
				if (!this.#gap) room.acknowledge(this, this.#received);
		}
	}
	/** Leaves the update out, and asks the page for everything that is missing here. */
	#askAgain(room: Room) {
		this.#gap = true;
		this.#parts.meter.refused('pending');
		room.ask(this);
	}
}

function inTime(
	{ kind }: PageMessage,
	{ updates, awareness }: Allowance,
	{ askCost }: SyncLimits,
	now: number
): boolean {
	if (kind === 'ask') return updates.take(now, askCost);
	return kind === 'update' ? updates.take(now) : awareness.take(now);
}

/** WebSocket allows at most 123 bytes for a reason. */
export function cut(reason: string): string {
	let bytes = Buffer.from(reason).subarray(0, REASON_BYTES);
	// Drops a character that was cut in two.
	while (bytes.length > 0 && !reason.startsWith(bytes.toString())) bytes = bytes.subarray(0, -1);
	return bytes.toString();
}
