/** Puts the sync server together: upgrade → seat → connection → room → journal. */
import { messagesFor } from '../locale.ts';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { Desk } from '../../src/lib/wall/desk.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import type { Store } from '../store/store.ts';
import { Attendance } from './attendance.ts';
import { chargeWork, type Allowance } from './allowance.ts';
import { Connection, cut, type ConnectionParts } from './connection.ts';
import type { DocumentWork } from './cutting.ts';
import type { DocumentId } from './documents.ts';
import { boundsOf, SYNC_LIMITS, type SyncLimits } from './limits.ts';
import type { Live, LiveHooks, WallWrite } from './live.ts';
import { ServerFull } from './memory.ts';
import { refusalOf, SILENT_METER, type Gauges, type Meter, type Refusal } from './meter.ts';
import { judge, type Verdict } from './guard/policy.ts';
import { READ_COST } from './guard/work.ts';
import type { Writer } from './guard/writer.ts';
import { Presences } from './presences.ts';
import { Rate } from './rate.ts';
import type { Room } from './room.ts';
import { Readmission } from './readmission.ts';
import { Rooms } from './rooms.ts';
import { isSpent, type RoomLeft } from './guard/shares.ts';
import { Liveness, listen, transportOf } from './socket-transport.ts';
import { StagePush, type Pace } from './stage-push.ts';
import { Turns } from './turns.ts';
import {
	admit,
	atEpoch,
	isOwnOrigin,
	readPath,
	refuseUpgrade,
	type Admission,
	type Wish
} from './upgrade.ts';
import type { UpdateBounds } from './guard/sections.ts';

/** People who open many sockets share this part of the rate for people who open few. */
const HASTY_PART = 1 / 2;

/**
 * The server does not even read a message of more than this multiple of the limit. Below that, it tells the page
 * why it closes.
 */
const PAYLOAD_MARGIN = 2;

export interface LiveOptions {
	store: Store;
	hooks: LiveHooks;
	log: Logger;
	/** The public origins of a server behind a proxy; null if the host of the request counts. */
	allowedOrigins: readonly string[] | null;
	/** Called with the headers of an upgrade from a foreign origin. */
	foreignOrigin?: (headers: IncomingMessage['headers']) => void;
	limits?: SyncLimits;
	meter?: Meter;
	/** Runs slow work on documents; by default in this thread. */
	work?: DocumentWork;
}

/** Creates the sync server. It does not listen itself: pass it upgrades below /live/. */
export function createLive(options: LiveOptions): Live {
	return new LiveServer(options);
}

class LiveServer implements Live {
	readonly #hooks: LiveHooks;
	readonly #log: Logger;
	readonly #limits: SyncLimits;
	readonly #meter: Meter;
	readonly #allowedOrigins: readonly string[] | null;
	readonly #foreignOrigin: (headers: IncomingMessage['headers']) => void;
	readonly #sockets: WebSocketServer;
	readonly #liveness: Liveness;
	readonly #readmission: Readmission;
	readonly #rooms: Rooms;
	readonly #attendance: Attendance<Connection>;
	readonly #stages: StagePush;
	readonly #walls = new WeakMap<Room, Wall>();
	readonly #presences: Presences;
	/**
	 * Rates of new sockets of the whole server: for people with a seat who open few, for people with a seat who
	 * open many, and for people without a seat, who are only told so.
	 */
	readonly #calm: Rate;
	readonly #hasty: Rate;
	readonly #strangers: Rate;
	readonly #bounds: UpdateBounds;
	readonly #turns = new Turns(() => performance.now());
	#state: 'open' | 'closing' = 'open';

