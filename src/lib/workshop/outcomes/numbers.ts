/**
 * Decides which numbers of a sentence are the current value and the target. Only the words around a number count: a
 * number without an explanation is left out, and a remark asks about it.
 */
import { alike, amountsIn, baseOf, isSameKind, type Amount } from './from-text/amounts.ts';
import type { OutcomeParts } from './check.ts';
import { LIMITS } from '../limits.ts';
import type { Sentence } from '../../i18n/messages.ts';
import type { Direction } from '../types.ts';

export interface OutcomeNumbers {
	readonly fields: Partial<Pick<OutcomeParts, 'unit' | 'direction' | 'baseline' | 'target'>>;
	/** Statements in the text that were not used as they are. */
	readonly remarks: readonly Sentence[];
	/** Position of the first number that was read; -1 if there is none, or if an unexplained number is before it. */
	readonly from: number;
}
/**
 * The role that the words around a number give it. A `bound` limits a quantity ("over 10 minutes"): it is the target,
 * unless the sentence has other numbers for that. An `aside` belongs to the measured quantity ("within 24 hours").
 */
type Role = 'baseline' | 'target' | 'bound' | 'change' | 'aside' | 'free';
interface Said {
	readonly amount: Amount;
	readonly role: Role;
}
interface Pair {
	readonly baseline: Amount | null;
	readonly target: Amount | null;
}

/** The numbers in a text. For a range, the end that promises less is used. `today` is `YYYY-MM-DD`. */
export function outcomeNumbers(text: string, today: string): OutcomeNumbers {
	const all = amountsIn(text)
		.filter((amount) => !isYear(amount, text))
		.map((amount) => ({ amount, role: roleOf(amount, text, today) }));
	const counted = behindColon(all, text);
	const pair = pairOf(counted, text);
	const taken = [pair.baseline, pair.target].filter((amount) => amount !== null);
	const mixed = mixedRates(counted);
	return {
		fields: fieldsOf(pair, text),
		remarks: [
			...taken.flatMap((amount) => rangeRemark(amount, text)),
			...convertedRemark(pair, text),
			...(pair.target ? [] : changeRemark(counted, text)),
			...(mixed ? [mixedRemark(mixed, text)] : openRemark(counted, taken, text))
		],
		from: startOf(counted, taken)
	};
}

/** Whether a number is a year: four digits that count nothing ("2024", "2024 levels"). */
function isYear({ low, high, unit, from }: Amount, text: string): boolean {
	return (
		low === high &&
		/^(?:levels?|figures?|values?|results?)?$/.test(unit) &&
		/^20\d\d(?!\d)/.test(text.slice(from))
	);
}

const ABOUT = String.raw`\s*(?:(?:about|around|roughly|approximately|only|some|just|currently|now|in)\s+|~\s*)*$`;
const before = (words: string) => new RegExp(String.raw`(?:${words})${ABOUT}`, 'iu');
/** The first pattern that matches the text before a number decides. */
const BEFORE: readonly (readonly [Role, RegExp])[] = [
	['aside', /\b(?:within|after|(?:first|last|next|top|every))\s+$/i],
	['change', before(String.raw`\b(?:by|sav(?:e|es|ing))`)],
	[
		'baseline',
		before(
			String.raw`\b(?:baseline|today|now|currently|at present|so far)(?: is| of| in| at| it is| they are)?:?`
		)
	],
	['baseline', before(String.raw`\b(?:from|instead of|rather than|was|were|was at)|[,;]\s*not`)],
	['target', before(String.raw`\b(?:target|goal|to reach)(?: is| of)?:?`)],
	[
		'target',
		before(
			String.raw`\b(?:to|reach(?:es)?|becomes?|at (?:least|most)|up to|(?:should|will|to|must) be|no (?:more|less|fewer) than|not (?:more|less|fewer) than)|→|->|=>|➜|[≤≥]`
		)
	],
	[
		'bound',
		before(
			String.raw`\b(?:below|under|above|over|(?:less|more|fewer|longer|later|older|younger|bigger|smaller|shorter|higher|lower|earlier) than)|[<>]`
		)
	]
];
const NOW_BEHIND =
	/^[^,.;:()\d]{0,30}?\b(?:today|now|currently|at present|at the moment|so far)\b/i;
