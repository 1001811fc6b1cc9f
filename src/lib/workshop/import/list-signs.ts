/** Reads lists that people paste from Word, Outlook, PowerPoint, Markdown and chats. */
import { cleanText, isVisible } from '../clean-text.ts';
import { isTime } from './plain.ts';

/** List markers, including those that Word takes from a symbol font. */
const BULLETS = String.raw`[-*•‣⁃–—·▪▫◦●○■□►▶➢➤➔✓✔✗✘☐☑☒\uf000-\uf0ff]`;
const BULLET = new RegExp(String.raw`^(?:${BULLETS}(?:\s+|$)|[o§Øüvq]\t\s*|§\s{2,})`, 'u');
/** A plus may also belong to the text, as in "+ 5 %": see `arePluses`. */
const PLUS = /^\+\s+/;
const PLUS_AND_WORDS = /^\+\s+[^\s\d.,~≈(€$£¥]/u;
/** "- [ ] ", "> ", "## ": tasks, quotations and headings of Markdown. */
const MARKDOWN = /^(?:\[[ xX]\]\s+|>+\s+|#{1,6}\s+)/;
/** "1)", "(1)", "a)", and "1." and "1.1" before a tab. "3. Mahnung" may be a sentence: see `COUNTERS`. */
const LABEL =
	/^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)\s+|(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z])\.\t\s*|\d{1,3}(?:\.\d{1,3})+\t\s*)/;
/**
 * Markers that number the lines of a list. They may also begin a sentence, so they count as markers only if they number
 * the lines.
 */
const COUNTERS: readonly { sign: RegExp; valueOf: (sign: string) => number }[] = [
	{ sign: /^(?<sign>\d{1,3})\.\s+/, valueOf: Number },
	{ sign: /^(?<sign>[a-z])\.\s+/, valueOf: (sign) => sign.charCodeAt(0) - 96 },
	{ sign: /^(?<sign>[A-Z])\.\s+/, valueOf: (sign) => sign.charCodeAt(0) - 64 },
	{ sign: /^(?<sign>[ivx]{1,5})\.\s+/, valueOf: romanOf },
	{ sign: /^(?<sign>[IVX]{1,5})\.\s+/, valueOf: (sign) => romanOf(sign.toLowerCase()) }
];
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
function romanOf(sign: string): number {
	const values = [...sign].map((letter) => ROMAN[letter] ?? 0);
	return values.reduce(
		(sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
		0
	);
}
/** A line of signs only: a rule between parts, or an empty item. */
const RULE = /^[-+*_=~#`•·–—]+$/u;
/** "09:31", "9.31:12 AM". */
const TIME = String.raw`\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[aApP]\.?[mM]\.?)?`;
/** A time of day that is nothing else: "Version 10.30" is not one. */
const CLOCK = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[aApP]\.?[mM]\.?)?`;
/** "28/11/2026, ", "12.05.27 ", "2026-11-28T". */
const DAY = String.raw`\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?[.,]?[\sT]\s?`;
/**
 * "[09:31] Ana: ", "[12.05.27, 09:31:12] Ana: ", "28/11/2026, 09:16 - Ana: ", "09:12:44 From Ana to Everyone: ": the
 * writer and the time, as copied from chats.
 */
const CHAT = new RegExp(
	String.raw`^(?:(?:\[[^\]\n]{0,24}\d{1,2}[:.]\d{2}[^\]\n]{0,12}\]\s*|${DAY}${TIME}\s+[-–]\s+)(?:[^:\n]{1,60}:\s+)?|${CLOCK}\s+From\s+[^:\n]{1,120}:(?:\s+|$))`,
	'u'
);
/** A possible time of writing, alone on a line or in brackets. `isTime` has to agree. */
const STAMP = String.raw`\[?(?:[^[\]\n]{1,40}[\s,T])?${CLOCK}\]?`;
const BOXED_STAMP = String.raw`\[(?:[^[\]\n]{1,40}[\s,T])?${CLOCK}\]`;
/** A possible time of writing next to a name. "Late on Monday 9:00" is not one. */
const SHORT_STAMP = String.raw`(?:${DAY}|(?:[tT]oday|[yY]esterday|[hH]eute|[gG]estern|[hH]ier|[hH]oy|[aA]yer)(?: at| um| à| a las)?,? )?${CLOCK}`;
const STAMP_ALONE = new RegExp(`^${STAMP}$`, 'u');
/** The usual form of names: up to five capitalised words, the last name first too, and "(Guest)" after it. */
const WORDS_OF_NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|van|von|de|der|da|di|del)){0,4}`;
const NAME = String.raw`${WORDS_OF_NAME}(?:, ${WORDS_OF_NAME})?(?: \([\p{L}\p{M} .-]{1,30}\))?`;
const NAME_ALONE = new RegExp(`^${NAME}$`, 'u');
/** Teams and Slack write the name above, before or after the time. */
const NAME_AND_STAMP = new RegExp(
	`^(?:(?<before>${NAME}),?\\s+(?:${BOXED_STAMP}|${SHORT_STAMP})|(?:${BOXED_STAMP}|${SHORT_STAMP})\\s+(?<behind>${NAME}))$`,
	'u'
);
/**
 * Forms that contain a name for certain, because nobody writes words like this: "ana.lopez  9:12 AM", "ana — Today at
 * 9:12", "ana, [12.05.27 09:31]:".
 */
