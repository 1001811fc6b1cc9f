/** Outcomes: writing, reading back, checks and agreement. */
import { isolated, quoted } from '../../workshop/text.ts';
import { capital } from './capital.ts';
import { format } from './format.ts';

const { and, count, day, number, plural } = format;
const days = (n: number) => count(n, { one: 'day', other: 'days' });

/** The parts of an outcome in words; '' for a missing part. */
interface ReadBack {
	/** Amounts. */
	from: string;
	to: string;
	/** `YYYY-MM-DD`. */
	due: string;
	owner: string;
	how: string;
}

/** "From 38 % of calls to 15 % by 30 June 2027, owned by Ravi, by sharing the case history." */
function readBack({ from, to, due, owner, how }: ReadBack): string {
	const numbers = [from && `from ${from}`, to && `to ${to}`, due && `by ${day(due)}`];
	const parts = [
		numbers.filter(Boolean).join(' '),
		owner && `owned by ${isolated(owner)}`,
		how && wayInWords(how)
	].filter(Boolean);
	const sentence = parts.join(', ').replace(/[\s.,;]+(\u2069?)$/, '$1');
	return sentence === '' ? '' : `${capital(sentence)}.`;
}
function wayInWords(how: string): string {
	const said = how.replace(/^by\s+/i, '');
	const first = said.split(' ')[0] ?? '';
	return /ing$/i.test(first)
		? `by ${first.toLocaleLowerCase('en')}${said.slice(first.length)}`
		: `how: ${isolated(said)}`;
}

