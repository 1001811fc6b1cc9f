import * as Y from 'yjs';

export type Struct = Y.Item | Y.GC;

/**
 * Pieces of what a document has new. Where a key is left behind empty, because the value that it has comes in a
 * later piece, the last place of the piece holds that value already; it gives way to the true one, and nobody
 * ever sees the key without a value.
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

/** The value of a key whose last place so far is empty; null where nothing is to be done. */
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
/** The same places, the last one with a value. */
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
