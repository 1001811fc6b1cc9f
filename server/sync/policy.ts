/** What is done with an update before any of it is applied. */
import * as Y from 'yjs';
import type { Place } from './live.ts';

export type Verdict =
	| { kind: 'apply' }
	/** It builds on something that is not here. */
	| { kind: 'pending' }
	/** The person may not write this; the reason is a sentence for them. */
	| { kind: 'refuse'; reason: string }
	/** Bytes that no page sends. */
	| { kind: 'broken'; reason: string };

const WALL_PLACES: ReadonlySet<string> = new Set<Place>(['notes', 'clusters']);
const DESK_PLACES: ReadonlySet<string> = new Set(['notes', 'ballots', 'ready', 'composer']);
const isPlace = (name: string): name is Place => WALL_PLACES.has(name);

/** `refuses` says why these places of the wall are closed to this person, or null. */
export function judgeWall(
	doc: Y.Doc,
	update: Uint8Array,
	refuses: (places: readonly Place[]) => string | null
): Verdict {
	const roots = touchedRoots(doc, update);
	if (!roots) return { kind: 'broken', reason: 'The change cannot be read.' };
	if (roots.size === 0) return { kind: 'apply' };
	const places = [...roots].filter(isPlace);
	if (places.length < roots.size)
		return { kind: 'refuse', reason: 'This cannot be written on a wall.' };
	const reason = refuses(places);
	return reason === null ? { kind: 'apply' } : { kind: 'refuse', reason };
}

export function judgeDesk(doc: Y.Doc, update: Uint8Array): Verdict {
	const roots = touchedRoots(doc, update);
	if (!roots) return { kind: 'broken', reason: 'The change cannot be read.' };
	if ([...roots].some((root) => !DESK_PLACES.has(root)))
		return { kind: 'refuse', reason: 'This cannot be written at a desk.' };
	return { kind: 'apply' };
}

function touchedRoots(doc: Y.Doc, update: Uint8Array): Set<string> | null {
	let decoded: ReturnType<typeof Y.decodeUpdate>;
	try {
		decoded = Y.decodeUpdate(update);
	} catch {
		return null;
	}
	const { store } = doc;
	const known = (client: number) => Y.getState(store, client);
	const fresh = new Map<number, (Y.Item | Y.GC | Y.Skip)[]>();
	for (const struct of decoded.structs) {
		const list = fresh.get(struct.id.client) ?? [];
		list.push(struct as Y.Item | Y.GC | Y.Skip);
		fresh.set(struct.id.client, list);
	}
	const memo = new Map<unknown, string | null>();
	const rootOfId = (id: Y.ID): string | null => {
		if (id.clock < known(id.client)) {
			const structs = store.clients.get(id.client) ?? [];
			const item = structs[Y.findIndexSS(structs, id.clock)];
			return item instanceof Y.Item ? rootOfStored(doc, item) : null;
		}
		const struct = fresh
			.get(id.client)
			?.find((one) => one.id.clock <= id.clock && id.clock < one.id.clock + one.length);
		return struct instanceof Y.Item ? rootOf(struct) : null;
	};
	const rootOf = (item: Y.Item): string | null => {
		if (memo.has(item)) return memo.get(item) ?? null;
		memo.set(item, null);
		const { parent, origin, rightOrigin } = item as unknown as {
			parent: string | Y.ID | null;
			origin: Y.ID | null;
			rightOrigin: Y.ID | null;
		};
		const next = parent ?? origin ?? rightOrigin;
		const root = typeof next === 'string' ? next : next ? rootOfId(next) : null;
		memo.set(item, root);
		return root;
	};
	const roots = new Set<string>();
	for (const struct of decoded.structs) {
		if (!(struct instanceof Y.Item)) continue;
		if (struct.id.clock + struct.length <= known(struct.id.client)) continue;
		const root = rootOf(struct);
		if (root !== null) roots.add(root);
	}
	for (const [client, ranges] of decoded.ds.clients) {
		const structs = store.clients.get(client);
		if (!structs) continue;
		for (const { clock, len } of ranges) {
			if (clock >= known(client)) continue;
			for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
				const struct = structs[i];
				if (!struct || struct.id.clock >= clock + len) break;
				if (!(struct instanceof Y.Item) || struct.deleted) continue;
				const root = rootOfStored(doc, struct);
				if (root !== null) roots.add(root);
			}
		}
	}
	return roots;
}

function rootOfStored(doc: Y.Doc, item: Y.Item): string | null {
	let type = item.parent as Y.AbstractType<unknown> | null;
	while (type?._item) type = type._item.parent as Y.AbstractType<unknown> | null;
	for (const [name, root] of doc.share) if (Object.is(root, type)) return name;
	return null;
}
