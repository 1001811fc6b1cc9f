/** The documents in memory: each loaded whole once, kept while in use, unloaded after a rest. */
import type { Logger } from 'pino';
import * as Y from 'yjs';
import type { DocumentUpdate, Store } from '../store/store.ts';
import { ClientOwners } from './client-owners.ts';
import { nameOf, rebuild, type DocumentId } from './documents.ts';
import { Journal } from './journal.ts';
import type { SyncLimits } from './limits.ts';
import type { Meter } from './meter.ts';
import { Room } from './room.ts';

interface Slot {
	room: Promise<Room>;
	/** Null until it is loaded. */
	opened: Room | null;
	/** Sockets and calls that hold the room in memory. */
	users: number;
	idle: NodeJS.Timeout | null;
	compacting: boolean;
	/** How long the log was when it could not be folded; 0 if it could. */
	unfoldedBytes: number;
}

export interface RoomsParts {
	store: Store;
	log: Logger;
	limits: SyncLimits;
	meter: Meter;
	/** After a commit that held changes of pages. */
	onCommitted(id: DocumentId): void;
}

export class Rooms {
	readonly #parts: RoomsParts;
	readonly #journal: Journal;
	readonly #slots = new Map<string, Slot>();

	constructor(parts: RoomsParts) {
		this.#parts = parts;
		this.#journal = new Journal(
			(updates) => this.#append(updates),
			parts.limits.commitGapMs,
			(err) => {
				parts.meter.roomFailed();
				parts.log.error({ err }, 'a room broke');
			}
		);
	}

	/** How many documents are in memory. */
	get loaded() {
		return this.#slots.size;
	}
	/** Bytes of updates that no snapshot holds yet, all documents in memory together. */
	get logBytes() {
		let bytes = 0;
		for (const { opened } of this.#slots.values()) bytes += opened?.size.logBytes ?? 0;
		return bytes;
	}

	/** Holds the document in memory until `release` is called. Rejects if it cannot be loaded. */
	async hold(id: DocumentId): Promise<{ room: Room; release(): void }> {
		const name = nameOf(id);
		const slot = this.#slots.get(name) ?? this.#load(id, name);
		slot.users++;
		if (slot.idle) clearTimeout(slot.idle);
		slot.idle = null;
		const release = once(() => {
			slot.users--;
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

	/** Commits what is in hand. */
	settle(): Promise<void> {
		return this.#journal.settle();
	}
	/** Commits and unloads everything. */
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
		const doc = new Y.Doc();
		const [stored, owners] = await Promise.all([
			store.loadDocument(name),
			store.listClientOwners(name)
		]);
		const size = rebuild(doc, stored);
		const room: Room = new Room({
			id,
			doc,
			size,
			owners: new ClientOwners(owners, limits.clientsPerParticipant),
			journal: this.#journal,
			meter: this.#parts.meter,
			largeBytes: limits.pageBytes,
			onCommitted: (byPages) => {
				if (byPages) this.#parts.onCommitted(id);
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
	#forget(name: string, slot: Slot) {
		if (slot.idle) clearTimeout(slot.idle);
		if (this.#slots.get(name) === slot) this.#slots.delete(name);
	}

	/** After a failure it has to be twice as long, so that not every commit tries again. */
	#isLong(name: string, { size }: Room) {
		const unfolded = this.#slots.get(name)?.unfoldedBytes ?? 0;
		const { compactBytes } = this.#parts.limits;
		return size.logBytes > Math.max(size.snapshotBytes, compactBytes, 2 * unfolded);
	}
	/**
	 * Writes the live document as a snapshot, once that was found to be the document. A failure costs
	 * nothing but a longer log.
	 */
	async #compact(name: string) {
		const slot = this.#slots.get(name);
		if (!slot || slot.compacting) return;
		slot.compacting = true;
		try {
			const room = await slot.room;
			slot.unfoldedBytes = room.size.logBytes;
			const { state, size } = await room.snapshot();
			await this.#parts.store.saveSnapshot(name, state, size.seq);
			room.compacted(state.length, size);
			slot.unfoldedBytes = 0;
		} catch (err) {
			this.#parts.log.warn({ err }, 'a snapshot was not saved');
		}
		slot.compacting = false;
	}
	async #unload(name: string, slot: Slot) {
		const room = await slot.room;
		if (room.size.logUpdates > this.#parts.limits.unloadUpdates) await this.#compact(name);
		// Somebody may have come in the meantime.
		if (slot.users > 0 || this.#slots.get(name) !== slot) return;
		this.#forget(name, slot);
		room.doc.destroy();
	}
}

/** Runs at the first call only. */
function once(run: () => void): () => void {
	let ran = false;
	return () => {
		if (!ran) run();
		ran = true;
	};
}
