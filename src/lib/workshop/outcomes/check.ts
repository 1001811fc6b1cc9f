/**
 * The outcome check (M7): it finds what an outcome lacks before somebody can say whether it was reached. It forbids
 * nothing; the gate requires the parts that `isMeasurable` lists.
 */
import type { Outcome } from '../items/shapes.ts';
import type { Messages, Sentence } from '../../i18n/messages.ts';
import { daysBetween, isDay } from '../days.ts';
import { tooBroadIn, uncountableIn, vagueTimesIn } from './vague-phrases.ts';

/** The parts that people agree on: all of an outcome except its order and the source of its measurement. */
export type OutcomeParts = Pick<
	Outcome,
	'statement' | 'metric' | 'unit' | 'direction' | 'baseline' | 'target' | 'due' | 'owner' | 'how'
>;
export type OutcomePart = keyof OutcomeParts;
/** One part that an outcome lacks. */
export interface OutcomeFinding {
	readonly part: OutcomePart;
	/** The reason, as a sentence or two for its writers. */
	readonly sentence: Sentence;
}

/**
 * The parts that are missing or cannot be checked, in the order in which the fields are filled in. `today`
 * (`YYYY-MM-DD`) decides whether the due day is past.
 */
export function outcomeCheck(outcome: OutcomeParts, today: string): OutcomeFinding[] {
	const findings = [
		finding('statement', statementProblem(outcome)),
		finding('metric', metricProblem(outcome)),
		finding('baseline', baselineProblem(outcome)),
		finding('target', targetProblem(outcome)),
		finding('direction', directionProblem(outcome)),
		finding('due', dueProblem(outcome, today)),
		finding('owner', isBlank(outcome.owner) ? (m) => m.outcomes.check.noOwner : null),
		finding('how', isBlank(outcome.how) ? (m) => m.outcomes.check.noHow : null)
	];
	return findings.flatMap((each) => each ?? []);
}

/** Whether metric, baseline, target, date and owner are filled in (second condition of the gate). */
export function isMeasurable(outcome: OutcomeParts): boolean {
	const { metric, baseline, target, due, owner } = outcome;
	return (
		!isBlank(metric) && isNumber(baseline) && isNumber(target) && isDay(due) && !isBlank(owner)
	);
}

/**
 * A short hash (at most 64 letters and digits) of everything that people rate. Case and spacing do not change it. Two
 * wordings have the same hash by chance in about one of 10^30 pairs.
 */
export function wordingOf(outcome: OutcomeParts): string {
	const { statement, metric, unit, direction, baseline, target, due, owner, how } = outcome;
	const words = [statement, metric, unit, direction, due, owner, how].map(normalised);
	const said = JSON.stringify([...words, baseline, target]);
	return [hash53(said, 1), hash53(said, 2)].map((hash) => hash.toString(36)).join('');
}

/**
 * The numbers as one sentence: "From 38 % of calls to 15 % by 30 June 2027, owned by Ravi, by sharing the case
 * history." Missing parts are left out; '' if there are none.
 */
export function readBack(outcome: OutcomeParts, m: Messages): string {
	const { due, owner, how } = outcome;
	return m.outcomes.readBack({
		...inNumbers(outcome, m),
		due: isDay(due) ? due : '',
		owner: trimmed(owner),
		how: trimmed(how)
	});
}

/** A number with its unit, as people read it: "38 % of calls", "€ 12,500 per month", "3 days". */
export function amountInWords(value: number, unit: string, { format, outcomes }: Messages): string {
	const { money, share, of } = outcomes.amount;
	const [sign, rest] = splitUnit(unit);
	const withRest = (amount: string, what: string) => (what === '' ? amount : of(amount, what));
	if (isCurrency(sign)) return withRest(money(sign, asMoney(value, format)), rest);
	const number = format.number(value);
	const counted = value === 1 ? rest.replace(ONE_SPAN, '$1') : rest;
	return withRest(sign === '' ? number : share(number, sign), counted);
}
/** "1 hour", "1 day per case". */
const ONE_SPAN = /^(second|minute|hour|day|week|month|year)s\b/;
/** Money has two decimal digits, or none: "EUR 14.50". */
const asMoney = (value: number, { cents, number }: Messages['format']) =>
	/\.\d$/.test(String(value)) ? cents(value) : number(value);

