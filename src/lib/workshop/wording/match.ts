/**
 * The pattern matcher of the wording check: it finds the words of a note, their classes, and short patterns of words.
 */

/**
 * A sign to look for. It matches if one of its patterns does. A pattern is a list of elements, separated by spaces.
 *
 * - `word`, `one|other`, `@class`: the next word, `*` any; with `?` at its end it may be missing.
 * - `^` a sentence begins, `,` a sentence or a clause begins, `$` the sentence ends, `:` a colon or bracket follows.
 * - `!word` the next word is not that one; `=word` it is, and stays outside the marked words.
 * - `~3` skips at most three words, but none of the class `breaks`; `-3` none of `joints` either; `..3` skips any.
 *
 * No pattern reaches from one sentence into the next.
 */
export interface Cue {
	/** Only the heaviest cue of each kind counts. */
	kind: string;
	weight: number;
	patterns: readonly string[];
}
export interface Word {
	/** The word in lower case. */
	text: string;
	/** Its position in the note, in UTF-16 units. */
	from: number;
	to: number;
	/** The bit set of its classes. */
	classes: number;
	begins: 'sentence' | 'clause' | 'nothing';
	colonFollows: boolean;
}
export interface Match {
	cue: Cue;
	from: number;
	to: number;
}

interface Spec {
	words: ReadonlySet<string>;
	classes: number;
	any: boolean;
}
type Element =
	| { is: 'begin'; clause: boolean }
	| { is: 'end' | 'colon' }
	| { is: 'not' | 'ahead' | 'word' | 'maybe'; spec: Spec }
	| { is: 'skip'; most: number; over: number };
interface Pattern {
	cue: Cue;
	elements: readonly Element[];
}

/** The classes by name, and the bit set of each word. */
export class Lexicon {
	readonly #bits = new Map<string, number>();
	readonly #words = new Map<string, number>();
	readonly #endings: readonly (readonly [string, number])[];

