/**
 * One document in memory, and the sockets connected to it. A change is committed before anybody hears of it:
 * changes gather in a batch, the journal commits the batch, then the room sends it.
 */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import * as Y from 'yjs';
import type { DocumentUpdate } from '../store/store.ts';
import { CLOSE, NOT_SAVED } from '../../src/lib/workshop/wire.ts';
import { Changes } from './changes.ts';
import type { ClientOwners } from './guard/owners.ts';
import { AT_ONCE_BYTES } from './cutting.ts';
import { holdsPending, isSnapshotOf, nameOf, type DocumentId, type LogSize } from './documents.ts';
import {
	answerFrame,
	askFrame,
	readStateVector,
	savedFrame,
	updateFrame,
	updateHead
} from './page-messages.ts';
import { Hold } from './hold.ts';
import type { Journal, Journaled } from './journal.ts';
import { LargeCopy, MOST_NEW } from './large-copy.ts';
import type { Meter } from './meter.ts';
import { PIECE_BYTES } from './outlet.ts';
import { joined, packet, type Packet } from './packet.ts';
import type { Shares } from './guard/shares.ts';
import { countLacking } from './whole.ts';
import { CLIENT_COST, LACKING_COST, SENT_PER_COMPARISON } from './guard/work.ts';

/** What a page lacks: first the messages that are too long for a packet, each in parts, and then the rest. */
export interface Answer {
	long: readonly (readonly Uint8Array[])[];
	packet: Packet;
}
/** One socket, as a room sees it. */
export interface Member {
	send(packet: Packet): void;
	/** Sends the answer to an ask, before everything that is sent later. */
	answer(answer: Answer): void;
	close(code: number, reason: ServerSentence): void;
}

/** A reading of the document, and the size of the stored document at that time. */
export interface Sized<T> {
	seen: T;
	size: LogSize;
}

/** Reads the document, and reports the result when everything that it saw is durable. */
interface Read {
	look(): void;
	tell(): void;
	fail(error: Error): void;
	/**
	 * Repeats the read after the writes that others hear of together are sent; null if the read may see a part of
	 * them.
	 */
	putOff: (() => void) | null;
}
interface Batch {
	changes: Changes;
	/** The authors of the changes; empty if there are none. */
	authors: Set<unknown>;
	/** The names of the changed roots. */
	roots: Set<string>;
	/** How many document messages of a member are durable with this batch. */
	saved: Map<Member, number>;
	/** When the first of them arrived, on the clock of `performance.now()`. */
	savedSince: number;
	reads: Read[];
}
const emptyBatch = (): Batch => ({
	changes: new Changes(),
	authors: new Set(),
	roots: new Set(),
	saved: new Map(),
	savedSince: 0,
	reads: []
});
/** A batch whose changes are encoded. */
interface Flight extends Batch {
	update: Uint8Array | null;
}

/** The origin of the server's own transactions. */
const SERVER = Symbol('server');
/** How many answers are cached for people who join at once with the same copy, or with none. */
const ANSWERS = 8;
/** About how many bytes a Yjs struct takes in memory, without its content. */
const STRUCT_BYTES = 250;

export interface RoomParts {
	id: DocumentId;
	doc: Y.Doc;
	size: LogSize;
	owners: ClientOwners;
	shares: Shares;
	journal: Journal;
	meter: Meter;
	/** Above this many stored bytes, the document is encoded in slices: see `pageBytes`. */
	largeBytes: number;
	/**
	 * Called after each commit that changed these roots. `byPages` is false if only the server made the changes.
	 */
	onCommitted(byPages: boolean, roots: ReadonlySet<string>): void;
	/** The document in memory differs from the stored one: forget this room. */
	onDropped(error: unknown): void;
}

export class Room implements Journaled {
	readonly id: DocumentId;
	readonly doc: Y.Doc;
	readonly owners: ClientOwners;
	readonly shares: Shares;
	readonly #parts: RoomParts;
	readonly #size: LogSize;
	/** Members who have received the document, and so receive all commits. */
	readonly #synced = new Set<Member>();
	readonly #members = new Set<Member>();
	#batch = emptyBatch();
	/** The batch that the journal is committing now. */
	#flight: Flight | null = null;
	#state: 'open' | 'dropped' = 'open';
	/** The encoded document, and answers by the state vector of the ask; both until the next change. */
	#encoded: Uint8Array | null = null;
	readonly #answers = new Map<string, Answer>();
	readonly #hold = new Hold();
	readonly #large: LargeCopy;

