/** Group commit: what all rooms changed in one turn of the event loop becomes durable together. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { DocumentUpdate } from '../store/store.ts';

/** A room as the journal sees it. None of these may throw. */
export interface Journaled {
	/** Hands over what is to be committed now. What changes from here on belongs to the next commit. */
	begin(): DocumentUpdate | null;
	committed(): void;
	/** Nothing of what `begin` handed over is durable. */
	failed(error: unknown): void;
}

export class Journal {
	readonly #append: (updates: readonly DocumentUpdate[]) => Promise<void>;
	readonly #gapMs: number;
	readonly #waiting = new Set<Journaled>();
	#running: Promise<void> | null = null;
	/** When the last commit began, on the clock of `performance.now()`. */
	#last = -Infinity;

	/** Commits begin at least `gapMs` apart: the first after a rest at once, the next ones together. */
	constructor(append: (updates: readonly DocumentUpdate[]) => Promise<void>, gapMs = 0) {
		this.#append = append;
		this.#gapMs = gapMs;
	}

	/** The room has something to commit at the end of this turn, or after the commit under way. */
	enlist(room: Journaled) {
		this.#waiting.add(room);
		this.#running ??= this.#run();
	}

	/** Resolves when everything enlisted is committed or has failed. */
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
			// A room that breaks must not keep all others from being saved.
			try {
				const update = room.begin();
				if (update) updates.push(update);
			} catch (error) {
				room.failed(error);
			}
		}
		try {
			if (updates.length > 0) await this.#append(updates);
		} catch (error) {
			for (const room of rooms) room.failed(error);
			return;
		}
		for (const room of rooms) room.committed();
	}
}
