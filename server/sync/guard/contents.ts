/** What items hold, as far as a policy needs to know it. */
import * as Y from 'yjs';

/** What is put at a path. */
export type Content =
	| { kind: 'values'; values: readonly unknown[] }
	| { kind: 'map' }
	| { kind: 'text' }
	/** Words of a text. */
	| { kind: 'chars' }
	/** A place whose content is gone already. */
	| { kind: 'deleted' }
	/** Lists, formats, bytes and documents inside documents. */
	| { kind: 'other' };

export function contentOf({ content }: Y.Item): Content {
	if (content instanceof Y.ContentAny) return { kind: 'values', values: content.arr };
	if (content instanceof Y.ContentDeleted) return { kind: 'deleted' };
	if (content instanceof Y.ContentString) return { kind: 'chars' };
	if (!(content instanceof Y.ContentType)) return { kind: 'other' };
	// Exactly: types of XML are maps and texts too, with names that nobody looks at.
	if (content.type.constructor === Y.Text) return { kind: 'text' };
	return { kind: content.type.constructor === Y.Map ? 'map' : 'other' };
}
/** Characters of texts and of values. */
export function charsOf(content: Y.Item['content']): number {
	if (content instanceof Y.ContentString) return content.str.length;
	if (!(content instanceof Y.ContentAny)) return 0;
	let chars = 0;
	for (const value of content.arr) if (typeof value === 'string') chars += value.length;
	return chars;
}
