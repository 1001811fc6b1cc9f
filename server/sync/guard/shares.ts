/**
 * How much each participant has added to one wall over its life. Nobody may add more than a share of it, so
 * that a wall stays open for the others. What was overwritten or removed still counts.
 */
import type { Amount, ShareAdded } from '../../store/store.ts';

const NOTHING: Amount = { bytes: 0, structs: 0 };
/** Nobody has added more than this part of what is still free. So the last bytes are never one person's. */
const PART_OF_FREE = 1 / 4;

/** What a person may add to a document. */
export interface RoomLeft {
	/** Bytes that the document still takes in the store; below zero where it holds too much already. */
	readonly free: number;
	/** The most that the person may add over its life; null where the document's own limit is the only one. */
	readonly share: Amount | null;
}

export class Shares {
	readonly #used: Map<string, Amount>;
	#fresh = new Map<string, Amount>();

	/** `stored` is what the store knows of each participant. */
	constructor(stored: ReadonlyMap<string, Amount>) {
		this.#used = new Map(stored);
	}

	usedBy(participant: string): Amount {
		return this.#used.get(participant) ?? NOTHING;
	}
	/** Counts what the participant has added. */
	add(participant: string, added: Amount) {
		this.#used.set(participant, sum(this.usedBy(participant), added));
		this.#fresh.set(participant, sum(this.#fresh.get(participant) ?? NOTHING, added));
	}
	/** What was added since the last call, to be committed with what was written. */
	takeFresh(): ShareAdded[] {
		const fresh = [...this.#fresh].map(([participant, added]) => ({ participant, ...added }));
		this.#fresh.clear();
		return fresh;
	}
}

/** Whether the document takes so much more of anybody. */
export const isFull = ({ free }: RoomLeft, added: Amount) => added.bytes > free;

/** Whether somebody who has added `used` so far would have more than their share with `added`. */
export function isOverShare({ free, share }: RoomLeft, used: Amount, added: Amount): boolean {
	if (share === null) return false;
	const { bytes, structs } = sum(used, added);
	return structs > share.structs || bytes > Math.min(share.bytes, free * PART_OF_FREE);
}

/** So many bytes anybody may have the server add, however full the document is. */
const ASSURED_BYTES = 100_000;

/** Whether somebody who has added `used` so far has no share left, of which the server adds for them. */
export const isSpent = (room: RoomLeft, used: Amount): boolean =>
	room.share !== null &&
	(used.structs >= room.share.structs ||
		(used.bytes > ASSURED_BYTES && isOverShare(room, used, NOTHING)));

const sum = (a: Amount, b: Amount): Amount => ({
	bytes: a.bytes + b.bytes,
	structs: a.structs + b.structs
});
