/** Small things that people type and read. */
import type { Messages, Sentence, SiteSentence } from '../i18n/messages.ts';
import { cleanLine, cleanText, isVisible } from './clean-text.ts';
import { LIMITS } from './limits.ts';

/** Letters of a join code: no vowels, so that no words arise, and none that reads like another. */
export const CODE_ALPHABET = 'BCDFGHJKLMNPRSTVWXZ';

/** One or two letters that stand for a person, from the first and the last word of a name. */
export function initials(name: string): string {
	const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
	const first = words[0];
	const last = words.length > 1 ? words.at(-1) : undefined;
	if (first === undefined) return '?';
	return [first, last]
		.map((word) => [...(word ?? '')][0] ?? '')
		.join('')
		.toLocaleUpperCase('en');
}

/** Why a text cannot be a note, for its writer, or null when it can. */
export function noteProblem(text: string): Sentence | null {
	if (!isVisible(text)) return (m) => m.notes.needsWords;
	const over = cleanText(text).length - LIMITS.noteChars;
	return over > 0 ? (m) => m.notes.tooLong(over) : null;
}

/** Why a text cannot be an answer, for its writer, or null when it can. */
export function answerProblem(text: string): Sentence | null {
	if (!isVisible(text)) return (m) => m.answers.needsWords;
	const over = cleanText(text).length - LIMITS.answerChars;
	return over > 0 ? (m) => m.answers.tooLong(over) : null;
}

/** More is no code, with whatever between its letters: it is not looked at. */
const CODE_MOST_CHARS = 100;

/**
 * A typed join code in its one form, six upper-case letters of `CODE_ALPHABET`, or null if it cannot
 * be one. Case, widths, spaces, hyphens, dots and signs that nobody sees do not matter.
 */
export function joinCodeShape(raw: string): string | null {
	if (raw.length > CODE_MOST_CHARS) return null;
	const code = cleanLine(raw.normalize('NFKC'))
		.replace(/[\s.\-–]/g, '')
		.toUpperCase();
	const known = [...code].every((letter) => CODE_ALPHABET.includes(letter));
	return known && code.length === LIMITS.codeLetters ? code : null;
}

/** What a join code is made of. */
export const codeHint: SiteSentence = ({ join }) =>
	join.codeHint(LIMITS.codeLetters, [...CODE_ALPHABET].join(' '));

/** A text of at most so many UTF-16 units, which ends in "…" where something is left out, and parts no pair of them. */
export function shortened(text: string, most: number): string {
	if (text.length <= most) return text;
	return `${text
		.slice(0, most - 1)
		.replace(/[\uD800-\uDBFF]$/, '')
		.trimEnd()}…`;
}

/** What a cluster is called, also where nobody named it. */
export const clusterTitle = (title: string, m: Pick<Messages, 'clusters'>): string =>
	isVisible(title) ? title : m.clusters.unnamed;

/** Letters of the scripts that run from right to left: Hebrew, Arabic, Syriac, N’Ko and their kin. */
const RIGHT_TO_LEFT =
	/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * People's words as they stand in a sentence that is one string, as in a toast or in Markdown: words that run from
 * right to left keep their own order, and the sentence keeps its own around them (U+2068 and U+2069). In a component
 * `<bdi>` does this. Cells of data take the words as they are.
 */
export const isolated = (words: string): string =>
	RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words;

/** People's words in a sentence that is one string, in quotes. */
export const quoted = (words: string): string => `“${isolated(words)}”`;

/** Whether a string may be the id of something: short, plain, and no name that objects inherit. */
export function isPlainId(id: string): boolean {
	return /^[\w-]{1,64}$/.test(id) && !(id in Object.prototype) && id !== 'prototype';
}
