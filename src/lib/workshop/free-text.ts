/**
 * Reads the parts of an outcome out of one sentence, such as "from 38 % of calls to 15 % by end of June 2027, owned by
 * Ravi, by sharing the case history". It brings the reader of dates along: import it when somebody asks for it.
 */
import { alike, amountsIn, isSameKind, type Amount } from './amounts-in-text.ts';
import { dayInText } from './day-in-text.ts';
import { LIMITS } from './limits.ts';
import type { OutcomeParts } from './outcome-check.ts';
import { vagueTimesIn } from './outcome-words.ts';
import type { Direction } from './types.ts';

export interface ReadOutcome {
	/** What was found; what was not is left out. */
	readonly fields: Partial<Omit<OutcomeParts, 'statement'>>;
	/** What was said and not taken as it stands, as sentences. */
	readonly remarks: readonly string[];
}
/** What an amount is: `aside` stands in the metric, as in "calls answered within 4 hours". */
type Role = 'baseline' | 'target' | 'change' | 'aside' | 'free';

/**
 * The parts of an outcome that a text tells. Of a range the weaker end is taken, the one that promises less: less is
 * better from the low end to the high one, more is better from the high end to the low one. `today` (`YYYY-MM-DD`) is
 * where dates without a year begin.
 */
export function readOutcome(text: string, today: string): ReadOutcome {
	const rest = new Rest(text);
	const due = dayInText(text, today);
	if (due) rest.take(due.from, due.to);
	const owner = rest.find(OWNERS, LIMITS.personNameChars);
	const how = rest.find(WAYS, LIMITS.sharedTextChars);
	const amounts = numbersOf(rest.text);
	const metric = metricOf(rest.text, amounts.from);
	const [vague] = due ? [] : vagueTimesIn(text);
	return {
		fields: {
			...amounts.fields,
			...(metric === '' ? {} : { metric }),
			...(due ? { due: due.day } : {}),
			...(owner === '' ? {} : { owner }),
			...(how === '' ? {} : { how })
		},
		remarks: [...amounts.remarks, ...(vague === undefined ? [] : [`“${vague}” is not a date.`])]
	};
}

/** Stands where something was read already. */
const TAKEN = '\u0001';
const UNTIL = String.raw`(?=\s*(?:[,.;${TAKEN}]|$|\s(?:by|until|before|through|via|from|to|in|within)\s))`;
const OWNERS = [
	String.raw`\b(?:owned|led|looked after)\s+by\s+(?<said>[^,.;${TAKEN}]+?)${UNTIL}`,
	String.raw`\b(?:owner(?:\s+is|\s*[:=]|(?=\s))|responsible(?:\s+is|\s*[:=]))\s*(?!of\b)(?<said>[^,.;${TAKEN}]+?)${UNTIL}`,
	String.raw`(?:^|[,.;${TAKEN}]|\band\b)\s*(?<said>\p{L}[\p{L} .'’-]*?)\s+(?:owns|looks after|is responsible for)\s+(?:it|this|that)\b`,
	String.raw`(?:^|[,.;${TAKEN}]|\band\b)\s*(?<said>\p{L}[\p{L} .'’-]*?)\s+is\s+(?:the\s+owner|responsible)\b`
].map((source) => new RegExp(source, 'iu'));
const WAYS = [
	String.raw`(?:^|[\s,;:])by\s+(?<said>\p{L}+ing\b[^.;${TAKEN}]*)`,
	String.raw`\b(?:through|via|thanks to)\s+(?<said>[^.;,${TAKEN}]+)`,
	String.raw`\bhow\s*:\s*(?<said>[^.;${TAKEN}]+)`
].map((source) => new RegExp(source, 'iu'));

/** A text out of which parts are taken. */
class Rest {
	text: string;

	constructor(text: string) {
		this.text = text;
	}
	take(from: number, to: number) {
		this.text = this.text.slice(0, from) + TAKEN.repeat(to - from) + this.text.slice(to);
	}
	/** Takes out what the first pattern that fits has `said`; '' where none fits. */
	find(patterns: readonly RegExp[], chars: number): string {
		for (const pattern of patterns) {
			const match = pattern.exec(this.text);
			const said = closed(match?.groups?.said?.replace(/[\s,]+$/, '').trim() ?? '');
			if (!match || said === '') continue;
			this.take(match.index, match.index + match[0].length);
			return said.slice(0, chars);
		}
		return '';
	}
}

/** Without a bracket at its end that was opened before it. */
const closed = (said: string) => (said.includes('(') ? said : said.replace(/\)+$/, ''));

const ABOUT = String.raw`\s*(?:(?:about|around|roughly|approximately|only|some|just|currently|now)\s+|~\s*)?$`;
const BEFORE: readonly (readonly [Role, RegExp])[] = [
	['aside', /\bwithin\s+$/i],
	['change', new RegExp(String.raw`\b(?:by|sav(?:e|es|ing))${ABOUT}`, 'i')],
	[
		'target',
		new RegExp(
			String.raw`(?:\b(?:to|below|under|above|over|reach(?:es)?|target(?: is| of|:)?|(?:at|no|not) (?:least|most|more than|less than|fewer than)|(?:less|more|fewer) than|up to)|→|->|=>|[≤≥<>])${ABOUT}`,
			'i'
		)
	],
	[
		'baseline',
		new RegExp(
			String.raw`\b(?:from|today|now|currently|at present|instead of|rather than|was|were|is|are|baseline(?: is| of|:)?):?${ABOUT}`,
			'i'
		)
	]
];
const NOW_BEHIND = /^\s*(?:today|now|currently|at present|at the moment)\b/i;
function roleOf({ from, to }: Amount, text: string): Role {
	if (NOW_BEHIND.test(text.slice(to))) return 'baseline';
	const before = text.slice(0, from);
	return BEFORE.find(([, words]) => words.test(before))?.[0] ?? 'free';
}

