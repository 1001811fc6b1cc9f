/** Group commit: commits the changes of all rooms in one turn of the event loop together. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { DocumentUpdate } from '../store/store.ts';

/** A room as the journal sees it. If one of these methods throws, the journal gives up that room only. */
export interface Journaled {
	/** Returns the changes to commit now. Later changes belong to the next commit. */
	begin(): DocumentUpdate | null;
	committed(): void;
	/** None of the changes from `begin` is durable. */
	failed(error: unknown): void;
}

export class Journal {
	readonly #append: (updates: readonly DocumentUpdate[]) => Promise<void>;
	readonly #gapMs: number;
	readonly #onFault: (error: unknown) => void;
	readonly #waiting = new Set<Journaled>();
	#running: Promise<void> | null = null;
	/** When the last commit started, on the clock of `performance.now()`. */
	#last = -Infinity;

	/**
	 * Commits start at least `gapMs` apart. The first one after a pause starts at once; changes during the gap are
	 * committed together. Calls `onFault` if a room throws although the store has not failed.
	 */
	constructor(
		append: (updates: readonly DocumentUpdate[]) => Promise<void>,
		gapMs = 0,
		onFault: (error: unknown) => void = () => {}
	) {
		this.#append = append;
		this.#gapMs = gapMs;
		this.#onFault = onFault;
	}

	/** The room has changes to commit at the end of this turn, or after the current commit. */
	enlist(room: Journaled) {
		this.#waiting.add(room);
		this.#running ??= this.#run();
	}

	/** Resolves when all enlisted changes are committed or have failed. */
	async settle() {
		while (this.#running) await this.#running;
	}

	async #run() {
		while (this.#waiting.size > 0) {
			const rest = this.#last + this.#gapMs - performance.now();
			await (rest > 0 ? setTimeout(rest) : setImmediate());
			this.#last = performance.now();
			await this.#commit();
		}
		this.#running = null;
	}
	async #commit() {
		const rooms = [...this.#waiting];
		this.#waiting.clear();
		const updates: DocumentUpdate[] = [];
		for (const room of rooms) {
			this.#isolated(room, () => {
				const update = room.begin();
				if (update) updates.push(update);
			});
		}
		try {
			if (updates.length > 0) await this.#append(updates);
		} catch (error) {
			for (const room of rooms) this.#giveUp(room, error);
			return;
		}
		for (const room of rooms) this.#isolated(room, () => room.committed());
	}
	/** A room that fails must not stop the others from being saved and told. */
	#isolated(room: Journaled, work: () => void) {
		try {
			work();
		} catch (error) {
			this.#onFault(error);
			this.#giveUp(room, error);
		}
	}
	#giveUp(room: Journaled, cause: unknown) {
		try {
			room.failed(cause);
		} catch (error) {
			this.#onFault(error);
		}
	}
}
