/** Updates that Yjs itself would not write, struct by struct. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const ANY = 8;
const HAS_KEY = 32;
const HAS_RIGHT = 64;
const HAS_LEFT = 128;

type Write = (encoder: Y.UpdateEncoderV1) => void;

export interface Forged {
	/** The first clock. */
	clock?: number;
	/** Structs of a second section of the same client, starting at the same clock. */
	again?: readonly Write[];
	/** Client, first clock, length. */
	deletes?: readonly (readonly [client: number, clock: number, length: number])[];
}
/** A section with structs of a client, then deletes. */
export function forge(
	client: number,
	structs: readonly Write[],
	{ clock = 0, again = [], deletes = [] }: Forged = {}
): Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	const rest = encoder.restEncoder;
	const sections = [structs, again].filter(({ length }) => length > 0);
	encoding.writeVarUint(rest, sections.length);
	for (const section of sections) {
		encoding.writeVarUint(rest, section.length);
		encoder.writeClient(client);
		encoding.writeVarUint(rest, clock);
		for (const write of section) write(encoder);
	}
	encoding.writeVarUint(rest, deletes.length);
	for (const [of, from, length] of deletes)
		for (const number of [of, 1, from, length]) encoding.writeVarUint(rest, number);
	return encoder.toUint8Array();
}

/** A value under a key of a root; if the key is null, in the list that every root also is. */
export const entry =
	(root: string, key: string | null, value: unknown): Write =>
	(encoder) => {
		encoder.writeInfo(key === null ? ANY : ANY | HAS_KEY);
		encoder.writeParentInfo(true);
		encoder.writeString(root);
		if (key !== null) encoder.writeString(key);
		encoder.writeLen(1);
		encoder.writeAny(value);
	};
/** A value under a key of an existing map, beside everything under that key. */
export const field =
	(map: Y.ID, key: string, value: unknown): Write =>
	(encoder) => {
		encoder.writeInfo(ANY | HAS_KEY);
		encoder.writeParentInfo(false);
		encoder.writeLeftID(map);
		encoder.writeString(key);
		encoder.writeLen(1);
		encoder.writeAny(value);
	};
/** Content of any kind, by its number in Yjs, under a key of a root. */
export const content =
	(root: string, key: string, kind: number, write: Write): Write =>
	(encoder) => {
		encoder.writeInfo(kind | HAS_KEY);
		encoder.writeParentInfo(true);
		encoder.writeString(root);
		encoder.writeString(key);
		write(encoder);
	};
/** A value between two neighbours, wherever they lie. */
export const between =
	(left: Y.ID | null, right: Y.ID | null, value: unknown): Write =>
	(encoder) => {
		encoder.writeInfo(ANY | (left ? HAS_LEFT : 0) | (right ? HAS_RIGHT : 0));
		if (left) encoder.writeLeftID(left);
		if (right) encoder.writeRightID(right);
		encoder.writeLen(1);
		encoder.writeAny(value);
	};
/** Clocks of collected content. */
export const collected =
	(length: number): Write =>
	(encoder) => {
		encoder.writeInfo(0);
		encoder.writeLen(length);
	};
