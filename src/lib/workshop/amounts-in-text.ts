/** Numbers in free text, with what they count: shares, money, spans of time, ranges. */

export interface Amount {
	/** Both the same unless it is a range. */
	readonly low: number;
	readonly high: number;
	/** Such as "% of calls", "€ per month", "days"; '' where nothing is said. */
	readonly unit: string;
	/** Where it stands, the unit included, in UTF-16 units. */
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
/** What money and spans of time are called, by what people write. */
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
/** Months and years are as long as they are on average. */
const MINUTES: Readonly<Record<string, number>> = {
	seconds: 1 / 60,
	minutes: 1,
	hours: 60,
	days: 24 * 60,
	weeks: 7 * 24 * 60,
	months: (365.25 / 12) * 24 * 60,
	years: 365.25 * 24 * 60
};

/** Thousands with dots before a decimal comma, thousands with other marks, and what is neither. */
const DOTTED = String.raw`[1-9]\d{0,2}(?:\.\d{3})+,\d+`;
const GROUPED = String.raw`[1-9]\d{0,2}(?:[,'’\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?`;
const DIGITS = String.raw`${DOTTED}|${GROUPED}|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?`;
const IS_DOTTED = new RegExp(`^${DOTTED}$`);
const IS_GROUPED = new RegExp(`^${GROUPED}$`);
const WORDS = String.raw`\b(?:${SPELLED.join('|')})(?=\s+(?:second|minute|hour|day|week|month|year|per))`;
const SCALE = String.raw`\s?(?:thousand|mn|mio|million|bn|billion)\b|[kK]\b|M\b`;
const MONEY = String.raw`\p{Sc}|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|INR|AUD|CAD)\b`;
const SHARE = String.raw`%|(?:percent|per cent|pct)\b`;
const AMOUNT = new RegExp(
	String.raw`(?<money>(?:${MONEY})\s?)?(?<![\p{L}\p{N}]|\d[.,])(?<minus>(?<=^|[\s(])[-−])?(?<number>${DIGITS}|${WORDS})` +
		String.raw`(?<scale>${SCALE})?(?:\s?(?<sign>${SHARE}|${MONEY}))?`,
	'gu'
);
/** Words that a number never counts, and after which it counts nothing more. */
const STOP = new Set(
	`to by from and or until till before after in within with through via than today now currently at for on is
	are was were become becomes fall falls drop drops rise rises go goes takes reduced cut who that instead rather which down up as so but only we it should must owned owner`.split(
		/\s+/
	)
);
const JOINS = new Set(['of', 'per', 'a', 'an', 'each', 'every', '/']);
/** Most words of a unit before and after "of" or "per". */
const UNIT_WORDS = 2;

/** The amounts of a text in their order. A dash between two, or "between" and "and", makes a range. */
export function amountsIn(text: string): Amount[] {
	const amounts: Amount[] = [];
	let last: Single | null = null;
	for (const match of text.matchAll(AMOUNT)) {
		const single = singleOf(match, text);
		if (single === null) continue;
		const range: Amount | null = last && rangeOf(last, single, text);
		if (range) amounts.splice(-1, 1, range);
		else amounts.push({ ...single, low: single.value, high: single.value });
		last = range ? null : single;
	}
	return amounts.map(({ low, high, unit, from, to }) => ({ low, high, unit, from, to }));
}

/** Whether two amounts may be two values of one thing. */
export function isSameKind(a: Amount, b: Amount): boolean {
	const [first = '', second = ''] = [a, b].map(({ unit }) => unit.split(' ')[0]);
	const areSpans = MINUTES[first] !== undefined && MINUTES[second] !== undefined;
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
/** Two spans of time in the smaller unit of both. Other amounts stay as they are. */
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
	// A letter right behind it makes it part of a name, such as "3rd", unless it is a unit such as "3h".
	const next = /^\p{L}+/u.exec(text.slice(end))?.[0];
	if (next !== undefined && NAMES[next.toLowerCase()] === undefined) return null;
	// Nor is "360-degree" a number of something, or "7:30".
	if (/^(?:-\p{L}|[:/]\d)/u.test(text.slice(end)) || /\d[:/]$/.test(text.slice(0, match.index)))
		return null;
	// "1 in 6" counts in sixes.
	if (/[\d%]\s+(?:in|out of|of|of (?:our|the))\s+$/.test(text.slice(0, match.index))) return null;
	const ratio = RATIO.exec(text.slice(end));
	if (ratio && mark === '') return ratioOf(Number(number), ratio, match.index, end);
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
/** "8 of 25 dealers": the second number and the noun are the unit. */
const RATIO =
	/^\s+(?:in|out of|of)\s+(?:(?:our|the)\s+)?(?<count>(?!20\d\d\b)\d+)(?![.,]?\d|\s*%)(?:(?<noun>\s+\p{L}[\p{L}\p{M}'’-]*)(?<next>\s+\p{L}+)?)?/u;
function ratioOf(
	value: number,
	{ 0: all, groups }: RegExpExecArray,
	from: number,
	end: number
): Single | null {
	if (!Number.isInteger(value)) return null;
	const { count = '', noun = '', next = '' } = groups ?? {};
	const isEnd = next === '' || STOP.has(next.trim().toLowerCase());
	const counted = isEnd && !STOP.has(noun.trim().toLowerCase()) ? noun : '';
	const length = all.length - next.length - (noun.length - counted.length);
	return {
		value,
		scale: 1,
		unit: `of ${count}${counted.replace(/^\s+/, ' ')}`,
		from,
		to: end + length
	};
}
/** "12,500", "12 500" and "12.500,5" have thousands; "1,5", "0,500" and "1.5" do not; "12.500" does where it is money. */
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
 * The words that a number counts. They end where a new part of the sentence begins; where more follow than a unit
 * has, nobody knows where it ends, and only what is certain is taken.
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
	/** Behind its last letter, from the number on. */
	end: number;
}
const isJoin = ({ word }: Word) => JOINS.has(word.toLowerCase());
const asJoin = (word: string) => (/^(?:an?|each|every|\/)$/i.test(word) ? 'per' : word);
/** One or two nouns; a time, which stands for itself, of more words. */
function nounsOf(words: readonly Word[], at: number): Word[] {
	const end = words.findIndex((word, index) => index >= at && isJoin(word));
	const nouns = words.slice(at, end < 0 ? words.length : end);
	const [first] = nouns;
	if (first && NAMES[first.word.toLowerCase()]) return [first];
	return nouns.length <= UNIT_WORDS ? nouns : [];
}
/** "of calls", "per dealer per year": each "of" or "per" with what it joins, as long as that is certain. */
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
/** In "€40–50 a month" each end tells a part. */
const unitOfBoth = (first: string, second: string) =>
	/^(?:\p{Sc}|[A-Z]{3})$/u.test(first) && !second.startsWith(first)
		? `${first} ${second}`.trim()
		: second || first;
