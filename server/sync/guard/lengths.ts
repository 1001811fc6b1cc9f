/**
 * How many entries a key, or pieces a text, has had over the life of its document. Yjs keeps them all, and whoever
 * writes there without having heard of the last ones is compared with them: so nobody may pile them up.
 */
import type { YType } from './paths.ts';
import type { Row } from './siblings.ts';

/** By the type that they lie in, and by key: counted once, then kept. Types never move between documents. */
const lengths = new WeakMap<YType, Map<string | null, number>>();

/** Who has written little where others piled up entries can still write: this part of all that may be there. */
const PART_FOR_EVERYBODY = 1 / 20;

/**
 * Whether one of the rows would hold more than `most` with what an update adds to it, and its writer has more than a
 * small part in that. `isOwn` tells whether a Yjs client is the writer's.
 */
export const isOverlong = (
	rows: readonly Row[],
	most: number,
	isOwn: (client: number) => boolean
): boolean =>
	rows.some(
		({ within, key, fresh }) =>
			within !== null &&
			lengthOf(within, key) + fresh > most &&
			counted(within, key, isOwn) + fresh > most * PART_FOR_EVERYBODY
	);

/** Counts what an update adds that is applied now. */
export function grow(rows: readonly Row[]) {
	for (const { within, key, fresh } of rows)
		if (within) lengths.get(within)?.set(key, lengthOf(within, key) + fresh);
}

function lengthOf(type: YType, key: string | null): number {
	let known = lengths.get(type);
	if (!known) lengths.set(type, (known = new Map<string | null, number>()));
	let length = known.get(key);
	if (length === undefined) known.set(key, (length = counted(type, key)));
	return length;
}
function counted(
	type: YType,
	key: string | null,
	isMeant: (client: number) => boolean = () => true
): number {
	let length = 0;
	let item = key === null ? type._start : (type._map.get(key) ?? null);
	for (; item; item = key === null ? item.right : item.left) if (isMeant(item.id.client)) length++;
	return length;
}
