/** Group commit: what all rooms changed in one turn of the event loop becomes durable together. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { DocumentUpdate } from '../store/store.ts';

/** A room as the journal sees it. Where one of these throws, that room alone is given up. */
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
	readonly #onFault: (error: unknown) => void;
	readonly #waiting = new Set<Journaled>();
	#running: Promise<void> | null = null;
	/** When the last commit began, on the clock of `performance.now()`. */
	#last = -Infinity;

	/**
	 * Commits begin at least `gapMs` apart: the first after a rest at once, the next ones together.
	 * `onFault` hears of a room that threw although nothing was wrong with the store.
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
	/** A room that breaks must not keep all others from being saved and told. */
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
