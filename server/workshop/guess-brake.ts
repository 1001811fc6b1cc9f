/** Slows down guessing of codes, without hurting a room that joins together from one address. */

const CAPACITY = 300;
const REFILL_PER_MS = 60 / 60_000;
const WRONG_COST = 10;
const RIGHT_COST = 1;
/** Addresses kept before full buckets are thrown away. */
const SWEEP_FROM = 10_000;

interface Bucket {
	tokens: number;
	/** Epoch ms at which `tokens` was right. */
	at: number;
}

/** A token bucket per address: 300 tokens, 60 more a minute; a wrong guess takes 10, a right one 1. */
export class GuessBrake {
	readonly #buckets = new Map<string, Bucket>();
	readonly #clock: () => number;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** Whether this address may guess now. */
	allows(address: string): boolean {
		return this.#tokens(address) >= RIGHT_COST;
	}
	/** Takes note of a guess. */
	count(address: string, guess: 'right' | 'wrong') {
		const cost = guess === 'right' ? RIGHT_COST : WRONG_COST;
		// May fall below zero: else somebody with one token left would pay one for ten.
		const tokens = this.#tokens(address) - cost;
		this.#buckets.set(address, { tokens, at: this.#clock() });
		if (this.#buckets.size > SWEEP_FROM) this.#sweep();
	}

	#tokens(address: string): number {
		const bucket = this.#buckets.get(address);
		if (!bucket) return CAPACITY;
		const elapsed = Math.max(0, this.#clock() - bucket.at);
		return Math.min(CAPACITY, bucket.tokens + elapsed * REFILL_PER_MS);
	}
	#sweep() {
		for (const address of this.#buckets.keys())
			if (this.#tokens(address) >= CAPACITY) this.#buckets.delete(address);
	}
}