const PAST_BEHIND = /^[^,.;:\d]{0,30}?\b(?:last (?:year|quarter|month|week)|(?<year>20\d\d))\b/i;
const CHANGE_BEHIND =
	/^\s*(?:more|fewer|less|higher|lower|better|worse|faster|slower|cheaper|shorter|growth|increase|reduction|decrease|drop|rise|improvement|year[- ]on[- ]year|yoy)(?!\p{L})/iu;
const COMPARED_BEHIND =
	/^[^,.;:\d]{0,30}?\b(?:over|below|above|under|vs\.?|versus|against|on|compared (?:to|with)|relative to|than(?: in)?)\s+(?:the\s+)?(?:same|last|previous|prior|20\d\d)\b/i;
/** "Grow orders 20 %", "sales up 10 %", "+20 %": the text gives neither the start nor the end of the change. */
const CHANGE_BEFORE = new RegExp(
	String.raw`\b(?:grow|increase|raise|lift|cut|reduce|lower|decrease|shrink|drop|fall|rise|up|down)(?:s|ing)?\b(?:\s+(?!(?:from|to|at|is|are|of|in|for|within|under|below|over|above|than|per|[\u0001])\b)\p{L}[\p{L}'’-]*)*\s+$|\+\s?$`,
	'iu'
);
const ARROW_BEHIND = /^\s*(?:→|->|=>|➜)/;
function roleOf({ from, to, unit }: Amount, text: string, today: string): Role {
	const behind = text.slice(to);
	const head = text.slice(0, from);
	if (CHANGE_BEHIND.test(unit.replace(/^%/, '')) || CHANGE_BEHIND.test(behind)) return 'change';
	if (COMPARED_BEHIND.test(behind) || COMPARED_BEHIND.test(` ${unit}${behind}`)) return 'change';
	if (/^\s*(?:ahead|in advance|earlier|later|old)\b/i.test(behind)) return 'aside';
	if (NOW_BEHIND.test(behind) || ARROW_BEHIND.test(behind)) return 'baseline';
	if (/^,?\s*(?:instead of|rather than|not)\s/i.test(behind)) return 'target';
	const past = PAST_BEHIND.exec(behind);
	if (past && (past.groups?.year ?? '') <= today.slice(0, 4)) return 'baseline';
	const told = BEFORE.find(([, words]) => words.test(head))?.[0];
	if (told !== undefined) return told;
	return CHANGE_BEFORE.test(head) && !TO.test(behind.replace(/\d.*/s, '')) ? 'change' : 'free';
}

/** If the values follow a colon, the numbers before it describe the measured quantity. */
function behindColon(all: readonly Said[], text: string): readonly Said[] {
	const split = text.search(/:\s|\s[–—]\s/);
	const behind = all.filter(({ amount }) => amount.from > split);
	if (split < 0 || behind.length === 0 || behind.length === all.length) return all;
	return behind;
}

/** Words that join two values of one quantity: "38 % to 15 %", "from 8.5 down to 6", "40 % is cut to 20 %". */
const TO =
	/^[^.:\d]{0,50}?(?:\bto(?: be)?|\b(?:should|will|must) be|→|->|=>|➜|\bbecomes?)\s*(?:about\s+)?$/i;
function pairOf(all: readonly Said[], text: string): Pair {
	const said = all.filter(({ role }) => role !== 'aside' && role !== 'change');
	if (mixedRates(said)) return { baseline: null, target: null };
	const pair = joined(said, text) ?? told(said, text) ?? single(all, text);
	return isOfTwoScales(pair, text) ? { baseline: null, target: null } : pair;
}
/** In "From 2 to 3 million", the first number may be two or two million. */
function isOfTwoScales({ baseline, target }: Pair, text: string): boolean {
	if (!baseline || !target) return false;
	const [small, large] = baseline.high < target.high ? [baseline, target] : [target, baseline];
	return small.high > 0 && small.high < 1000 && !hasScale(small, text) && hasScale(large, text);
}
const hasScale = (amount: Amount, text: string) =>
	/\d\s?(?:[kKM]|(?:thousand|mn|mio|million|bn|billion))\b/.test(wordsOf(amount, text));
