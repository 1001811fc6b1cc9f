/**
 * A copy of a large document for all who come: the whole, encoded once, and what is new since then. Each of them
 * costs what is new, however large the document is.
 */
import * as Y from 'yjs';
import { Changes } from './changes.ts';
import { countLacking, encodeWhole, type Whole } from './whole.ts';

/** Where so many structs are new, or so many transactions deleted something, the whole is encoded anew. */
export const MOST_NEW = 2_000;

export class LargeCopy {
	readonly #doc: Y.Doc;
	#whole: Promise<Whole> | null = null;
	/** The whole that is ready, and what changed since it was begun. */
	#ready: Whole | null = null;
	#since = new Changes();
	#rest: Uint8Array | null = null;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** Bytes that it keeps in memory. */
	get bytes() {
		return this.#ready?.bytes.length ?? 0;
	}
	/** To be told of each transaction of the document. */
	add(transaction: Y.Transaction) {
		if (this.#whole === null) return;
		this.#since.add(transaction);
		this.#rest = null;
		// Nobody has come for it for long.
		if (this.#ready && this.#since.deletions > MOST_NEW) this.#forget();
	}
	/** Encoded some time ago, or now if too much is new. */
	async whole(): Promise<Whole> {
		const earlier = this.#whole;
		const known = await earlier;
		const isFresh = known !== null && countLacking(this.#doc, known.upTo, MOST_NEW) <= MOST_NEW;
		if (isFresh) return known;
		// Of those who waited for one that is too old now, the first encodes for all.
		if (this.#whole === null || this.#whole === earlier) this.#begin();
		return this.#whole ?? this.whole();
	}
	/** What the document has beside that whole, as an update, until its next change. */
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