	constructor(options: LiveOptions) {
		const {
			store,
			hooks,
			log,
			allowedOrigins,
			limits = SYNC_LIMITS,
			meter = SILENT_METER
		} = options;
		this.#hooks = hooks;
		this.#log = log;
		this.#limits = limits;
		this.#bounds = boundsOf(limits);
		this.#meter = meter;
		this.#allowedOrigins = allowedOrigins;
		this.#foreignOrigin = options.foreignOrigin ?? (() => {});
		this.#sockets = new WebSocketServer({
			noServer: true,
			clientTracking: true,
			perMessageDeflate: false,
			maxPayload: PAYLOAD_MARGIN * limits.frameBytes
		});
		const { upgradesPerSecond, upgradesAtOnce } = limits;
		const rateOf = (part: number) =>
			new Rate(part * upgradesPerSecond, part * upgradesAtOnce, performance.now());
		this.#calm = rateOf(1);
		this.#hasty = rateOf(HASTY_PART);
		this.#strangers = rateOf(1);
		this.#liveness = new Liveness(limits.heartbeatMs);
		this.#readmission = new Readmission(limits.readmitMs, (err) =>
			log.error({ err }, 'a session could not be looked at again')
		);
		this.#rooms = new Rooms({
			store,
			log,
			limits,
			meter,
			...(options.work && { work: options.work }),
			beside: hooks,
			onCommitted: (id, roots, doc) => {
				this.#guarded(() => {
					if (id.kind === 'wall') return hooks.wallCommitted(id.board);
					const read = hooks.deskCommitted(id.board, id.participant, roots);
					const entries = read.reduce(
						(sum, root) => sum + (doc.share.get(root)?._map.size ?? 0),
						0
					);
					const allowance = this.#attendance.allowanceOf(id.board, { id: id.participant });
					chargeWork(allowance, performance.now(), READ_COST * entries);
				});
			}
		});
		this.#attendance = new Attendance(limits, performance.now.bind(performance), (board) => {
			if (this.#state === 'open') this.#guarded(() => hooks.presenceChanged(board));
		});
		this.#presences = new Presences((board) => ({
			shown: () => hooks.shownPresence(board),
			gatherMs: limits.gatherMs,
			now: Date.now
		}));
		this.#stages = new StagePush({
			view: (board, me) => hooks.stageView(board, me),
			readers: (board) => this.#socketsOf(board, 'wall'),
			gatherMs: { soon: limits.stageGatherMs, calmly: limits.deskGatherMs },
			onPushed: (board) => this.#presences.get(board)?.refresh(),
			onError: (err) => log.error({ err }, 'a stage was not sent')
		});
	}

	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
		// A peer that hangs up during the upgrade is no error of the server.
		socket.on('error', () => socket.destroy());
		const wish = readPath(request.url);
		if (!wish) return this.#turnAway(socket, '404 Not Found', 'noSuchPath');
		if (!isOwnOrigin(request.headers, this.#allowedOrigins)) {
			this.#foreignOrigin(request.headers);
			return this.#turnAway(socket, '403 Forbidden', 'foreignOrigin');
		}
		this.#admit(request, socket, head, wish).catch((err: unknown) => {
			if (!(err instanceof ServerFull)) this.#log.error({ err }, 'an upgrade failed');
			this.#turnAway(socket, '503 Service Unavailable', 'unavailable');
		});
	}

	readWall<T>(board: string, read: (wall: Wall) => T): Promise<T> {
		return this.#rooms.use(this.#wallOf(board), (room) =>
			room.read(() => read(this.#wallIn(room)))
		);
	}
	writeWall<T>(board: string, write: (wall: Wall) => T): Promise<T> {
		return this.#rooms.use(this.#wallOf(board), (room) =>
			room.write(() => write(this.#wallIn(room)))
		);
	}
	writeWallTogether<T>(board: string, writes: readonly WallWrite<T>[]): Promise<T[]> {
		return this.#rooms.use(this.#wallOf(board), (room) =>
			room.writeTogether(
				writes.map(({ write, added }) => () => {
					for (const { participant, ...amount } of added) room.shares.add(participant, amount);
					return write(this.#wallIn(room));
				})
			)
		);
	}
	overShare(board: string, participants: readonly string[]): Promise<ReadonlySet<string>> {
		return this.#rooms.use(this.#wallOf(board), (room) => {
			const left = this.#roomFor('participant', room);
			const spent = participants.filter((id) => isSpent(left, room.shares.usedBy(id)));
			return Promise.resolve(new Set(spent));
		});
	}
	readDesk<T>(board: string, participant: string, read: (desk: Desk) => T): Promise<T> {
		return this.#rooms.use(this.#deskOf(board, participant), (room) =>
			room.read(() => read(new Desk(room.doc)))
		);
	}
	copyWall(board: string): Promise<Uint8Array[]> {
		return this.#rooms.use(this.#wallOf(board), async (room) => (await room.copy()).seen);
	}
	encodedWall(board: string): Promise<Uint8Array | null> {
		return this.#encoded(this.#wallOf(board));
	}
	encodedDesk(board: string, participant: string): Promise<Uint8Array | null> {
		return this.#encoded(this.#deskOf(board, participant));
	}

	online(board: string): ReadonlySet<string> {
		return this.#attendance.online(board);
	}
	pushStage(board: string, pace: Pace) {
		if (this.#state === 'open') this.#stages.push(board, pace);
	}
	disconnect(board: string, participant: string, code: number) {
		for (const connection of this.#attendance.sockets(board, participant)) connection.close(code);
	}
	sessionsEnded() {
		return this.#readmission.askAll();
	}
	beginEpoch(board: string) {
		const epoch = String(this.#hooks.epoch(board));
		for (const connection of this.#socketsOf(board, 'wall'))
			connection.close(CLOSE.newEpoch, () => epoch);
	}
	beginDesks(board: string) {
		const epoch = String(this.#hooks.deskEpoch(board));
		for (const connection of this.#socketsOf(board, 'desk'))
			connection.close(CLOSE.newEpoch, () => epoch);
	}

	get isFull() {
		return this.#rooms.isFull;
	}
	gauges(): Gauges {
		let bufferedBytes = 0;
		for (const { bufferedAmount } of this.#sockets.clients) bufferedBytes += bufferedAmount;
		const { loaded: rooms, logBytes, memoryBytes } = this.#rooms;
		const { memoryBytes: memoryLimitBytes } = this.#limits;
		const connections = this.#sockets.clients.size;
		return { rooms, connections, bufferedBytes, logBytes, memoryBytes, memoryLimitBytes };
	}
	async close() {
		this.#state = 'closing';
		this.#liveness.stop();
		this.#readmission.stop();
		this.#stages.stop();
		await this.#rooms.settle();
		await this.#sayGoodbye();
		await this.#rooms.close();
	}

	async #admit(request: IncomingMessage, socket: Duplex, head: Buffer, wish: Wish) {
		const seat = await admit(request, wish, this.#hooks);
		if (this.#state === 'closing')
			return this.#turnAway(socket, '503 Service Unavailable', 'unavailable');
		if (socket.destroyed) return;
		const tooMany = this.#tooMany(seat, wish.board);
		if (tooMany) return this.#turnAway(socket, tooMany.status, tooMany.refusal);
		const present =
			wish.kind === 'wall' ? this.#hooks.epoch(wish.board) : this.#hooks.deskEpoch(wish.board);
		const admission = atEpoch(seat, wish, present);
		const messages = messagesFor(request.headers);
		this.#sockets.handleUpgrade(request, socket, head, (ws) => {
			// A protocol error ends only this socket; a `close` event follows.
			ws.on('error', () => {});
			if (admission.kind === 'seated')
				return this.#connect(ws, socket, wish, { me: admission.me, messages }, () =>
					admit(request, wish, this.#hooks)
				);
			const refusal = refusalOf(admission.code);
			if (refusal) this.#meter.refused(refusal);
			ws.close(admission.code, cut(admission.reason(messages)));
		});
	}

	/**
	 * Strangers, and people who reconnect again and again, use up nothing of the rate for people who come seldom.
	 */
	#tooMany(seat: Admission, board: string): { status: string; refusal: Refusal } | null {
		const now = performance.now();
		const allowance = seat.kind === 'seated' ? this.#attendance.allowanceOf(board, seat.me) : null;
		if (allowance && !allowance.connects.take(now))
			return { status: '429 Too Many Requests', refusal: 'tooMuch' };
		if (this.#rateFor(allowance, now).take(now)) return null;
		return { status: '503 Service Unavailable', refusal: 'unavailable' };
	}
	#rateFor(allowance: Allowance | null, now: number): Rate {
		if (!allowance) return this.#strangers;
		return allowance.fewConnects.take(now) ? this.#calm : this.#hasty;
	}
	#turnAway(socket: Duplex, status: string, refusal: Refusal) {
		this.#meter.refused(refusal);
		refuseUpgrade(socket, status);
	}
	#connect(
		ws: WebSocket,
		network: Duplex,
		{ kind, board }: Wish,
		{ me, messages }: Pick<ConnectionParts, 'me' | 'messages'>,
		admitAgain: () => Promise<Admission>
	) {
		const held = kind === 'wall' ? this.#presences.hold(board) : null;
		const connection = new Connection({
			id: kind === 'wall' ? this.#wallOf(board) : this.#deskOf(board, me.id),
			me,
			messages,
			transport: transportOf(ws, network),
			limits: this.#limits,
			rooms: this.#rooms,
			turns: this.#turns,
			attendance: this.#attendance,
			presence: held?.presence ?? null,
			meter: this.#meter,
			judge: (room, update, charge) => this.#judge(room, me, update, charge),
			now: () => performance.now(),
			onClosed: () => {
				this.#readmission.forget(connection);
				held?.release();
			}
		});
		listen(ws, connection);
		this.#liveness.watch(ws, connection);
		if (kind === 'wall') this.#stages.send(connection);
		// Messages wait in the network until the document is loaded.
		ws.pause();
		this.#readmission.watch(connection, admitAgain);
		void connection.open().then(() => ws.resume());
	}

	#judge(room: Room, me: Me, update: Uint8Array, charge: Writer['charge']): Verdict {
		const { id, doc, owners } = room;
		// Everybody may write a visit, except people who are leaving the board.
		const gone = this.#hooks.refuses(id.board, me, []);
		if (gone !== null) return { kind: 'refuse', reason: gone };
		return judge(id.kind, doc, update, this.#bounds, {
			id: me.id,
			owners,
			refuses: (actions) => this.#hooks.refuses(id.board, me, actions),
			round: () => this.#hooks.openRound(id.board),
			whyNoMark: (outcome, of) => this.#hooks.whyNoMark(id.board, outcome, of),
			shares: room.shares,
			room: this.#roomFor(me.role, room),
			charge
		});
	}
	/**
	 * A desk belongs to one person, and facilitators are responsible for the whole wall: both are limited only by
	 * the document.
	 */
	#roomFor(role: Me['role'], { id, bytes }: Room): RoomLeft {
		const { wallBytes, deskBytes, shareBytes, shareStructs } = this.#limits;
		if (id.kind === 'desk') return { free: deskBytes - bytes, share: null };
		const share = role === 'facilitator' ? null : { bytes: shareBytes, structs: shareStructs };
		return { free: wallBytes - bytes, share };
	}
	#wallOf(board: string): DocumentId {
		return { kind: 'wall', board, epoch: this.#hooks.epoch(board) };
	}
	#deskOf(board: string, participant: string): DocumentId {
		return { kind: 'desk', board, participant, epoch: this.#hooks.deskEpoch(board) };
	}
	/** One `Wall` object for each document in memory. */
	#wallIn(room: Room): Wall {
		let wall = this.#walls.get(room);
		if (!wall) this.#walls.set(room, (wall = new Wall(room.doc)));
		return wall;
	}
	#socketsOf(board: string, wanted: 'wall' | 'desk') {
		return this.#attendance.sockets(board).filter(({ kind }) => kind === wanted);
	}
	#encoded(id: DocumentId): Promise<Uint8Array | null> {
		return this.#rooms.use(id, (room) => room.encoded());
	}

	/** Closes sockets in slices, so that not all pages come back at the same moment. */
	async #sayGoodbye() {
		const { closeSlice, closePauseMs, goodbyeMs } = this.#limits;
		const open = [...this.#sockets.clients];
		const gone = Promise.all(open.map((ws) => new Promise((done) => ws.once('close', done))));
		const connections = this.#attendance.all();
		for (let at = 0; at < connections.length; at += closeSlice) {
			if (at > 0) await setTimeout(closePauseMs);
			for (const connection of connections.slice(at, at + closeSlice))
				connection.close(CLOSE.restart, ({ sync }) => sync.restarts);
		}
		await Promise.race([gone, setTimeout(goodbyeMs)]);
		for (const ws of this.#sockets.clients) ws.terminate();
	}
	/** An error of the workshop closes no connection. */
	#guarded(call: () => void) {
		try {
			call();
		} catch (err) {
			this.#log.error({ err }, 'a hook of the workshop failed');
		}
	}
}
