/** Rate limiters by name. Memory holds a limited number of them. */
import { Rate } from '../sync/rate.ts';

const HOUR_SECONDS = 3600;

export interface Budget {
	readonly atOnce: number;
	readonly perHour: number;
}

export class Rates {
	/** Ordered by last use. */
	readonly #rates = new Map<string, Rate>();
	readonly #most: number;
	readonly #now: () => number;

	/** Remembers at most `most` limiters. `now` is a monotonic clock in milliseconds. */
	constructor(most: number, now: () => number) {
		this.#most = most;
		this.#now = now;
	}

	/** Number of remembered limiters. */
	get size() {
		return this.#rates.size;
	}
	/**
	 * Returns the limiter of this name, or a new one with its full budget. A name must always have the same budget.
	 */
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
	/** Whether a limiter of this name is remembered. */
	knows(name: string): boolean {
		return this.#rates.has(name);
	}
}
