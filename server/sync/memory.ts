/** How much memory documents may take together, and the error of whoever needs more. */
import { getHeapStatistics } from 'node:v8';
import type { DocumentId } from './documents.ts';

/** Thrown where a document does not fit into memory now. Pages tell it by its name. */
export class ServerFull extends Error {
	override readonly name = 'ServerFull';
	constructor() {
		super('no memory is left for more boards');
	}
}

/** What the workshop keeps of boards beside their documents, in bytes. */
export interface Held {
	bytes: number;
	/** Of that, what would not give way. */
	inUse: number;
}

/** What JavaScript takes and may take, in bytes. */
export interface Heap {
	used: number;
	limit: number;
}
export function readHeap(): Heap {
	const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
	return { used, limit };
}
/** From this part of the heap on nothing more is loaded: the rest is for the people who are here. */
const HEAP_SHARE = 0.85;
/** People at boards that are open need their desks: these may take so much more than walls. */
const DESK_SHARE = 1.25;

export class MemoryBudget {
	readonly #bytes: number;
	readonly #heap: () => Heap;

	constructor(bytes: number, heap: () => Heap) {
		this.#bytes = bytes;
		this.#heap = heap;
	}
	/** Whether one more document of this kind is too much beside documents of so many bytes. */
	isSpent(documentBytes: number, kind: DocumentId['kind']): boolean {
		const { used, limit } = this.#heap();
		if (used > HEAP_SHARE * limit) return true;
		return documentBytes > (kind === 'desk' ? DESK_SHARE : 1) * this.#bytes;
	}
}
