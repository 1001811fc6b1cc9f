/**
 * The wording check (M4): it finds notes that name a tool or a feature instead of a problem, and asks what happens
 * today because the tool is missing. It compares signs of a wish with signs of a problem, in the whole note and in its
 * first sentence. Both are short patterns of words, which each language has in its own file. The check only asks and
 * never forbids.
 */
import type { Sentence } from '../../i18n/messages.ts';
import type { WordingLanguage } from './language.ts';
import { CueFinder, Lexicon, wordsOf, type Match } from './match.ts';
import { ENGLISH } from './en.ts';

export interface WordingOptions {
	/** If false, the check never asks. */
	on?: boolean;
	/** The board's product names, in addition to well-known ones. */
	products?: readonly string[];
	language?: WordingLanguage;
}
/** A range of the text in UTF-16 units, without the end. */
export interface TextRange {
	from: number;
	to: number;
}
export interface WordingQuestion {
	question: Sentence;
	why: Sentence;
	/** The words that caused the question, in the order of the text. */
	words: readonly TextRange[];
}
/** Returns the question about a text, or null if the text needs none. */
export type WordingCheck = (text: string) => WordingQuestion | null;

/** Most characters of the writer's words that the explanation repeats. */
const SHOWN_CHARS = 60;

/** Makes the check for one board. This takes about a millisecond, so store the result. */
export function wordingCheck(options: WordingOptions = {}): WordingCheck {
	const { on = true, products = [], language = ENGLISH } = options;
	if (!on) return () => null;
	const lexicon = new Lexicon(withProducts(language.classes, products), language.endings);
	const wishes = new CueFinder(language.wishes, lexicon);
	const problems = new CueFinder(language.problems, lexicon);
	return (text) => {
		const words = wordsOf(text, lexicon);
		const wished = wishes.find(words);
		if (wished.length === 0) return null;
		const wrong = problems.find(words);
		const second =
			words.find(({ begins }, at) => at > 0 && begins === 'sentence')?.from ?? Infinity;
		const inFirst = ({ from }: Match) => from < second;
		const speaking =
			outweighing(wished, wrong) ?? outweighing(wished.filter(inFirst), wrong.filter(inFirst));
		return speaking && explained(text, speaking);
	};
}

/** The heaviest wishes, if they weigh more than the signs of a problem; otherwise null. */
function outweighing(wished: readonly Match[], wrong: readonly Match[]): readonly Match[] | null {
	const heaviest = wished.reduce((most, { cue }) => Math.max(most, cue.weight), 0);
	return heaviest > weight(wrong) ? wished.filter(({ cue }) => cue.weight === heaviest) : null;
}

/** The sum of the heaviest cues of each kind. */
function weight(matches: readonly Match[]): number {
	const kinds = new Map<string, number>();
	for (const { cue } of matches)
		kinds.set(cue.kind, Math.max(kinds.get(cue.kind) ?? 0, cue.weight));
	return [...kinds.values()].reduce((sum, each) => sum + each, 0);
}

function explained(text: string, matches: readonly Match[]): WordingQuestion {
	const words = merged(matches);
	const [first] = words;
	const said = first ? text.slice(first.from, first.to) : '';
	const shown = said.length > SHOWN_CHARS ? `${said.slice(0, SHOWN_CHARS).trimEnd()}…` : said;
	return {
		question: ({ composer }) => composer.wording.question,
		why: ({ composer }) => composer.wording.why(shown),
		words
	};
}
/** Sorts ranges by position and joins those that touch or overlap. */
function merged(ranges: readonly TextRange[]): TextRange[] {
	const sorted = ranges.toSorted((a, b) => a.from - b.from);
	const out: TextRange[] = [];
	for (const { from, to } of sorted) {
		const last = out.at(-1);
		if (last && from <= last.to) last.to = Math.max(last.to, to);
		else out.push({ from, to });
	}
	return out;
}

/** A product is recognised by each of its longer words: "Acme Desk" by both. */
function withProducts(
	classes: WordingLanguage['classes'],
	products: readonly string[]
): WordingLanguage['classes'] {
	const names = products.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}-]{3,}/gu) ?? []);
	return { ...classes, product: [...(classes.product ?? []), ...names] };
}
