/** Finds words that look like a day but set none for certain: the field stays empty, and the writers get a question. */
import type { Sentence } from '../../../i18n/messages.ts';
import { isDay } from '../../days.ts';

export interface DoubtfulDay {
	/** The position in the text, in UTF-16 units. */
	readonly from: number;
	readonly to: number;
	/** The question about it. */
	readonly question: Sentence;
	/** Whether it is the beginning of a period, so that the text can still contain another day as the deadline. */
	readonly isBeginning: boolean;
}

type Doubt =
	| 'dayOrMonth'
	| 'beginning'
	| 'notOneDay'
	| 'firstOrLast'
	| 'twoDays'
	| 'noSuchDay'
	| 'dayOrYear'
	| 'period';

/** A month, short or long, as the source of a pattern. */
export const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;
const YEAR = String.raw`20\d\d\b(?![-/.]\d)`;
const NTH = String.raw`\d{1,2}(?:st|nd|rd|th)?\b`;
const DAY = String.raw`(?:20\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]20\d\d|(?:${NTH}\s+(?:of\s+)?)?${MONTH}(?:\s+${NTH}(?!\s*%))?(?:,?\s+${YEAR})?|Q[1-4]\b(?:\s+${YEAR})?|${YEAR})`;

const all = (source: string) => new RegExp(source, 'giu');
const SLASHED = all(
	String.raw`(?<![\d/.-])(?<first>\d{1,2})(?<mark>[/-])(?<second>\d{1,2})\k<mark>(?:20)?\d\d(?![\d/-])|\b(?:by|until|till|before|on|due)\s+(?<one>\d{1,2})/(?<two>\d{1,2})(?![\d/-])`
);
const BEGINNING = all(
	String.raw`\b(?:from|since|after|as of|as from|start(?:s|ing)?(?:\s+(?:in|on|from|with))?|beginning\s+(?:in|on))\s+(?:the\s+)?${DAY}(?!\s+(?:to|until|till|through)\b)(?:\s+on(?:wards?)?\b(?!\s+\d))?|\b${DAY}\s+onwards?\b`
);
const PART = all(
	String.raw`\b(?:by\s+|in\s+|until\s+|till\s+)?(?:the\s+)?(?:(?:early|late)\s+in\s+|(?:mid|middle|early|late|beginning|start)(?:\s+of\s+|[\s-]+))(?:the\s+)?(?:${MONTH}(?:,?\s+${YEAR})?|Q[1-4]\b(?:\s+${YEAR})?|${YEAR}|(?:this|next)\s+(?:year|month|quarter)\b)`
);
const BARE_YEAR = all(String.raw`\b(?:by|until|till)\s+${YEAR}`);
const WEEK = all(
	String.raw`\b(?:in\s+|by\s+)?(?:the\s+)?week\s+(?:of|from|starting)\s+(?:the\s+)?${DAY}|\b(?:by|on)\s+\p{L}+day\s+week\b`
);
const EITHER = all(
	String.raw`\b(?:by\s+|in\s+|until\s+)?${DAY}\s+or\s+(?:by\s+|in\s+|until\s+)?${DAY}`
);
const ISO = all(String.raw`\b20\d\d[-/]\d\d?[-/]\d\d?(?!\d)`);
const SHORT_YEAR = all(
	String.raw`\b${MONTH}\s+(?:2[6-9]|3[01])(?![\d.,:/-]*\d|,?\s+${YEAR}|st|nd|rd|th|\s*%)`
);
const PERIOD = all(
	String.raw`\bthrough(?:out)?\s+(?:the\s+)?(?:(?:end|whole|rest)\s+of\s+)?(?:${DAY}|(?:this|next)\s+(?:year|quarter|month)\b)`
);

/** All doubtful days of a text, in no order; they may overlap. */
export function doubtfulDaysIn(text: string): DoubtfulDay[] {
	return [
		...[...text.matchAll(SLASHED)].filter(isEither).map((found) => doubt(found, 'dayOrMonth')),
		...[...text.matchAll(BEGINNING)].map((found) => doubt(found, 'beginning', true)),
		...[...text.matchAll(PART)].map((found) => doubt(found, 'notOneDay')),
		...[...text.matchAll(BARE_YEAR)].map((found) => doubt(found, 'firstOrLast')),
		...[...text.matchAll(WEEK)].map((found) => doubt(found, 'notOneDay')),
		...[...text.matchAll(EITHER)].map((found) => doubt(found, 'twoDays')),
		...[...text.matchAll(ISO)]
			.filter(([said]) => !isDay(padded(said)))
			.map((found) => doubt(found, 'noSuchDay')),
		...[...text.matchAll(SHORT_YEAR)].map((found) => doubt(found, 'dayOrYear')),
		...[...text.matchAll(PERIOD)].map((found) => doubt(found, 'period'))
	];
}

/** Whether a date has two readings, such as "3/4". "13/4" and "3/3" have one. */
function isEither({ groups = {} }: RegExpExecArray): boolean {
	const [a, b] = [groups.first ?? groups.one, groups.second ?? groups.two].map(Number);
	return a !== b && isMonth(a) && isMonth(b);
}
const padded = (day: string) =>
	day
		.split(/[-/]/)
		.map((part) => part.padStart(2, '0'))
		.join('-');
const isMonth = (number = 0) => number >= 1 && number <= 12;

function doubt({ 0: said, index }: RegExpExecArray, why: Doubt, isBeginning = false): DoubtfulDay {
	const question: Sentence = (m) => m.outcomes.remarks[why](said.trim());
	return { from: index, to: index + said.length, question, isBeginning };
}
