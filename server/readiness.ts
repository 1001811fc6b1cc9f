/** Whether this server should be sent people now. */
import type { Watched } from './store/outage.ts';

/** So long after a write that failed, and none that succeeded, or after a room that broke, nobody should come. */
const HEAL_MS = 5_000;
/** Whoever asks more often than this gets the last answer: each probe is a write to the disk. */
const PROBE_PERIOD_MS = 500;

export type Ready =
	{ ok: true; /** What an operator should know. */ note?: string } | { ok: false; reason: string };

/** People are still let in: what they write has the reserve. */
const DISK_LOW = 'The disk is nearly full: new boards, imports and versions are refused.';
const UNWRITABLE: Ready = { ok: false, reason: 'The database takes no writes.' };
const FULL: Ready = { ok: false, reason: 'There is no memory left for more boards.' };
const BROKE: Ready = { ok: false, reason: 'A board broke in memory and is loaded again.' };

export class Readiness {
	readonly #watched: Watched;
	readonly #now: () => number;
	readonly #isFull: () => boolean;
	readonly #isDiskLow: () => boolean;
	#stopping = false;
	/** When a room last broke. */
	#brokeAt = -Infinity;
	#probe: { at: number; result: Promise<Ready> } | null = null;

	/**
	 * `now` is the clock that the store is watched with, in milliseconds; `isFull` tells whether no more boards fit
	 * into memory, and `isDiskLow` whether the disk is nearly full.
	 */
	constructor(
		watched: Watched,
		now: () => number,
		isFull: () => boolean = () => false,
		isDiskLow: () => boolean = () => false
	) {
		this.#isDiskLow = isDiskLow;
		this.#watched = watched;
		this.#now = now;
		this.#isFull = isFull;
	}

	get stopping() {
		return this.#stopping;
	}
	/** From now on, nobody new should come. */
	stop() {
		this.#stopping = true;
	}

	/** A room broke in the program itself. */
	roomFailed() {
		this.#brokeAt = this.#now();
	}

	/** Migrations are done before a server listens; so ready is: it can save, and it stays. */
	async check(): Promise<Ready> {
		if (this.#stopping) return { ok: false, reason: 'The server is stopping.' };
		const failedAt = this.#watched.failedAt();
		// A full disk may have room for the probe and none for people's work.
		if (failedAt !== null && this.#now() - failedAt < HEAL_MS) return UNWRITABLE;
		if (this.#now() - this.#brokeAt < HEAL_MS) return BROKE;
		if (this.#isFull()) return FULL;
		const ready = await this.#probed();
		return ready.ok && this.#isDiskLow() ? { ...ready, note: DISK_LOW } : ready;
	}

	#probed(): Promise<Ready> {
		const at = this.#now();
		if (!this.#probe || at - this.#probe.at >= PROBE_PERIOD_MS) {
			const result = this.#watched.store.checkWritable().then(
				(): Ready => ({ ok: true }),
				() => UNWRITABLE
			);
			this.#probe = { at, result };
		}
		return this.#probe.result;
	}
}
