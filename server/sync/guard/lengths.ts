/**
 * Counts the entries that a key, and the pieces that a text, has had over the life of its document. Yjs keeps all
 * of them, and compares new items with them if a writer does not know the last ones. So the number is limited.
 */
import type { YType } from './paths.ts';
import type { Row } from './siblings.ts';

/**
 * By the type that contains them, and by key. Counted once, then updated. Types never move between documents.
 */
const lengths = new WeakMap<YType, Map<string | null, number>>();

/** If others piled up entries, a person who wrote at most this part of the limit can still write. */
const PART_FOR_EVERYBODY = 1 / 20;

/**
 * Whether a row would exceed `most` with the new items, and the writer wrote more than a small part of it. `isOwn`
 * returns whether a Yjs client belongs to the writer.
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

/** Counts the items of an update that is about to be applied. */
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
