/** A bucket of tokens: `atOnce` may be taken in one go, `perSecond` flow back. */
export class Rate {
	readonly #perMs: number;
	readonly #atOnce: number;
	#tokens: number;
	#at: number;

	/** `now` in milliseconds of any clock. What is earlier than the last call counts as the same moment. */
	constructor(perSecond: number, atOnce: number, now: number) {
		this.#perMs = perSecond / 1000;
		this.#atOnce = atOnce;
		this.#tokens = atOnce;
		this.#at = now;
	}

	/** Takes tokens. False, taking none, when there are not as many. */
	take(now: number, count = 1): boolean {
		if (this.waitMs(now, count) > 0) return false;
		this.#tokens -= count;
		return true;
	}
	/** Takes as many as something turned out to cost, which may be more than there are. */
	spend(now: number, count: number) {
		this.waitMs(now);
		this.#tokens -= count;
	}
	/** How long until so many can be taken; 0 if they can be now, Infinity if never. Takes none. */
	waitMs(now: number, count = 1): number {
		const elapsed = Math.max(0, now - this.#at);
		this.#tokens = Math.min(this.#atOnce, this.#tokens + elapsed * this.#perMs);
		this.#at += elapsed;
		if (count > this.#atOnce) return Infinity;
		return Math.max(0, (count - this.#tokens) / this.#perMs);
	}
	/** Tokens that were taken for nothing. */
	giveBack(count = 1) {
		this.#tokens = Math.min(this.#atOnce, this.#tokens + count);
	}
	/** When all that was taken has flowed back, if no more is taken. */
	get fullAt(): number {
		return this.#at + (this.#atOnce - this.#tokens) / this.#perMs;
	}
}
