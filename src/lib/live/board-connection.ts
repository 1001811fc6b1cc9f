/** A page's connection: one socket and one offline copy each for the wall and for the desk. */
import { applyUpdate } from 'yjs';
import type { Messages } from '../i18n/messages.ts';
import { bringAlong } from '../wall/desk-anew.ts';
import { Desk } from '../wall/desk.ts';
import { postedText } from '../wall/items.ts';
import type { Kept, KeptWork } from '../wall/kept.ts';
import { carryOver, refusedAtDesk, type Takes } from '../wall/refused-desk.ts';
import { bringReplaced } from '../wall/replaced-desk.ts';
import { onReplaced, replacedBy, type Replaced } from '../wall/replaced.ts';
import { refusedOnWall } from '../wall/refused-wall.ts';
import { knownTo, type Known } from '../wall/unseen.ts';
import { Wall } from '../wall/wall.ts';
import {
	CLOSE,
	deskPath,
	epochParams,
	wallPath,
	NOT_SAVED,
	type Presence,
	type StageMessage
} from '../workshop/wire.ts';
import { Channel, type Renewal } from './channel.ts';
import { Journal } from './journal.ts';
import { Line } from './line.ts';
import { forgetCopy, inTime, openOfflineCopy, type OfflineCopy } from './offline-copy.ts';
import { peersIn, type Peer } from './peers.ts';
import { deskRenewed, gaveWay, troubled, wallRenewed, type Trouble } from './sentences.ts';

/** How long a message about lost work is shown. */
const NOTICE_MS = 20_000;
/**
 * How long a page without changes of its own reports that the server saves nothing; meanwhile, saving may keep failing
 * for others.
 */
const UNSAVED_FOR_MS = 10_000;
/** At this number of rejections of a desk, the page stops carrying changes over, so that it cannot repeat for ever. */
const LAST_DESK_REFUSAL = 3;

/** `unsaved`: the server is reachable but cannot store anything. */
export type Status = 'connecting' | 'online' | 'offline' | 'unsaved' | 'ended';

export interface BoardConnectionOptions {
	board: string;
	/** The catalogue of the page's language. */
	messages: Messages;
	/** One's own participant id. */
	participant: string;
	/** Epochs of the wall and of the desks at the time the page was loaded. */
	epoch: number;
	deskEpoch: number;
	wall: Wall;
	desk: Desk;
	/** Stores on this device what neither the wall nor the desk accepted. */
	shelf: Kept;
	/** What the server still accepts, as far as this page knows. */
	takes: Takes;
	/** Such as `wss://example.org`. */
	server: string;
	Socket: typeof WebSocket;
	/** Random number source, from 0 to below 1. */
	random: () => number;
	/** Epoch milliseconds. */
	now: () => number;
	/** A fresh id. */
	makeId: () => string;
}
export interface BoardConnectionEvents {
	stage(stage: StageMessage): void;
	status(status: Status, message: string): void;
	saved(saved: boolean): void;
	/** Receives the presence of others on the board. */
	peers(peers: Peer[]): void;
	/** The old copy was discarded: the new document holds the server's state. */
	freshWall(wall: Wall): void;
	freshDesk(desk: Desk): void;
}

/** The address of a page's live server, from the page's own address. */
export const liveServer = ({ protocol, host }: Pick<Location, 'protocol' | 'host'>) =>
	`${protocol === 'https:' ? 'wss' : 'ws'}://${host}`;

/** Connects the two documents of a page to the server and reports the state of the connection. One per open board. */
export class BoardConnection {
	readonly #options: BoardConnectionOptions;
	readonly #events: BoardConnectionEvents;
	readonly #words: Messages['connection'];
	readonly #wall: Channel<Wall>;
	readonly #desk: Channel<Desk>;
	readonly #stopping = new AbortController();
	#epoch: number;
	#deskEpoch: number;
	/** Name of the device's copy of the shown desk while the next desk is loading. */
	#oldDeskCopy: string | null = null;
	/** Desks from before the renewal: the page carries over what only they hold once everything is loaded. */
	#past: { desk: Desk; forget: () => void }[] = [];
	/** Whether the server has forgotten who owns the Yjs client id under which this page writes on the wall. */
	#isForgotten = false;
	#status: Status = 'connecting';
	#trouble: Trouble | null = null;
	#troubleTimer: ReturnType<typeof setTimeout> | undefined;
	#saved = false;
	#message = '';
	#notice = '';
	#noticeTimer: ReturnType<typeof setTimeout> | undefined;
	/** Number of rejections since the desk was last fully saved. */
	#deskRefusals = 0;
	readonly #shelfJournal: Journal;
	#shelfCopy: Promise<OfflineCopy | null> = Promise.resolve(null);
	#unwatchDesk: () => void = () => undefined;

