/** Free disk that is held in reserve: what people write has room when new boards have none any more. */
import { statfs } from 'node:fs/promises';
import type { Logger } from 'pino';

/** Once it was low, there has to be this much more than the reserve before it is enough again. */
const EASE = 1.1;

export interface DiskParts {
	/** Where the data lies. */
	path: string;
	/** 0 holds nothing in reserve. */
	reserveBytes: number;
	periodMs: number;
	log: Logger;
	/** After the disk ran low, or has room again. */
	onChange: () => void;
	/** Bytes that this program may still write there. */
	freeOf?: (path: string) => Promise<number>;
}

export class Disk {
	readonly #parts: DiskParts;
	readonly #timer: NodeJS.Timeout;
	#free: number | null = null;
	#low = false;

	constructor(parts: DiskParts) {
		this.#parts = parts;
		this.#timer = setInterval(() => void this.check(), parts.periodMs).unref();
		void this.check();
	}

	/** Whether growth that can wait has to wait. */
	get low(): boolean {
		return this.#low;
	}
	/** As of the last look; null where nobody can tell. */
	get freeBytes(): number | null {
		return this.#free;
	}
	/** Never rejects. A disk that cannot be asked is not low. */
	async check(): Promise<void> {
		const { path, reserveBytes, freeOf = freeBytesOf, log, onChange } = this.#parts;
		this.#free = await freeOf(path).catch(() => null);
		const enough = this.#low ? reserveBytes * EASE : reserveBytes;
		const low = this.#free !== null && this.#free < enough;
		if (low === this.#low) return;
		this.#low = low;
		if (low) log.warn({ freeBytes: this.#free, reserveBytes }, LOW);
		else log.info({ freeBytes: this.#free }, 'the disk has room again');
		onChange();
	}
	stop() {
		clearInterval(this.#timer);
	}
}
const LOW =
	'The disk is nearly full: new boards, imports and versions are refused so that people can go on writing';

async function freeBytesOf(path: string): Promise<number> {
	const { bavail, bsize } = await statfs(path);
	return bavail * bsize;
}
