/**
 * Values that two pages of one person set at a time: Yjs keeps one of them, by the numbers of the pages, and drops the
 * other without a word. Both are readable while the document takes in the other page's change, and no longer.
 */
import * as Y from 'yjs';
import { pathOf, rootsOf } from './unseen.ts';

export interface Replaced {
	/** Where it lay: a root, then the keys below it. */
	path: readonly string[];
	value: unknown;
	/** The same for the same value on every page. */
	id: string;
	/** Whether a whole map lost against another one that was begun at the same place. */
	withItsMap: boolean;
	/** Whether it was here before the change came. */
	wasHere: boolean;
}

/**
 * Calls back with the values that lost by chance against others when a change came in from elsewhere. What somebody
 * overwrote or took back in knowledge of it is none of these. Returns the way to stop.
 */
export function onReplaced(doc: Y.Doc, listener: (replaced: Replaced[]) => void): () => void {
	const changed = (transaction: Y.Transaction) => {
		if (transaction.local) return;
		const found: Replaced[] = [];
		Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
			const replaced = struct instanceof Y.Item ? replacedIn(struct, transaction) : null;
			if (replaced) found.push(replaced);
		});
		if (found.length > 0) listener(found);
	};
	doc.on('afterTransaction', changed);
	return () => doc.off('afterTransaction', changed);
}

/** What of a copy loses by chance against a state that the copy has not seen. Neither changes. */
export function replacedBy(state: Uint8Array, copy: Y.Doc): Replaced[] {
	const both = new Y.Doc();
	Y.applyUpdate(both, Y.encodeStateAsUpdate(copy));
	const all: Replaced[] = [];
	onReplaced(both, (replaced) => all.push(...replaced));
	Y.applyUpdate(both, state);
	both.destroy();
	return all;
}

function replacedIn(item: Y.Item, { doc, beforeState }: Y.Transaction): Replaced | null {
	if (!(item.content instanceof Y.ContentAny)) return null;
	const path = pathOf(item, rootsOf(doc));
	const loser = path && loserOf(item, doc.store);
	if (!loser) return null;
	const { client, clock } = item.id;
	return {
		path,
		value: item.content.arr.at(-1),
		id: `${client}-${clock}`,
		withItsMap: loser !== item,
		wasHere: clock < (beforeState.get(client) ?? 0)
	};
}

/** The item itself, or the map that holds it, whichever lost by chance; null where somebody chose. */
function loserOf(item: Y.Item, store: Y.Doc['store']): Y.Item | null {
	for (let at: Y.Item | null = item; at !== null; at = mapOf(at)._item) {
		const winner = mapOf(at)._map.get(at.parentSub ?? '');
		if (winner && winner !== at) return knew(winner, at, store) ? null : at;
	}
	return null;
}
/** Whether whoever wrote `later` had `earlier` before them: each item names the one that it replaced. */
function knew(later: Y.Item, earlier: Y.Item, store: Y.Doc['store']): boolean {
	const { client, clock } = earlier.id;
	for (let at = later.origin; at !== null;) {
		// Deleted neighbours may have become one item.
		if (at.client === client && clock <= at.clock && at.clock < clock + earlier.length) return true;
		const before = Y.getItem(store, at) as Y.AbstractStruct;
		at = before instanceof Y.Item ? before.origin : null;
	}
	return false;
}
const mapOf = (item: Y.Item) => item.parent as Y.AbstractType<unknown>;
