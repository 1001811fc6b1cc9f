/**
 * Reads the parts of an outcome from one sentence, such as "from 38 % of calls to 15 % by end of June 2027, owned by
 * Ravi, by sharing the case history". It loads the date parser: import it only when somebody asks for it.
 */
import { dayInText } from './day.ts';
import { doubtfulDaysIn } from './doubtful-days.ts';
import type { Messages, Sentence } from '../../../i18n/messages.ts';
import { LIMITS } from '../../limits.ts';
import { metricIn, TAKEN } from './metric.ts';
import type { OutcomeParts } from '../check.ts';
import { outcomeNumbers } from '../numbers.ts';
import { vagueTimesIn } from '../vague-phrases.ts';

export interface ReadOutcome {
	/** The parts that were found; all others are absent. */
	readonly fields: Partial<Omit<OutcomeParts, 'statement'>>;
	/** Statements in the text that were not used as they are. */
	readonly remarks: readonly Sentence[];
}
/**
 * The parts of an outcome in a text. Uncertain parts are left out, and a remark asks about them. Dates without a year
 * are after `today` (`YYYY-MM-DD`).
 */
export function readOutcome(text: string, today: string): ReadOutcome {
	const rest = new Rest(text);
	const due = dayInText(text, today);
	if (due) rest.take(due.from, due.to);
	const doubts = doubtfulDaysIn(text);
	for (const { from, to } of doubts) rest.take(from, to);
	const owner = rest.find(OWNERS, LIMITS.personNameChars);
	const how = rest.find(WAYS, LIMITS.sharedTextChars);
	const numbers = outcomeNumbers(rest.text, today);
	const metric = numbers.from < 0 ? '' : metricIn(rest.text, numbers.from);
	const [vague] = due ? [] : vagueTimesIn(text);
	return {
		fields: {
			...numbers.fields,
			...(metric === '' ? {} : { metric }),
			...(due ? { due: due.day } : {}),
			...(owner === '' ? {} : { owner }),
			...(how === '' ? {} : { how })
		},
		remarks: [
			...numbers.remarks,
			...(due ? [] : doubts.map(({ question }) => question)),
			...(vague === undefined ? [] : [(m: Messages) => m.outcomes.remarks.noDate(vague)])
		]
	};
}

const UNTIL = String.raw`(?=\s*(?:[,.;${TAKEN}]|$|\s(?:by|until|before|through|via|from|to|in|within)\s))`;
const OWNERS = [
	String.raw`\b(?:owned|led|looked after)\s+by\s+(?<said>[^,.;${TAKEN}]+?)${UNTIL}`,
	String.raw`\b(?:owner(?:\s+is|\s*[:=])|(?:responsible|lead)(?:\s+is|\s*[:=]))\s*(?!of\b)(?<said>[^,.;${TAKEN}]+?)${UNTIL}`,
	String.raw`(?:^|[,.;${TAKEN}]|\band\b)\s*(?<said>\p{L}[\p{L} .'’-]*?)\s+(?:owns|looks after|is responsible for)\s+(?:it|this|that)\b`,
	String.raw`(?:^|[,.;${TAKEN}]|\band\b)\s*(?<said>\p{L}[\p{L} .'’-]*?)\s+is\s+(?:the\s+owner|responsible)\b`
].map((source) => new RegExp(source, 'iu'));
/** Without "is", a name has to be capitalised: "each owner calls" names nobody. */
OWNERS.push(
	new RegExp(
		String.raw`(?:^|[,.;(${TAKEN}])\s*[Oo]wner\s+(?<said>\p{Lu}[^,.;${TAKEN}]*?)${UNTIL}`,
		'u'
	)
);
const WAYS = [
	String.raw`(?:^|[\s,;:])by\s+(?!spring|morning|evening|thanksgiving)(?<said>\p{L}+ing\b[^.;${TAKEN}]*)`,
	String.raw`\b(?:through|via|thanks to)\s+(?!(?:the\s+)?(?:spring|summer|autumn|winter|year|quarter|month)\b|\d)(?<said>[^.;,${TAKEN}]+)`,
	String.raw`\bhow\s*:\s*(?<said>[^.;${TAKEN}]+)`
].map((source) => new RegExp(source, 'iu'));

/** A text from which parts are taken. */
class Rest {
	text: string;

	constructor(text: string) {
		this.text = text;
	}
	take(from: number, to: number) {
		this.text = this.text.slice(0, from) + TAKEN.repeat(to - from) + this.text.slice(to);
	}
	/** Removes the first match and returns its group `said`; '' if no pattern matches. */
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

/** Removes closing brackets at the end if the words contain no opening one. */
const closed = (said: string) => (said.includes('(') ? said : said.replace(/\)+$/, ''));
