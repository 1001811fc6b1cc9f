/** A bucket of tokens: `atOnce` may be taken in one go, `perSecond` flow back. */
export class Rate {
	readonly #perMs: number;
	readonly #atOnce: number;
	#tokens: number;
	#at: number;

	/** `now` in milliseconds of any clock that only goes forward. */
	constructor(perSecond: number, atOnce: number, now: number) {
		this.#perMs = perSecond / 1000;
		this.#atOnce = atOnce;
		this.#tokens = atOnce;
		this.#at = now;
	}

	/** Takes tokens. False, taking none, when there are not as many. */
	take(now: number, count = 1): boolean {
		this.#tokens = Math.min(this.#atOnce, this.#tokens + (now - this.#at) * this.#perMs);
		this.#at = now;
		if (this.#tokens < count) return false;
		this.#tokens -= count;
		return true;
	}
	/** When all that was taken has flowed back, if no more is taken. */
	get fullAt(): number {
		return this.#at + (this.#atOnce - this.#tokens) / this.#perMs;
	}
}
