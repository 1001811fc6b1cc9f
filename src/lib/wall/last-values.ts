import * as Y from 'yjs';

export type Struct = Y.Item | Y.GC;

/**
 * Prevents keys without a value between two pieces. If a piece deletes the value of a key and the new value comes in a
 * later piece, the last struct for this key in the piece already holds the new value. The true struct replaces it
 * later.
 */
export function withLastValues(doc: Y.Doc, pieces: readonly Struct[][]): Struct[][] {
	const pieceOf = new Map<string, number>();
	for (const [at, structs] of pieces.entries())
		for (const { id } of structs) pieceOf.set(nameOf(id), at);
	return pieces.map((structs, at) => {
		const comesLater = (item: Y.Item | null) =>
			item !== null && (pieceOf.get(nameOf(item.id)) ?? -1) > at;
		return structs.flatMap((struct) => {
			const value = struct instanceof Y.Item ? emptied(doc, struct, comesLater) : null;
			return value ? holding(struct as Y.Item, value) : [struct];
		});
	});
}

/** The value to fill in for a key whose last struct so far is deleted; null if nothing has to be filled in. */
function emptied(
	doc: Y.Doc,
	{ id, length, content }: Y.Item,
	comesLater: (item: Y.Item | null) => boolean
): Y.ContentAny | null {
	if (!(content instanceof Y.ContentDeleted)) return null;
	const item = Y.getItem(doc.store, Y.createID(id.client, id.clock + length - 1)) as Struct;
	if (!(item instanceof Y.Item) || item.parentSub === null) return null;
	if (!(item.parent instanceof Y.AbstractType) || !comesLater(item.right)) return null;
	const last = item.parent._map.get(item.parentSub);
	if (!last || last.deleted || !comesLater(last)) return null;
	return last.content instanceof Y.ContentAny ? last.content : null;
}
/** The same structs, the last one with the value. */
function holding(item: Y.Item, value: Y.ContentAny): Y.Item[] {
	const { id, origin, rightOrigin, parent, parentSub, length } = item;
	const place = (clock: number, left: Y.ID | null, content: Y.ContentDeleted | Y.ContentAny) =>
		new Y.Item(
			...([Y.createID(id.client, clock), null, left, null, rightOrigin] as const),
			...([parent, parentSub, content] as const)
		);
	const last = id.clock + length - 1;
	if (length === 1) return [place(last, origin, value)];
	return [
		place(id.clock, origin, new Y.ContentDeleted(length - 1)),
		place(last, Y.createID(id.client, last - 1), value)
	];
}

const nameOf = ({ client, clock }: Y.ID) => `${client}:${clock}`;
