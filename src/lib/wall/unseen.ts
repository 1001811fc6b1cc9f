/** What one copy of a document holds and another one never had. */
import * as Y from 'yjs';

export interface Unseen {
	/** Where it was written: a root, then the keys below it. */
	path: readonly string[];
	/** What was written, or undefined for a map, for words in a text, and for what is gone. */
	value: unknown;
	/** The text in which words were written, whose path this is; null for all else. */
	text: Y.Text | null;
	/** Unlike any other's in this document. */
	id: string;
	/** The Yjs client that wrote it. */
	client: number;
}

/** Up to which clock the other copy has all of a client's changes. */
export type Known = (client: number) => number;

/**
 * All that `copy` holds beyond what `known` knows of, in the order in which each client wrote it,
 * overwritten values included as long as the document keeps them. Reads maps, and texts in them.
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

/** What a document has. */
export const knownTo =
	(doc: Y.Doc): Known =>
	(client) =>
		Y.getState(doc.store, client);

/** Index of the first struct that reaches beyond a clock: what is new lies at the end. */
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
/** Where an item lies: a root, then the keys below it. Null where it lies in no map. */
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
