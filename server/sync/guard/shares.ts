/**
 * How much each participant has added to one wall over its life. Each share is limited, so that the others can
 * still write. Overwritten and removed content counts too.
 */
import type { Amount, ShareAdded } from '../../store/store.ts';

const NOTHING: Amount = { bytes: 0, structs: 0 };
/** Nobody may have added more than this part of the free bytes, so one person can never take the last bytes. */
const PART_OF_FREE = 1 / 4;

/** How much a person may add to a document. */
export interface RoomLeft {
	/** Bytes that the document can still grow in the store; negative if it is over its limit. */
	readonly free: number;
	/**
	 * The most that the person may add over the document's life; null if only the document's own limit applies.
	 */
	readonly share: Amount | null;
}

export class Shares {
	readonly #used: Map<string, Amount>;
	#fresh = new Map<string, Amount>();

	/** `stored` holds the amounts in the store, by participant. */
	constructor(stored: ReadonlyMap<string, Amount>) {
		this.#used = new Map(stored);
	}

	usedBy(participant: string): Amount {
		return this.#used.get(participant) ?? NOTHING;
	}
	/** Counts an addition of the participant. */
	add(participant: string, added: Amount) {
		this.#used.set(participant, sum(this.usedBy(participant), added));
		this.#fresh.set(participant, sum(this.#fresh.get(participant) ?? NOTHING, added));
	}
	/** The additions since the last call, to be committed together with the writes. */
	takeFresh(): ShareAdded[] {
		const fresh = [...this.#fresh].map(([participant, added]) => ({ participant, ...added }));
		this.#fresh.clear();
		return fresh;
	}
}

/** Whether the addition does not fit into the document, whoever makes it. */
export const isFull = ({ free }: RoomLeft, added: Amount) => added.bytes > free;

/** Whether a person who has added `used` so far would exceed their share with `added`. */
export function isOverShare({ free, share }: RoomLeft, used: Amount, added: Amount): boolean {
	if (share === null) return false;
	const { bytes, structs } = sum(used, added);
	return structs > share.structs || bytes > Math.min(share.bytes, free * PART_OF_FREE);
}

/** The server may add this many bytes for each person, however full the document is. */
const ASSURED_BYTES = 100_000;

/** Whether a person who has added `used` so far has no share left for writes that the server makes for them. */
export const isSpent = (room: RoomLeft, used: Amount): boolean =>
	room.share !== null &&
	(used.structs >= room.share.structs ||
		(used.bytes > ASSURED_BYTES && isOverShare(room, used, NOTHING)));

const sum = (a: Amount, b: Amount): Amount => ({
	bytes: a.bytes + b.bytes,
	structs: a.structs + b.structs
});
