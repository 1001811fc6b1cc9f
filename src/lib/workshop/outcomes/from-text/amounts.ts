/** Reads numbers in free text with the things they count: shares, money, time spans, ranges. */

export interface Amount {
	/** `low` and `high` are equal unless the amount is a range. */
	readonly low: number;
	readonly high: number;
	/** Such as "% of calls", "€ per month", "days"; '' if the text has no unit. */
	readonly unit: string;
	/** The position in the text, including the unit, in UTF-16 units. */
	readonly from: number;
	readonly to: number;
}
interface Single {
	value: number;
	scale: number;
	unit: string;
	from: number;
	to: number;
}

const SPELLED = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const SCALES: Readonly<Record<string, number>> = {
	k: 1e3,
	thousand: 1e3,
	m: 1e6,
	mn: 1e6,
	mio: 1e6,
	million: 1e6,
	bn: 1e9,
	billion: 1e9
};
/** Names of money and time spans, by the way people write them. */
const NAMES: Readonly<Record<string, string>> = {
	euro: '€',
	euros: '€',
	dollar: '$',
	dollars: '$',
	pound: '£',
	pounds: '£',
	francs: 'CHF',
	h: 'hours',
	hr: 'hours',
	hrs: 'hours',
	hour: 'hours',
	min: 'minutes',
	mins: 'minutes',
	minute: 'minutes',
	second: 'seconds',
	day: 'days',
	week: 'weeks',
	month: 'months',
	year: 'years'
};
/** Minutes in each time span. Months and years have their average lengths. */
const MINUTES: Readonly<Record<string, number>> = {
	seconds: 1 / 60,
	minutes: 1,
	hours: 60,
	days: 24 * 60,
	weeks: 7 * 24 * 60,
	months: (365.25 / 12) * 24 * 60,
	years: 365.25 * 24 * 60
};

/** Thousands with dots before a decimal comma, thousands with other separators, and all other numbers. */
const DOTTED = String.raw`[1-9]\d{0,2}(?:\.\d{3})+,\d+`;
const GROUPED = String.raw`[1-9]\d{0,2}(?:[,'’\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?`;
const DIGITS = String.raw`${DOTTED}|${GROUPED}|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?`;
const IS_DOTTED = new RegExp(`^${DOTTED}$`);
const IS_GROUPED = new RegExp(`^${GROUPED}$`);
const SPELLED_OUT = `(?:${SPELLED.join('|')})`;
const WORDS = String.raw`\b${SPELLED_OUT}(?=\s+(?:second|minute|hour|day|week|month|year|per|(?:in|of|out of)\s+\d))|(?<=\b(?:than|most|least)\s+)${SPELLED_OUT}(?=\s+\p{L})`;
const SCALE = String.raw`\s?(?:thousand|mn|mio|million|bn|billion)\b|[kK]\b|M\b`;
const MONEY = String.raw`\p{Sc}|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|INR|AUD|CAD)\b`;
const SHARE = String.raw`%|(?:percent|per cent|pct)\b`;
const AMOUNT = new RegExp(
	String.raw`(?<money>(?:${MONEY})\s?)?(?<![\p{L}\p{N}]|\d[.,])(?<minus>(?<=^|[\s(])[-−])?(?<number>${DIGITS}|${WORDS})` +
		String.raw`(?<scale>${SCALE})?(?:\s?(?<sign>${SHARE}|${MONEY}))?`,
	'gu'
);
/** Words that a number never counts, and that end its unit. */
const STOP = new Set(
	`to by from and or until till before after in within with through via than today now currently at for on is
	are was were become becomes fall falls drop drops rise rises go goes takes reduced cut who that instead rather which down up as so but only we it should must owned owner do does did have has had can will not between`.split(
		/\s+/
	)
);
const JOINS = new Set(['of', 'per', 'a', 'an', 'each', 'every', '/']);
/** Most words of a unit before "of" or "per", and after it. */
const UNIT_WORDS = 2;

/** The amounts of a text, in order. A dash between two numbers, or "between" and "and", makes a range. */
export function amountsIn(text: string): Amount[] {
	const amounts: Amount[] = [];
	let last: Single | null = null;
	for (const match of text.matchAll(AMOUNT)) {
		const single = match.index < (amounts.at(-1)?.to ?? 0) ? null : singleOf(match, text);
		if (single === null) continue;
		const range: Amount | null = last && rangeOf(last, single, text);
		if (range) amounts.splice(-1, 1, range);
		else amounts.push({ ...single, low: single.value, high: single.value });
		last = range ? null : single;
	}
	return amounts.map(({ low, high, unit, from, to }) => ({ low, high, unit, from, to }));
}

