/** Handles long messages in turns, so that a short message waits for at most one of them. */

/** Cancels a turn that has not come yet. */
export type CallOff = () => void;

export class Turns {
	readonly #waiting = new Set<() => void>();
	readonly #now: () => number;
	#scheduled = false;
	/** When the pause after the last turn ends. */
	#restedAt = 0;

	/** `now` returns milliseconds of a clock that never goes back. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/**
	 * Calls `turn` once: after all earlier turns, and after the server has read the waiting messages of its
	 * sockets.
	 */
	ask(turn: () => void): CallOff {
		const mine = () => turn();
		this.#waiting.add(mine);
		this.#schedule();
		return () => this.#waiting.delete(mine);
	}

	#schedule() {
		if (this.#scheduled || this.#waiting.size === 0) return;
		this.#scheduled = true;
		const restMs = this.#restedAt - this.#now();
		if (restMs > 0) setTimeout(() => this.#next(), restMs);
		else setImmediate(() => this.#next());
	}
	/** Pauses for as long as the turn took: so long messages take at most half of the time. */
	#next() {
		const [turn] = this.#waiting;
		const began = this.#now();
		if (turn) {
			this.#waiting.delete(turn);
			turn();
		}
		const ended = this.#now();
		this.#restedAt = ended + (ended - began);
		this.#scheduled = false;
		this.#schedule();
	}
}
