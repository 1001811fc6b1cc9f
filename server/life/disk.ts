/** Keeps some disk space in reserve: when the server stops creating boards, people can still save what they write. */
import { statfs } from 'node:fs/promises';
import type { Logger } from 'pino';

/** After the disk was low, free space must reach the reserve times this before it counts as enough again. */
const EASE = 1.1;

export interface DiskParts {
	/** The folder of the data. */
	path: string;
	/** 0 means no reserve. */
	reserveBytes: number;
	periodMs: number;
	log: Logger;
	/** Called when the disk gets low and when it has space again. */
	onChange: () => void;
	/** Returns how many bytes this program can still write there. */
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

	/** Whether the server must postpone or reject writes that are not urgent. */
	get low(): boolean {
		return this.#low;
	}
	/** Free bytes at the last check; null if the system cannot tell. */
	get freeBytes(): number | null {
		return this.#free;
	}
	/** Never rejects. If the free space is unknown, the disk does not count as low. */
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
