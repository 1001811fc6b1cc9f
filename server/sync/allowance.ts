/** What a participant may do on one board, all sockets together. */
import type { SyncLimits } from './limits.ts';
import { Rate } from './rate.ts';

export interface Allowance {
	/** Document messages. */
	readonly updates: Rate;
	readonly awareness: Rate;
	/** Bytes of all messages. */
	readonly bytes: Rate;
	/** New sockets. */
	readonly connects: Rate;
}

const SWEEP_PERIOD_MS = 10_000;

/**
 * Allowances by participant and board. They outlive sockets: who is closed for sending too much has no
 * more when they come back at once.
 */
export class Allowances {
	readonly #limits: SyncLimits;
	readonly #now: () => number;
	readonly #allowances = new Map<string, Allowance>();
	#swept: number;

	/** `now` in milliseconds of a clock that only goes forward. */
	constructor(limits: SyncLimits, now: () => number) {
		this.#limits = limits;
		this.#now = now;
		this.#swept = now();
	}

	/** How many are remembered. */
	get size() {
		return this.#allowances.size;
	}

	/** Of a participant of one board, whom `person` names. */
	of(person: string): Allowance {
		this.#sweep();
		let allowance = this.#allowances.get(person);
		if (!allowance) this.#allowances.set(person, (allowance = this.#fresh()));
		return allowance;
	}

	/** Forgets those of which nothing is taken: they are as good as new. */
	#sweep() {
		const now = this.#now();
		if (now - this.#swept < SWEEP_PERIOD_MS) return;
		this.#swept = now;
		for (const [person, { updates, awareness, bytes, connects }] of this.#allowances) {
			const rates = [updates, awareness, bytes, connects];
			if (rates.every(({ fullAt }) => fullAt <= now)) this.#allowances.delete(person);
		}
	}
	#fresh(): Allowance {
		const limits = this.#limits;
		const now = this.#now();
		return {
			updates: new Rate(limits.updatesPerSecond, limits.updatesAtOnce, now),
			awareness: new Rate(limits.awarenessPerSecond, limits.awarenessAtOnce, now),
			bytes: new Rate(limits.bytesPerSecond, limits.bytesAtOnce, now),
			connects: new Rate(limits.connectsPerSecond, limits.connectsAtOnce, now)
		};
	}
}
