/** Long messages are handled in turns, so that no short one waits for more than one of them. */

/** Calls off a turn that has not come yet. */
export type CallOff = () => void;

export class Turns {
	readonly #waiting = new Set<() => void>();
	readonly #now: () => number;
	#scheduled = false;
	/** When the rest after the last turn is over. */
	#restedAt = 0;

	/** `now` in milliseconds of a clock that only goes forward. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** Calls `turn` once: after all who asked before, and after the server has read what waits in its sockets. */
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
	/** Rests as long as the turn took: at most half of the time goes into long messages. */
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
