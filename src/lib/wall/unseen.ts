/** Finds the changes that one copy of a document has and another one never received. */
import * as Y from 'yjs';

export interface Unseen {
	/** Path of the change: a root, then the keys below it. */
	path: readonly string[];
	/** The written value; undefined for maps, for words in a text, and for deleted content. */
	value: unknown;
	/** The text in which words were written, at this path; null for all other changes. */
	text: Y.Text | null;
	/** Unique within this document. */
	id: string;
	/** The Yjs client that wrote it. */
	client: number;
}

/** The clock up to which the other copy has all changes of a client. */
export type Known = (client: number) => number;

/**
 * All changes in `copy` that are newer than `known`, in the order in which each client wrote them. It includes
 * overwritten values as long as the document keeps them. Reads maps, and texts in maps.
 */
export function unseen(copy: Y.Doc, known: Known): Unseen[] {
	const found: Unseen[] = [];
	const roots = rootsOf(copy);
	for (const [client, structs] of copy.store.clients) {
		const from = known(client);
		for (const struct of structs.slice(firstFrom(structs, from))) {
			if (!(struct instanceof Y.Item)) continue;
			const text =
				struct.parentSub === null && struct.parent instanceof Y.Text ? struct.parent : null;
			const at = text ? text._item : struct;
			const path = at && pathOf(at, roots);
			if (path === null) continue;
			const content: unknown = struct.content.getContent()[0];
			const value = text || content instanceof Y.AbstractType ? undefined : content;
			found.push({ path, value, text, id: `${client}-${struct.id.clock}`, client });
		}
	}
	return found;
}

/** The clocks up to which a document has changes. */
export const knownTo =
	(doc: Y.Doc): Known =>
	(client) =>
		Y.getState(doc.store, client);

/** Index of the first struct that reaches beyond a clock. New structs are at the end. */
function firstFrom(structs: readonly Y.AbstractStruct[], clock: number): number {
	let index = structs.length;
	for (; index > 0; index--) {
		const before = structs[index - 1];
		if (!before || before.id.clock + before.length <= clock) break;
	}
	return index;
}

/** The names of a document's roots. */
export const rootsOf = (doc: Y.Doc): ReadonlyMap<unknown, string> =>
	new Map([...doc.share].map(([name, type]) => [type, name]));
/** Path of an item: a root, then the keys below it. Null if it is in no map. */
export function pathOf(item: Y.Item, roots: ReadonlyMap<unknown, string>): string[] | null {
	const path: string[] = [];
	for (let at: Y.Item | null = item; at !== null;) {
		if (at.parentSub === null) return null;
		path.unshift(at.parentSub);
		const parent: unknown = at.parent;
		const root = roots.get(parent);
		if (root !== undefined) return [root, ...path];
		if (!(parent instanceof Y.AbstractType)) return null;
		at = parent._item;
	}
	return null;
}