	constructor(parts: RoomParts) {
		this.#parts = parts;
		this.id = parts.id;
		this.doc = parts.doc;
		this.owners = parts.owners;
		this.shares = parts.shares;
		this.#size = parts.size;
		this.#large = new LargeCopy(parts.doc);
		this.doc.on('afterTransactionCleanup', (transaction: Y.Transaction) => {
			if (!this.#batch.changes.add(transaction)) return;
			this.#large.add(transaction);
			this.#batch.authors.add(transaction.origin);
			for (const type of transaction.changed.keys()) this.#batch.roots.add(this.#rootOf(type));
			this.#encoded = null;
			this.#answers.clear();
			this.#enlist();
		});
	}

	get members(): ReadonlySet<Member> {
		return this.#members;
	}
	/** About how many bytes the document takes in the store. */
	get bytes() {
		return this.#size.snapshotBytes + this.#size.logBytes;
	}
	/**
	 * About how many bytes the document takes in memory: its structs, its content, and its cached encodings.
	 */
	get memoryBytes() {
		let structs = 0;
		for (const { length } of this.doc.store.clients.values()) structs += length;
		const encoded = (this.#encoded?.length ?? 0) + this.#large.bytes;
		return STRUCT_BYTES * structs + this.bytes + encoded;
	}
	get size(): Readonly<LogSize> {
		return this.#size;
	}

	join(member: Member) {
		this.#members.add(member);
	}
	leave(member: Member) {
		this.#members.delete(member);
		this.#synced.delete(member);
	}

	/**
	 * Applies an update that was inspected before. If the update builds on something that is missing here, returns
	 * `pending` and keeps nothing of it for later.
	 */
	apply(member: Member, update: Uint8Array): 'applied' | 'pending' {
		try {
			Y.applyUpdate(this.doc, update, member);
		} catch (error) {
			this.failed(error);
			return 'applied';
		}
		if (!holdsPending(this.doc)) return 'applied';
		this.doc.store.pendingStructs = null;
		this.doc.store.pendingDs = null;
		return 'pending';
	}
	/**
	 * The member's first `count` document messages are in the document: tells the member when they are durable.
	 */
	acknowledge(member: Member, count: number) {
		if (this.#batch.saved.size === 0) this.#batch.savedSince = performance.now();
		this.#batch.saved.set(member, count);
		this.#enlist();
	}

	/**
	 * Sends a member what its copy lacks, and asks for what the server lacks. From then on the member receives all
	 * commits. Returns the cost in comparisons; content that is encoded once for everybody costs only its bytes.
	 * Throws if the state vector is broken, or names more clients than the document has plus what one page can
	 * have used.
	 */
	answer(member: Member, stateVector: Uint8Array): number {
		const has = readStateVector(stateVector, this.doc.store.clients.size + this.owners.most);
		const lacking = countLacking(this.doc, has, this.isLarge ? MOST_NEW : Infinity);
		const isWhole = lacking > MOST_NEW && this.isLarge;
		if (isWhole) void this.#answerWhole(member);
		else this.#tellAnswer(member, [], () => this.#answer(stateVector));
		const isShared = isWhole || has.size === 0;
		return (
			CLIENT_COST * has.size +
			(isShared ? this.bytes / SENT_PER_COMPARISON : LACKING_COST * lacking)
		);
	}
	/** Whether the document is encoded in slices, and reaches pages only through their sockets. */
	get isLarge() {
		return this.bytes > this.#parts.largeBytes;
	}
	/**
	 * The rest contains the changes since the encoding started. Both are sent when everything in them is durable.
	 */
	async #answerWhole(member: Member) {
		try {
			const whole = await this.#large.whole();
			const { bytes } = whole;
			this.#tellAnswer(member, [[updateHead(bytes.length), bytes]], () =>
				this.#answerFrom(this.#large.rest(whole))
			);
		} catch (error) {
			this.failed(error);
		}
	}
	#tellAnswer(member: Member, before: Answer['long'], look: () => Answer) {
		this.#readTold(
			look,
			({ long, packet }) => {
				if (!this.#members.has(member)) return;
				this.#synced.add(member);
				member.answer({ long: [...before, ...long], packet });
			},
			() => {}
		);
	}
	/** Asks a member for everything that the server lacks. */
	ask(member: Member) {
		member.send(packet(this.#ask()));
	}

	/** Runs one change as the server. Resolves with its result when it is durable and sent. */
	async write<T>(change: () => T): Promise<T> {
		const result = this.doc.transact(change, SERVER);
		return this.read(() => result);
	}
	/**
	 * Runs several short changes as the server, each with its own commit. Others hear of all of them together,
	 * when the last one is durable; people who join meanwhile wait for that. Resolves with the results then.
	 */
	async writeTogether<T>(changes: readonly (() => T)[]): Promise<T[]> {
		this.#hold.begin();
		try {
			const made: T[] = [];
			for (const change of changes) made.push(await this.write(change));
			return made;
		} finally {
			const news = this.#hold.end();
			const told = this.#state === 'open' && news.length > 0;
			if (told) for (const member of this.#synced) member.send(joined(...news));
			this.#hold.goOn();
		}
	}
	/** Resolves with the result of `look` when everything that it saw is durable. */
	read<T>(look: () => T): Promise<T> {
		return new Promise((resolve, reject) => this.#read(look, resolve, reject));
	}
	/** The encoded state, cached until the next change; null for a large document. */
	encoded(): Promise<Uint8Array | null> {
		return new Promise((resolve, reject) =>
			this.#readTold(() => (this.isLarge ? null : this.#encode()), resolve, reject)
		);
	}
	/** Whether work on the whole document takes long if it is done in one go. */
	get isLong() {
		return this.bytes > AT_ONCE_BYTES;
	}
	/**
	 * Updates that together make a copy of the document, and the size of the stored document. A long document is
	 * encoded in slices.
	 */
	async copy(): Promise<Sized<Uint8Array[]>> {
		const whole = this.isLong ? await this.#large.whole() : null;
		const look = () => (whole ? [whole.bytes, this.#large.rest(whole)] : [this.#encode()]);
		return new Promise((resolve, reject) =>
			this.#readTold(look, (seen) => resolve(this.#sized(seen)), reject)
		);
	}
	/**
	 * The encoded state, decoded again and compared with the document, and the size of the stored document.
	 * Rejects if they differ.
	 */
	snapshot(): Promise<Sized<Uint8Array>> {
		return new Promise((resolve, reject) =>
			this.#read(
				() => {
					const state = this.#encode();
					if (isSnapshotOf(this.doc, state)) return state;
					throw new Error('the snapshot is not the document');
				},
				(seen) => resolve(this.#sized(seen)),
				reject
			)
		);
	}
	#sized<T>(seen: T): Sized<T> {
		return { seen, size: { ...this.#size } };
	}

	begin(): DocumentUpdate | null {
		if (this.#state === 'dropped') return null;
		const batch = this.#batch;
		this.#batch = emptyBatch();
		const reads = batch.reads.filter(({ putOff }) => !putOff || !this.#hold.isOn);
		for (const read of batch.reads) if (!reads.includes(read)) read.putOff?.();
		for (const read of reads) read.look();
		const update = batch.authors.size > 0 ? batch.changes.encode(this.doc) : null;
		this.#flight = { ...batch, reads, update };
		if (!update) return null;
		const claims = this.owners.takeFresh();
		return { document: nameOf(this.id), update, claims, shares: this.shares.takeFresh() };
	}
	committed() {
		const flight = this.#flight;
		if (!flight) return;
		this.#flight = null;
		const { update, authors, roots, saved, savedSince, reads } = flight;
		if (update) {
			this.#size.seq++;
			this.#size.logUpdates++;
			this.#size.logBytes += update.length;
		}
		// Everybody who waits for durable changes is told, even if telling one of them fails.
		allOf([() => this.#tell(flight), ...reads.map((read) => () => read.tell())]);
		if (saved.size > 0) this.#parts.meter.acknowledged(performance.now() - savedSince);
		const byPages = [...authors].some((author) => author !== SERVER);
		if (update) this.#parts.onCommitted(byPages, roots);
	}
	/** Sends each member one packet: the changes, unless only that member made them, and its ack. */
	#tell({ update, authors, saved }: Flight) {
		const fresh = update && packet(updateFrame(update));
		const news = this.#hold.isOn ? null : fresh;
		if (fresh && !news) this.#hold.keep(fresh);
		for (const member of this.#synced) {
			const count = saved.get(member);
			const knows = authors.size === 1 && authors.has(member);
			if (!news || knows) continue;
			if (count === undefined) member.send(news);
			else member.send(joined(news, packet(savedFrame(count))));
			saved.delete(member);
		}
		for (const [member, count] of saved) member.send(packet(savedFrame(count)));
	}
	/** Also called if the document in memory is broken: only the stored document counts. */
	failed(cause: unknown) {
		if (this.#state === 'dropped') return;
		this.#state = 'dropped';
		const reads = [...(this.#flight?.reads ?? []), ...this.#batch.reads];
		this.#flight = null;
		this.#batch = emptyBatch();
		const error = new Error('the document could not be saved', { cause });
		allOf([
			() => this.#parts.onDropped(cause),
			...[...this.#members].map((member) => () => member.close(CLOSE.tryAgain, () => NOT_SAVED)),
			...reads.map((read) => () => read.fail(error)),
			() => this.doc.destroy()
		]);
	}

	/** A snapshot of this many bytes has replaced the part of the log that `folded` describes. */
	compacted(snapshotBytes: number, folded: LogSize) {
		this.#size.snapshotBytes = snapshotBytes;
		this.#size.logBytes -= folded.logBytes;
		this.#size.logUpdates -= folded.logUpdates;
	}

	/** The name of the root that contains a type. */
	#rootOf(type: object): string {
		let at = type as Y.AbstractType<unknown>;
		while (at.parent) at = at.parent;
		for (const [name, root] of this.doc.share) if (root === at) return name;
		return '';
	}
	#enlist() {
		if (this.#state === 'open') this.#parts.journal.enlist(this);
	}
	/**
	 * Like `#read`, but never sees a part of the writes that others hear of together, even if these start before
	 * it looks.
	 */
	#readTold<T>(look: () => T, tell: (value: T) => void, fail: (error: unknown) => void) {
		const again = () => this.#readTold(look, tell, fail);
		this.#hold.afterwards(() => this.#read(look, tell, fail, again));
	}
	/**
	 * Looks at once if everything is durable. Otherwise it looks when the next batch is committed, which then
	 * contains everything that it saw.
	 */
	#read<T>(
		look: () => T,
		tell: (value: T) => void,
		fail: (error: unknown) => void,
		putOff: (() => void) | null = null
	) {
		if (this.#state === 'dropped') return fail(new Error('the document is being loaded again'));
		const read = { ...once(look, tell, fail), putOff };
		if (this.#flight === null && this.#batch.authors.size === 0) {
			read.look();
			return read.tell();
		}
		this.#batch.reads.push(read);
		this.#enlist();
	}
	#encode(): Uint8Array {
		return (this.#encoded ??= Y.encodeStateAsUpdate(this.doc));
	}
	/**
	 * A page counts as in sync after the answer. The ask comes first, so by then the page has sent everything that
	 * only it had.
	 */
	#answer(stateVector: Uint8Array): Answer {
		const key = Buffer.from(stateVector).toString('base64');
		const known = this.#answers.get(key);
		if (known) return known;
		const hasNothing = stateVector.length === 1;
		const lacks = hasNothing ? this.#encode() : Y.encodeStateAsUpdate(this.doc, stateVector);
		const answer = this.#answerFrom(lacks);
		if (this.#answers.size < ANSWERS) this.#answers.set(key, answer);
		return answer;
	}
	#answerFrom(lacks: Uint8Array): Answer {
		const messages = [this.#ask(), answerFrame(lacks)];
		return lacks.length > PIECE_BYTES
			? { long: messages.map((message) => [message]), packet: packet() }
			: { long: [], packet: packet(...messages) };
	}
	#ask() {
		return askFrame(Y.encodeStateVector(this.doc));
	}
}

/** Runs all functions, even if some of them throw, and then throws the first error. */
function allOf(works: readonly (() => void)[]) {
	const errors: unknown[] = [];
	for (const work of works)
		try {
			work();
		} catch (error) {
			errors.push(error);
		}
	if (errors.length > 0) throw errors[0];
}

/** A read that passes its value or its error on in `tell`. */
function once<T>(look: () => T, tell: (value: T) => void, fail: (error: unknown) => void) {
	let seen: { value: T } | { error: unknown };
	return {
		look() {
			try {
				seen = { value: look() };
			} catch (error) {
				seen = { error };
			}
		},
		tell() {
			if ('value' in seen) tell(seen.value);
			else fail(seen.error);
		},
		fail
	};
}