const DOWN =
	/\b(?:cut(?:ting)?|reduc(?:e|es|ing)|lower(?:s|ing)?|decreas(?:e|es|ing)|drop(?:s|ping)?|shrink(?:s|ing)?|halv(?:e|es|ing)|shorten(?:s|ing)?|fewer|less|at most|no more than|below|under|down)\b|[≤<]/i;
const UP =
	/\b(?:increas(?:e|es|ing)|rais(?:e|es|ing)|grow(?:s|ing)?|lift(?:s|ing)?|doubl(?:e|es|ing)|more|at least|no less than|above|over|up)\b|[≥>]/i;
const inWords = (text: string): Direction | '' =>
	DOWN.test(text) ? 'down' : UP.test(text) ? 'up' : '';

type Numbers = Pick<ReadOutcome, 'remarks'> & {
	/** Where the first amount that counts stands. */
	from: number;
	fields: Partial<Pick<OutcomeParts, 'unit' | 'direction' | 'baseline' | 'target'>>;
};
function numbersOf(text: string): Numbers {
	const all = withoutAsides(
		amountsIn(text).map((amount) => ({ amount, role: roleOf(amount, text) }))
	);
	const first = (role: Role) => all.find((one) => one.role === role)?.amount ?? null;
	const free = all.filter(({ role }) => role === 'free').map(({ amount }) => amount);
	const said = inWords(text);
	let target = first('target');
	let baseline = first('baseline');
	if (!target && (baseline !== null || free.length > 1 || said !== '')) target = free.pop() ?? null;
	baseline ??= free.find((one) => !target || isSameKind(one, target)) ?? null;
	if (baseline && target) [baseline, target] = alike(baseline, target);
	const direction = baseline && target ? between(baseline, target) || said : said;
	return {
		from: all[0]?.amount.from ?? 0,
		fields: {
			...(baseline ? { baseline: weaker(baseline, direction === 'up') } : {}),
			...(target ? { target: weaker(target, direction === 'down') } : {}),
			...(direction === '' ? {} : { direction }),
			...unitOf(baseline, target)
		},
		remarks: [
			...[baseline, target].flatMap((amount) => rangeRemark(amount, text)),
			...(target ? [] : changeRemark(first('change'), text))
		]
	};
}
/** Where there are enough other amounts; else what is said of a time may be all that is measured. */
function withoutAsides(all: { amount: Amount; role: Role }[]): { amount: Amount; role: Role }[] {
	const others = all.filter(({ role }) => role !== 'aside');
	if (others.length > 1) return others;
	return all.map(({ amount, role }) => ({ amount, role: role === 'aside' ? 'free' : role }));
}
const middle = ({ low, high }: Amount) => (low + high) / 2;
const between = (baseline: Amount, target: Amount): Direction | '' => {
	const way = middle(target) - middle(baseline);
	return way > 0 ? 'up' : way < 0 ? 'down' : '';
};
const weaker = ({ low, high }: Amount, isHigh: boolean) => (isHigh ? high : low);
/** The one that says more: "38 % of calls" and "15 %" are both of calls. */
function unitOf(...amounts: (Amount | null)[]): { unit?: string } {
	const units = amounts.map((amount) => amount?.unit ?? '');
	const unit = units.reduce((a, b) => (b.length > a.length ? b : a), '');
	return unit === '' ? {} : { unit: unit.slice(0, LIMITS.unitChars) };
}
const wordsOf = ({ from, to }: Amount, text: string) => text.slice(from, to).trim();
function rangeRemark(amount: Amount | null, text: string): string[] {
	if (!amount || amount.low === amount.high) return [];
	return [`“${wordsOf(amount, text)}” is a range: the end that promises less is taken.`];
}
function changeRemark(amount: Amount | null, text: string): string[] {
	if (!amount) return [];
	return [`“By ${wordsOf(amount, text)}” says how much changes, but not from what.`];
}

const OPENING =
	/^(?:(?:we|our goal is to|the goal is to|let us|let's|to|want|aim|need|will|would like|should|must|please)\s+)*(?:(?:cut|reduce|lower|decrease|drop|shrink|halve|shorten|increase|raise|grow|lift|double|improve|bring|get|move|save)(?:\s+|$))?(?:down\s+|up\s+)?(?:the\s+)?/i;
const LEADING_ON =
	/(?:[\s,:;–—-]|→|->|=>|[≤≥<>~]|\b(?:from|to|by|of|at|in|within|is|are|was|were|has|have|currently|today|now|between|about|around|down|up|only|below|under|above|over|(?:less|more|fewer) than|at (?:least|most)|no more than|go(?:es)?|falls?|drops?|rises?|should|will|be)\b)+$/iu;
/** What stands before the first amount that counts, without the words that lead to it. */
function metricOf(text: string, first: number): string {
	const head = text.slice(0, first).split(TAKEN).at(-1) ?? '';
	const said = head
		.replace(/^[\s,.;:]+/, '')
		.replace(LEADING_ON, '')
		.replace(OPENING, '')
		.trim();
	return /\p{L}{2}/u.test(said) && said.length <= LIMITS.lineChars ? said : '';
}