/** A unit next to its metric: for "% of calls" the sign is enough. */
export const briefUnit = (unit: string) => (unit.startsWith('%') ? '%' : unit);

const finding = (part: OutcomePart, sentence: Sentence | null): OutcomeFinding | null =>
	sentence === null ? null : { part, sentence };
const isBlank = (text: string) => text.trim() === '';
const isNumber = (value: number | null): value is number =>
	value !== null && Number.isFinite(value);
const trimmed = (text: string) => text.trim().replace(/\s+/g, ' ');
const normalised = (text: string) => trimmed(text).toLocaleLowerCase('en');

function statementProblem({ statement }: OutcomeParts): Sentence | null {
	if (isBlank(statement)) return (m) => m.outcomes.check.noStatement;
	const [broad] = tooBroadIn(statement);
	return broad === undefined ? null : (m) => m.outcomes.check.tooBroad(trimmed(broad));
}
function metricProblem({ statement, metric, unit }: OutcomeParts): Sentence | null {
	const [vague] = uncountableIn(isBlank(metric) ? statement : isBlank(unit) ? metric : '');
	if (vague !== undefined) return (m) => m.outcomes.check.uncountable(trimmed(vague));
	return isBlank(metric) ? (m) => m.outcomes.check.noMetric : null;
}
function baselineProblem({ baseline }: OutcomeParts): Sentence | null {
	return isNumber(baseline) ? null : (m) => m.outcomes.check.noBaseline;
}
function targetProblem({ baseline, target }: OutcomeParts): Sentence | null {
	if (!isNumber(target)) return (m) => m.outcomes.check.noTarget;
	return target === baseline ? (m) => m.outcomes.check.noChange : null;
}
function directionProblem({ baseline, target, direction }: OutcomeParts): Sentence | null {
	if (!isNumber(baseline) || !isNumber(target) || baseline === target) return null;
	if (direction === 'down' && target > baseline) return (m) => m.outcomes.check.notLess;
	if (direction === 'up' && target < baseline) return (m) => m.outcomes.check.notMore;
	return null;
}
function dueProblem({ statement, how, due }: OutcomeParts, today: string): Sentence | null {
	if (isDay(due)) {
		const late = daysBetween(due, today);
		return late > 0 ? (m) => m.outcomes.check.past(due, late) : null;
	}
	const [vague] = vagueTimesIn(`${due}\n${statement}\n${how}`);
	return vague === undefined
		? (m) => m.outcomes.check.noDue
		: (m) => m.outcomes.check.noDate(trimmed(vague));
}

const CURRENCY = /^(?:\p{Sc}|[A-Z]{3}$)/u;
const isCurrency = (sign: string) => CURRENCY.test(sign);
/** The sign that stays with a number, and the rest of the unit: "% of calls" becomes "%" and "of calls". */
function splitUnit(unit: string): [sign: string, rest: string] {
	const [first = '', ...rest] = trimmed(unit).split(' ');
	return first.startsWith('%') || isCurrency(first) ? [first, rest.join(' ')] : ['', trimmed(unit)];
}
function inNumbers({ baseline, target, unit }: OutcomeParts, m: Messages) {
	const [sign, rest] = splitUnit(unit);
	if (isNumber(baseline) && isNumber(target)) {
		// A share has its full unit at the first number; any other unit appears once, at the end.
		const [first, last] = sign === '%' ? [unit, sign] : [sign, `${sign} ${rest}`];
		return { from: amountInWords(baseline, first, m), to: amountInWords(target, last, m) };
	}
	const words = (value: number | null) => (isNumber(value) ? amountInWords(value, unit, m) : '');
	return { from: words(baseline), to: words(target) };
}

/** A 53-bit hash of a text: cyrb53 by bryc (public domain), which changes a lot after small changes of the text. */
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