const SURELY_NAMED = new RegExp(
	[
		String.raw`^[\p{L}\p{M}\p{N}._-]{1,40}\s{2,}(?<near>${SHORT_STAMP})$`,
		String.raw`^\S.{0,60}?\s+—\s+(?<dashed>[^—\n]{1,40}\s${CLOCK})$`,
		String.raw`^\S.{0,60}?,\s+(?<boxed>\[[^[\]\n]{1,40}[\s,T]${CLOCK}\]):?$`
	].join('|'),
	'u'
);
const isStampAlone = (line: string) => STAMP_ALONE.test(line) && isTime(bare(line));
const bare = (stamp: string) => stamp.replace(/^\[|\]$/g, '');
const isSurelyNamed = (line: string) => {
	const { near, dashed, boxed } = SURELY_NAMED.exec(line)?.groups ?? {};
	return isTime(bare(near ?? dashed ?? boxed ?? ''));
};
/** The name in a line with a writer and a time, or null. */
function nameWithStamp(line: string): string | null {
	const { before, behind } = NAME_AND_STAMP.exec(line)?.groups ?? {};
	return before ?? behind ?? null;
}
/** "**so**", "__so__", "~~so~~", "*so*" and "_so_": emphasis in Markdown and chats, around whole words. */
const EMPHASIS =
	/(?<![\p{L}\p{N}*_~])(?<sign>\*\*|__|~~|\*|_)(?=[^\s*_~])(?<words>[^*_~\n]{1,500})(?<=\S)\k<sign>(?![\p{L}\p{N}*_~])/gu;

/**
 * The entries of a list, one for each line, without list markers and without lines that show nothing. A spreadsheet
 * cell with several lines is one entry.
 */
export function listEntries(text: string): string[] {
	const lines = withoutNames(linesOf(text).filter(isVisible)).filter((line) => !RULE.test(line));
	const counters = COUNTERS.filter((counter) => counts(lines, counter)).map(({ sign }) => sign);
	const pluses = arePluses(lines) ? [PLUS] : [];
	const signs = [CHAT, BULLET, ...pluses, MARKDOWN, LABEL, ...counters];
	return lines.map((line) => withoutSigns(line, signs)).filter(isVisible);
}

/** Whether all tabs of a text follow list markers, as in Word and chats, so that they do not separate cells. */
export function tabsAreSigns(text: string): boolean {
	const tabbed = linesOf(text).filter((line) => line.includes('\t'));
	return (
		tabbed.length > 0 &&
		tabbed.every((line) => !withoutSigns(line, [CHAT, BULLET, MARKDOWN, LABEL]).includes('\t'))
	);
}

