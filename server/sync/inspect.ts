/**
 * What an update would touch, found without changing the document: the only sane place for an error,
 * since Yjs applies half of a broken update, and keeps what it cannot place yet for whoever comes next.
 * Builds on exported but undocumented parts of Yjs 13.6; a fuzz test compares it with Yjs' own effects.
 */
import * as Y from 'yjs';
import {
	InvalidUpdate,
	readSections,
	structAt,
	type DeletedRange,
	type Section,
	type UpdateBounds
} from './update-sections.ts';

/** Root, then keys; null stands for a place in a list. */
export type Path = readonly (string | null)[];
/** What is put at a path. */
export type Content =
	| { kind: 'values'; values: readonly unknown[] }
	| { kind: 'map' }
	/** A place whose content is gone already. */
	| { kind: 'deleted' }
	| { kind: 'other' };
export interface Insert {
	path: Path;
	content: Content;
}
export type Inspection =
	| {
			kind: 'complete';
			inserts: Insert[];
			/** Paths that lose what the document holds there. */
			deletes: Path[];
			/** Clocks that the update advances, by Yjs client. */
			clients: Map<number, { from: number; to: number }>;
	  }
	/** It builds on something that the document does not have. */
	| { kind: 'pending' }
	| { kind: 'broken'; reason: string };

/** Deeper nesting is nobody's, and costs more than it weighs. */
const MAX_DEPTH = 8;

/** Looks at a Yjs v1 update. Takes time in proportion to the update, not to the document. */
export function inspect(doc: Y.Doc, update: Uint8Array, bounds: UpdateBounds): Inspection {
	try {
		return new Inspector(doc, update, bounds).run();
	} catch (error) {
		// Whatever else goes wrong inside is the update's fault as well.
		return {
			kind: 'broken',
			reason: error instanceof InvalidUpdate ? error.message : 'odd structs'
		};
	}
}

type YType = Y.AbstractType<unknown>;
/** An item as decoded: its parent is named, not found yet. */
interface Decoded {
	readonly id: Y.ID;
	readonly origin: Y.ID | null;
	readonly rightOrigin: Y.ID | null;
	readonly parent: Y.ID | string | null;
	readonly parentSub: string | null;
	readonly content: Y.Item['content'];
}
/** Where an item lives, and whether others can live in it. */
interface Place {
	path: Path;
	holds: boolean;
}
/** Items that refer to something collected are collected themselves: they touch nothing. */
type Resolved = Place | 'collected';

class Inspector {
	readonly #doc: Y.Doc;
	readonly #sections: Map<number, Section>;
	readonly #deleted: DeletedRange[];
	/** Structs of the update that are in by now. */
	readonly #resolved = new Map<unknown, Resolved>();
	readonly #inserts: Insert[] = [];
	readonly #clients = new Map<number, { from: number; to: number }>();

