/** Describes the content of Yjs items, as far as the policy needs it. */
import * as Y from 'yjs';

/** The content that an update puts at a path. */
export type Content =
	| { kind: 'values'; values: readonly unknown[] }
	| { kind: 'map' }
	| { kind: 'text' }
	/** Characters of a text. */
	| { kind: 'chars' }
	/** Content that is already deleted. */
	| { kind: 'deleted' }
	/** Lists, formats, bytes and subdocuments. */
	| { kind: 'other' };

export function contentOf({ content }: Y.Item): Content {
	if (content instanceof Y.ContentAny) return { kind: 'values', values: content.arr };
	if (content instanceof Y.ContentDeleted) return { kind: 'deleted' };
	if (content instanceof Y.ContentString) return { kind: 'chars' };
	if (!(content instanceof Y.ContentType)) return { kind: 'other' };
	// Compares the class exactly: the XML types of Yjs extend its maps and texts, and have names that no check
	// reads.
	if (content.type.constructor === Y.Text) return { kind: 'text' };
	return { kind: content.type.constructor === Y.Map ? 'map' : 'other' };
}
/** Counts the UTF-16 units of texts and of string values. */
export function charsOf(content: Y.Item['content']): number {
	if (content instanceof Y.ContentString) return content.str.length;
	if (!(content instanceof Y.ContentAny)) return 0;
	let chars = 0;
	for (const value of content.arr) if (typeof value === 'string') chars += value.length;
	return chars;
}
