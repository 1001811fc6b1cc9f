/** The review: the group's progress towards its outcomes. */
import type { Status } from '../../workshop/outcomes/progress.ts';
import { quoted } from '../../workshop/text.ts';
import { format } from './format.ts';
import { shareInWords } from './share-in-words.ts';

const { and, count, day } = format;
const days = (n: number) => count(n, { one: 'day', other: 'days' });
const are = (n: number) => (n === 1 ? 'is' : 'are');

export const review = {
	headline: {
		noOutcome: 'How far did we come?',
		nothing: 'Nothing has been measured yet',
		reached: 'The outcome is reached',
		onTrack: 'The outcome is on track',
		behind: 'The outcome is behind',
		/** For two outcomes or more. */
		someReached: (n: number, all: number) =>
			`${shareInWords(n, all, 'outcomes')} ${are(n)} reached`,
		someOnTrack: (n: number, all: number) =>
			`${shareInWords(n, all, 'outcomes')} ${are(n)} on track`,
		someEither: (n: number, all: number) =>
			`${shareInWords(n, all, 'outcomes')} ${are(n)} on track or reached`
	},
	lead: 'Readings say how far the group came. Add one whenever somebody has measured.',
	news: (readings: number, answers: number) =>
		`New since your last visit: ${and(
			[
				readings > 0 ? count(readings, { one: 'reading', other: 'readings' }) : '',
				answers > 0 ? count(answers, { one: 'answer', other: 'answers' }) : ''
			].filter(Boolean)
		)}.`,
	readReport: 'Read the report',
	noOutcome:
		'No outcome was written for this problem, so there is nothing to measure. An outcome has a number today and one to reach.',
	lookAtOutcomes: 'Look at the outcomes',
	noProblem: 'Reviews look at the outcomes of problems that the group has chosen.',
	status: {
		reached: 'Reached',
		'on track': 'On track',
		behind: 'Behind',
		unread: 'Not measured yet',
		unmeasurable: 'Not measurable yet'
	} satisfies Record<Status, string>,
	statusRule:
		'On track means that the newest reading is at least as far as a straight line from the baseline, on the first day, to the target, on the due date. Reached means at the target or beyond.',
	changedSince: 'What has changed since',
	asksSince: 'What else is different from when you last met?',

	next: {
		label: 'Next review',
		noDay: 'No day is set for the next review.',
		today: 'The next review is today.',
		on: (reviewOn: string, left: number) =>
			`The next review is on ${day(reviewOn)}, in ${days(left)}.`,
		past: (reviewOn: string) => `A review was planned for ${day(reviewOn)}. When is the next one?`
	},
	outcome: {
		unmeasurable:
			'It needs a number today, another one to reach and a day before anybody can say how far it came. They are written in the Outcomes step.',
		then: 'Then',
		now: 'Now',
		notMeasured: 'not measured',
		target: 'Target',
		overdue: (late: number) =>
			`It was due ${days(late)} ago. Set a new day in the Outcomes step, or say below what changed.`,
		metric: '<metric/>',
		metricIn: '<metric/>, in <unit/>',
		asks: 'What do you notice about this outcome?'
	},
	chart: {
		due: (on: string) => `due ${on}`,
		today: 'today',
		/** For people who cannot see it. Amounts are given in words; null if there is none. */
		inWords: ({ statement, baseline, start, target, due, readings, today }: ChartWords) =>
			[
				`${statement || 'Outcome'}.`,
				baseline === null ? '' : `${baseline} on ${day(start)}.`,
				target === null
					? ''
					: due === null
						? `To be ${target}.`
						: `To be ${target} by ${day(due)}.`,
				readings.length === 0
					? 'No reading yet.'
					: `Readings: ${readings.map((one) => `${day(one.day)}: ${one.amount}`).join('; ')}.`,
				`Today is ${day(today)}.`
			]
				.filter(Boolean)
				.join(' ')
	},
	readings: {
		title: 'Readings',
		noNumber: 'no number',
		isNew: 'new',
		correct: 'Correct this reading',
		remove: 'Remove this reading',
		none: 'Nothing was measured yet.',
		source: 'The number comes from: <source/>.',
		removed: 'Removed.',
		add: 'Add the reading',
		value: 'Value',
		valueIn: 'Value, <unit/>',
		measuredOn: 'Measured on',
		note: 'Note',
		noteExample: 'Two regions have begun.',
		/** Name them where their fields are gone. */
		draft: 'A reading',
		noteDraft: 'The note of a reading'
	},
	/** Why a typed value is not a reading. */
	reading: {
		noValue: 'What was measured? A number is enough, such as 29.',
		noNumber: (said: string) =>
			`${quoted(said)} holds no number that could be read. Try 29 or 29.5.`,
		twoNumbers: (said: string) =>
			`${quoted(said)} holds more than one number. Which one was measured?`,
		unclear: (said: string) =>
			`${quoted(said)} can be read in more than one way. Try 1234.5, without thousands marked.`,
		range: (said: string) => `${quoted(said)} is a range. Which number was measured?`,
		tooLarge: 'This number is larger than the board can hold.',
		noDay: 'On which day was it measured?',
		notADay: 'This is no day of the calendar.',
		future: (on: string) => `${day(on)} is still to come. A reading is of a day that has been.`
	},
	changes: {
		/** Names it where its field is gone. */
		draft: 'What you say has changed',
		isNew: 'new',
		say: 'Say it',
		none: 'Nobody has said anything yet.'
	}
};

interface ChartWords {
	statement: string;
	baseline: string | null;
	target: string | null;
	/** Days are `YYYY-MM-DD`. */
	start: string;
	due: string | null;
	readings: readonly { day: string; amount: string }[];
	today: string;
}
