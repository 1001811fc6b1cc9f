/**
 * An update, taken apart and checked for the form in which Yjs writes updates. Other forms are read
 * differently by different parts of Yjs, or cost more time than their bytes pay for.
 */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** Says why an update is one that no page sends. */
export class InvalidUpdate extends Error {}

type Struct = Y.Item | Y.GC | Y.Skip;
/** What an update brings of one Yjs client. */
export interface Section {
	readonly client: number;
	readonly structs: readonly Struct[];
	/** Index of the struct to look at next. */
	next: number;
	/** The client's clock once all before `next` is in. */
	clock: number;
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
	/** How far an update may advance the clocks of clients, all together. */
	readonly ids: number;
}

/** `clockOf` is the clock up to which the document knows a client. Throws `InvalidUpdate`. */
export function readSections(
	update: Uint8Array,
	clockOf: (client: number) => number,
	bounds: UpdateBounds
): { sections: Map<number, Section>; deleted: DeletedRange[] } {
	const { structs, ds } = decode(update);
	if (structs.length > bounds.structs) throw new InvalidUpdate('too many structs');
	const grouped = groupByClient(structs);
	// Counted in the bytes, where a client that comes twice shows.
	if (decoding.readVarUint(decoding.createDecoder(update)) !== grouped.size)
		throw new InvalidUpdate('a section that is empty or repeated');
	const sections = new Map<number, Section>();
	let ids = 0;
	for (const [client, list] of grouped) {
		const clock = clockOf(client);
		const last = list.at(-1);
		if (last) ids += Math.max(0, last.id.clock + last.length - clock);
		sections.set(client, { client, structs: list, next: 0, clock, busy: false });
	}
	if (!(ids <= bounds.ids)) throw new InvalidUpdate('a clock out of reach');
	return { sections, deleted: readDeleted(ds) };
}

function decode(update: Uint8Array) {
	try {
		return Y.decodeUpdate(update);
	} catch (cause) {
		throw new InvalidUpdate('bytes that are no update', { cause });
	}
}

/** Yjs applies only the last of several sections of a client. */
function groupByClient(structs: readonly Struct[]): Map<number, Struct[]> {
	const grouped = new Map<number, Struct[]>();
	let before: number | null = null;
	for (const struct of structs) {
		const { client } = struct.id;
		if (struct.length <= 0) throw new InvalidUpdate('a struct of no length');
		const list = grouped.get(client);
		if (list && client !== before) throw new InvalidUpdate('a section that is repeated');
		if (list) list.push(struct);
		else grouped.set(client, [struct]);
		before = client;
	}
	return grouped;
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

/** The struct that holds a clock, in a list that is sorted by clock. */
export function structAt(structs: readonly Struct[], clock: number): Struct | null {
	let low = 0;
	let high = structs.length - 1;
	while (low <= high) {
		const middle = (low + high) >>> 1;
		const struct = structs[middle];
		if (!struct) return null;
		if (clock < struct.id.clock) high = middle - 1;
		else if (clock < struct.id.clock + struct.length) return struct;
		else low = middle + 1;
	}
	return null;
}
