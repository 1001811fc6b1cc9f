/** Cleans text from outside: typed, pasted, or read from a file. */

/** Letters that draw nothing: Hangul fillers, the empty Braille cell, an invisible Khmer vowel. */
const BLANK_LETTERS = '\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180e';
/** Characters that change the direction of the following text and can make a text look like another one. */
const TURNS = '\u202a-\u202e\u2066-\u2069';
const UNSEEN = new RegExp(
	`[\\u00ad\\u200b\\u2060-\\u2064\\ufeff\\ufff9-\\ufffb${TURNS}${BLANK_LETTERS}]`,
	'gu'
);
/** Control characters except tabs and line ends. */
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Joiners and direction marks belong between two visible characters, as in Persian words and in emoji. */
const JOINERS = /[\u200c-\u200f]+/g;
const isEdge = (letter: string | undefined) => letter === undefined || /\s/.test(letter);
/** Checks each run once: a pattern with a lookahead would start again at every character of it. */
const withoutLooseJoiners = (text: string) =>
	text.replace(JOINERS, (run, at: number) =>
		isEdge(text[at - 1]) || isEdge(text[at + run.length]) ? '' : run
	);

/**
 * A text in the form in which it is stored: composed (NFC), with plain spaces and line ends, without invisible
 * characters, trimmed. Cleaning it twice changes nothing.
 */
export const cleanText = (text: string): string => cleanPiece(text).trim();

/** The same for a piece that is inserted into a text: spaces at its ends stay. */
export function cleanPiece(text: string): string {
	const plain = text
		.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
		.replace(/[\u000b\u000c]/g, ' ')
		.replace(CONTROLS, '')
		.replace(UNSEEN, '')
		.replace(/[^\S\n\t]/gu, ' ');
	return withoutLooseJoiners(plain).normalize('NFC');
}

/** The same as one line, with single spaces. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');

/** Whether a text contains anything visible. */
export const isVisible = (text: string): boolean => /[^\s\p{M}\p{C}]/u.test(cleanText(text));

/** A cleaned text of at most `most` UTF-16 units; no surrogate pair is split. */
export const cleanWithin = (text: string, most: number): string =>
	cleanText(
		cleanText(text)
			.slice(0, most)
			.replace(/[\uD800-\uDBFF]$/, '')
	);

/** A name in a form for comparing: case, spaces and widths of letters do not matter. */
export const folded = (name: string): string =>
	cleanLine(name.normalize('NFKC')).toLocaleLowerCase('en');