export const outcomes = {
	/** For an outcome without a statement. */
	unnamed: 'An outcome without words yet',
	headline: 'What will be different',
	lead: 'An outcome says what will be measurably different once the problem is solved, and not by which tool.',
	leadWith: (measurable: number, all: number) =>
		`${number(measurable)} of ${count(all, { one: 'outcome', other: 'outcomes' })} can be measured. An outcome says what will be different, and not by which tool.`,
	tooBroad: {
		title: 'Too broad',
		example: 'Happier customers',
		why: 'Nobody can tell whether it came true.'
	},
	canBeChecked: {
		title: 'Can be checked',
		example:
			'Callers explain their case once: from 38 % of calls to 15 % by 30 June, owned by Ravi.',
		why: 'It has a number today, one to reach, a day and somebody who looks after it.'
	},
	isPutAway: '“<name/>” is put away.',
	bringBack: 'Bring it back',
	add: 'Add an outcome',
	noProblem:
		'No problem is chosen yet. Outcomes answer problems that the group has chosen: vote, reveal, and choose on the map those that every function backs.',
	lookAtMap: 'Look at the map',
	lookAtWall: 'Look at the wall',
	ofOthers: 'Of problems that are not chosen now',

	card: {
		statement: 'What will be different',
		statementExample: 'What will be different? “Callers explain their case once”',
		putAway: 'Put this outcome away',
		asks: 'From how much to how much, by which day, owned by whom?',
		fold: 'Fold the parts',
		show: 'Show the parts',
		isWhole: 'It can be measured.',
		open: 'What is still open'
	},
	parts: {
		metric: 'What is measured',
		metricExample: 'callers who explain their case twice',
		unit: 'Unit',
		unitExample: '% of calls',
		baseline: 'How it is today',
		target: 'How it should be',
		notANumber: (said: string) => `${quoted(said)} is not a number.`,
		due: 'By which day',
		direction: 'Which way is better',
		less: 'Less is better',
		more: 'More is better',
		owner: 'Who looks after it',
		ownerExample: 'Ravi',
		source: 'Where the number comes from',
		sourceExample: 'the call log, each month',
		how: 'By doing what',
		howExample: 'sharing the case history'
	},
	/** Filling in the parts from one sentence. */
	fromText: {
		label: 'Say it in one sentence, and let it fill the parts',
		example: 'from 38 % of calls to 15 % by end of June, owned by Ravi',
		/** Names it where its field is gone. */
		draft: 'A sentence that says an outcome',
		read: 'Read it',
		failed: 'Reading did not work just now. Your sentence is still here.',
		found: {
			metric: 'Measured',
			baseline: 'Today',
			target: 'To reach',
			direction: 'Better is',
			up: 'more',
			down: 'less',
			due: 'By',
			owner: 'Owner',
			how: 'How'
		},
		nothing: 'No number, date, owner or way was found in it.',
		take: 'Fill these parts'
	},
	/** Statements in that sentence that were not used as they are. `said` are the words. */
	remarks: {
		range: (said: string) => `${quoted(said)} is a range: the end that promises less is taken.`,
		converted: (said: string, value: number, unit: string) =>
			`${quoted(said)} is taken as about ${number(value)} ${isolated(unit)}.`,
		change: (said: string) => `${quoted(`By ${said}`)} says how much changes, but not from what.`,
		mixed: (one: string, other: string) =>
			`${quoted(one)} and ${quoted(other)} are parts of different numbers: what are both in per cent?`,
		unclear: (said: string) =>
			`${quoted(said)} was left out: is it how it is today, or how it should be?`,
		noDate: (said: string) => `${quoted(said)} is not a date.`,
		dayOrMonth: (said: string) =>
			`${quoted(said)} can be read as day and month or as month and day. Which day?`,
		beginning: (said: string) => `${quoted(said)} says when it begins. By which day will it be so?`,
		notOneDay: (said: string) => `${quoted(said)} is not one day. By which day?`,
		firstOrLast: (said: string) =>
			`${quoted(said)} can mean its first day or its last. By which day?`,
		twoDays: (said: string) => `${quoted(said)} names two. By which day?`,
		noSuchDay: (said: string) => `${quoted(said)} is not in the calendar. Which day?`,
		dayOrYear: (said: string) => `${quoted(said)} can mean a day or a year. Which day?`,
		period: (said: string) => `${quoted(said)} is a time, not a day. By which day will it be so?`
	},

	/** The missing parts of an outcome. `said` are words from it. */
	check: {
		noStatement: 'It does not say yet what will be different.',
		tooBroad: (said: string) => `${quoted(capital(said))} is a lot at once. Where would you begin?`,
		uncountable: (said: string) =>
			`${quoted(capital(said))} cannot be measured: what would you count?`,
		noMetric: 'Nothing is measured yet. What would you count?',
		noBaseline: 'There is no number to compare with. How is it today?',
		noTarget: 'There is no number to reach. How should it be?',
		noChange: 'The target is what you have today, so nothing would change.',
		notLess: 'Less is to be better, yet the target is more than today.',
		notMore: 'More is to be better, yet the target is less than today.',
		past: (due: string, late: number) => `${day(due)} is ${days(late)} ago. When now?`,
		noDate: (said: string) => `${quoted(said)} is not a date. By which day?`,
		noDue: 'There is no date. By which day will it be so?',
		noOwner: 'Nobody owns it yet. Who looks after it?',
		noHow: 'It does not say how. What will you do differently?'
	},
	readBack,
	/** Numbers are formatted already, units are people's words. */
	amount: {
		/** "€ 12,500". */
		money: (sign: string, written: string) => `${sign} ${written}`,
		/** "38 %". */
		share: (written: string, sign: string) => `${written} ${sign}`,
		/** "3 days", "38 % of calls". */
		of: (amount: string, unit: string) => `${amount} ${isolated(unit)}`
	},

	agreement: {
		title: 'Agreement',
		asks: 'How far do you agree?',
		secret: 'Nobody sees your rating. The reveal shows counts.',
		/** The meaning of the marks from 0 to 5. */
		marks: [
			'No',
			'I have strong doubts',
			'I have doubts',
			'I can live with it',
			'I agree',
			'I fully agree'
		],
		mark: (value: number, meaning: string) => `${value}: ${meaning}`,
		chosen: (meaning: string) => `${meaning}.`,
		scale: '0 is no, 5 is fully.',
		edited: (mark: number) => `Edited since you rated it. Does your ${mark} still hold?`,
		holds: 'It holds',
		revealed: 'The ratings of this wording are revealed.',
		noStatement: 'Say first what will be different.',
		soFar: 'How many have answered',
		/** The number is highlighted. */
		answered: (given: number, people: number) =>
			`${number(given)}<of>\u00a0of ${number(people)} answered</of>`,
		fewer: (least: number, people: number) =>
			`fewer than ${number(least)} of ${number(people)} answered`,
		withoutFunction: 'Without a function',
		reveal: 'Reveal the ratings',
		revealAgain: 'Reveal again',
		tooFew: (least: number) =>
			`Fewer than ${number(least)} people have rated it as it is worded now.`,
		none: 'Nobody has rated it as it is worded now.',

		nobody: 'Nobody has answered',
		doubts: (functions: readonly string[]) =>
			`${and(functions)} ${plural(functions.length, { one: 'has', other: 'have' })} doubts`,
		groupDoubts: 'The group has doubts',
		togetherAgrees: 'All together, the group agrees',
		functionsAgree: 'The functions agree',
		groupAgrees: 'The group agrees',
		old: 'Edited since. This is what people said to the earlier wording.',
		fn: 'Function',
		median: 'Median',
		people: (n: number, meaning: string) =>
			`${count(n, { one: 'person', other: 'people' })}: ${meaning}`,
		totalOnly: 'in the total only',
		all: 'All',
		missing: (rows: readonly { people: number; fn: string | null }[]) =>
			`No answer yet: ${and(
				rows.map(({ people, fn }) =>
					fn === null
						? count(people, { one: 'person', other: 'people' })
						: `${number(people)} of ${fn}`
				)
			)}.`,
		smallHidden: 'Small functions are shown in the total only.'
	},
	/** Reasons for low ratings. */
	reasons: {
		title: 'Why ratings are low',
		asks: 'Your rating is among the lowest. What would have to change?',
		/** Names it where its field is gone. */
		draft: 'Why your rating is low',
		ifYouLike: 'Only if you like.',
		say: 'Say why'
	}
};
