const BUCKETS_PER_MS = 20;
const MOST_MS = 20_000;

/** Counts the expected and the actual deliveries, and their latencies. */
export class Deliveries {
	readonly #buckets = new Uint32Array(BUCKETS_PER_MS * MOST_MS + 1);
	readonly #startedAt = performance.now();
	#samples = 0;
	expected = 0;
	delivered = 0;
	/** Sockets closed by the server. */
	closes = 0;

	/** Milliseconds since this object was created: small enough to be a coordinate on a wall. */
	now(): number {
		return performance.now() - this.#startedAt;
	}
	expect(count: number) {
		this.expected += count;
	}
	deliver(count: number) {
		this.delivered += count;
	}
	took(ms: number) {
		const bucket = Math.min(this.#buckets.length - 1, Math.max(0, Math.floor(ms * BUCKETS_PER_MS)));
		this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
		this.#samples++;
	}
	closed() {
		this.closes++;
	}
	/** Resets the counts after the warm-up. */
	reset() {
		this.#buckets.fill(0);
		this.#samples = this.expected = this.delivered = 0;
	}
	/** The p-quantile (0..1) of the latencies in milliseconds, with a resolution of 0.05 ms. */
	quantile(p: number): number {
		let left = Math.ceil(p * this.#samples);
		if (left === 0) return NaN;
		for (const [bucket, count] of this.#buckets.entries()) {
			left -= count;
			if (left <= 0) return (bucket + 1) / BUCKETS_PER_MS;
		}
		return MOST_MS;
	}
}
