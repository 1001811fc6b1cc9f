/** Text that comes from outside: typed, pasted, or out of a file. */

/** Letters that draw nothing: fillers of Hangul, an empty Braille cell, a Khmer vowel that is not shown. */
const BLANK_LETTERS = '\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180e';
/** Signs that turn the direction of what follows and let a text look like another one. */
const TURNS = '\u202a-\u202e\u2066-\u2069';
const UNSEEN = new RegExp(
	`[\\u00ad\\u200b\\u2060-\\u2064\\ufeff\\ufff9-\\ufffb${TURNS}${BLANK_LETTERS}]`,
	'gu'
);
/** Control characters, but for tabs and line ends. */
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Joiners and direction marks belong between two visible characters, as in Persian words and in emoji. */
const JOINERS = /[\u200c-\u200f]+/g;
const isEdge = (letter: string | undefined) => letter === undefined || /\s/.test(letter);
/** Looks at each run once: a pattern that looks ahead begins anew at every sign of it. */
const withoutLooseJoiners = (text: string) =>
	text.replace(JOINERS, (run, at: number) =>
		isEdge(text[at - 1]) || isEdge(text[at + run.length]) ? '' : run
	);

/**
 * A text as it is kept: composed (NFC), with plain spaces and line ends, without characters that nobody sees,
 * without spaces around it. Doing it twice changes nothing.
 */
export const cleanText = (text: string): string => cleanPiece(text).trim();

/** The same for a piece that is put into a text: spaces at its ends stay. */
export function cleanPiece(text: string): string {
	const plain = text
		.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
		.replace(/[\u000b\u000c]/g, ' ')
		.replace(CONTROLS, '')
		.replace(UNSEEN, '')
		.replace(/[^\S\n\t]/gu, ' ');
	return withoutLooseJoiners(plain).normalize('NFC');
}

/** The same in one line, with single spaces. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');

/** Whether somebody who looks at a text sees something. */
export const isVisible = (text: string): boolean => /[^\s\p{M}\p{C}]/u.test(cleanText(text));

/** A text as it is kept where at most so many UTF-16 units fit, no pair of them parted. */
export const cleanWithin = (text: string, most: number): string =>
	cleanText(
		cleanText(text)
			.slice(0, most)
			.replace(/[\uD800-\uDBFF]$/, '')
	);

/** A name in the form in which names are compared: case, spaces and widths of letters do not matter. */
export const folded = (name: string): string =>
	cleanLine(name.normalize('NFKC')).toLocaleLowerCase('en');
