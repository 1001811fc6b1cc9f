/** Compares what Yjs really does when it applies an update with the inspector's report. */
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { Complete, Path } from '../../server/sync/guard/inspect.ts';

/** A path as text. The paths inside it begin with this text. */
const keyOf = (path: Path) => JSON.stringify(path).slice(0, -1);
/** Replacing or deleting a map also deletes its content. */
const isOrHolds = (told: ReadonlySet<string>, path: string) => {
	if (told.has(path)) return true;
	for (let at = path.lastIndexOf(','); at > 0; at = path.lastIndexOf(',', at - 1))
		if (told.has(path.slice(0, at))) return true;
	return false;
};

/** Paths of the items that one update added, and of the older items that it deleted. */
interface Effects {
	added: Set<string>;
	deleted: Set<string>;
	/** Where Yjs removed format marks that no longer mean anything: only in texts that the update touched. */
	tidied: Set<string>;
}

/**
 * Applies the update. Fails if Yjs throws, leaves anything pending, adds or deletes anything that the report does
 * not contain, or advances other clocks.
 */
export function expectForetold(doc: Y.Doc, update: Uint8Array, told: Complete): Effects {
	const before = clocksOf(doc);
	const lengths = plainLengths(doc);
	let effects!: Effects;
	const compared = comparisonsIn(() => (effects = apply(doc, update)));
	// Yjs may compare each struct with one sibling, and then stops.
	expect(compared).toBeLessThanOrEqual(told.work + told.sizes.structs);
	for (const [key, length] of plainLengths(doc)) {
		const growth = growthOf(key, told);
		if (growth !== null) expect([key, length]).toEqual([key, (lengths.get(key) ?? 0) + growth]);
	}
	expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
	const inserts = new Set(told.inserts.map(({ path }) => keyOf(path)));
	const losses = new Set([...told.overwrites, ...told.deletes].map(({ path }) => keyOf(path)));
	expect([...effects.added].filter((path) => !inserts.has(path))).toEqual([]);
	expect([...effects.deleted].filter((path) => !isOrHolds(losses, path))).toEqual([]);
	const touched = new Set([...inserts, ...losses]);
	expect([...effects.tidied].filter((path) => !isOrHolds(touched, path))).toEqual([]);
	for (const [client, to] of clocksOf(doc)) {
		const from = before.get(client) ?? 0;
		if (from !== to) expect([client, told.clients.get(client)]).toEqual([client, { from, to }]);
	}
	for (const [client, { to }] of told.clients) expect(Y.getState(doc.store, client)).toBe(to);
	return effects;
}

/** Lengths of the texts that contain only words and are never replaced. */
function plainLengths(doc: Y.Doc): Map<string, number> {
	const lengths = new Map<string, number>();
	for (const [key, text] of doc.getMap('plain').entries())
		if (text instanceof Y.Text) lengths.set(key, text.length);
	return lengths;
}
/** By how many characters the text should grow; null if it gets content that no page writes there. */
function growthOf(key: string, { inserts, overwrites, deletes }: Complete): number | null {
	const isText = ({ path }: { path: Path }) => path[0] === 'plain' && path[1] === key;
	const isIn = (one: { path: Path }) => isText(one) && one.path[2] === null;
	const odd = [...inserts, ...overwrites, ...deletes].some((one) => isText(one) && !isIn(one));
	let chars = 0;
	for (const { content, length } of inserts.filter(isIn)) {
		if (content.kind === 'chars') chars += length;
		else if (content.kind !== 'deleted') return null;
	}
	for (const { length } of deletes.filter(isIn)) chars -= length;
	return odd ? null : chars;
}

function apply(doc: Y.Doc, update: Uint8Array): Effects {
	const effects: Effects = { added: new Set(), deleted: new Set(), tidied: new Set() };
	const record = ({ origin, beforeState, deleteSet }: Y.Transaction, own: Y.Doc) => {
		const gone = origin === update ? effects.deleted : effects.tidied;
		for (const [client, structs] of own.store.clients) {
			const from = beforeState.get(client) ?? 0;
			for (let at = structs.length - 1; at >= 0; at--) {
				const struct = structs[at];
				if (!struct || struct.id.clock + struct.length <= from) break;
				addPath(own, struct, effects.added);
			}
		}
		for (const [client, ranges] of deleteSet.clients)
			for (const { clock, len } of ranges)
				for (const struct of structsIn(own, client, clock, len))
					if (struct.id.clock < (beforeState.get(client) ?? 0)) addPath(own, struct, gone);
	};
	// Runs before Yjs collects anything.
	doc.on('beforeObserverCalls', record);
	try {
		Y.applyUpdate(doc, update, update);
	} finally {
		doc.off('beforeObserverCalls', record);
	}
	return effects;
}
function structsIn(doc: Y.Doc, client: number, clock: number, length: number) {
	const structs = doc.store.clients.get(client) ?? [];
	const found: (Y.Item | Y.GC)[] = [];
	for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
		const struct = structs[at];
		if (!struct || struct.id.clock >= clock + length) break;
		found.push(struct);
	}
	return found;
}
const clocksOf = (doc: Y.Doc) =>
	new Map([...doc.store.clients.keys()].map((client) => [client, Y.getState(doc.store, client)]));

function addPath(doc: Y.Doc, struct: Y.Item | Y.GC, paths: Set<string>) {
	if (!(struct instanceof Y.Item)) return;
	const path: (string | null)[] = [];
	let type: Y.AbstractType<unknown> | null = null;
	for (let item: Y.Item | null = struct; item; item = type._item) {
		path.unshift(item.parentSub);
		type = item.parent as Y.AbstractType<unknown> | null;
		if (!type) return;
	}
	for (const [name, root] of doc.share)
		if (Object.is(root, type)) paths.add(keyOf([name, ...path]));
}

/**
 * Counts the siblings with which Yjs compares new items, until the returned function is called: Yjs adds each of
 * them to two sets. The count represents the time of an update wherever that grows faster than the update.
 */
export function countComparisons(): () => number {
	const { add } = Set.prototype;
	let added = 0;
	Set.prototype.add = function (value: unknown) {
		if (value instanceof Y.Item) added++;
		return add.call(this, value);
	};
	return () => {
		Set.prototype.add = add;
		return added / 2;
	};
}
/** The same for one call. */
export function comparisonsIn(run: () => void): number {
	const stop = countComparisons();
	try {
		run();
	} catch (error) {
		stop();
		throw error;
	}
	return stop();
}

/** Whether Yjs would keep a part of the update for later, tested on a copy. */
export function wouldWait(doc: Y.Doc, update: Uint8Array): boolean {
	const clone = new Y.Doc();
	Y.applyUpdate(clone, Y.encodeStateAsUpdate(doc));
	Y.applyUpdate(clone, update);
	return clone.store.pendingStructs !== null || clone.store.pendingDs !== null;
}
