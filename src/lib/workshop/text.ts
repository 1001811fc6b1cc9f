/** Helpers for short texts that people type and read. */
import type { Messages, Sentence, SiteSentence } from '../i18n/messages.ts';
import { cleanLine, cleanText, isVisible } from './clean-text.ts';
import { LIMITS } from './limits.ts';

/** Letters of a join code: no vowels, so that no words appear, and no letters that look alike. */
export const CODE_ALPHABET = 'BCDFGHJKLMNPRSTVWXZ';

/** The initials of a person: one or two letters, from the first and the last word of a name. */
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

/** A longer text is not a join code and is not checked. */
const CODE_MOST_CHARS = 100;

/**
 * A typed join code in its normal form, six upper-case letters of `CODE_ALPHABET`, or null if it cannot be one. Case,
 * widths of letters, spaces, hyphens, dots and invisible characters do not matter.
 */
export function joinCodeShape(raw: string): string | null {
	if (raw.length > CODE_MOST_CHARS) return null;
	const code = cleanLine(raw.normalize('NFKC'))
		.replace(/[\s.\-–]/g, '')
		.toUpperCase();
	const known = [...code].every((letter) => CODE_ALPHABET.includes(letter));
	return known && code.length === LIMITS.codeLetters ? code : null;
}

/** The description of the form of a join code. */
export const codeHint: SiteSentence = ({ join }) =>
	join.codeHint(LIMITS.codeLetters, [...CODE_ALPHABET].join(' '));

/** A text of at most `most` UTF-16 units. It ends in "…" if something is left out, and no surrogate pair is split. */
export function shortened(text: string, most: number): string {
	if (text.length <= most) return text;
	return `${text
		.slice(0, most - 1)
		.replace(/[\uD800-\uDBFF]$/, '')
		.trimEnd()}…`;
}

/** The title of a cluster, or a default title if nobody named it. */
export const clusterTitle = (title: string, m: Pick<Messages, 'clusters'>): string =>
	isVisible(title) ? title : m.clusters.unnamed;

/** Letters of right-to-left scripts: Hebrew, Arabic, Syriac, N’Ko and related ones. */
const RIGHT_TO_LEFT =
	/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * People's words for use in a sentence that is one string, as in a toast or in Markdown. Right-to-left words keep their
 * own order, and so does the sentence around them (U+2068 and U+2069). Components use `<bdi>` instead. Data cells use
 * the words unchanged.
 */
export const isolated = (words: string): string =>
	RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words;

/** People's words in a sentence that is one string, in quotes. */
export const quoted = (words: string): string => `“${isolated(words)}”`;

/** Whether a string can be an id: short, plain, and not the name of an inherited object property. */
export function isPlainId(id: string): boolean {
	return /^[\w-]{1,64}$/.test(id) && !(id in Object.prototype) && id !== 'prototype';
}
