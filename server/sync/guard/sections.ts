/**
 * An update, taken apart and checked for the form in which Yjs writes updates. Other forms are read
 * differently by different parts of Yjs, or cost more time than their bytes pay for.
 */
import * as Y from 'yjs';

/** Says why an update is one that no page sends. */
export class InvalidUpdate extends Error {}

export type Struct = Y.Item | Y.GC | Y.Skip;
/** What an update brings of one Yjs client; `P` is what the reader finds out about a struct. */
export interface Section<P> {
	readonly client: number;
	readonly structs: Struct[];
	/** By index of the struct. */
	readonly places: P[];
	/** Index of the struct to look at next. */
	next: number;
	/** The client's clock once all before `next` is in. */
	clock: number;
	/** The clock that the document has. */
	readonly stored: number;
	/** Whether others wait for it, or it for them. */
	busy: boolean;
}
export interface DeletedRange {
	client: number;
	clock: number;
	end: number;
}
export interface UpdateBounds {
	readonly structs: number;
	/** Of clocks that are deleted. */
	readonly ranges: number;
	/** How far an update may advance the clocks of clients, all together. */
	readonly ids: number;
	/** How many entries a key or a text of a wall, or of a desk, may have over its life. */
	readonly entries: Readonly<Record<'wall' | 'desk', number>>;
	/** How much work an update may be beside reading it, in comparisons (see `work.ts`). */
	readonly comparisons: number;
}
export interface Sections<P> {
	sections: Map<number, Section<P>>;
	deleted: DeletedRange[];
	structs: number;
	/** How far the clocks advance, all together. */
	ids: number;
}

/** Yjs makes client ids of 32 bits. */
const LAST_CLIENT = 2 ** 32 - 1;

/** `clockOf` is the clock up to which the document knows a client. Throws `InvalidUpdate`. */
export function readSections<P>(
	update: Uint8Array,
	clockOf: (client: number) => number,
	bounds: UpdateBounds
): Sections<P> {
	const { structs, ds } = decode(update);
	if (structs.length > bounds.structs) throw new InvalidUpdate('too many structs');
	const sections = groupByClient<P>(structs, clockOf);
	// Counted in the bytes, where a client that comes twice shows.
	if (sectionCount(update) !== sections.size)
		throw new InvalidUpdate('a section that is empty or repeated');
	let ids = 0;
	for (const section of sections.values()) {
		const last = section.structs.at(-1);
		if (last) ids += Math.max(0, last.id.clock + last.length - section.stored);
	}
	if (!(ids <= bounds.ids)) throw new InvalidUpdate('a clock out of reach');
	return { sections, deleted: readDeleted(ds), structs: structs.length, ids };
}

function decode(update: Uint8Array) {
	try {
		return Y.decodeUpdate(update);
	} catch (cause) {
		throw new InvalidUpdate('bytes that are no update', { cause });
	}
}

/** The number with which an update begins, in groups of seven bits, the lowest first. */
function sectionCount(update: Uint8Array): number {
	let count = 0;
	let unit = 1;
	for (const byte of update) {
		count += (byte & 127) * unit;
		if (byte < 128) break;
		unit *= 128;
	}
	return count;
}

/** Yjs applies only the last of several sections of a client. */
function groupByClient<P>(
	structs: readonly Struct[],
	clockOf: (client: number) => number
): Map<number, Section<P>> {
	const sections = new Map<number, Section<P>>();
	let current: Struct[] = [];
	for (const struct of structs) {
		const { client } = struct.id;
		if (struct.length <= 0) throw new InvalidUpdate('a struct of no length');
		if (current[0]?.id.client !== client) {
			if (sections.has(client)) throw new InvalidUpdate('a section that is repeated');
			if (client > LAST_CLIENT) throw new InvalidUpdate('a client that no page has');
			const stored = clockOf(client);
			current = [];
			sections.set(client, {
				client,
				structs: current,
				places: [],
				next: 0,
				clock: stored,
				stored,
				busy: false
			});
		}
		current.push(struct);
	}
	return sections;
}

/** Ranges that overlap would be walked again and again. */
function readDeleted(ds: ReturnType<typeof Y.decodeUpdate>['ds']): DeletedRange[] {
	const deleted: DeletedRange[] = [];
	for (const [client, ranges] of ds.clients) {
		let before = 0;
		for (const { clock, len } of ranges) {
			const end = clock + len;
			if (clock < before || len <= 0 || !Number.isSafeInteger(end))
				throw new InvalidUpdate('deletes out of order');
			deleted.push({ client, clock, end });
			before = end;
		}
	}
	return deleted;
}

/** Index of the struct that holds a clock, in a list that is sorted by clock; -1 where none does. */
export function indexAt(structs: readonly Struct[], clock: number): number {
	let low = 0;
	let high = structs.length - 1;
	while (low <= high) {
		const middle = (low + high) >>> 1;
		const struct = structs[middle];
		if (!struct) return -1;
		if (clock < struct.id.clock) high = middle - 1;
		else if (clock < struct.id.clock + struct.length) return middle;
		else low = middle + 1;
	}
	return -1;
}
