/** Lists as people paste them: out of Word, Outlook, PowerPoint, Markdown and chats. */
import { cleanText, isVisible } from '../clean-text.ts';

/** Signs of a list, also those that Word takes from a font of symbols. */
const BULLETS = String.raw`[-*•‣⁃–—·▪▫◦●○■□►▶➢➤➔✓✔✗✘☐☑☒\uf000-\uf0ff]`;
const BULLET = new RegExp(String.raw`^(?:${BULLETS}\s+|[o§Øüvq]\t\s*|§\s{2,})`, 'u');
/** "- [ ] ", "> ", "## ": tasks, quotations and headings of Markdown. */
const MARKDOWN = /^(?:\[[ xX]\]\s+|>+\s+|#{1,6}\s+)/;
/** "1)", "(1)", "a)" and any number in front of a tab. "3. Mahnung" may be a sentence: see `numberedFrom`. */
const LABEL = /^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)\s+|(?:\d{1,3}|[a-zA-Z])\.\t\s*)/;
const NUMBER = /^(?<number>\d{1,3})\.\s+/;
/** "[09:31] Ana: " and "[12.05.27, 09:31:12] Ana: ": who wrote when, in front of what chats copy. */
const CHAT = /^\[[^\]\n]{0,24}\d{1,2}[:.]\d{2}[^\]\n]{0,12}\]\s*(?:[^:\n]{1,60}:\s+)?/u;

/**
 * The entries of a list, one for each line, without the signs of lists and lines that show nothing. A cell of a
 * spreadsheet that holds several lines is one entry.
 */
export function listEntries(text: string): string[] {
	const lines = linesOf(text).filter(isVisible);
	const isNumbered = areNumbered(lines);
	return lines.map((line) => withoutSign(line, isNumbered)).filter(isVisible);
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
/** Whether "1.", "2.", "3." number the lines: then the first is 1 and each is one more. */
function areNumbered(lines: readonly string[]): boolean {
	const numbers = lines.flatMap((line) => NUMBER.exec(line)?.groups?.number ?? []).map(Number);
	return numbers.length > 1 && numbers.every((number, index) => number === index + 1);
}
function withoutSign(line: string, isNumbered: boolean): string {
	const signs = [CHAT, BULLET, MARKDOWN, LABEL, ...(isNumbered ? [NUMBER] : [])];
	return signs.reduce((rest, sign) => rest.replace(sign, ''), line).trim();
}
