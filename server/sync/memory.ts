/** The memory limit of all documents together, and the error if another document exceeds it. */
import { getHeapStatistics } from 'node:v8';
import type { DocumentId } from './documents.ts';

/** Thrown if a document does not fit into memory now. Pages recognise it by its name. */
export class ServerFull extends Error {
	override readonly name = 'ServerFull';
	constructor() {
		super('no memory is left for more boards');
	}
}

/** The memory of boards in the workshop, not counting their documents, in bytes. */
export interface Held {
	bytes: number;
	/** The part of it that cannot be released. */
	inUse: number;
}

/** The used heap of JavaScript, and its limit, in bytes. */
export interface Heap {
	used: number;
	limit: number;
}
export function readHeap(): Heap {
	const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
	return { used, limit };
}
/** Above this part of the heap, nothing more is loaded: the rest is for people who are already here. */
const HEAP_SHARE = 0.85;
/**
 * People on open boards need their desks, so desks may be loaded up to this multiple of the limit for walls.
 */
const DESK_SHARE = 1.25;

export class MemoryBudget {
	readonly #bytes: number;
	readonly #heap: () => Heap;

	constructor(bytes: number, heap: () => Heap) {
		this.#bytes = bytes;
		this.#heap = heap;
	}
	/**
	 * Whether memory is too full to load one more document of this kind beside documents of `documentBytes`.
	 */
	isSpent(documentBytes: number, kind: DocumentId['kind']): boolean {
		const { used, limit } = this.#heap();
		if (used > HEAP_SHARE * limit) return true;
		return documentBytes > (kind === 'desk' ? DESK_SHARE : 1) * this.#bytes;
	}
}
