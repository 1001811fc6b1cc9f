/**
 * Renders boards into pages one at a time. Between two renderings, other waiting work runs for as long as the last
 * rendering took.
 */
export class PageTurns {
	readonly #waiting: (() => void)[] = [];
	readonly #now: () => number;
	#isTaken = false;

	/** `now` is a monotonic clock in milliseconds. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** Resolves when it is the caller's turn. The turn lasts until the caller first waits for something. */
	take(): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.push(resolve);
			if (!this.#isTaken) this.#next();
		});
	}

	#next() {
		const draw = this.#waiting.shift();
		this.#isTaken = draw !== undefined;
		if (!draw) return;
		const began = this.#now();
		draw();
		setImmediate(() => setTimeout(() => this.#next(), this.#now() - began));
	}
}