/** "1 in 50 parcels" and "1 in 20": their first numbers cannot be compared. */
function mixedRates(said: readonly Said[]): [Amount, Amount] | null {
	const rates = said.map(({ amount }) => amount).filter((amount) => baseOf(amount) !== null);
	const [first] = rates;
	const other = rates.find((rate) => first && baseOf(rate) !== baseOf(first));
	return first && other ? [first, other] : null;
}
/** Two adjacent values of one quantity; the first is the current value. */
function joined(said: readonly Said[], text: string): Pair | null {
	const pairs = said.flatMap(({ amount: baseline, role }, at) => {
		const next = said[at + 1];
		if (!next || !['baseline', 'free'].includes(role) || !isSameKind(baseline, next.amount))
			return [];
		const between = text.slice(baseline.to, next.amount.from);
		return next.role === 'target' && TO.test(between) ? [{ baseline, target: next.amount }] : [];
	});
	return pairs.length > 1 ? { baseline: null, target: null } : (pairs[0] ?? null);
}
/** A value that the text calls the current one, and the only other value of its kind. */
function told(said: readonly Said[], text: string): Pair | null {
	const baselines = said.filter(({ role }) => role === 'baseline');
	const [only] = baselines;
	if (!only || baselines.length > 1) return null;
	const baseline = only.amount;
	const others = said.filter((one) => one !== only && isSameKind(one.amount, baseline));
	const targets = others.filter(({ role }) => role === 'target');
	const [target, ...more] = targets.length > 0 ? targets : others;
	if (more.length > 0) return null;
	if (target) return { baseline, target: target.amount };
	const isAlone = said.every((one) => one === only || one.role === 'bound');
	return isAlone && !isNegated(baseline, text) ? { baseline, target: null } : null;
}
/** The only value of a sentence, if the words say that it is the target. */
function single(all: readonly Said[], text: string): Pair {
	const rest = all.filter(({ role }) => role !== 'aside');
	const targets = rest.filter(({ role }) => role === 'target');
	const bounds = rest.filter(({ role }) => role === 'bound');
	const [target, ...more] = targets.length > 0 ? targets : bounds;
	const others = rest.filter((one) => one !== target && one.role !== 'bound');
	const isCertain = target && more.length === 0 && !others.some(({ role }) => role === 'baseline');
	if (isCertain) return { baseline: null, target: target.amount };
	return { baseline: null, target: moved(all, text) };
}
/** "Move 60 % of requests to the portal": a single number with a verb that requests it is the target. */
const ASKS =
	/^\W*(?:(?:we|to|want|should|must|will)\s+)*(?:move|reach|get|keep|bring|sign|win|see|hold|have)\b[^,.;:\d]*$/i;
function moved(all: readonly Said[], text: string): Amount | null {
	const [only, ...more] = all;
	if (!only || more.length > 0 || only.role !== 'free') return null;
	return ASKS.test(text.slice(0, only.amount.from)) ? only.amount : null;
}
/** "No invoice older than 45 days": the bound is the target. */
const NONE = /\b(?:no|nobody|none|never|not|nothing)\b/i;
const isNegated = ({ from }: Amount, text: string) => NONE.test(text.slice(0, from));

const DOWN_TO = before(
	String.raw`\b(?:at most|no more than|not more than|below|under|down to|(?:less|fewer) than)|[≤<]`
);
const UP_TO = before(
	String.raw`\b(?:at least|no (?:less|fewer) than|not (?:less|fewer) than|above|over|up to|more than)|[≥>]`
);
const THAN = before(String.raw`\b(?:longer|later|older|bigger|higher|more) than`);
/** A verb of change, at the beginning or before a number. "Price increases" and "two lifts" are nouns. */
const moving = (verbs: string) =>
	new RegExp(
		String.raw`^\W*(?:(?:we|to|want|should|must|will|need|goal is|our|the)\s+)*(?:${verbs})\b|\b(?:${verbs})\s+(?:by|to|from|at|\S*\d)|\bby (?:${verbs})\b`,
		'i'
	);
