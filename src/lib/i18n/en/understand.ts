/** The Understand step: questions about each chosen problem, and its cost. */
import { isolated, quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count, number } = format;

export const understand = {
	noAnswer: 'Ask why, before anybody asks how',
	allAnswered: 'Every question has an answer',
	answered: (part: number, whole: number) =>
		`${number(part)} of ${number(whole)} questions have an answer`,
	lead: 'Answer for your function, as often as you like. Under an answer, “Why?” asks what is behind it.',
	problem: 'Problem',
	/** On the button of a problem; `questionsAnswered` follows for screen readers. */
	soFar: (part: number, whole: number) => `${number(part)} of ${number(whole)}`,
	questionsAnswered: 'questions answered',
	notesBehind: (n: number) => `${count(n, { one: 'note', other: 'notes' })} behind this problem`,
	nothingChosen:
		'No problem is chosen yet. The questions are asked of what the group has chosen: vote, reveal, and choose on the map those problems that every function backs.',
	lookAtMap: 'Look at the map',
	lookAtWall: 'Look at the wall',
	answers: 'Answers',

	/** People ask why under an answer, and why again under that one. */
	whys: {
		ask: 'Why?',
		askOf: (answer: string) => `Why? Go on from: ${isolated(answer)}`,
		nth: (nth: number, most: number) => `Why, ${number(nth)} of ${number(most)}`,
		field: (nth: number, most: number) => `Why is that so? ${number(nth)} of ${number(most)}`,
		example: 'Because…'
	},

	costs: {
		title: 'What it costs in a month',
		what: 'What it is',
		whatExample: 'calls that are made twice',
		inAMonth: 'In a month',
		amountExample: '120',
		unit: 'Unit',
		unitExample: 'hours, €…',
		/** Suggestions in the field of the unit. */
		units: ['hours', 'customers', '€'],
		noNumber: (words: string) => `${quoted(words)} is not a number.`,
		takeAway: (what: string) => `Take away the cost: ${isolated(what) || 'without words'}`,
		isTakenAway: '“<cost/>” is taken away.',
		wordless: 'A cost without words',
		bringBack: 'Bring it back',
		add: 'Add what it costs'
	}
};
