/**
 * Decodes an update, and checks that it has the form in which Yjs writes updates. Different parts of Yjs read
 * other forms differently, or take more time for them than their bytes suggest.
 */
import * as Y from 'yjs';

/** Says why no page sends such an update. */
export class InvalidUpdate extends Error {}

export type Struct = Y.Item | Y.GC | Y.Skip;
/** The structs of one Yjs client in an update. `P` is the reader's result for a struct. */
export interface Section<P> {
	readonly client: number;
	readonly structs: Struct[];
	/** By the index of the struct. */
	readonly places: P[];
	/** The index of the next struct to integrate. */
	next: number;
	/** The clock of the client after all structs before `next`. */
	clock: number;
	/** The clock of the client in the document. */
	readonly stored: number;
	/** Whether it waits for other sections, or they wait for it. */
	busy: boolean;
}
export interface DeletedRange {
	client: number;
	clock: number;
	end: number;
}
export interface UpdateBounds {
	readonly structs: number;
	/** Delete ranges. */
	readonly ranges: number;
	/** The sum of new clocks of all clients. */
	readonly ids: number;
	/** The number of entries that a key or a text of a wall, or of a desk, may have over its life. */
	readonly entries: Readonly<Record<'wall' | 'desk', number>>;
	/** The most work that an update may cost, not counting reading it, in comparisons (see `work.ts`). */
	readonly comparisons: number;
}
export interface Sections<P> {
	sections: Map<number, Section<P>>;
	deleted: DeletedRange[];
	structs: number;
	/** The sum of new clocks of all clients. */
	ids: number;
}

/** Yjs creates client ids of 32 bits. */
const LAST_CLIENT = 2 ** 32 - 1;

/** `clockOf` returns the clock up to which the document has structs of a client. Throws `InvalidUpdate`. */
export function readSections<P>(
	update: Uint8Array,
	clockOf: (client: number) => number,
	bounds: UpdateBounds
): Sections<P> {
	const { structs, ds } = decode(update);
	if (structs.length > bounds.structs) throw new InvalidUpdate('too many structs');
	const sections = groupByClient<P>(structs, clockOf);
	// The bytes show whether a client comes twice; the decoded map does not.
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

/** The number at the beginning of an update, in groups of seven bits, the lowest group first. */
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

/** If a client has several sections, Yjs applies only the last one. */
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

/** Yjs would walk overlapping ranges again and again. */
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

/** The index of the struct that contains a clock, in a list sorted by clock; -1 if there is none. */
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
