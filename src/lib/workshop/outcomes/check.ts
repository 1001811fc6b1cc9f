/**
 * The outcome check (M7): what an outcome still lacks before somebody can say whether it was reached. It
 * never forbids; the gate asks for the parts that `isMeasurable` names.
 */
import { daysBetween, dayInWords, isDay } from '../days.ts';
import { tooBroadIn, uncountableIn, vagueTimesIn } from './vague-phrases.ts';
import { count, isolated, quoted as inQuotes } from '../text.ts';
import type { Outcome } from '../types.ts';

/** What people agree on: all of an outcome but its place and where its measurement comes from. */
export type OutcomeParts = Pick<
	Outcome,
	'statement' | 'metric' | 'unit' | 'direction' | 'baseline' | 'target' | 'due' | 'owner' | 'how'
>;
export type OutcomePart = keyof OutcomeParts;
/** One thing that an outcome lacks. */
export interface OutcomeFinding {
	readonly part: OutcomePart;
	/** Why, as a sentence or two for its writers. */
	readonly sentence: string;
}

/**
 * What is missing or cannot be checked, in the order in which the fields are filled in.
 * `today` (`YYYY-MM-DD`) tells whether the due day is past.
 */
export function outcomeCheck(outcome: OutcomeParts, today: string): OutcomeFinding[] {
	const findings = [
		finding('statement', statementProblem(outcome)),
		finding('metric', metricProblem(outcome)),
		finding('baseline', baselineProblem(outcome)),
		finding('target', targetProblem(outcome)),
		finding('direction', directionProblem(outcome)),
		finding('due', dueProblem(outcome, today)),
		finding('owner', isBlank(outcome.owner) ? 'Nobody owns it yet. Who looks after it?' : null),
		finding(
			'how',
			isBlank(outcome.how) ? 'It does not say how. What will you do differently?' : null
		)
	];
	return findings.flatMap((each) => each ?? []);
}

/** Whether metric, baseline, target, date and owner are there (second condition of the gate). */
export function isMeasurable(outcome: OutcomeParts): boolean {
	const { metric, baseline, target, due, owner } = outcome;
	return (
		!isBlank(metric) && isNumber(baseline) && isNumber(target) && isDay(due) && !isBlank(owner)
	);
}

/**
 * A short fingerprint (at most 64 letters and digits) of all that people mark. Case and spacing do not
 * change it. Two wordings share one by chance in about one of 10^30 pairs.
 */
export function wordingOf(outcome: OutcomeParts): string {
	const { statement, metric, unit, direction, baseline, target, due, owner, how } = outcome;
	const words = [statement, metric, unit, direction, due, owner, how].map(normalised);
	const said = JSON.stringify([...words, baseline, target]);
	return [hash53(said, 1), hash53(said, 2)].map((hash) => hash.toString(36)).join('');
}

/**
 * The numbers as one sentence: "From 38 % of calls to 15 % by 30 June 2027, owned by Ravi, by sharing the
 * case history." Parts that are missing are left out; '' where there are none.
 */
export function readBack(outcome: OutcomeParts): string {
	const { due, owner, how } = outcome;
	const way = [inNumbers(outcome), isDay(due) ? `by ${dayInWords(due)}` : ''].filter(Boolean);
	const parts = [
		way.join(' '),
		isBlank(owner) ? '' : `owned by ${isolated(trimmed(owner))}`,
		isBlank(how) ? '' : inWords(how)
	].filter((part) => part !== '');
	const sentence = parts.join(', ').replace(/[\s.,;]+(\u2069?)$/, '$1');
	return sentence === '' ? '' : `${sentence[0]?.toLocaleUpperCase('en')}${sentence.slice(1)}.`;
}

/** A number with its unit as it is read: "38 % of calls", "€ 12,500 per month", "3 days". */
export function amountInWords(value: number, unit: string): string {
	const [sign, rest] = splitUnit(unit);
	const number = NUMBERS.format(value);
	if (isCurrency(sign)) return withRest(`${sign} ${asMoney(value, number)}`, rest);
	const counted = value === 1 ? rest.replace(ONE_SPAN, '$1') : rest;
	return withRest(sign === '' ? number : `${number} ${sign}`, counted);
}
const withRest = (counted: string, rest: string) =>
	rest === '' ? counted : `${counted} ${isolated(rest)}`;
/** "1 hour", "1 day per case". */
const ONE_SPAN = /^(second|minute|hour|day|week|month|year)s\b/;
/** Money has two digits behind its point, or none: "EUR 14.50". */
const asMoney = (value: number, number: string) =>
	/\.\d$/.test(number) ? CENTS.format(value) : number;