	constructor(options: BoardConnectionOptions, events: BoardConnectionEvents) {
		this.#options = options;
		this.#events = events;
		this.#words = options.messages.connection;
		this.#epoch = options.epoch;
		this.#deskEpoch = options.deskEpoch;
		const { wall, desk, shelf } = options;
		this.#shelfJournal = new Journal(this.#copyName('shelf'), shelf.doc);
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
			copyName: () => this.#deskCopy(this.#deskEpoch),
			openLine: (doc) => this.#openLine('desk', doc),
			renewed: (fresh, old, renewal) => this.#deskRenewed(fresh, old, renewal)
		});
	}

	/** Opens the offline copies, then the sockets. */
	start() {
		const { signal } = this.#stopping;
		addEventListener('offline', () => this.#pause(), { signal });
		addEventListener('online', () => this.#connect(), { signal });
		// When somebody looks at a device that was asleep, it reconnects at once and does not wait for the next retry.
		addEventListener('visibilitychange', () => this.#connect(), { signal });
		if (!navigator.onLine) this.#lost('offline');
		this.#shelfJournal.replay();
		this.#shelfCopy = openOfflineCopy(
			this.#copyName('shelf'),
			this.#options.shelf.doc,
			this.#shelfJournal
		);
		for (let past = 1; past < this.#epoch; past++) forgetCopy(this.#wallCopy(past));
		const filled = [this.#wall.fill(), this.#fillDesk(), this.#openPast()];
		void Promise.all(filled).then(() => this.#connect());
	}
	stop() {
		this.#stopping.abort();
		this.#unwatchDesk();
		clearTimeout(this.#noticeTimer);
		clearTimeout(this.#troubleTimer);
		this.#wall.stop();
		this.#desk.stop();
		this.#shelfJournal.stop();
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
	/** The first epoch has no number in the name: such copies are older than epochs of desks. */
	#deskCopy(epoch: number): string {
		return epoch === 1 ? this.#copyName('desk') : `${this.#copyName('desk')}:${epoch}`;
	}
	/**
	 * The copy on this device may lose conflicts against the desk that came with the page, so it is read separately
	 * first.
	 */
	async #fillDesk() {
		this.#watch(this.#desk.content);
		this.#desk.replay();
		this.#unwatchDesk();
		const device = new Desk();
		const epoch = this.#deskEpoch;
		const name = this.#deskCopy(epoch);
		const opening = openOfflineCopy(name, device.doc, new Journal(name, device.doc));
		void opening.then((copy) => copy?.close());
		if (!(await inTime(opening))) {
			void opening.then(() => this.#fillDeskLate(device, epoch));
			return this.#watch(this.#desk.content);
		}
		const replaced = replacedBy(this.#desk.content.encode(), device.doc);
		device.doc.destroy();
		await this.#desk.fill();
		if (this.#stopping.signal.aborted) return;
		this.#watch(this.#desk.content);
		this.#gaveWay(this.#desk.content, replaced);
	}
	/** For a copy that opens after the page has started. */
	#fillDeskLate(device: Desk, epoch: number) {
		if (this.#stopping.signal.aborted) return;
		if (epoch !== this.#deskEpoch) {
			this.#past.push({ desk: device, forget: () => undefined });
			return this.#changed();
		}
		const desk = this.#desk.content;
		const replaced = replacedBy(desk.encode(), device.doc);
		this.#unwatchDesk();
		applyUpdate(desk.doc, device.encode());
		device.doc.destroy();
		this.#watch(desk);
		this.#gaveWay(desk, replaced);
		void this.#desk.fill();
	}
	/** Listens for replaced values on this desk, and no longer on the previous one. */
	#watch(desk: Desk) {
		this.#unwatchDesk();
		this.#unwatchDesk = onReplaced(desk.doc, (replaced) => this.#gaveWay(desk, replaced));
	}
	#gaveWay(desk: Desk, replaced: readonly Replaced[]) {
		const { takes, now, messages } = this.#options;
		const kept = bringReplaced(desk, replaced, takes, now(), messages);
		const sentence = gaveWay(this.#words, kept);
		if (sentence === '') return;
		this.#say(sentence);
		this.#report(this.#status);
	}
	/** Opens this device's copies of desks from before they were renewed. */
	async #openPast() {
		for (let epoch = 1; epoch < this.#deskEpoch; epoch++) {
			const desk = new Desk();
			const name = this.#deskCopy(epoch);
			const journal = new Journal(name, desk.doc);
			journal.replay();
			const opening = openOfflineCopy(name, desk.doc, journal).then((copy) => {
				const forget = () => {
					journal.clear();
					void copy?.clear();
				};
				this.#past.push({ desk, forget });
			});
			if (!(await inTime(opening)))
				void opening.then(() => !this.#stopping.signal.aborted && this.#changed());
		}
	}
	/** Only a page that has the whole wall knows which words are posted. */
	#bringPast() {
		const { wall, desk } = { wall: this.#wall.content, desk: this.#desk.content };
		const refusal = { at: this.#options.now(), why: this.#words.forgotten };
		for (const past of this.#past.splice(0)) {
			bringAlong(past.desk, desk, (id) => postedText(wall, id), this.#options.makeId, refusal);
			past.forget();
		}
	}
	#openLine(place: 'wall' | 'desk', doc: Wall['doc']): Line {
		const { board, server, Socket, random } = this.#options;
		const path = place === 'wall' ? wallPath(board) : deskPath(board);
		const params = epochParams(place === 'wall' ? this.#epoch : this.#deskEpoch);
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
	 * Closes the sockets, because they look open for a long time after the network is lost. New ones are tried anyway:
	 * a server on this machine needs no network.
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
		this.#bringPast();
		if (this.#isForgotten && this.#wall.saved) return this.#writeWallAnew();
		if (this.#trouble !== 'unsaved' || this.#isSavedAfterAll()) this.#trouble = null;
		this.#report(this.#trouble === null ? 'online' : 'unsaved');
	}
	/** Once the server loads the wall again, it attributes changes under a forgotten client id to somebody else. */
	#writeWallAnew() {
		this.#isForgotten = false;
		this.#report('connecting');
		this.#wall.writeAnew();
	}
	/** Whether changes that could not be saved are saved now. For a page without changes, only time can tell. */
	#isSavedAfterAll(): boolean {
		return this.#troubleTimer === undefined && this.#wall.saved && this.#desk.saved;
	}
	#lost(trouble: Trouble) {
		clearTimeout(this.#troubleTimer);
		this.#troubleTimer = undefined;
		// A server that announced why it stops is out of reach next.
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
		this.#beginEpoch('wall', stage.epoch);
		this.#beginEpoch('desk', stage.deskEpoch ?? 1);
	}
	#beginEpoch(place: 'wall' | 'desk', epoch: number) {
		const channel = place === 'wall' ? this.#wall : this.#desk;
		if (epoch === (place === 'wall' ? this.#epoch : this.#deskEpoch)) return;
		this.#setEpoch(place, epoch);
		if (!channel.renewing) this.#renew(channel, { cause: 'newEpoch', why: '' });
	}
	#setEpoch(place: 'wall' | 'desk', epoch: number) {
		if (place === 'wall') {
			this.#epoch = epoch;
			return;
		}
		this.#isForgotten = true;
		this.#oldDeskCopy ??= this.#deskCopy(this.#deskEpoch);
		this.#deskEpoch = epoch;
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
				return this.#renew(channel, { cause: 'broken', why: this.#whyBroken(place) });
			case CLOSE.newEpoch:
				this.#setEpoch(place, Number(reason));
				return this.#renew(channel, { cause: 'newEpoch', why: '' });
			case CLOSE.notAMember:
				return this.#end(this.#words.notAMember);
			case CLOSE.noBoard:
				this.#desk.clear();
				this.#shelfJournal.clear();
				void this.#shelfCopy.then((copy) => copy?.clear());
				return this.#end(this.#words.noBoard);
			case CLOSE.deleted:
				return this.#end(this.#words.deleted, 'kept');
			case CLOSE.tooMuch:
				this.#say(`${reason} ${this.#words.keptOnDevice}`);
				this.#lost('away');
				return channel.line.retry();
			default:
				this.#lost('away');
				return channel.line.retry();
		}
	}
	/** The server's own reason is for programmers and is not shown. */
	#whyBroken(place: 'wall' | 'desk'): string {
		const { wallRenewed, deskRenewed } = this.#words;
		return place === 'wall' ? wallRenewed.broken : deskRenewed.broken;
	}
	#renew(channel: Channel<Wall> | Channel<Desk>, renewal: Renewal) {
		this.#report('connecting');
		channel.renew(renewal);
	}
	#wallRenewed(fresh: Wall, old: Wall, renewal: Renewal): 'saved' {
		this.#isForgotten = false;
		// From another epoch, a page knows only which of its own changes were saved.
		const ownClock = this.#wall.savedClock;
		const known: Known =
			renewal.cause === 'newEpoch'
				? (client) => (client === old.doc.clientID ? ownClock : Infinity)
				: knownTo(fresh.doc);
		const works = refusedOnWall(old, fresh, known, this.#refusal(renewal));
		this.#desk.content.kept.add(works);
		this.#say(wallRenewed(this.#words, renewal, works));
		this.#events.freshWall(fresh);
		return 'saved';
	}
	/**
	 * The first try carries everything over, the next one only what needs no round, and the last one nothing: the work
	 * goes to the shelf.
	 */
	#deskRenewed(fresh: Desk, old: Desk, renewal: Renewal): 'saved' | 'kept' {
		if (renewal.cause === 'newEpoch') return this.#deskBegins(fresh, old);
		this.#deskRefusals += 1;
		const refusal = this.#refusal(renewal);
		const carried = this.#deskRefusals < LAST_DESK_REFUSAL;
		const again = this.#deskRefusals === 1;
		const { takes, messages } = this.#options;
		const takesNow: Takes = {
			round: (round) => (again ? takes.round(round) : null),
			mark: (outcome, of) => again && takes.mark(outcome, of)
		};
		// Reports uncounted dots that the server has not received, even if they were stored just before the rejection.
		const known = new Set(fresh.kept.list().map(({ id }) => id));
		const untold = old.kept.list().filter(({ id, kind }) => kind === 'dots' && !known.has(id));
		const kept: KeptWork[] = carried
			? carryOver(old, fresh, takesNow, refusal, messages)
			: refusedAtDesk(old, fresh, refusal);
		// Work that the desk stores itself needs no shelf.
		if (!carried) this.#options.shelf.add(kept);
		this.#say(deskRenewed(this.#words, renewal, carried, [...untold, ...kept]));
		this.#watch(fresh);
		this.#events.freshDesk(fresh);
		return 'saved';
	}
	/** The old desk's copy stays on this device until the new desk holds what only the old one has. */
	#deskBegins(fresh: Desk, old: Desk): 'kept' {
		const name = this.#oldDeskCopy;
		this.#oldDeskCopy = null;
		this.#past.push({ desk: old, forget: () => void (name !== null && forgetCopy(name)) });
		const ownClock = this.#desk.savedClock;
		const known: Known = (client) => (client === old.doc.clientID ? ownClock : Infinity);
		const { takes, now, messages } = this.#options;
		const refusal = { at: now(), why: this.#words.forgotten };
		carryOver(old, fresh, takes, refusal, messages, { known, words: false });
		this.#say(this.#words.forgotten);
		this.#watch(fresh);
		this.#events.freshDesk(fresh);
		return 'kept';
	}
	#refusal({ why }: Renewal) {
		return { at: this.#options.now(), why };
	}

	/** Shows a message for a while. */
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
		const message =
			this.#notice || (this.#trouble === null ? '' : troubled(this.#words, this.#trouble));
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
