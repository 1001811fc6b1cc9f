/** A page's connection: a socket and an offline copy each for the wall and for the desk. */
import { Desk } from '../wall/desk.ts';
import type { Kept, KeptWork } from '../wall/kept.ts';
import { carryOver, refusedAtDesk, type Takes } from '../wall/refused-desk.ts';
import { refusedOnWall } from '../wall/refused-wall.ts';
import { knownTo, type Known } from '../wall/unseen.ts';
import { Wall } from '../wall/wall.ts';
import {
	CLOSE,
	deskPath,
	wallParams,
	wallPath,
	NOT_SAVED,
	type Presence,
	type StageMessage
} from '../workshop/wire.ts';
import { Channel, type Renewal } from './channel.ts';
import { Line } from './line.ts';
import { forgetCopy, openOfflineCopy, type OfflineCopy } from './offline-copy.ts';
import { peersIn, type Peer } from './peers.ts';
import { deskRenewed, SENTENCES, wallRenewed } from './sentences.ts';

/** How long a sentence about lost work stays. */
const NOTICE_MS = 20_000;
/** How long a page that wrote nothing says that nothing is saved: others' tries may fail all the while. */
const UNSAVED_FOR_MS = 10_000;
/** From this refusal of a desk on, nothing is carried over any more, so that it cannot repeat for ever. */
const LAST_DESK_REFUSAL = 3;

/** `unsaved`: the server is there and can store nothing. */
export type Status = 'connecting' | 'online' | 'offline' | 'unsaved' | 'ended';
/** What is wrong while a page is not online. */
type Trouble = 'offline' | 'away' | 'restarting' | 'unsaved';

export interface ConnectionOptions {
	board: string;
	/** One's own participant id. */
	participant: string;
	/** Epoch of the wall that the page came with. */
	epoch: number;
	wall: Wall;
	desk: Desk;
	/** What neither wall nor desk took is kept here, on this device. */
	shelf: Kept;
	/** What is still counted, as far as this page knows. */
	takes: Takes;
	/** Such as `wss://example.org`. */
	server: string;
	Socket: typeof WebSocket;
	/** Chance, from 0 to below 1. */
	random: () => number;
	/** Epoch milliseconds. */
	now: () => number;
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
	#trouble: Trouble | null = null;
	#troubleTimer: ReturnType<typeof setTimeout> | undefined;
	#saved = false;
	#message = '';
	#notice = '';
	#noticeTimer: ReturnType<typeof setTimeout> | undefined;
	/** Since all of the desk was saved. */
	#deskRefusals = 0;
	#shelfCopy: Promise<OfflineCopy | null> = Promise.resolve(null);

