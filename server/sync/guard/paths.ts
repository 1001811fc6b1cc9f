/** The paths of items and types in a document. */
import type * as Y from 'yjs';

/** The root, then the keys; null is a position in a list. */
export type Path = readonly (string | null)[];
export type YType = NonNullable<ReturnType<Y.Doc['share']['get']>>;

/** Paths of types in documents. A type never moves. */
const paths = new WeakMap<YType, Path>();

/** The path of an item in the document, or null if it is inside collected content. */
export function pathOf(doc: Y.Doc, item: Y.Item): Path | null {
	const parent = item.parent as YType | null;
	const around = parent && (paths.get(parent) ?? findPath(doc, parent));
	return around && [...around, item.parentSub];
}
function findPath(doc: Y.Doc, type: YType): Path | null {
	const path = type._item ? pathOf(doc, type._item) : rootPath(doc, type);
	if (path) paths.set(type, path);
	return path;
}
function rootPath(doc: Y.Doc, type: YType): Path | null {
	for (const [name, root] of doc.share) if (Object.is(root, type)) return [name];
	return null;
}