/** A unit where its metric stands near: of "% of calls" the sign is enough. */
export const briefUnit = (unit: string) => (unit.startsWith('%') ? '%' : unit);

const CENTS = new Intl.NumberFormat('en-GB', {
	minimumFractionDigits: 2,
	maximumFractionDigits: 2
});
const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

const finding = (part: OutcomePart, sentence: string | null): OutcomeFinding | null =>
	sentence === null ? null : { part, sentence };
const isBlank = (text: string) => text.trim() === '';
const isNumber = (value: number | null): value is number =>
	value !== null && Number.isFinite(value);
const trimmed = (text: string) => text.trim().replace(/\s+/g, ' ');
const normalised = (text: string) => trimmed(text).toLocaleLowerCase('en');
const quoted = (words: string) => {
	const said = trimmed(words);
	return inQuotes(`${said[0]?.toLocaleUpperCase('en') ?? ''}${said.slice(1)}`);
};

function statementProblem({ statement }: OutcomeParts): string | null {
	if (isBlank(statement)) return 'It does not say yet what will be different.';
	const [broad] = tooBroadIn(statement);
	return broad === undefined ? null : `${quoted(broad)} is a lot at once. Where would you begin?`;
}
function metricProblem({ statement, metric, unit }: OutcomeParts): string | null {
	const [vague] = uncountableIn(isBlank(metric) ? statement : isBlank(unit) ? metric : '');
	if (vague !== undefined) return `${quoted(vague)} cannot be measured: what would you count?`;
	return isBlank(metric) ? 'Nothing is measured yet. What would you count?' : null;
}
function baselineProblem({ baseline }: OutcomeParts): string | null {
	if (isNumber(baseline)) return null;
	return 'There is no number to compare with. How is it today?';
}
function targetProblem({ baseline, target }: OutcomeParts): string | null {
	if (!isNumber(target)) return 'There is no number to reach. How should it be?';
	if (target !== baseline) return null;
	return 'The target is what you have today, so nothing would change.';
}
function directionProblem({ baseline, target, direction }: OutcomeParts): string | null {
	if (!isNumber(baseline) || !isNumber(target) || baseline === target) return null;
	if (direction === 'down' && target > baseline)
		return 'Less is to be better, yet the target is more than today.';
	if (direction === 'up' && target < baseline)
		return 'More is to be better, yet the target is less than today.';
	return null;
}
function dueProblem({ statement, how, due }: OutcomeParts, today: string): string | null {
	if (isDay(due)) {
		const late = daysBetween(due, today);
		return late > 0 ? `${dayInWords(due)} is ${count(late, 'day', 'days')} ago. When now?` : null;
	}
	const [vague] = vagueTimesIn(`${due}\n${statement}\n${how}`);
	if (vague !== undefined) return `${inQuotes(trimmed(vague))} is not a date. By which day?`;
	return 'There is no date. By which day will it be so?';
}

const CURRENCY = /^(?:\p{Sc}|[A-Z]{3}$)/u;
const isCurrency = (sign: string) => CURRENCY.test(sign);
/** The sign that stays at a number, and what follows it: "% of calls" is "%" and "of calls". */
function splitUnit(unit: string): [sign: string, rest: string] {
	const [first = '', ...rest] = trimmed(unit).split(' ');
	return first.startsWith('%') || isCurrency(first) ? [first, rest.join(' ')] : ['', trimmed(unit)];
}
function inNumbers({ baseline, target, unit }: OutcomeParts): string {
	const [sign, rest] = splitUnit(unit);
	if (isNumber(baseline) && isNumber(target)) {
		// A share is told of what at its first mention, any other unit once, at the end.
		const [first, last] = sign === '%' ? [unit, sign] : [sign, `${sign} ${rest}`];
		return `from ${amountInWords(baseline, first)} to ${amountInWords(target, last)}`;
	}
	if (isNumber(baseline)) return `from ${amountInWords(baseline, unit)}`;
	return isNumber(target) ? `to ${amountInWords(target, unit)}` : '';
}
function inWords(how: string): string {
	const said = trimmed(how).replace(/^by\s+/i, '');
	const first = said.split(' ')[0] ?? '';
	return /ing$/i.test(first)
		? `by ${first.toLocaleLowerCase('en')}${said.slice(first.length)}`
		: `how: ${isolated(said)}`;
}

/** 53 bits of a text: cyrb53 by bryc (public domain), which spreads small changes well. */
function hash53(text: string, seed: number): number {
	let high = 0xdeadbeef ^ seed;
	let low = 0x41c6ce57 ^ seed;
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charCodeAt(at);
		high = Math.imul(high ^ unit, 2654435761);
		low = Math.imul(low ^ unit, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	return 4294967296 * (2097151 & low) + (high >>> 0);
}