	constructor(doc: Y.Doc, update: Uint8Array, bounds: UpdateBounds) {
		this.#doc = doc;
		const { sections, deleted } = readSections(update, (client) => this.#stored(client), bounds);
		this.#sections = sections;
		this.#deleted = deleted;
	}

	run(): Inspection {
		for (const section of this.#sections.values())
			if (!this.#integrate(section)) return { kind: 'pending' };
		const deletes = this.#findDeletes();
		if (!deletes) return { kind: 'pending' };
		return { kind: 'complete', inserts: this.#inserts, deletes, clients: this.#clients };
	}

	/** Goes through a section as Yjs would, others first where it needs them. False if it gets stuck. */
	#integrate(start: Section): boolean {
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
			if (struct.id.clock > top.clock) return false;
			const missing = struct instanceof Y.Item ? this.#missing(asDecoded(struct)) : null;
			if (missing === null) {
				this.#take(top, struct);
				if (stack.length === 1) continue;
				// Perhaps this was what the one below waits for.
				stack.pop();
				top.busy = false;
				continue;
			}
			const other = this.#sections.get(missing.client);
			if (!other || other.busy || other.next >= other.structs.length) return false;
			stack.push(other);
		}
		return true;
	}
	#missing(item: Decoded): Y.ID | null {
		for (const id of [item.origin, item.rightOrigin, item.parent]) {
			if (id === null || typeof id === 'string') continue;
			// Yjs takes for granted that a client's own earlier items are there, and fails half way.
			if (id.client === item.id.client && id.clock >= item.id.clock)
				throw new InvalidUpdate('a reference forward');
			if (id.client !== item.id.client && id.clock >= this.#clock(id.client)) return id;
		}
		return null;
	}
	#take(section: Section, struct: Y.Item | Y.GC) {
		section.next++;
		const end = struct.id.clock + struct.length;
		if (end <= section.clock) return;
		const resolved = struct instanceof Y.Item ? this.#resolve(asDecoded(struct)) : 'collected';
		this.#resolved.set(struct, resolved);
		if (resolved !== 'collected' && struct instanceof Y.Item)
			this.#inserts.push({ path: resolved.path, content: contentOf(struct) });
		const known = this.#clients.get(section.client);
		this.#clients.set(section.client, { from: known?.from ?? section.clock, to: end });
		section.clock = end;
	}

	/** Finds an item's place as Yjs does: by its neighbours, a named root, or the item it lies in. */
	#resolve({ origin, rightOrigin, parent, parentSub, content }: Decoded): Resolved {
		const left = origin && this.#find(origin);
		const right = rightOrigin && this.#find(rightOrigin);
		if (left === 'collected' || right === 'collected') return 'collected';
		const holds = content instanceof Y.ContentType;
		if (parent === null) {
			const neighbour = left ?? right;
			return neighbour ? { path: neighbour.path, holds } : 'collected';
		}
		if (typeof parent === 'string') return { path: [parent, parentSub], holds };
		const around = this.#find(parent);
		if (around === 'collected' || !around.holds) return 'collected';
		if (around.path.length > MAX_DEPTH) throw new InvalidUpdate('too deep');
		return { path: [...around.path, parentSub], holds };
	}
	/** What the document has counts before what the update says of the same id. */
	#find(id: Y.ID): Resolved {
		if (id.clock < this.#stored(id.client)) {
			const structs = this.#doc.store.clients.get(id.client) ?? [];
			return this.#placeOf(structs[Y.findIndexSS(structs, id.clock)]);
		}
		const section = this.#sections.get(id.client);
		const struct = section && structAt(section.structs, id.clock);
		const resolved = this.#resolved.get(struct);
		if (!resolved) throw new InvalidUpdate('a reference to nothing');
		return resolved;
	}
	#placeOf(struct: Y.Item | Y.GC | undefined): Resolved {
		if (!(struct instanceof Y.Item)) return 'collected';
		const path = pathOf(this.#doc, struct);
		return path ? { path, holds: struct.content instanceof Y.ContentType } : 'collected';
	}

	/** Null if something is to be deleted that is not there yet. */
	#findDeletes(): Path[] | null {
		const deletes: Path[] = [];
		for (const { client, clock, end } of this.#deleted) {
			if (end > this.#clock(client)) return null;
			const structs = this.#doc.store.clients.get(client) ?? [];
			if (clock >= this.#stored(client)) continue;
			for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
				const struct = structs[at];
				if (!struct || struct.id.clock >= end) break;
				const path = struct instanceof Y.Item && !struct.deleted && pathOf(this.#doc, struct);
				if (path) deletes.push(path);
			}
		}
		return deletes;
	}

	/** The clock up to which the document knows a client. */
	#stored(client: number) {
		return Y.getState(this.#doc.store, client);
	}
	/** The same with what the update brought so far. */
	#clock(client: number) {
		return this.#sections.get(client)?.clock ?? this.#stored(client);
	}
}

const asDecoded = (item: Y.Item) => item as unknown as Decoded;

function contentOf({ content }: Y.Item): Content {
	if (content instanceof Y.ContentAny) return { kind: 'values', values: content.arr };
	if (content instanceof Y.ContentDeleted) return { kind: 'deleted' };
	if (content instanceof Y.ContentType && content.type instanceof Y.Map) return { kind: 'map' };
	return { kind: 'other' };
}

/** The path of an item in the document, or null inside something that was collected. */
function pathOf(doc: Y.Doc, item: Y.Item): Path | null {
	const path: (string | null)[] = [];
	let at: Y.Item | null = item;
	let type: YType | null = null;
	while (at) {
		path.unshift(at.parentSub);
		type = at.parent as YType | null;
		if (!type) return null;
		at = type._item;
	}
	for (const [name, root] of doc.share) if (Object.is(root, type)) return [name, ...path];
	return null;
}
