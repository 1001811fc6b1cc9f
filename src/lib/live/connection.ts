/** A page's connection: a socket and an offline copy each for the wall and for the desk. */
import { Desk } from '../wall/desk.ts';
import { Wall } from '../wall/wall.ts';
import {
	CLOSE,
	deskPath,
	wallParams,
	wallPath,
	type Presence,
	type StageMessage
} from '../workshop/wire.ts';
import { Channel } from './channel.ts';
import { Line } from './line.ts';
import { forgetCopy } from './offline-copy.ts';

/** How long a sentence about lost work stays. */
const NOTICE_MS = 20_000;
const SENTENCES = {
	offline:
		'You are offline. Your notes are kept on this device and will be posted when you are back online.',
	wallRefused: 'Your last change on the wall was taken back. Your notes are safe.',
	deskRefused: 'Your last change could not be saved. Your notes were put back at your desk.',
	newEpoch:
		'The board was set back to an earlier version, which you see now; what you wrote is kept at your desk.',
	notAMember: 'You are no longer on this board. Ask the facilitator for a link to join again.',
	noBoard: 'This board does not exist any more.'
} as const;

export type Status = 'connecting' | 'online' | 'offline' | 'ended';
export type Peer = Presence & { client: number };

export interface ConnectionOptions {
	board: string;
	/** One's own participant id. */
	participant: string;
	/** Epoch of the wall that the page came with. */
	epoch: number;
	wall: Wall;
	desk: Desk;
	/** Such as `wss://example.org`. */
	server: string;
	Socket: typeof WebSocket;
	/** Chance, from 0 to below 1. */
	random: () => number;
}
export interface ConnectionEvents {
	stage(stage: StageMessage): void;
	status(status: Status, message: string): void;
	saved(saved: boolean): void;
	/** What others on the board show of themselves. */
	peers(peers: Peer[]): void;
	/** The copy was thrown away: the new document has what the server has. */
	freshWall(wall: Wall): void;
	freshDesk(desk: Desk): void;
}

/** The address of a page's live server, from the page's own address. */
export const liveServer = ({ protocol, host }: Pick<Location, 'protocol' | 'host'>) =>
	`${protocol === 'https:' ? 'wss' : 'ws'}://${host}`;

/** Joins the two documents of a page to the server and says how that stands. One per open board. */
export class Connection {
	readonly #options: ConnectionOptions;
	readonly #events: ConnectionEvents;
	readonly #wall: Channel<Wall>;
	readonly #desk: Channel<Desk>;
	readonly #stopping = new AbortController();
	#epoch: number;
	#status: Status = 'connecting';
	#saved = false;
	#message = '';
	#notice = '';
	#noticeTimer: ReturnType<typeof setTimeout> | undefined;
	/** Notes that were put back once are not put back again, so that a refusal cannot repeat for ever. */
	#putBack = false;

