/**
 * Reads the deadline in a text, with chrono-node. Loading that takes a while: import this file only when somebody asks
 * for it.
 */
import * as chrono from 'chrono-node/en';
import { dayOf, isDay } from '../../days.ts';
import { doubtfulDaysIn, MONTH } from './doubtful-days.ts';

export interface DayInText {
	/** `YYYY-MM-DD`. */
	readonly day: string;
	/** The position in the text, including "by" and the like, in UTF-16 units. */
	readonly from: number;
	readonly to: number;
}
type Found = ReturnType<typeof chrono.GB.parse>[number];
type Named = Found['start'];

/**
 * The day that a text sets, or null if it sets none or more than one. A month or a quarter counts as its last day. A
 * deadline ("by May") has priority over a day that is only mentioned, and a future day over a past one. Dates without a
 * year are in the future: `today` is `YYYY-MM-DD`. The result leaves out times that are not dates ("soon", "next
 * year-ish"), doubtful days (see `doubtfulDaysIn`), and time spans that may be measured values ("5 days", "within an
 * hour").
 */
export function dayInText(text: string, today: string): DayInText | null {
	const doubts = doubtfulDaysIn(text);
	if (doubts.some(({ isBeginning }) => !isBeginning)) return null;
	const clear = doubts.reduce((rest, { from, to }) => masked(rest, from, to), text);
	const found = [...periodsIn(clear, today), ...datesIn(clear, today)]
		.filter(({ day }) => isDay(day))
		.map((day) => withLead(day, text));
	const days = found.filter((one) => !found.some((other) => isInside(one, other)));
	const deadlines = days.filter(({ from }) => IS_DEADLINE.test(text.slice(from)));
	const ahead = (deadlines.length > 0 ? deadlines : days).filter(({ day }) => day >= today);
	const [only, ...more] = ahead.length > 0 ? ahead : deadlines;
	return only && more.every(({ day }) => day === only.day) ? only : null;
}

const masked = (text: string, from: number, to: number) =>
	text.slice(0, from) + '\u0001'.repeat(to - from) + text.slice(to);
const withLead = (found: DayInText, text: string): DayInText => ({
	...found,
	from: found.from - leadLength(text.slice(0, found.from))
});
/** If the same words have two readings, the one that ends later counts. */
const isInside = (one: DayInText, other: DayInText) =>
	one !== other && one.from < other.to && other.from < one.to && one.day < other.day;
const IS_DEADLINE = /^(?:by|until|till|before|due|no later than|not later than|at the latest)\b/i;

function datesIn(text: string, today: string): DayInText[] {
	const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
	return chrono.GB.parse(withoutNumbers(text), reference, { forwardDate: true })
		.filter((found) => isDate(found, text))
		.map(({ index, text: said, start, end }) => ({
			day:
				monthAndDay(said, start, today) ??
				(BEFORE.test(text.slice(0, index))
					? dayBefore(start)
					: lastDay(end && (end.isCertain('month') || end.isCertain('day')) ? end : start, said)),
			from: index,
			to: index + said.length
		}));
}

const ORDINAL = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const COUNTED = String.raw`(?!\d{4}\b)\d+(?![\d-])`;
const NO_DATES = [
	// "June 2027, from 7" contains no time of day, and neither does "5 to 2, before May".
	String.raw`\bfrom(?=\s+\S*\d)`,
	String.raw`\d+(?=\s+to\s+\d+\b(?!\s+(?:of\s+)?${MONTH}))`,
	String.raw`\b\d+/7(?:/365)?\b|\b9/5\b`,
	// The number of the next clause is neither a year nor a day: "by 1 May, 10 of 30", "by June, 9 %".
	String.raw`(?<=\b${ORDINAL}\s+(?:of\s+)?${MONTH}|\b${MONTH}\s+${ORDINAL})[,\s]+${COUNTED}`,
	String.raw`(?<=\b${MONTH})(?:,\s*|\s+(?=\d+\s*(?:%|of\b|in\b|out\b|per)))${COUNTED}`
].map((source) => new RegExp(source, 'giu'));
const withoutNumbers = (text: string) =>
	NO_DATES.reduce(
		(rest, numbers) => rest.replace(numbers, (said) => '\u0001'.repeat(said.length)),
		text
	);

/** The words that lead to a date belong to it. */
const LEAD =
	/(?:\b(?:by|until|till|before|on|at|in|within|due|from|the|no later than|not later than|at the latest|(?:the )?(?:beginning|start|middle|end) of|next|mid|early|late)[\s-]+)+$/i;
const leadLength = (before: string) => LEAD.exec(before)?.[0].length ?? 0;

/** "Before May" ends with April. */
const BEFORE = /\bbefore\s+(?:the\s+)?$/i;
const VAGUE_TAIL = /^(?:[-\u2013 ]?ish\b| or so\b)/i;
/** Long time spans that begin now; short ones are usually measured values. */
const SPAN_AHEAD =
	/^(?:with)?in\b.*(?:month|quarter|year)s?$|^within (?:[3-9]\d|[1-9]\d\d) days$|^within (?:[4-9]|[1-9]\d) weeks$|\b(?:from (?:now|today)|later)$|\bnext month$|^(?:the )?end of\b/i;
