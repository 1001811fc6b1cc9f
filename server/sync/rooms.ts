/** The documents in memory: each is loaded whole once, kept while in use, and unloaded some time later. */
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import * as Y from 'yjs';
import type { DocumentUpdate, Store, StoredDocument } from '../store/store.ts';
import { ClientOwners } from './guard/owners.ts';
import { AT_ONCE_BYTES, workHere, type DocumentWork } from './cutting.ts';
import { holdsPending, nameOf, rebuild, type DocumentId, type LogSize } from './documents.ts';
import { Journal } from './journal.ts';
import type { SyncLimits } from './limits.ts';
import type { LiveHooks } from './live.ts';
import { MemoryBudget, readHeap, ServerFull, type Heap } from './memory.ts';
import type { Meter } from './meter.ts';
import { Room, type Sized } from './room.ts';
import { Shares } from './guard/shares.ts';

interface Slot {
	room: Promise<Room>;
	/** Null while it is loading. */
	opened: Room | null;
	/** The number of sockets and calls that hold the room in memory. */
	users: number;
	idle: NodeJS.Timeout | null;
	/** When it was last used, on the clock of `performance.now()`; while it is in use, when it was loaded. */
	usedAt: number;
	compacting: boolean;
	/** The length of the log when folding it last failed; 0 if folding succeeded. */
	unfoldedBytes: number;
}

export interface RoomsParts {
	store: Store;
	log: Logger;
	limits: SyncLimits;
	meter: Meter;
	/** Called after a commit with changes of pages in these roots of the document. */
	onCommitted(id: DocumentId, roots: ReadonlySet<string>, doc: Y.Doc): void;
	/** Runs slow work on documents; by default in this thread. */
	work?: DocumentWork;
	/** Other data in memory that shares the limit of the documents; by default none. */
	beside?: Pick<LiveHooks, 'held' | 'giveWay'>;
	/** By default the heap of this process. */
	heap?: () => Heap;
}

export class Rooms {
	readonly #parts: RoomsParts;
	readonly #work: DocumentWork;
	readonly #journal: Journal;
	/** Resolves when the next document may be built. */
	#pause = Promise.resolve();
	readonly #slots = new Map<string, Slot>();
	readonly #budget: MemoryBudget;