/** A cell with several lines is in quotation marks; it keeps its lines, and nothing else does. */
const CELL = /^"(?<cell>(?:[^"]|"")*\n(?:[^"]|"")*)"$/gm;
const INSIDE = '\u0001';
function linesOf(text: string): string[] {
	return cleanText(text)
		.replace(CELL, (_, cell: string) => cell.replaceAll('""', '"').replaceAll('\n', INSIDE))
		.split('\n')
		.map((line) => line.replaceAll(INSIDE, '\n').trim());
}
/** The lines without those in which chats name the writer and the time: the message is below them. */
function withoutNames(all: readonly string[]): string[] {
	const lines = all.filter((line, at) => at === all.length - 1 || !isSurelyNamed(line));
	const says = (at: number) => {
		const next = lines[at + 1];
		return (
			next !== undefined && !isStampAlone(next) && nameWithStamp(next) === null && !CHAT.test(next)
		);
	};
	const isStamp = (at: number) => isStampAlone(lines[at] ?? '') && says(at);
	/** The name in a line that names a writer, or null. */
	const nameAt = (line: string, at: number): string | null => {
		if (NAME_ALONE.test(line)) return isStamp(at + 1) ? line : null;
		return says(at) && !isStampAlone(line) ? nameWithStamp(line) : null;
	};
	const names = lines.map(nameAt);
	/** If a chat writes the message after the time, that text is a message and not a name for the line below. */
	const isInLine = lines.some((line) => CHAT.test(line) && nameWithStamp(line) === null);
	/** A single word may be a topic: it counts as a name only if it appears again. */
	const isName = (name: string) =>
		name.includes(' ') || names.filter((other) => other === name).length > 1;
	return lines.filter((line, at) => {
		const name = names[at] ?? null;
		if (name === null) return !isStamp(at);
		return !isName(name) || (isInLine && CHAT.test(line));
	});
}
/**
 * Whether the markers number the lines: they begin with the first number and continue one by one. An item may be
 * missing, another list may start again, and Markdown may use only ones.
 */
function counts(lines: readonly string[], { sign, valueOf }: (typeof COUNTERS)[number]): boolean {
	const values = lines.flatMap((line) => sign.exec(line)?.groups?.sign ?? []).map(valueOf);
	if (values.length < 2 || values[0] !== 1) return false;
	if (values.every((value) => value === 1)) return values.length === lines.length;
	const steps = values.slice(1).map((value, at) => {
		const step = value - (values[at] ?? 0);
		return value === 1 && step < 0
			? 'anew'
			: step === 1
				? 'next'
				: step > 1 && step <= LONGEST_GAP
					? 'gap'
					: 'none';
	});
	const number = (kind: string) => steps.filter((step) => step === kind).length;
	return number('none') === 0 && number('next') >= Math.max(1, number('gap'));
}
/**
 * The longest step in a numbered list with missing items. "1. May" and "3. reminder" alone are sentences, not a list.
 */
const LONGEST_GAP = 3;
/** Whether a plus is a marker of this list: it is before words, and other lines have a marker too. */
function arePluses(lines: readonly string[]): boolean {
	const bare = lines.map((line) => line.replace(CHAT, ''));
	const signed = bare.filter((line) => PLUS.test(line) || BULLET.test(line)).length;
	return signed > 1 && bare.some((line) => PLUS_AND_WORDS.test(line));
}
function withoutSigns(line: string, signs: readonly RegExp[]): string {
	const bare = signs.reduce((rest, sign) => rest.replace(sign, ''), line);
	return withoutEmphasis(bare).trim();
}
/** Words without the marks that make them bold, italic or struck out. */
export const withoutEmphasis = (words: string): string => words.replace(EMPHASIS, '$<words>');
