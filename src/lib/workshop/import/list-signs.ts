/** Lists as people paste them: out of Word, Outlook, PowerPoint, Markdown and chats. */
import { cleanText, isVisible } from '../clean-text.ts';

/** Signs of a list, also those that Word takes from a font of symbols. */
const BULLETS = String.raw`[-*•‣⁃–—·▪▫◦●○■□►▶➢➤➔✓✔✗✘☐☑☒\uf000-\uf0ff]`;
const BULLET = new RegExp(String.raw`^(?:${BULLETS}(?:\s+|$)|[o§Øüvq]\t\s*|§\s{2,})`, 'u');
/** A plus may as well belong to what follows, as in "+ 5 %": see `arePluses`. */
const PLUS = /^\+\s+/;
const PLUS_AND_WORDS = /^\+\s+[^\s\d.,~≈(€$£¥]/u;
/** "- [ ] ", "> ", "## ": tasks, quotations and headings of Markdown. */
const MARKDOWN = /^(?:\[[ xX]\]\s+|>+\s+|#{1,6}\s+)/;
/** "1)", "(1)", "a)" and any number in front of a tab. "3. Mahnung" may be a sentence: see `COUNTERS`. */
const LABEL = /^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)\s+|(?:\d{1,3}|[a-zA-Z])\.\t\s*)/;
/** Signs that count the lines of a list, and may as well begin a sentence: signs they are where they do count. */
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
/** Signs alone: a rule between parts, an empty item. */
const RULE = /^[-+*_=~#•·–—]+$/u;
/** "09:31", "9.31:12 AM". */
const TIME = String.raw`\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[aApP]\.?[mM]\.?)?`;
/** The same as nothing but a time of day: "Version 10.30" is none. */
const CLOCK = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[aApP]\.?[mM]\.?)?`;
/** "28/11/2026, ", "12.05.27 ", "2026-11-28T". */
const DAY = String.raw`\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?[.,]?[\sT]\s?`;
/** "[09:31] Ana: ", "[12.05.27, 09:31:12] Ana: ", "28/11/2026, 09:16 - Ana: ": who wrote when, as chats copy it. */
const CHAT = new RegExp(
	String.raw`^(?:\[[^\]\n]{0,24}\d{1,2}[:.]\d{2}[^\]\n]{0,12}\]\s*|${DAY}${TIME}\s+[-–]\s+)(?:[^:\n]{1,60}:\s+)?`,
	'u'
);
/** A line that says when and no more. Teams and Slack write the name above it or in front of it. */
const STAMP = String.raw`\[?(?:${DAY}|(?:[tT]oday|[yY]esterday)(?: at)?,? )?${CLOCK}\]?`;
const STAMP_ALONE = new RegExp(`^${STAMP}$`, 'u');
/** As most people are called: up to five words with capitals. */
const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|van|von|de|der|da|di|del)){0,4}`;
const NAME_ALONE = new RegExp(`^${NAME}$`, 'u');
const NAME_AND_STAMP = new RegExp(
	`^(?:(?<before>${NAME}),?\\s+${STAMP}|${STAMP}\\s+(?<behind>${NAME}))$`,
	'u'
);
/** "**so**", "__so__", "~~so~~", "*so*" and "_so_": emphasis of Markdown and of chats, around whole words. */
const EMPHASIS =
	/(?<![\p{L}\p{N}*_~])(?<sign>\*\*|__|~~|\*|_)(?=[^\s*_~])(?<words>[^*_~\n]{1,500})(?<=\S)\k<sign>(?![\p{L}\p{N}*_~])/gu;

/**
 * The entries of a list, one for each line, without the signs of lists and lines that show nothing. A cell of a
 * spreadsheet that holds several lines is one entry.
 */
export function listEntries(text: string): string[] {
	const lines = withoutNames(linesOf(text).filter(isVisible)).filter((line) => !RULE.test(line));
	const counters = COUNTERS.filter((counter) => counts(lines, counter)).map(({ sign }) => sign);
	const pluses = arePluses(lines) ? [PLUS] : [];
	const signs = [CHAT, BULLET, ...pluses, MARKDOWN, LABEL, ...counters];
	return lines.map((line) => withoutSigns(line, signs)).filter(isVisible);
}

/** A cell that has lines of its own stands in quotation marks; it keeps its lines, and nothing else does. */
const CELL = /^"(?<cell>(?:[^"]|"")*\n(?:[^"]|"")*)"$/gm;
const INSIDE = '\u0001';
function linesOf(text: string): string[] {
	return cleanText(text)
		.replace(CELL, (_, cell: string) => cell.replaceAll('""', '"').replaceAll('\n', INSIDE))
		.split('\n')
		.map((line) => line.replaceAll(INSIDE, '\n').trim());
}
/** Without the lines in which chats say who wrote when: what was written stands below them. */
function withoutNames(lines: readonly string[]): string[] {
	const says = (at: number) => {
		const next = lines[at + 1];
		return (
			next !== undefined &&
			!STAMP_ALONE.test(next) &&
			!NAME_AND_STAMP.test(next) &&
			!CHAT.test(next)
		);
	};
	const isStamp = (at: number) => STAMP_ALONE.test(lines[at] ?? '') && says(at);
	/** The name in a line that says who wrote, or null. */
	const nameAt = (line: string, at: number): string | null => {
		if (NAME_ALONE.test(line)) return isStamp(at + 1) ? line : null;
		const { before, behind } = NAME_AND_STAMP.exec(line)?.groups ?? {};
		return says(at) && !STAMP_ALONE.test(line) ? (before ?? behind ?? null) : null;
	};
	const names = lines.map(nameAt);
	/** Who writes behind a time writes words there, and not a name for the line below. */
	const isInLine = lines.some((line) => CHAT.test(line) && !NAME_AND_STAMP.test(line));
	/** One word may be a topic: it is a name where it comes again. */
	const isName = (name: string) =>
		name.includes(' ') || names.filter((other) => other === name).length > 1;
	return lines.filter((line, at) => {
		const name = names[at] ?? null;
		if (name === null) return !isStamp(at);
		return !isName(name) || (isInLine && CHAT.test(line));
	});
}
/**
 * Whether signs count the lines: they begin with the first one, and go on one by one. An item may be missing, another
 * list may begin anew, and Markdown has nothing but ones.
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
/** One that is missing now and then; of "1. May" and "3. reminder" none is. */
const LONGEST_GAP = 3;
/** Whether a plus is a sign of this list: it stands before words, and other lines have a sign too. */
function arePluses(lines: readonly string[]): boolean {
	const bare = lines.map((line) => line.replace(CHAT, ''));
	const signed = bare.filter((line) => PLUS.test(line) || BULLET.test(line)).length;
	return signed > 1 && bare.some((line) => PLUS_AND_WORDS.test(line));
}
function withoutSigns(line: string, signs: readonly RegExp[]): string {
	const bare = signs.reduce((rest, sign) => rest.replace(sign, ''), line);
	return bare.replace(EMPHASIS, '$<words>').trim();
}
