/** Decides whether a load balancer should send people to this server now. */
import type { Watched } from './store/outage.ts';

/**
 * The server stays not ready for this long after a failed write with no successful write since, or after a room
 * failed.
 */
const HEAL_MS = 5_000;
/** A check that comes sooner gets the last result, because each probe writes to the disk. */
const PROBE_PERIOD_MS = 500;

export type Ready =
	{ ok: true; /** What an operator should know. */ note?: string } | { ok: false; reason: string };

/** The server still lets people in: their writing can use the reserve. */
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
	/** Time of the last room failure. */
	#brokeAt = -Infinity;
	#probe: { at: number; result: Promise<Ready> } | null = null;

	/**
	 * `now` is the clock that the store is watched with, in milliseconds. `isFull` returns whether no more boards
	 * fit into memory. `isDiskLow` returns whether the disk is nearly full.
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
	/** From now on, the server reports that it is not ready. */
	stop() {
		this.#stopping = true;
	}

	/** Called when a room failed because of an error in the program. */
	roomFailed() {
		this.#brokeAt = this.#now();
	}

	/** Migrations finish before the server listens. So "ready" means that the server can save and is not stopping. */
	async check(): Promise<Ready> {
		if (this.#stopping) return { ok: false, reason: 'The server is stopping.' };
		const failedAt = this.#watched.failedAt();
		// A full disk may have space for the probe but not for people's changes.
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