	constructor(options: ConnectionOptions, events: ConnectionEvents) {
		this.#options = options;
		this.#events = events;
		this.#epoch = options.epoch;
		const { wall, desk } = options;
		this.#wall = new Channel({
			content: wall,
			make: () => new Wall(),
			copyName: () => this.#wallCopy(this.#epoch),
			openLine: (doc) => this.#openLine('wall', doc),
			renewed: (fresh, old, renewal) => this.#wallRenewed(fresh, old, renewal)
		});
		this.#desk = new Channel({
			content: desk,
			make: () => new Desk(),
			copyName: () => this.#copyName('desk'),
			openLine: (doc) => this.#openLine('desk', doc),
			renewed: (fresh, old, renewal) => this.#deskRenewed(fresh, old, renewal)
		});
	}

	/** Opens the offline copies, then the sockets. */
	start() {
		const { signal } = this.#stopping;
		addEventListener('offline', () => this.#pause(), { signal });
		addEventListener('online', () => this.#connect(), { signal });
		// A device that slept does not wait for the next try when somebody looks at it.
		addEventListener('visibilitychange', () => this.#connect(), { signal });
		if (!navigator.onLine) this.#lost('offline');
		this.#shelfCopy = openOfflineCopy(this.#copyName('shelf'), this.#options.shelf.doc);
		for (let past = 1; past < this.#epoch; past++) forgetCopy(this.#wallCopy(past));
		void Promise.all([this.#wall.fill(), this.#desk.fill()]).then(() => this.#connect());
	}
	stop() {
		this.#stopping.abort();
		clearTimeout(this.#noticeTimer);
		clearTimeout(this.#troubleTimer);
		this.#wall.stop();
		this.#desk.stop();
		void this.#shelfCopy.then((copy) => copy?.close());
	}
	sendPresence(presence: Omit<Presence, 'who'>) {
		this.#wall.line.sendPresence({ ...presence });
	}

	#copyName(what: 'wall' | 'desk' | 'shelf'): string {
		const { board, participant } = this.#options;
		return `groundwork:${what}:${board}:${participant}`;
	}
	#wallCopy(epoch: number): string {
		return `${this.#copyName('wall')}:${epoch}`;
	}
	#openLine(place: 'wall' | 'desk', doc: Wall['doc']): Line {
		const { board, server, Socket, random } = this.#options;
		const path = place === 'wall' ? wallPath(board) : deskPath(board);
		const params = place === 'wall' ? wallParams(this.#epoch) : {};
		return new Line(
			{ server, path: path.slice(1), params, doc, Socket, random },
			{
				changed: () => this.#changed(),
				lost: (code, reason) => this.#lost(troubleOf(code, reason)),
				closed: (code, reason) => this.#closed(place, code, reason),
				stage: (json) => this.#stage(JSON.parse(json) as StageMessage),
				peers: () => this.#events.peers(peersIn(this.#wall.line.peers(), this.#options.participant))
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
		this.#lost('offline');
	}
	#end(sentence: string, copies: 'kept' | 'cleared' = 'cleared') {
		this.#wall.line.disconnect();
		this.#desk.line.disconnect();
		if (copies === 'cleared') this.#wall.clear();
		this.#notice = sentence;
		clearTimeout(this.#noticeTimer);
		this.#report('ended');
	}

	#changed() {
		this.#wall.settle();
		this.#desk.settle();
		if (this.#desk.synced && this.#desk.saved) this.#deskRefusals = 0;
		if (!this.#wall.synced || !this.#desk.synced) return this.#report(this.#status);
		if (this.#trouble !== 'unsaved' || this.#isSavedAfterAll()) this.#trouble = null;
		this.#report(this.#trouble === null ? 'online' : 'unsaved');
	}
	/** What could not be saved is saved now. Where nothing was to be saved, only time tells. */
	#isSavedAfterAll(): boolean {
		return this.#troubleTimer === undefined && this.#wall.saved && this.#desk.saved;
	}
	#lost(trouble: Trouble) {
		clearTimeout(this.#troubleTimer);
		this.#troubleTimer = undefined;
		// A server that said why it goes is out of reach next.
		if (!navigator.onLine) this.#trouble = 'offline';
		else if (trouble !== 'away' || this.#trouble === null) this.#trouble = trouble;
		if (trouble === 'unsaved' && this.#wall.saved && this.#desk.saved)
			this.#troubleTimer = setTimeout(() => {
				this.#troubleTimer = undefined;
				this.#changed();
			}, UNSAVED_FOR_MS);
		this.#report(this.#trouble === 'unsaved' ? 'unsaved' : 'offline');
	}
	#stage(stage: StageMessage) {
		this.#events.stage(stage);
		if (stage.epoch === this.#epoch) return;
		this.#epoch = stage.epoch;
		if (!this.#wall.renewing) this.#renew(this.#wall, { cause: 'newEpoch', why: '' });
	}
	#closed(place: 'wall' | 'desk', code: number, reason: string) {
		const channel = place === 'wall' ? this.#wall : this.#desk;
		switch (code) {
			case CLOSE.rejoin:
				this.#report('connecting');
				return channel.line.connectAgain();
			case CLOSE.refused:
				return this.#renew(channel, { cause: 'refused', why: reason });
			case CLOSE.broken:
				return this.#renew(channel, { cause: 'broken', why: reason });
			case CLOSE.newEpoch:
				this.#epoch = Number(reason);
				return this.#renew(channel, { cause: 'newEpoch', why: '' });
			case CLOSE.notAMember:
				return this.#end(SENTENCES.notAMember);
			case CLOSE.noBoard:
				this.#desk.clear();
				void this.#shelfCopy.then((copy) => copy?.clear());
				return this.#end(SENTENCES.noBoard);
			case CLOSE.deleted:
				return this.#end(SENTENCES.deleted, 'kept');
			case CLOSE.tooMuch:
				this.#say(`${reason} What you do is kept on this device.`);
				this.#lost('away');
				return channel.line.retry();
			default:
				this.#lost('away');
				return channel.line.retry();
		}
	}
	#renew(channel: Channel<Wall> | Channel<Desk>, renewal: Renewal) {
		this.#report('connecting');
		channel.renew(renewal);
	}
	#wallRenewed(fresh: Wall, old: Wall, renewal: Renewal) {
		// Of another epoch nothing is known but what this page itself has saved.
		const ownClock = this.#wall.savedClock;
		const known: Known =
			renewal.cause === 'newEpoch'
				? (client) => (client === old.doc.clientID ? ownClock : Infinity)
				: knownTo(fresh.doc);
		const works = refusedOnWall(old, fresh, known, this.#refusal(renewal));
		this.#desk.content.kept.add(works);
		this.#say(wallRenewed(renewal, works));
		this.#events.freshWall(fresh);
	}
	/** Everything first; then what needs no round; then nothing, which goes to the shelf. */
	#deskRenewed(fresh: Desk, old: Desk, renewal: Renewal) {
		this.#deskRefusals += 1;
		const refusal = this.#refusal(renewal);
		const carried = this.#deskRefusals < LAST_DESK_REFUSAL;
		const again = this.#deskRefusals === 1;
		const { takes } = this.#options;
		const takesNow: Takes = {
			round: (round) => again && takes.round(round),
			mark: (outcome, of) => again && takes.mark(outcome, of)
		};
		const kept: KeptWork[] = carried
			? carryOver(old, fresh, takesNow, refusal)
			: refusedAtDesk(old, fresh, refusal);
		// What the desk keeps itself needs no shelf.
		if (!carried) this.#options.shelf.add(kept);
		this.#say(deskRenewed(renewal, carried, kept));
		this.#events.freshDesk(fresh);
	}
	#refusal({ why }: Renewal) {
		return { at: this.#options.now(), why };
	}

	/** Shows a sentence for a while. */
	#say(sentence: string) {
		this.#notice = sentence;
		clearTimeout(this.#noticeTimer);
		this.#noticeTimer = setTimeout(() => {
			this.#notice = '';
			this.#report(this.#status);
		}, NOTICE_MS);
	}
	#report(status: Status) {
		if (this.#status === 'ended') return;
		const message = this.#notice || (this.#trouble === null ? '' : SENTENCES[this.#trouble]);
		if (status !== this.#status || message !== this.#message) {
			this.#status = status;
			this.#message = message;
			this.#events.status(status, message);
		}
		const saved = status === 'online' && this.#wall.saved && this.#desk.saved;
		if (saved !== this.#saved) this.#events.saved((this.#saved = saved));
	}
}

function troubleOf(code: number, reason: string): Trouble {
	if (code === CLOSE.restart) return 'restarting';
	return code === CLOSE.tryAgain && reason === NOT_SAVED ? 'unsaved' : 'away';
}
