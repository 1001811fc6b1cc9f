/**
 * A copy of a large document for everybody who joins: the whole document, encoded once, and the changes since
 * then. Each join costs as much as the changes, however large the document is.
 */
import * as Y from 'yjs';
import { Changes } from './changes.ts';
import { countLacking, encodeWhole, type Whole } from './whole.ts';

/** After this many new structs, or transactions with deletes, the whole document is encoded again. */
export const MOST_NEW = 2_000;

export class LargeCopy {
	readonly #doc: Y.Doc;
	#whole: Promise<Whole> | null = null;
	/** The encoded document, and the changes since its encoding started. */
	#ready: Whole | null = null;
	#since = new Changes();
	#rest: Uint8Array | null = null;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** The bytes that it keeps in memory. */
	get bytes() {
		return this.#ready?.bytes.length ?? 0;
	}
	/** Call it for each transaction of the document. */
	add(transaction: Y.Transaction) {
		if (this.#whole === null) return;
		this.#since.add(transaction);
		this.#rest = null;
		// Nobody has asked for the copy for a long time.
		if (this.#ready && this.#since.deletions > MOST_NEW) this.#forget();
	}
	/** The whole document, encoded earlier, or now if there are too many new structs. */
	async whole(): Promise<Whole> {
		const earlier = this.#whole;
		const known = await earlier;
		const isFresh = known !== null && countLacking(this.#doc, known.upTo, MOST_NEW) <= MOST_NEW;
		if (isFresh) return known;
		// If several callers waited for a copy that is now too old, the first of them encodes it for all.
		if (this.#whole === null || this.#whole === earlier) this.#begin();
		return this.#whole ?? this.whole();
	}
	/** The changes since that copy, as an update; cached until the next change. */
	rest(whole: Whole): Uint8Array {
		if (whole !== this.#ready)
			return Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(new Map(whole.upTo)));
		return (this.#rest ??= this.#since.encode(this.#doc));
	}

	#begin() {
		this.#forget();
		const whole = encodeWhole(this.#doc);
		this.#whole = whole;
		whole.then(
			(made) => {
				if (this.#whole === whole) this.#ready = made;
			},
			() => {
				if (this.#whole === whole) this.#forget();
			}
		);
	}
	#forget() {
		this.#whole = null;
		this.#ready = null;
		this.#since = new Changes();
		this.#rest = null;
	}
}