const DOWN = moving(
	'cut(?:ting)?|reduc(?:e|es|ing)|lower(?:s|ing)?|decreas(?:e|es|ing)|drop(?:s|ping)?|shrink(?:s|ing)?|halv(?:e|es|ing)|shorten(?:s|ing)?|bring(?:s|ing)? down'
);
const UP = moving(
	'increas(?:e|es|ing)|rais(?:e|es|ing)|grow(?:s|ing)?|lift(?:s|ing)?|doubl(?:e|es|ing)'
);
function directionOf({ baseline, target }: Pair, text: string): Direction | '' {
	if (baseline && target) return between(baseline, target);
	const head = text.slice(0, target?.from ?? text.length);
	if (target && THAN.test(head)) return NONE.test(head) ? 'down' : 'up';
	if (target && DOWN_TO.test(head)) return 'down';
	if (target && UP_TO.test(head)) return 'up';
	const [isDown, isUp] = [DOWN.test(text), UP.test(text)];
	return isDown === isUp ? '' : isDown ? 'down' : 'up';
}
const middle = ({ low, high }: Amount) => (low + high) / 2;
function between(baseline: Amount, target: Amount): Direction | '' {
	const [a, b] = alike(baseline, target);
	const way = middle(b) - middle(a);
	return way > 0 ? 'up' : way < 0 ? 'down' : '';
}

function fieldsOf(pair: Pair, text: string): OutcomeNumbers['fields'] {
	const direction = directionOf(pair, text);
	const [baseline, target] =
		pair.baseline && pair.target ? alike(pair.baseline, pair.target) : [pair.baseline, pair.target];
	return {
		...(baseline ? { baseline: weaker(baseline, direction === 'up') } : {}),
		...(target ? { target: weaker(target, direction === 'down') } : {}),
		...(direction === '' ? {} : { direction }),
		...unitOf(baseline, target)
	};
}
const weaker = ({ low, high }: Amount, isHigh: boolean) => (isHigh ? high : low);
/** The more specific of the units: "38 % of calls" and "15 %" both count calls. */
function unitOf(...amounts: (Amount | null)[]): { unit?: string } {
	const units = amounts.map((amount) => amount?.unit ?? '');
	const unit = units.reduce((a, b) => (b.length > a.length ? b : a), '');
	return unit === '' ? {} : { unit: unit.slice(0, LIMITS.unitChars) };
}

function startOf(all: readonly Said[], taken: readonly Amount[]): number {
	const first = Math.min(...taken.map(({ from }) => from));
	const isOpen = all.some(({ amount, role }) => role === 'free' && amount.from < first);
	return taken.length === 0 || isOpen ? -1 : first;
}
const wordsOf = ({ from, to }: Amount, text: string) => text.slice(from, to).trim();
function rangeRemark(amount: Amount, text: string): Sentence[] {
	if (amount.low === amount.high) return [];
	return [(m) => m.outcomes.remarks.range(wordsOf(amount, text))];
}
function convertedRemark({ baseline, target }: Pair, text: string): Sentence[] {
	if (!baseline || !target) return [];
	const [a, b] = alike(baseline, target);
	const changed =
		a !== baseline ? ([baseline, a] as const) : b !== target ? ([target, b] as const) : null;
	if (!changed || !/month|year/.test(changed[0].unit) || /month/.test(changed[1].unit)) return [];
	const [said, { low, unit }] = changed;
	return [(m) => m.outcomes.remarks.converted(wordsOf(said, text), low, unit)];
}
function changeRemark(all: readonly Said[], text: string): Sentence[] {
	const change = all.find(({ role }) => role === 'change')?.amount;
	if (!change) return [];
	return [(m) => m.outcomes.remarks.change(wordsOf(change, text))];
}
function mixedRemark([one, other]: readonly [Amount, Amount], text: string): Sentence {
	return (m) => m.outcomes.remarks.mixed(wordsOf(one, text), wordsOf(other, text));
}
/** Asks once about numbers without an explanation. */
function openRemark(all: readonly Said[], taken: readonly Amount[], text: string): Sentence[] {
	const open = all.find(({ amount, role }) => role === 'free' && !taken.includes(amount));
	if (!open) return [];
	return [(m) => m.outcomes.remarks.unclear(wordsOf(open.amount, text))];
}