function isDate({ start, index, text: said }: Found, text: string): boolean {
	if (/^\d{1,2}\/\d{1,2}$/.test(said) && leadLength(text.slice(0, index)) === 0) return false;
	if (VAGUE_TAIL.test(text.slice(index + said.length)) || start.isCertain('hour')) return false;
	const tags = start.tags();
	if ([...tags].some((tag) => tag.startsWith('casualReference'))) return false;
	if (tags.has('result/relativeDate'))
		return SPAN_AHEAD.test(said) && isDeadline(said, index, text);
	if (start.isCertain('day') || (start.isCertain('month') && start.isCertain('year'))) return true;
	// "May" and "Friday" alone may be ordinary words.
	const isNamed = start.isCertain('month') || start.isCertain('weekday');
	return (
		isNamed && (/^(?:by|in|on|until|next)\b/i.test(said) || leadLength(text.slice(0, index)) > 0)
	);
}
/**
 * Whether a time span is a deadline. In "answered within 60 days: from 30 % to 45 %" it is part of the measured
 * quantity.
 */
function isDeadline(said: string, index: number, text: string): boolean {
	if (!/^(?:with)?in\b/i.test(said)) return true;
	const head = text.slice(0, index);
	const behind = text.slice(index + said.length);
	if (/^\s*(?:from|rises?|falls?|goes|go|drops?|:)/i.test(behind)) return false;
	return (
		head.trim() === '' ||
		!/\d/.test(head) ||
		/\bto\s+\S*\d|→|->/.test(head) ||
		!/^within\b.*(?:day|week)s$/i.test(said)
	);
}
/** "May 10", which chrono reads as May of the year 10. */
function monthAndDay(said: string, named: Named, today: string): string | null {
	const day = MONTH_AND_DAY.exec(said)?.groups?.day;
	if (day === undefined) return null;
	const inYear = (year: number) =>
		dayOf(Date.UTC(year, (named.get('month') ?? 1) - 1, Number(day)));
	const year = Number(today.slice(0, 4));
	return inYear(year) < today ? inYear(year + 1) : inYear(year);
}
const MONTH_AND_DAY = new RegExp(String.raw`^${MONTH}\s+(?<day>[1-9]|[12]\d|3[01])$`, 'i');
function dayBefore(named: Named): string {
	const [year = 0, month = 1, day = 1] = (['year', 'month', 'day'] as const).map(
		(part) => named.get(part) ?? undefined
	);
	return dayOf(Date.UTC(year, month - 1, named.isCertain('day') ? day - 1 : 0));
}
function lastDay(named: Named, said: string): string {
	const [year = 0, month = 1, day = 1] = (['year', 'month', 'day'] as const).map(
		(part) => named.get(part) ?? undefined
	);
	const isSpan = named.tags().has('result/relativeDate') && !/\bnext month$/i.test(said);
	const isWhole = !isSpan && !named.isCertain('day') && !named.isCertain('weekday');
	return isWhole ? endOfMonth(year, month) : dayOf(Date.UTC(year, month - 1, day));
}
/** The last day of a month. Months count from 1; beyond 12 they continue into the next year. */
const endOfMonth = (year: number, month: number) => dayOf(Date.UTC(year, month, 0));

const QUARTER =
	/\b(?:Q(?<number>[1-4])|(?<nth>first|second|third|fourth|last(?= quarter of)) quarter)(?:(?: of)?[\s/]+(?<year>20\d\d)\b)?/gi;
const NTH = ['first', 'second', 'third', 'fourth'];
const YEAR = /(?<!\bthan\s)\b(?:in|during|end of|end|before)\s+(?<year>20\d\d)\b(?![-\/.]\d)/gi;
const END_OF_YEAR = /\bend of (?<which>the|this|next) year\b(?!-)/gi;
/** Quarters and years, which chrono does not read. */
function periodsIn(text: string, today: string): DayInText[] {
	const thisYear = Number(today.slice(0, 4));
	const quarters = [...text.matchAll(QUARTER)].map((match) => {
		const { number, nth = '', year } = match.groups ?? {};
		const spoken = NTH.indexOf(nth.toLowerCase()) + 1;
		const month = 3 * (Number(number ?? spoken) || NTH.length);
		const next = endOfMonth(thisYear, month);
		const day = endOfMonth(Number(year ?? (next < today ? thisYear + 1 : thisYear)), month);
		return at(match, day);
	});
	const years = [...text.matchAll(YEAR)].map((match) => {
		const isBefore = /^before/i.test(match[0]);
		return at(match, endOfMonth(Number(match.groups?.year) - (isBefore ? 1 : 0), 12));
	});
	const ends = [...text.matchAll(END_OF_YEAR)].map((match) => {
		const isNext = match.groups?.which?.toLowerCase() === 'next';
		return at(match, endOfMonth(thisYear + (isNext ? 1 : 0), 12));
	});
	return [...quarters, ...years, ...ends];
}
const at = ({ 0: said, index }: RegExpExecArray, day: string): DayInText => ({
	day,
	from: index,
	to: index + said.length
});
