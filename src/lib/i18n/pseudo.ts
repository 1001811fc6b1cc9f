/**
 * Makes test catalogues from an existing one. Text that stays plain English is missing from the catalogue, and text
 * that is cut off has no room for a longer language.
 */
const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
	[...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, at) => [
		letter,
		[...'ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ'][at] ?? letter
	])
);
/** Other languages need about this much more room than English. */
const LONGER = 0.3;
const PADDING = '~';
/** Tags of `Rich` and named entities stay unchanged. */
const KEPT = /(<\/?\w+\/?>)/;

/** The catalogue with each text accented and longer. Words from parameters stay unchanged. */
export function pseudo<T>(messages: T): T {
	return turned(messages) as T;
}

function turned(value: unknown): unknown {
	if (typeof value === 'string') return asPseudo(value, []);
	if (typeof value === 'function') {
		const say = value as (...values: unknown[]) => unknown;
		return (...values: unknown[]) => {
			const said = say(...values);
			return typeof said === 'string' ? asPseudo(said, values.flatMap(wordsIn)) : turned(said);
		};
	}
	if (Array.isArray(value)) return value.map(turned);
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, turned(one)]));
	return value;
}

/** Strings in parameters, including those in their lists and fields. */
function wordsIn(value: unknown): string[] {
	if (typeof value === 'string') return value === '' ? [] : [value];
	if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(wordsIn);
	return [];
}

function asPseudo(text: string, words: readonly string[]): string {
	const letters = [...text].filter((letter) => letter in ACCENTED).length;
	if (letters === 0) return text;
	const parts = [...words]
		.sort((a, b) => b.length - a.length)
		.reduce<Part[]>(keepWord, [{ text, isKept: false }]);
	const accented = parts.map((part) => (part.isKept ? part.text : accent(part.text))).join('');
	return `${accented}${padding(Math.ceil(letters * LONGER))}`;
}

/** The longest made-up word, so that lines can still break. */
const LONGEST_WORD = 12;
const padding = (length: number) =>
	PADDING.repeat(length)
		.replaceAll(PADDING.repeat(LONGEST_WORD), (word) => `${word} `)
		.trimEnd();

interface Part {
	text: string;
	isKept: boolean;
}
const keepWord = (parts: Part[], word: string): Part[] =>
	parts.flatMap((part) =>
		part.isKept
			? [part]
			: part.text
					.split(word)
					.flatMap((text, at) => [
						...(at > 0 ? [{ text: word, isKept: true }] : []),
						{ text, isKept: false }
					])
	);

const accent = (text: string) =>
	text
		.split(KEPT)
		.map((part, at) =>
			at % 2 === 1 ? part : [...part].map((letter) => ACCENTED[letter] ?? letter).join('')
		)
		.join('');