	constructor(options: ConnectionOptions, events: ConnectionEvents) {
		this.#options = options;
		this.#events = events;
		this.#epoch = options.epoch;
		const { board, participant, wall, desk } = options;
		this.#wall = new Channel({
			content: wall,
			make: () => new Wall(),
			copyName: () => this.#wallCopy(this.#epoch),
			openLine: (doc) => this.#openLine('wall', doc),
			renewed: (fresh) => events.freshWall(fresh)
		});
		this.#desk = new Channel({
			content: desk,
			make: () => new Desk(),
			copyName: () => `groundwork:desk:${board}:${participant}`,
			openLine: (doc) => this.#openLine('desk', doc),
			renewed: (fresh, old) => {
				if (!this.#putBack) fresh.takeOver(old);
				this.#putBack = true;
				events.freshDesk(fresh);
			}
		});
	}

	/** Opens the offline copies, then the sockets. */
	start() {
		const { signal } = this.#stopping;
		addEventListener('offline', () => this.#pause(), { signal });
		addEventListener('online', () => this.#connect(), { signal });
		// A device that slept does not wait for the next try when somebody looks at it.
		addEventListener('visibilitychange', () => this.#connect(), { signal });
		if (!navigator.onLine) this.#report('offline');
		for (let past = 1; past < this.#epoch; past++) forgetCopy(this.#wallCopy(past));
		void Promise.all([this.#wall.fill(), this.#desk.fill()]).then(() => this.#connect());
	}
	stop() {
		this.#stopping.abort();
		clearTimeout(this.#noticeTimer);
		this.#wall.stop();
		this.#desk.stop();
	}
	sendPresence(presence: Pick<Presence, 'cursor' | 'drag'>) {
		this.#wall.line.sendPresence({ ...presence });
	}

	#wallCopy(epoch: number): string {
		const { board, participant } = this.#options;
		return `groundwork:wall:${board}:${participant}:${epoch}`;
	}
	#openLine(place: 'wall' | 'desk', doc: Wall['doc']): Line {
		const { board, server, Socket, random } = this.#options;
		const path = place === 'wall' ? wallPath(board) : deskPath(board);
		const params = place === 'wall' ? wallParams(this.#epoch) : {};
		return new Line(
			{ server, path: path.slice(1), params, doc, Socket, random },
			{
				changed: () => this.#changed(),
				lost: () => this.#report('offline'),
				closed: (code, reason) => this.#closed(place, code, reason),
				stage: (json) => this.#stage(JSON.parse(json) as StageMessage),
				peers: () => this.#events.peers(this.#peers())
			}
		);
	}
	#connect() {
		if (this.#stopping.signal.aborted || this.#status === 'ended') return;
		this.#wall.line.connect();
		this.#desk.line.connect();
	}
	/**
	 * Sockets of a page that lost its network look open for a long time, so they are closed. New ones are
	 * tried all the same: a server on this machine needs no network.
	 */
	#pause() {
		if (this.#status === 'ended') return;
		for (const { line } of [this.#wall, this.#desk]) {
			line.disconnect();
			line.retry();
		}
		this.#report('offline');
	}
	#end(sentence: string) {
		this.#wall.line.disconnect();
		this.#desk.line.disconnect();
		this.#wall.clear();
		this.#notice = sentence;
		clearTimeout(this.#noticeTimer);
		this.#report('ended');
	}

	#changed() {
		this.#wall.settle();
		this.#desk.settle();
		this.#report(this.#wall.synced && this.#desk.synced ? 'online' : this.#status);
	}
	#stage(stage: StageMessage) {
		this.#events.stage(stage);
		if (stage.epoch === this.#epoch) return;
		this.#epoch = stage.epoch;
		if (!this.#wall.renewing) this.#renew(this.#wall, SENTENCES.newEpoch);
	}
	#closed(place: 'wall' | 'desk', code: number, reason: string) {
		const channel = place === 'wall' ? this.#wall : this.#desk;
		switch (code) {
			case CLOSE.rejoin:
				this.#report('connecting');
				return channel.line.connectAgain();
			case CLOSE.refused:
			case CLOSE.broken:
				return this.#renew(
					channel,
					`${place === 'wall' ? SENTENCES.wallRefused : SENTENCES.deskRefused} ${reason}`.trim()
				);
			case CLOSE.newEpoch:
				this.#epoch = Number(reason);
				return this.#renew(channel, SENTENCES.newEpoch);
			case CLOSE.notAMember:
				return this.#end(SENTENCES.notAMember);
			case CLOSE.noBoard:
				return this.#end(SENTENCES.noBoard);
			default:
				this.#report('offline');
				return channel.line.retry();
		}
	}
	#renew(channel: Channel<Wall> | Channel<Desk>, sentence: string) {
		this.#notice = sentence;
		clearTimeout(this.#noticeTimer);
		this.#noticeTimer = setTimeout(() => {
			this.#notice = '';
			this.#report(this.#status);
		}, NOTICE_MS);
		this.#report('connecting');
		channel.renew();
	}

	#report(status: Status) {
		if (this.#status === 'ended') return;
		const message = this.#notice || (status === 'offline' ? SENTENCES.offline : '');
		if (status !== this.#status || message !== this.#message) {
			this.#status = status;
			this.#message = message;
			this.#events.status(status, message);
		}
		const saved = status === 'online' && this.#wall.saved && this.#desk.saved;
		if (saved !== this.#saved) this.#events.saved((this.#saved = saved));
	}
	/** What others sent, without odd states and one's own other pages. */
	#peers(): Peer[] {
		const peers: Peer[] = [];
		for (const [client, state] of this.#wall.line.peers())
			if (isPresence(state) && state.who.id !== this.#options.participant)
				peers.push({ who: state.who, cursor: state.cursor, drag: state.drag, client });
		return peers;
	}
}

function isPresence(state: unknown): state is Presence {
	if (typeof state !== 'object' || state === null) return false;
	const { who, cursor, drag } = state as Partial<Record<keyof Presence, unknown>>;
	const isRecord = (value: unknown) => typeof value === 'object' && value !== null;
	const isRecordOrNull = (value: unknown) => typeof value === 'object';
	return isRecord(who) && isRecordOrNull(cursor) && isRecordOrNull(drag);
}
