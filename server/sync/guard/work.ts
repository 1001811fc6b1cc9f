/** Work that an update would cost, counted before it is done. */

/** What it costs to read and to apply a new struct, and a range of deletes that is known already, in comparisons. */
export const STRUCT_COST = 25;
export const RANGE_COST = 5;
/** The same of bytes of which nothing more is known. */
export const BYTE_COST = 2;

/** What it costs to answer a page: for each client that it names, and for each struct that it lacks. */
export const CLIENT_COST = 10;
export const LACKING_COST = 5;
/** What it costs to read a note or an answer of a desk again, with all that the board does with it. */
export const READ_COST = 3;
/** So many bytes of what is encoded once for all are sent in the time of one comparison. */
export const SENT_PER_COMPARISON = 100;

/** Says that an update would cost more than one message may. */
export class TooMuchWork extends Error {}

/**
 * Counts in comparisons: what it costs Yjs to look at one sibling (about 0.1 µs). Everything else that grows
 * faster than an update does is counted in the same unit.
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
	/** Throws `TooMuchWork` beyond the most. */
	spend(comparisons: number) {
		this.#spent += comparisons;
		if (this.#spent > this.#most) throw new TooMuchWork();
	}
	/** A struct is put into a list of so many, or taken out of it: all behind it move. */
	shift(listLength: number) {
		this.spend(1 + (listLength >> MOVED_PER_COMPARISON_BITS));
	}
}
/** In the time of one comparison, so many places of an array move. */
const MOVED_PER_COMPARISON_BITS = 8;
