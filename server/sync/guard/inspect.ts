/**
 * Finds out what an update would change, without changing the document. Errors have to show here: Yjs applies half
 * of a broken update, and keeps the parts that it cannot place yet until a later update releases them. Builds on
 * exported but undocumented parts of Yjs 13.6; a fuzz test compares it with the real effects of Yjs.
 */
import * as Y from 'yjs';
import { charsOf, contentOf, type Content } from './contents.ts';
import { pathOf, type Path, type YType } from './paths.ts';
import { Siblings, type NewItem, type Row } from './siblings.ts';
import {
	indexAt,
	InvalidUpdate,
	readSections,
	type Section,
	type Sections,
	type UpdateBounds
} from './sections.ts';
import { TooMuchWork, Work } from './work.ts';

export type { Path } from './paths.ts';

export interface Insert {
	path: Path;
	content: Content;
	/** Whether the item that contains it comes with the same update. */
	inNew: boolean;
	/** False if the same update deletes it again. */
	lasts: boolean;
	/** How much of it stays, in clocks. A clock is one UTF-16 unit in a text. */
	length: number;
}
/** Content of the document that the update removes. */
export interface Loss {
	path: Path;
	/** The Yjs client that wrote it. */
	client: number;
	/** As in `Insert`. */
	length: number;
}
/** From the first clock up to, but not including, `to`. */
export interface ClockRange {
	from: number;
	to: number;
}
export interface Complete {
	kind: 'complete';
	inserts: Insert[];
	/** Existing values under keys that the update sets too. Either value can win. */
	overwrites: Loss[];
	/** Existing items that the update deletes, one by one. */
	deletes: Loss[];
	/** The clocks that the update adds, by Yjs client. */
	clients: Map<number, ClockRange>;
	/** The number of keys after the root in the longest inserted path. */
	depth: number;
	/**
	 * `ranges` counts delete ranges, including those that the document knows already; `ids` counts new clocks;
	 * `chars` counts the UTF-16 units of inserted texts and strings.
	 */
	sizes: { bytes: number; structs: number; ranges: number; ids: number; chars: number };
	/** The keys and texts that the update adds items to. */
	rows: readonly Row[];
	/** The cost of applying the update, not counting reading it, in comparisons. */
	work: number;
}
export type Inspection =
	| Complete
	/** It builds on something that the document lacks: `missing` has the first such clock of each client. */
	| { kind: 'pending'; missing: Map<number, number> }
	/** It would cost more work than one message may. */
	| { kind: 'costly' }
	| { kind: 'broken'; reason: string };

/** No page nests deeper. Deep nesting costs more time than its bytes suggest. */
const MAX_DEPTH = 8;

/** Inspects a Yjs v1 update. The time grows with the update, not with the document. */
export function inspect(doc: Y.Doc, update: Uint8Array, bounds: UpdateBounds): Inspection {
	try {
		return new Inspector(doc, update, bounds).run();
	} catch (error) {
		if (error instanceof TooMuchWork) return { kind: 'costly' };
		// The update causes every other error in here too.
		return {
			kind: 'broken',
			reason: error instanceof InvalidUpdate ? error.message : 'odd structs'
		};
	}
}

/** An item as decoded: it names its parent, which has not been looked up yet. */
interface Decoded {
	readonly id: Y.ID;
	readonly origin: Y.ID | null;
	readonly rightOrigin: Y.ID | null;
	readonly parent: Y.ID | string | null;
	readonly parentSub: string | null;
	readonly content: Y.Item['content'];
}
/** The place of an item, and what the item can contain. */
interface Standing {
	path: Path;
	/** The type in the document that contains it; null inside new content. */
	within: YType | null;
	/** Whether the item that contains it comes with the update. */
	inNew: boolean;
	/** The type in the document that the item contains, or `new` if that type comes with the update. */
	holds: YType | 'new' | null;
	insert: Insert | null;
	/** The key or the text that the item shares with its siblings. */
	row: Row;
}
/** Yjs collects an item that refers to a collected item, so the new item changes nothing. */
type Resolved = Standing | 'collected';