	constructor(parts: RoomsParts) {
		this.#parts = parts;
		this.#work = parts.work ?? workHere;
		this.#budget = new MemoryBudget(parts.limits.memoryBytes, parts.heap ?? readHeap);
		this.#journal = new Journal(
			(updates) => this.#append(updates),
			parts.limits.commitGapMs,
			(err) => {
				parts.meter.roomFailed();
				parts.log.error({ err }, 'a room broke');
			}
		);
	}

	/** The number of documents in memory. */
	get loaded() {
		return this.#slots.size;
	}
	/** Bytes of updates that are in no snapshot yet, for all documents in memory together. */
	get logBytes() {
		let bytes = 0;
		for (const { opened } of this.#slots.values()) bytes += opened?.size.logBytes ?? 0;
		return bytes;
	}

	/** The estimated memory of the documents and of the other data. */
	get memoryBytes() {
		return this.#bytesOf(() => true) + (this.#parts.beside?.held().bytes ?? 0);
	}
	/** Whether no more walls fit, even after all unused documents are unloaded. */
	get isFull() {
		const documents = this.#bytesOf(({ users }) => users > 0);
		return this.#budget.isSpent(documents + (this.#parts.beside?.held().inUse ?? 0), 'wall');
	}

	/**
	 * Holds the document in memory until `release` is called. Rejects if it cannot be loaded; with `ServerFull` if
	 * it does not fit.
	 */
	async hold(id: DocumentId): Promise<{ room: Room; release(): void }> {
		const name = nameOf(id);
		const slot = this.#slots.get(name) ?? this.#load(id, name);
		slot.users++;
		if (slot.idle) clearTimeout(slot.idle);
		slot.idle = null;
		const release = once(() => {
			slot.users--;
			slot.usedAt = performance.now();
			if (slot.users === 0 && this.#slots.get(name) === slot)
				slot.idle = setTimeout(
					() => void this.#unload(name, slot),
					this.#parts.limits.unloadMs
				).unref();
		});
		try {
			return { room: await slot.room, release };
		} catch (error) {
			release();
			throw error;
		}
	}
	/** Holds the document while `use` runs. */
	async use<T>(id: DocumentId, use: (room: Room) => Promise<T>): Promise<T> {
		const { room, release } = await this.hold(id);
		try {
			return await use(room);
		} finally {
			release();
		}
	}

	/** Commits all current changes. */
	settle(): Promise<void> {
		return this.#journal.settle();
	}
	/** Commits all changes and unloads all documents. */
	async close() {
		await this.settle();
		await Promise.all([...this.#slots].map(([name, slot]) => this.#unload(name, slot)));
	}

	async #append(updates: readonly DocumentUpdate[]) {
		const { store, meter } = this.#parts;
		const startedAt = performance.now();
		try {
			await store.append(updates);
			meter.committed(performance.now() - startedAt);
		} catch (error) {
			meter.commitFailed();
			throw error;
		}
	}
	#load(id: DocumentId, name: string): Slot {
		const slot: Slot = {
			room: this.#open(id, name),
			opened: null,
			users: 0,
			idle: null,
			usedAt: performance.now(),
			compacting: false,
			unfoldedBytes: 0
		};
		this.#slots.set(name, slot);
		slot.room.then(
			(room) => (slot.opened = room),
			() => this.#forget(name, slot)
		);
		return slot;
	}
	async #open(id: DocumentId, name: string): Promise<Room> {
		const { store, limits } = this.#parts;
		await this.#makeRoom(id.kind);
		const doc = new Y.Doc();
		const [stored, owners, shares] = await Promise.all([
			store.loadDocument(name),
			store.listClientOwners(name),
			store.listShares(name)
		]);
		const size = await this.#build(doc, stored);
		const room: Room = new Room({
			id,
			doc,
			size,
			owners: new ClientOwners(owners, limits.clientsPerParticipant),
			shares: new Shares(shares),
			journal: this.#journal,
			meter: this.#parts.meter,
			largeBytes: limits.pageBytes,
			onCommitted: (byPages, roots) => {
				if (byPages) this.#parts.onCommitted(id, roots, doc);
				if (this.#isLong(name, room)) void this.#compact(name);
			},
			onDropped: (err) => {
				this.#parts.log.error({ err, kind: id.kind }, 'a document was not saved');
				const slot = this.#slots.get(name);
				if (slot) this.#forget(name, slot);
			}
		});
		return room;
	}
	/**
	 * Builds one document at a time, and a long one in slices, so that people on other boards are answered in
	 * between.
	 */
	async #build(doc: Y.Doc, stored: StoredDocument): Promise<LogSize> {
		if (storedBytes(stored) <= AT_ONCE_BYTES) {
			await (this.#pause = this.#pause.then(() => setImmediate()));
			return rebuild(doc, stored);
		}
		const { slices, size } = await this.#work.cut(stored);
		for (const slice of slices) {
			Y.applyUpdate(doc, slice);
			await setImmediate();
		}
		if (holdsPending(doc)) throw new Error('a part of the document is missing in a slice');
		return size;
	}
	/** Unloads unused documents, the least recently used first, until one more document fits. */
	async #makeRoom(kind: DocumentId['kind']) {
		const isSpent = () => this.#budget.isSpent(this.memoryBytes, kind);
		if (!isSpent()) return;
		this.#parts.beside?.giveWay();
		if (!isSpent()) return;
		const idle = [...this.#slots].filter(([, { users, opened }]) => users === 0 && opened);
		idle.sort(([, a], [, b]) => a.usedAt - b.usedAt);
		for (const [name, slot] of idle) {
			await this.#unload(name, slot);
			if (!isSpent()) return;
		}
		throw new ServerFull();
	}
	#bytesOf(isMeant: (slot: Slot) => boolean): number {
		let bytes = 0;
		for (const slot of this.#slots.values())
			if (slot.opened && isMeant(slot)) bytes += slot.opened.memoryBytes;
		return bytes;
	}
	#forget(name: string, slot: Slot) {
		if (slot.idle) clearTimeout(slot.idle);
		if (this.#slots.get(name) === slot) this.#slots.delete(name);
	}

	/** After a failure, the log has to be twice as long, so that not every commit tries again. */
	#isLong(name: string, { size }: Room) {
		const unfolded = this.#slots.get(name)?.unfoldedBytes ?? 0;
		const { compactBytes } = this.#parts.limits;
		return size.logBytes > Math.max(size.snapshotBytes, compactBytes, 2 * unfolded);
	}
	/**
	 * Stores the live document as a snapshot, after comparing the two. If this fails, only the log stays longer.
	 */
	async #compact(name: string) {
		const slot = this.#slots.get(name);
		if (!slot || slot.compacting) return;
		slot.compacting = true;
		try {
			const room = await slot.room;
			slot.unfoldedBytes = room.size.logBytes;
			const { seen, size } = await (room.isLong ? this.#fold(name, room) : room.snapshot());
			await this.#parts.store.saveSnapshot(name, seen, size.seq);
			room.compacted(seen.length, size);
			slot.unfoldedBytes = 0;
		} catch (err) {
			this.#parts.log.warn({ err }, 'a snapshot was not saved');
		}
		slot.compacting = false;
	}
	/** A snapshot of a long document, compared with the stored data of the same moment. */
	async #fold(name: string, room: Room): Promise<Sized<Uint8Array>> {
		const { store } = this.#parts;
		const { seen: copy, size } = await room.copy();
		const stored = await store.loadDocument(name);
		const then = stored.updates.length - (stored.seq - size.seq);
		const updates = stored.updates.slice(0, then);
		return { seen: await this.#work.fold({ stored: { ...stored, updates }, copy }), size };
	}
	async #unload(name: string, slot: Slot) {
		const room = await slot.room;
		if (room.size.logUpdates > this.#parts.limits.unloadUpdates) await this.#compact(name);
		// Somebody may have opened the document meanwhile.
		if (slot.users > 0 || this.#slots.get(name) !== slot) return;
		this.#forget(name, slot);
		room.doc.destroy();
	}
}

/** Returns a function that calls `run` only the first time. */
function once(run: () => void): () => void {
	let ran = false;
	return () => {
		if (!ran) run();
		ran = true;
	};
}

const storedBytes = ({ snapshot, updates }: StoredDocument) =>
	updates.reduce((bytes, { length }) => bytes + length, snapshot?.length ?? 0);