/** Whether two amounts may be two values of the same quantity. */
export function isSameKind(a: Amount, b: Amount): boolean {
	const [first = '', second = ''] = [a, b].map(({ unit }) => unit.split(' ')[0]);
	const areSpans = MINUTES[first] !== undefined && MINUTES[second] !== undefined;
	const bases = [baseOf(a), baseOf(b)];
	if (!bases.includes(null)) return bases[0] === bases[1];
	const isShorter = (one: string, other: string) => one.endsWith(` ${other}`);
	return (
		first === second ||
		a.unit === '' ||
		b.unit === '' ||
		areSpans ||
		isShorter(a.unit, b.unit) ||
		isShorter(b.unit, a.unit)
	);
}
/** The base of a ratio: 25 in "8 of 25 dealers"; null if the text has none. */
export function baseOf({ unit }: Amount): number | null {
	const said = /(?:^|\s)(?:of|in|per|every)\s(\d[\d,'’]*)/.exec(unit)?.[1];
	return said === undefined ? null : Number(said.replace(/\D/g, ''));
}
/** Converts two time spans to the smaller of their units. Other amounts stay unchanged. */
export function alike(a: Amount, b: Amount): [Amount, Amount] {
	const [first, second] = [a.unit, b.unit].map((unit) => MINUTES[unit]);
	if (first === undefined || second === undefined || first === second) return [a, b];
	const smaller = first < second ? a.unit : b.unit;
	return [inUnit(a, first, smaller), inUnit(b, second, smaller)];
}
function inUnit(amount: Amount, minutes: number, unit: string): Amount {
	const factor = minutes / (MINUTES[unit] ?? 1);
	const isRough = Math.abs(factor - Math.round(factor)) > 1e-9;
	const times = (value: number) =>
		isRough ? Math.round(value * factor * 10) / 10 : value * factor;
	return { ...amount, low: times(amount.low), high: times(amount.high), unit };
}

function singleOf(match: RegExpExecArray, text: string): Single | null {
	const { money = '', minus, number = '', scale = '', sign = '' } = match.groups ?? {};
	const end = match.index + match[0].length;
	const mark = (sign || money).trim();
	// A letter right after the number makes it part of a name, such as "3rd", unless it is a unit such as "3h".
	const next = /^\p{L}+/u.exec(text.slice(end))?.[0];
	if (next !== undefined && NAMES[next.toLowerCase()] === undefined) return null;
	// "360-degree" and "7:30" are not amounts either.
	if (/^(?:-\p{L}|[:/]\d)/u.test(text.slice(end)) || /\d[:/]$/.test(text.slice(0, match.index)))
		return null;
	const head = text.slice(0, match.index);
	if (/^\s?(?:[ap]m\b|[ap]\.m\.|o['’]clock)/i.test(text.slice(end))) return null;
	if ((BASE.test(head) && !/^[p%]/.test(mark)) || NAMED.test(head)) return null;
	const ratio = mark === '' && next === undefined && ratioOf(match, text.slice(end));
	if (ratio) return { ...ratio, value: valueOf(number, false), scale: 1, from: match.index };
	const { unit, length } = unitBehind(text.slice(end), /^(?:p|%)/.test(mark) ? '%' : mark);
	const factor = SCALES[scale.trim().toLowerCase()] ?? 1;
	const value = valueOf(number, mark !== '' && !mark.startsWith('%')) * factor;
	return {
		value: tidy(minus ? -value : value),
		scale: factor,
		unit,
		from: match.index,
		to: end + length
	};
}
/** The base of a rate counts nothing: the second number of "1 in 6", "two of 6" or "wrong invoices per 1,000". */
const BASE = new RegExp(
	String.raw`(?:\bper|\bout of|\b(?:in|of|for) (?:every|each)|[\d%]\s+(?:in|of|of (?:our|the))|\b(?:${SPELLED.join('|')}|dozen)(?:\s+(?!instead\b)\p{L}+){0,3}?\s+(?:in|of))\s+$`,
	'iu'
);
/** Names with a number: "Room 12", "ISO 9001", "form #3" and "AB-1200". */
const NAMED =
	/(?:#|№|\p{L}-|(?<!\bper )\b(?:no\.|nr\.?|part|room|phase|version|article|section|form|building|floor|gate|iso|din|model|type|item|serial|sku|line|machine|plant|bus|route|level|tier|release)\s+)\s?$/iu;
/** "8 of 25 dealers", "2 complaints in 100 orders": the second number and the nouns are the unit. */
const RATIO = new RegExp(
	String.raw`^(?<nouns>(?:\s+\p{L}[\p{L}\p{M}'’-]*){0,${UNIT_WORDS}}?)\s+(?<joint>in|out of|of|per|(?:in|of|for) every)\s+(?:(?:our|the)\s+)?` +
		String.raw`(?<count>(?!20\d\d\b)\d{1,3}(?:[,'’]\d{3})+(?!\d)|(?!20\d\d\b)\d+)(?![.,:/-]?\d|\s*%|\s*\p{Sc})(?:(?<noun>\s+\p{L}[\p{L}\p{M}'’-]*)(?<next>\s+\p{L}+)?)?`,
	'u'
);
const isStop = (word: string) => STOP.has(word.trim().toLowerCase());
function ratioOf({ groups: number, index, 0: said }: RegExpExecArray, behind: string) {
	const { 0: all = '', groups } = RATIO.exec(behind) ?? {};
	const { nouns = '', joint = '', count = '', noun = '', next = '' } = groups ?? {};
	if (!groups || /[.,]/.test(number?.number ?? '')) return null;
	if (
		nouns
			.trim()
			.split(/\s+/)
			.some((word) => isStop(word) || isSpan(word))
	)
		return null;
	if (isSpan(noun) && /in$/.test(joint)) return null;
	const counted = (next === '' || isStop(next)) && !isStop(noun) ? noun : '';
	const length = all.length - next.length - (noun.length - counted.length);
	const link = nouns === '' && joint !== 'per' ? 'of' : joint;
	const unit = [nouns, link, count, counted]
		.map((part) => part.trim())
		.filter(Boolean)
		.join(' ');
	return { unit, to: index + said.length + length };
}
const isSpan = (word: string) => {
	const name = word.trim().toLowerCase();
	return MINUTES[NAMES[name] ?? name] !== undefined;
};
/**
 * Reads the value of a number. "12,500", "12 500" and "12.500,5" contain thousands; "1,5", "0,500" and "1.5" do not;
 * "12.500" does if it is money.
 */
function valueOf(number: string, isMoney: boolean): number {
	const spelled = SPELLED.indexOf(number.toLowerCase());
	if (spelled >= 0) return spelled;
	if (IS_GROUPED.test(number)) return Number(number.replace(/[^\d.]/g, ''));
	const hasDots = IS_DOTTED.test(number) || /\..*\./.test(number);
	const isThousands = hasDots || (isMoney && /^[1-9]\d{0,2}\.\d{3}$/.test(number));
	return Number((isThousands ? number.replaceAll('.', '') : number).replace(',', '.'));
}
const tidy = (value: number) => Number(value.toPrecision(12));

/**
 * The words that a number counts. They end with their part of the sentence. If more words follow than a unit has, its
 * end is unknown, and only the certain words are read.
 */
function unitBehind(text: string, sign: string): { unit: string; length: number } {
	const words: Word[] = [];
	for (const { 0: said, index } of text.matchAll(/\s*(?:\p{L}[\p{L}\p{M}'’-]*|\/)/gu)) {
		const word = said.trim();
		if (index !== (words.at(-1)?.end ?? 0) || STOP.has(word.toLowerCase())) break;
		words.push({ word, end: index + said.length });
	}
	const nouns = sign === '' ? nounsOf(words, 0) : [];
	const joins = joinsOf(words, nouns.length);
	const taken = [...nouns, ...joins];
	const named = nouns.map(({ word }, at) =>
		at === 0 ? (NAMES[word.toLowerCase()] ?? word) : word
	);
	const unit = [sign, ...named, ...joins.map(({ word }) => asJoin(word))].filter(Boolean).join(' ');
	return { unit, length: taken.at(-1)?.end ?? 0 };
}
interface Word {
	word: string;
	/** The end of its last letter, counted from the number. */
	end: number;
}
const isJoin = ({ word }: Word) => JOINS.has(word.toLowerCase());
const asJoin = (word: string) => (/^(?:an?|each|every|\/)$/i.test(word) ? 'per' : word);
/** One or two nouns; a time span, which is complete in itself, may have more words. */
function nounsOf(words: readonly Word[], at: number): Word[] {
	const end = words.findIndex((word, index) => index >= at && isJoin(word));
	const nouns = words.slice(at, end < 0 ? words.length : end);
	const [first] = nouns;
	if (first && NAMES[first.word.toLowerCase()]) return [first];
	return nouns.length <= UNIT_WORDS ? nouns : [];
}
/** "of calls", "per dealer per year": each "of" or "per" with the words that it adds, as long as they are certain. */
function joinsOf(words: readonly Word[], from: number): Word[] {
	const taken: Word[] = [];
	for (let at = from; ; at = from + taken.length) {
		const join = words[at];
		const isSecondOf = taken.length > 0 && join?.word.toLowerCase() === 'of';
		if (!join || !isJoin(join) || isSecondOf) return taken;
		const isOf = join.word.toLowerCase() === 'of';
		const nouns = isOf ? nounsOf(words, at + 1) : words.slice(at + 1, at + 2);
		if (nouns.length === 0) return taken;
		taken.push(join, ...nouns);
	}
}

function rangeOf(first: Single, second: Single, text: string): Amount | null {
	const joint = text.slice(first.to, second.from);
	const isBetween = /\bbetween\s+$/i.test(text.slice(0, first.from)) && /^\s+and\s+$/.test(joint);
	if (!isBetween && !/^\s*[-–—]\s*$/.test(joint)) return null;
	const low = first.scale === 1 ? first.value * second.scale : first.value;
	return {
		low: Math.min(low, second.value),
		high: Math.max(low, second.value),
		unit: unitOfBoth(first.unit, second.unit),
		from: first.from,
		to: second.to
	};
}
/** In "€40–50 a month", each end gives a part of the unit. */
const unitOfBoth = (first: string, second: string) =>
	/^(?:\p{Sc}|[A-Z]{3})$/u.test(first) && !second.startsWith(first)
		? `${first} ${second}`.trim()
		: second || first;
