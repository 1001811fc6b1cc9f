/** Splits a text that is longer than a note may be into several notes. */
import { LIMITS } from '../limits.ts';

/** Where a text can be split, best first: between lines, sentences, clauses, words. */
const ENDS = [/\n+/g, /(?<=[.!?…][)"”’»]?)\s+|(?<=[。！？])/gu, /(?<=[,;:–—])\s+/gu, /\s+/g];
/** Splits a text into parts that each fit into a note, in order. It makes as few parts, as whole as possible. */
export function splitText(text: string, ends: readonly RegExp[] = ENDS): string[] {
	if (text.length <= LIMITS.noteChars) return [text];
	const [end, ...finer] = ends;
	if (end === undefined) return cutAnywhere(text);
	const parts: string[] = [];
	let from = 0;
	/** The last split point that still fits into the part that begins at `from`. */
	let fits = { to: 0, next: 0 };
	const take = (to: number, next: number) => {
		parts.push(...splitText(text.slice(from, to), finer));
		from = next;
	};
	for (const { index, 0: space } of [...text.matchAll(end), { index: text.length, 0: '' }]) {
		if (index - from > LIMITS.noteChars && fits.to > from) take(fits.to, fits.next);
		fits = { to: index, next: index + space.length };
	}
	if (from < text.length) take(text.length, text.length);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}
/** Splits anywhere, but never inside a surrogate pair. */
function cutAnywhere(text: string): string[] {
	const parts = [''];
	for (const letter of text) {
		const last = parts[parts.length - 1] ?? '';
		if (last.length + letter.length > LIMITS.noteChars) parts.push(letter);
		else parts[parts.length - 1] = last + letter;
	}
	return parts;
}