	/**
	 * @param classes at most 32; a word may be in several
	 * @param endings classes of words that are in none, by their ending
	 */
	constructor(
		classes: Readonly<Record<string, readonly string[]>>,
		endings: Readonly<Record<string, string>>
	) {
		for (const [name, words] of Object.entries(classes)) {
			const bit = 1 << this.#bits.size;
			this.#bits.set(name, bit);
			for (const word of words) this.#words.set(word, (this.#words.get(word) ?? 0) | bit);
		}
		this.#endings = Object.entries(endings).map(([ending, name]) => [ending, this.bit(name)]);
	}
	/** The bit of a class. Throws if the language does not have the class. */
	bit(name: string): number {
		const bit = this.#bits.get(name);
		if (bit === undefined) throw new Error(`There is no class of words called ${name}.`);
		return bit;
	}
	/**
	 * Classes of a word in lower case. A compound has the classes of its beginning and of its last part: "auto-save"
	 * has those of "auto-", "-save" and "save".
	 */
	classesOf(word: string): number {
		const whole = this.#words.get(word);
		if (whole !== undefined) return whole;
		if (/^\d/.test(word)) return this.bit('number');
		const bare = word.replace(/'s?$/, '');
		const first = bare.indexOf('-') + 1;
		const last = bare.lastIndexOf('-');
		const parts = [
			bare,
			...(first > 0 ? [bare.slice(0, first), bare.slice(last), bare.slice(last + 1)] : [])
		];
		const known = parts.reduce((bits, part) => bits | (this.#words.get(part) ?? 0), 0);
		return known || (this.#endings.find(([ending]) => bare.endsWith(ending))?.[1] ?? 0);
	}
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const ENDS_SENTENCE = /[!?;…\n•]|\.(?:\s|$|["”')\]])|^\.\.\./;
const ENDS_CLAUSE = /[,:()[\]–—]|\s-/;

/** The words of a text, with the characters between them read as boundaries. */
export function wordsOf(text: string, lexicon: Lexicon): Word[] {
	const words: Word[] = [];
	let end = 0;
	for (const { 0: raw, index } of text.matchAll(WORD)) {
		const between = text.slice(end, index);
		const last = words.at(-1);
		if (last) last.colonFollows = /^\s*[:\]]/.test(between);
		const sentence = words.length === 0 || ENDS_SENTENCE.test(between);
		const word = raw.toLowerCase().replaceAll('’', "'");
		end = index + raw.length;
		words.push({
			text: word,
			from: index,
			to: end,
			classes: lexicon.classesOf(word),
			begins: sentence ? 'sentence' : ENDS_CLAUSE.test(between) ? 'clause' : 'nothing',
			colonFollows: false
		});
	}
	return words;
}

/** Finds cues in words. Its running time grows only with the number of words: every pattern has a limited reach. */
export class CueFinder {
	readonly #byWord = new Map<string, Pattern[]>();
	readonly #byClass: { bit: number; patterns: Pattern[] }[] = [];
	readonly #atBegin: Pattern[] = [];

	constructor(cues: readonly Cue[], lexicon: Lexicon) {
		for (const cue of cues)
			for (const source of cue.patterns) this.#index(cue, parsePattern(source, lexicon));
	}
	find(words: readonly Word[]): Match[] {
		const found: Match[] = [];
		const tryAll = (patterns: readonly Pattern[], at: number) => {
			for (const { cue, elements } of patterns) {
				const end = this.#match(elements, 0, words, at, at);
				const [first, last] = [words[at], words[end - 1]];
				if (end > at && first && last) found.push({ cue, from: first.from, to: last.to });
			}
		};
		for (const [at, { text, classes, begins }] of words.entries()) {
			if (begins !== 'nothing') tryAll(this.#atBegin, at);
			const patterns = this.#byWord.get(text);
			if (patterns) tryAll(patterns, at);
			for (const { bit, patterns } of this.#byClass) if (classes & bit) tryAll(patterns, at);
		}
		return found;
	}
	/** Indexes a pattern by the words that it can begin with, so that it is tried only there. */
	#index(cue: Cue, elements: readonly Element[]) {
		const pattern = { cue, elements };
		const first = elements.find(({ is }) => is !== 'begin' && is !== 'not');
		if (first?.is !== 'word' || first.spec.any) {
			if (elements[0]?.is !== 'begin')
				throw new Error('A pattern begins with a word, ^ or a comma.');
			this.#atBegin.push(pattern);
			return;
		}
		for (const word of first.spec.words) {
			const others = this.#byWord.get(word);
			if (others) others.push(pattern);
			else this.#byWord.set(word, [pattern]);
		}
		if (first.spec.classes === 0) return;
		const group = this.#byClass.find(({ bit }) => bit === first.spec.classes);
		if (group) group.patterns.push(pattern);
		else this.#byClass.push({ bit: first.spec.classes, patterns: [pattern] });
	}
	/** The index after the last matched word, or -1. */
	#match(
		pattern: readonly Element[],
		first: number,
		words: readonly Word[],
		from: number,
		start: number
	): number {
		let at = from;
		for (let e = first; e < pattern.length; e++) {
			const element = pattern[e];
			const here = words[at];
			const within = here !== undefined && (at === start || here.begins !== 'sentence');
			switch (element?.is) {
				case 'begin':
					if (here === undefined || here.begins === 'nothing') return -1;
					if (here.begins === 'clause' && !element.clause) return -1;
					break;
				case 'end':
					if (within) return -1;
					break;
				case 'colon':
					if (!words[at - 1]?.colonFollows) return -1;
					break;
				case 'not':
					if (within && fits(here, element.spec)) return -1;
					break;
				case 'ahead':
					if (!within || !fits(here, element.spec)) return -1;
					break;
				case 'word':
					if (!within || !fits(here, element.spec)) return -1;
					at++;
					break;
				case 'maybe': {
					const end =
						within && fits(here, element.spec)
							? this.#match(pattern, e + 1, words, at + 1, start)
							: -1;
					if (end !== -1) return end;
					break;
				}
				case 'skip':
					return this.#skip(pattern, e, words, at, start);
			}
		}
		return at;
	}
	/** Tries the rest of a pattern after skipping no word, one word, two words, and so on. */
	#skip(
		pattern: readonly Element[],
		e: number,
		words: readonly Word[],
		from: number,
		start: number
	): number {
		const skip = pattern[e];
		if (skip?.is !== 'skip') return -1;
		for (let at = from; ; at++) {
			const end = this.#match(pattern, e + 1, words, at, start);
			if (end !== -1) return end;
			const skipped = words[at];
			if (skipped === undefined || at - from === skip.most) return -1;
			if (at !== start && skipped.begins === 'sentence') return -1;
			if (skipped.classes & skip.over) return -1;
		}
	}
}

const fits = (word: Word, { words, classes, any }: Spec) =>
	any || (word.classes & classes) !== 0 || words.has(word.text);

function parsePattern(source: string, lexicon: Lexicon): Element[] {
	return source.split(' ').map((part): Element => {
		if (part === '^' || part === ',') return { is: 'begin', clause: part === ',' };
		if (part === '$') return { is: 'end' };
		if (part === ':') return { is: 'colon' };
		const most = Number(/^(?:~|-|\.\.)(\d+)$/.exec(part)?.[1]);
		if (most > 0) return { is: 'skip', most, over: skippedOver(part, lexicon) };
		if (part.startsWith('!')) return { is: 'not', spec: parseSpec(part.slice(1), lexicon) };
		if (part.startsWith('=')) return { is: 'ahead', spec: parseSpec(part.slice(1), lexicon) };
		if (part.endsWith('?')) return { is: 'maybe', spec: parseSpec(part.slice(0, -1), lexicon) };
		return { is: 'word', spec: parseSpec(part, lexicon) };
	});
}
/** The classes that end a gap. */
function skippedOver(part: string, lexicon: Lexicon): number {
	if (part.startsWith('..')) return 0;
	return lexicon.bit('breaks') | (part.startsWith('-') ? lexicon.bit('joints') : 0);
}
function parseSpec(source: string, lexicon: Lexicon): Spec {
	const names = source.split('|');
	const classes = names.filter((name) => name.startsWith('@'));
	return {
		any: source === '*',
		words: new Set(names.filter((name) => !name.startsWith('@'))),
		classes: classes.reduce((bits, name) => bits | lexicon.bit(name.slice(1)), 0)
	};
}
