/**
 * A first pass over the bytes of an update, before Yjs builds anything from them. It checks that the update has
 * only kinds of content that pages write, not too many pieces, and no bytes after its end. It is cheap for hostile
 * bytes too: it stores nothing, and stops at the first piece over the limit.
 */
import * as decoding from 'lib0/decoding';
import { InvalidUpdate } from './sections.ts';
import { TooMuchWork } from './work.ts';

/** The numbers in the update format (v1) of Yjs 13. */
const STRUCT = { collected: 0, deleted: 1, string: 4, type: 7, any: 8, skip: 10 } as const;
const TYPE = { map: 1, text: 2 } as const;
const INFO = { kind: 31, hasKey: 32, hasRight: 64, hasLeft: 128 } as const;
/** The numbers of single values in lib0: text, true, false, doubles, floats and whole numbers. */
const VALUE = { text: 119, yes: 120, no: 121, double: 123, float: 124, whole: 125 } as const;

/**
 * `pieces` limits structs and values, `ranges` limits delete ranges. Returns the number of bytes before the delete
 * ranges. Throws `InvalidUpdate` or `TooMuchWork`.
 */
export function skim(update: Uint8Array, most: { pieces: number; ranges: number }): number {
	try {
		return new Skimmer(update, most).run();
	} catch (error) {
		if (error instanceof InvalidUpdate || error instanceof TooMuchWork) throw error;
		throw new InvalidUpdate('bytes that are no update', { cause: error });
	}
}

class Skimmer {
	readonly #bytes: decoding.Decoder;
	#pieces: number;
	#ranges: number;

	constructor(update: Uint8Array, { pieces, ranges }: { pieces: number; ranges: number }) {
		this.#bytes = decoding.createDecoder(update);
		this.#pieces = pieces;
		this.#ranges = ranges;
	}

	run(): number {
		for (let sections = this.#number(); sections > 0; sections--) {
			const structs = this.#number();
			this.#numbers(2);
			for (let left = structs; left > 0; left--) this.#struct();
		}
		const { pos } = this.#bytes;
		for (let clients = this.#number(); clients > 0; clients--) {
			this.#numbers(1);
			for (let ranges = this.#number(); ranges > 0; ranges--) {
				if (--this.#ranges < 0) throw new TooMuchWork();
				this.#numbers(2);
			}
		}
		if (decoding.hasContent(this.#bytes)) throw new InvalidUpdate('bytes behind the end');
		return pos;
	}

	#struct() {
		this.#count();
		const info = decoding.readUint8(this.#bytes);
		const kind = info & INFO.kind;
		if (kind === STRUCT.collected || kind === STRUCT.skip) return this.#numbers(1);
		this.#neighbours(info);
		switch (kind) {
			case STRUCT.deleted:
				return this.#numbers(1);
			case STRUCT.string:
				return this.#text();
			case STRUCT.type:
				return this.#type();
			case STRUCT.any:
				return this.#values();
			default:
				throw new InvalidUpdate('a kind of content that no page writes');
		}
	}
	/**
	 * Skips the neighbours of an item. An item without neighbours names its root or the item that contains it, and
	 * its key.
	 */
	#neighbours(info: number) {
		const ids = (info & INFO.hasLeft ? 1 : 0) + (info & INFO.hasRight ? 1 : 0);
		this.#numbers(2 * ids);
		if (ids > 0) return;
		if (this.#number() === 1) this.#text();
		else this.#numbers(2);
		if (info & INFO.hasKey) this.#text();
	}
	#type() {
		const type = this.#number();
		if (type !== TYPE.map && type !== TYPE.text)
			throw new InvalidUpdate('a type that no page makes');
	}
	/**
	 * There are several values if a page wrote a key several times: each value after the first counts as a piece.
	 */
	#values() {
		for (let left = this.#number(); left > 0; left--) {
			this.#value();
			if (left > 1) this.#count();
		}
	}
	#value() {
		switch (decoding.readUint8(this.#bytes)) {
			case VALUE.yes:
			case VALUE.no:
				return;
			case VALUE.text:
				return this.#text();
			case VALUE.whole:
				return void decoding.readVarInt(this.#bytes);
			case VALUE.float:
				return this.#skip(4);
			case VALUE.double:
				return this.#skip(8);
			default:
				throw new InvalidUpdate('a kind of value that no page writes');
		}
	}

	#count() {
		if (--this.#pieces < 0) throw new TooMuchWork();
	}
	#number() {
		return decoding.readVarUint(this.#bytes);
	}
	#numbers(count: number) {
		for (let left = count; left > 0; left--) this.#number();
	}
	#text() {
		this.#skip(this.#number());
	}
	#skip(length: number) {
		const { arr, pos } = this.#bytes;
		if (length > arr.length - pos) throw new InvalidUpdate('bytes that end too early');
		this.#bytes.pos += length;
	}
}
