/** A token bucket with `atOnce` tokens, refilled at `perSecond` tokens a second. */
export class Rate {
	readonly #perMs: number;
	readonly #atOnce: number;
	#tokens: number;
	#at: number;

	/** `now` is in milliseconds of any clock. A time before the last call counts as the time of that call. */
	constructor(perSecond: number, atOnce: number, now: number) {
		this.#perMs = perSecond / 1000;
		this.#atOnce = atOnce;
		this.#tokens = atOnce;
		this.#at = now;
	}

	/** Takes `count` tokens. If there are not enough, takes none and returns false. */
	take(now: number, count = 1): boolean {
		if (this.waitMs(now, count) > 0) return false;
		this.#tokens -= count;
		return true;
	}
	/** Takes as many tokens as something turned out to cost. The bucket can go below zero. */
	spend(now: number, count: number) {
		this.waitMs(now);
		this.#tokens -= count;
	}
	/** How long until `count` tokens are available: 0 if they are now, Infinity if never. Takes none. */
	waitMs(now: number, count = 1): number {
		const elapsed = Math.max(0, now - this.#at);
		this.#tokens = Math.min(this.#atOnce, this.#tokens + elapsed * this.#perMs);
		this.#at += elapsed;
		if (count > this.#atOnce) return Infinity;
		return Math.max(0, (count - this.#tokens) / this.#perMs);
	}
	/** Returns tokens that were taken for nothing. */
	giveBack(count = 1) {
		this.#tokens = Math.min(this.#atOnce, this.#tokens + count);
	}
	/** When the bucket is full again, if nothing more is taken. */
	get fullAt(): number {
		return this.#at + (this.#atOnce - this.#tokens) / this.#perMs;
	}
}
