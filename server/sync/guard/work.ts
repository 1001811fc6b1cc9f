/** The work that an update would cost, counted before the server does it. */

/** Reading and applying a new struct, and a delete range that the document knows already, in comparisons. */
export const STRUCT_COST = 25;
export const RANGE_COST = 5;
/** The same for a byte, if the server knows nothing more about the content. */
export const BYTE_COST = 2;

/** Answering a page: for each client that the page names, and for each struct that it lacks. */
export const CLIENT_COST = 10;
export const LACKING_COST = 5;
/** Reading a note or an answer of a desk again, including everything that the board does with it. */
export const READ_COST = 3;
/** Content that is encoded once for everybody: this many bytes are sent in the time of one comparison. */
export const SENT_PER_COMPARISON = 100;

/** Thrown if an update would cost more than one message may. */
export class TooMuchWork extends Error {}

/**
 * Counts work in comparisons. One comparison is the time that Yjs takes to look at one sibling (about 0.1 µs). All
 * other work that grows faster than the update is counted in the same unit.
 */
export class Work {
	#spent = 0;
	readonly #most: number;

	constructor(most: number) {
		this.#most = most;
	}
	get spent() {
		return this.#spent;
	}
	/** Throws `TooMuchWork` if the total exceeds the limit. */
	spend(comparisons: number) {
		this.#spent += comparisons;
		if (this.#spent > this.#most) throw new TooMuchWork();
	}
	/** Counts adding a struct to a list of this length, or removing it: everything after it moves. */
	shift(listLength: number) {
		this.spend(1 + (listLength >> MOVED_PER_COMPARISON_BITS));
	}
}
/** This many array entries move in the time of one comparison. */
const MOVED_PER_COMPARISON_BITS = 8;