class Inspector {
	readonly #doc: Y.Doc;
	readonly #bytes: number;
	readonly #parts: Sections<Resolved>;
	readonly #sections: Map<number, Section<Resolved>>;
	readonly #inserts: Insert[] = [];
	readonly #overwrites: Loss[] = [];
	readonly #deletes: Loss[] = [];
	readonly #missing = new Map<number, number>();
	readonly #work: Work;
	readonly #siblings: Siblings;
	#depth = 0;
	#chars = 0;

	constructor(doc: Y.Doc, update: Uint8Array, bounds: UpdateBounds) {
		this.#doc = doc;
		this.#bytes = update.length;
		this.#work = new Work(bounds.comparisons);
		this.#siblings = new Siblings(this.#work);
		this.#parts = readSections(update, (client) => this.#stored(client), bounds);
		this.#sections = this.#parts.sections;
	}

	run(): Inspection {
		for (const section of this.#sections.values()) if (!section.busy) this.#integrate(section);
		for (const range of this.#parts.deleted) this.#delete(range.client, range.clock, range.end);
		if (this.#missing.size > 0) return { kind: 'pending', missing: this.#missing };
		const { structs, ids, deleted } = this.#parts;
		const clients = new Map<number, ClockRange>();
		for (const { client, stored, clock } of this.#sections.values())
			if (clock > stored) clients.set(client, { from: stored, to: clock });
		return {
			kind: 'complete',
			inserts: this.#inserts,
			overwrites: this.#overwrites,
			deletes: this.#deletes,
			clients,
			depth: this.#depth,
			sizes: { bytes: this.#bytes, structs, ranges: deleted.length, ids, chars: this.#chars },
			rows: this.#siblings.grown(),
			work: this.#work.spent
		};
	}

	/**
	 * Integrates a section as Yjs does: it first integrates the sections that this one needs. A section that
	 * cannot go on stays `busy`.
	 */
	#integrate(start: Section<Resolved>) {
		const stack = [start];
		for (let top = stack.at(-1); top; top = stack.at(-1)) {
			top.busy = true;
			const struct = top.structs[top.next];
			if (!struct) {
				stack.pop();
				top.busy = false;
				continue;
			}
			if (struct instanceof Y.Skip) {
				top.next++;
				continue;
			}
			if (struct.id.clock > top.clock) return this.#lacks(top.client, top.clock);
			const needed = struct instanceof Y.Item ? this.#needs(asDecoded(struct)) : null;
			if (needed === null) {
				this.#take(top, struct);
				if (stack.length === 1) continue;
				// The section below may have waited for this struct.
				stack.pop();
				top.busy = false;
				continue;
			}
			const other = this.#sections.get(needed.client);
			if (!other || other.busy || other.next >= other.structs.length)
				return this.#lacks(needed.client, this.#clock(needed.client));
			stack.push(other);
		}
	}
	#lacks(client: number, clock: number) {
		this.#missing.set(client, Math.min(clock, this.#missing.get(client) ?? clock));
	}
	/** The first id that an item builds on and that is still missing. */
	#needs({ id, origin, rightOrigin, parent }: Decoded): Y.ID | null {
		if (origin && this.#isMissing(id, origin)) return origin;
		if (rightOrigin && this.#isMissing(id, rightOrigin)) return rightOrigin;
		if (parent && typeof parent === 'object' && this.#isMissing(id, parent)) return parent;
		return null;
	}
	#isMissing(own: Y.ID, id: Y.ID): boolean {
		if (id.client !== own.client) return id.clock >= this.#clock(id.client);
		// Yjs assumes that a client's own earlier items are there, and fails halfway if they are not.
		if (id.clock >= own.clock) throw new InvalidUpdate('a reference forward');
		return false;
	}
	#take(section: Section<Resolved>, struct: Y.Item | Y.GC) {
		const at = section.next++;
		const end = struct.id.clock + struct.length;
		if (end <= section.clock) return;
		section.clock = end;
		const place = struct instanceof Y.Item ? this.#resolve(asDecoded(struct)) : 'collected';
		section.places[at] = place;
		const length = end - Math.max(struct.id.clock, section.stored);
		if (place === 'collected' || !(struct instanceof Y.Item)) return;
		this.#siblings.place(place.row, this.#newItem(asDecoded(struct), section.stored));
		this.#insert(struct, place, length);
	}
	/** If the document has the beginning of an item, the new item is the rest, after that beginning. */
	#newItem({ id, origin, rightOrigin }: Decoded, stored: number): NewItem {
		const left = id.clock < stored ? Y.createID(id.client, stored - 1) : origin;
		const leftItem = left ? this.#itemAt(left) : null;
		const isLeftStored = left !== null && left.clock < this.#stored(left.client);
		if (left && leftItem && isLeftStored && left.clock < leftItem.id.clock + leftItem.length - 1)
			this.#work.shift(this.#structs(left.client).length);
		if (rightOrigin && this.#itemAt(rightOrigin)?.id.clock !== rightOrigin.clock)
			this.#work.shift(this.#structs(rightOrigin.client).length);
		return { id, left, right: rightOrigin, leftItem, isLeftStored };
	}
	/** The item that contains an id: from the document if it has the id, otherwise from the update. */
	#itemAt(id: Y.ID): Y.Item | null {
		const structs = this.#structs(id.client);
		const fresh = this.#sections.get(id.client)?.structs ?? [];
		const isStored = id.clock < this.#stored(id.client);
		const struct = isStored
			? structs[Y.findIndexSS(structs, id.clock)]
			: fresh[indexAt(fresh, id.clock)];
		return struct instanceof Y.Item ? struct : null;
	}
	#structs(client: number): (Y.Item | Y.GC)[] {
		return this.#doc.store.clients.get(client) ?? [];
	}
	#insert(item: Y.Item, place: Standing, length: number) {
		const { path, within, inNew } = place;
		place.insert = { path, content: contentOf(item), inNew, lasts: true, length };
		this.#inserts.push(place.insert);
		this.#depth = Math.max(this.#depth, path.length - 1);
		this.#chars += charsOf(item.content);
		const key = path.at(-1);
		const there = typeof key === 'string' && within?._map.get(key);
		if (!there || there.deleted) return;
		this.#overwrites.push({ path, client: there.id.client, length: 1 });
		this.#weigh(there);
	}
	/** If a map or a text is removed, Yjs also removes all content that it ever had. */
	#weigh(item: Y.Item) {
		const types = item.content instanceof Y.ContentType ? [item.content.type] : [];
		for (let type = types.pop(); type; type = types.pop()) {
			const inside = [type._start, ...type._map.values()];
			for (const [at, end] of inside.entries())
				for (let one = end; one; one = at === 0 ? one.right : one.left) {
					this.#work.shift(this.#structs(one.id.client).length);
					if (one.content instanceof Y.ContentType) types.push(one.content.type);
				}
		}
	}

	/** Finds an item's place as Yjs does: from its neighbours, a named root, or the item that contains it. */
	#resolve({ origin, rightOrigin, parent, parentSub, content }: Decoded): Resolved {
		const left = origin && this.#find(origin);
		const right = rightOrigin && this.#find(rightOrigin);
		if (left === 'collected' || right === 'collected') return 'collected';
		const holds = content instanceof Y.ContentType ? 'new' : null;
		if (parent === null) {
			const neighbour = left ?? right;
			if (!neighbour) return 'collected';
			const { path, within, inNew, row } = neighbour;
			return { path, within, inNew, holds, insert: null, row };
		}
		if (typeof parent === 'string') {
			const within = this.#doc.share.get(parent) ?? null;
			const row = this.#siblings.rowOf(within ?? parent, within, parentSub);
			return { path: [parent, parentSub], within, inNew: false, holds, insert: null, row };
		}
		const around = this.#find(parent);
		if (around === 'collected' || around.holds === null) return 'collected';
		if (around.path.length > MAX_DEPTH) throw new InvalidUpdate('too deep');
		const inNew = around.holds === 'new';
		const within = around.holds === 'new' ? null : around.holds;
		const row = this.#siblings.rowOf(within ?? around, within, parentSub);
		return { path: [...around.path, parentSub], within, inNew, holds, insert: null, row };
	}
	/** If the document and the update both have an id, the document's item counts. */
	#find(id: Y.ID): Resolved {
		if (id.clock < this.#stored(id.client)) {
			const structs = this.#doc.store.clients.get(id.client) ?? [];
			return this.#placeOf(structs[Y.findIndexSS(structs, id.clock)]);
		}
		const section = this.#sections.get(id.client);
		const resolved = section?.places[indexAt(section.structs, id.clock)];
		if (!resolved) throw new InvalidUpdate('a reference to nothing');
		return resolved;
	}
	#placeOf(struct: Y.Item | Y.GC | undefined): Resolved {
		if (!(struct instanceof Y.Item)) return 'collected';
		const path = pathOf(this.#doc, struct);
		if (!path) return 'collected';
		const { content, parent } = struct;
		const holds = content instanceof Y.ContentType ? content.type : null;
		const within = parent as YType;
		const row = this.#siblings.rowOf(within, within, struct.parentSub);
		return { path, within, inNew: false, holds, insert: null, row };
	}

	#delete(client: number, from: number, end: number) {
		const stored = this.#stored(client);
		const clock = this.#clock(client);
		if (end > clock) this.#lacks(client, clock);
		if (from < stored) this.#deleteStored(client, from, end);
		if (end > stored) this.#deleteNew(client, Math.max(from, stored), end);
	}
	#deleteStored(client: number, from: number, end: number) {
		const structs = this.#structs(client);
		for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
			const struct = structs[at];
			if (!struct || struct.id.clock >= end) return;
			if (!(struct instanceof Y.Item) || struct.deleted) continue;
			const length = overlap(struct, from, end);
			// Yjs splits the item, or merges it with a deleted neighbour: both move everything after it in the
			// list.
			if (length < struct.length) this.#work.shift(structs.length);
			if (follows(structs[at - 1], struct) || follows(struct, structs[at + 1]))
				this.#work.shift(structs.length);
			this.#weigh(struct);
			const path = pathOf(this.#doc, struct);
			if (path) this.#deletes.push({ path, client, length });
		}
	}
	/** Handles items that the same update adds and deletes. */
	#deleteNew(client: number, from: number, end: number) {
		const { structs = [], places = [] } = this.#sections.get(client) ?? {};
		const start = indexAt(structs, from);
		for (let at = start; at >= 0 && at < structs.length; at++) {
			const struct = structs[at];
			if (!struct || struct.id.clock >= end) return;
			const place = places[at];
			const insert = place && place !== 'collected' ? place.insert : null;
			if (!insert) continue;
			const length = overlap(struct, from, end);
			if (length < struct.length) this.#work.shift(structs.length + struct.length);
			insert.length -= length;
			insert.lasts = insert.length > 0;
		}
	}

	/** The clock up to which the document has structs of a client. */
	#stored(client: number) {
		return Y.getState(this.#doc.store, client);
	}
	/** The same, including the structs of the update that are integrated so far. */
	#clock(client: number) {
		return this.#sections.get(client)?.clock ?? this.#stored(client);
	}
}

const asDecoded = (item: Y.Item) => item as unknown as Decoded;

/** Whether a struct continues the one before it, as pieces of a text and overwritten values do. */
const follows = (left: Y.Item | Y.GC | undefined, right: Y.Item | Y.GC | undefined) =>
	left instanceof Y.Item && right instanceof Y.Item && left.right === right;
/** The number of clocks of a struct that are in a range. */
const overlap = ({ id, length }: Y.Item | Y.GC | Y.Skip, from: number, end: number) =>
	Math.min(end, id.clock + length) - Math.max(from, id.clock);
