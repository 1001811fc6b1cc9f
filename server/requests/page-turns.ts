/** Boards are drawn into pages in turns: between two, the server does all else that waits, for as long as the last took. */
export class PageTurns {
	readonly #waiting: (() => void)[] = [];
	readonly #now: () => number;
	#isTaken = false;

	/** `now` in milliseconds of a clock that only goes forward. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** Resolves when whoever asked may draw: all that it does before it waits for anything. */
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
