/** Buckets by name, of which memory holds a bounded number. */
import { Rate } from '../sync/rate.ts';

const HOUR_SECONDS = 3600;

export interface Budget {
	readonly atOnce: number;
	readonly perHour: number;
}

export class Rates {
	/** In the order in which they were used last. */
	readonly #rates = new Map<string, Rate>();
	readonly #most: number;
	readonly #now: () => number;

	/** `most` of them are remembered. `now` in milliseconds of a clock that only goes forward. */
	constructor(most: number, now: () => number) {
		this.#most = most;
		this.#now = now;
	}

	/** How many are remembered. */
	get size() {
		return this.#rates.size;
	}
	/** The bucket of this name, a full one where none is remembered. Its budget is always the same. */
	of(name: string, { atOnce, perHour }: Budget): Rate {
		const known = this.#rates.get(name);
		const rate = known ?? new Rate(perHour / HOUR_SECONDS, atOnce, this.#now());
		if (known) this.#rates.delete(name);
		this.#rates.set(name, rate);
		for (const oldest of this.#rates.keys()) {
			if (this.#rates.size <= this.#most) break;
			this.#rates.delete(oldest);
		}
		return rate;
	}
	/** Whether a bucket of this name is remembered. */
	knows(name: string): boolean {
		return this.#rates.has(name);
	}
}
