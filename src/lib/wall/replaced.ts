/**
 * Finds values that two pages of one person set at once. Yjs keeps one of them, decided by the client ids, and drops
 * the other silently. Both are readable only while the document applies the other page's change.
 */
import * as Y from 'yjs';
import { pathOf, rootsOf } from './unseen.ts';

export interface Replaced {
	/** Path of the value: a root, then the keys below it. */
	path: readonly string[];
	value: unknown;
	/** Equal for the same value on every page. */
	id: string;
	/** Whether a whole map lost against another map that was started at the same path. */
	withItsMap: boolean;
	/** Whether the value was here before the change arrived. */
	wasHere: boolean;
}

/**
 * Calls back with the values that lost a conflict when a change from elsewhere arrived. Values that somebody saw and
 * then overwrote or removed are left out. Returns a function that stops this.
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

/** Values of a copy that would lose a conflict against a state that the copy has not seen. Changes neither. */
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

/** The item itself or the map that holds it, whichever lost the conflict; null if somebody overwrote it on purpose. */
function loserOf(item: Y.Item, store: Y.Doc['store']): Y.Item | null {
	for (let at: Y.Item | null = item; at !== null; at = mapOf(at)._item) {
		const winner = mapOf(at)._map.get(at.parentSub ?? '');
		if (winner && winner !== at) return knew(winner, at, store) ? null : at;
	}
	return null;
}
/** Whether the writer of `later` had seen `earlier`: each item names the item it replaced. */
function knew(later: Y.Item, earlier: Y.Item, store: Y.Doc['store']): boolean {
	const { client, clock } = earlier.id;
	for (let at = later.origin; at !== null;) {
		// Yjs may merge adjacent deleted structs into one item.
		if (at.client === client && clock <= at.clock && at.clock < clock + earlier.length) return true;
		const before = Y.getItem(store, at) as Y.AbstractStruct;
		at = before instanceof Y.Item ? before.origin : null;
	}
	return false;
}
const mapOf = (item: Y.Item) => item.parent as Y.AbstractType<unknown>;
