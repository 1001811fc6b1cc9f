/** The gate before technology. */
import { isolated, quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { and, number, plural } = format;
const people = (names: readonly string[]) => and(names.map(isolated));
/** Functions that are included only in the total. */
const throughTotal = (names: readonly string[]) =>
	`(${people(names)} ${plural(names.length, { one: 'counts', other: 'count' })} through the total)`;
const wordsOf = (outcome: string) => quoted(outcome.trim() || 'An outcome');

export const gate = {
	shut: 'Technology stays shut',
	mayOpen: 'Technology may open',
	groupCanSay: 'The group can say what it wants to change.',
	untilGroupCanSay:
		'Products and features wait in the parking lot until the group can say what it wants to change.',
	whoCanMove: 'Who can move what',
	/** Behind a condition, for screen readers. */
	holds: 'holds',
	open: 'open',
	whyEarly: 'Why open it early?',
	reasonStays: 'The reason stays in the record and in the report, with what was missing.',
	sayWhy: 'Say why: the reason stays in the record.',
	openTechnology: 'Open technology',
	keepShut: 'Keep it shut',
	openEarly: 'Open it early',
	openEarlyAsk: 'Open it early…',

	/** The conditions, each a line without a full stop; below, who can do what about it. */
	chosen: 'Problems are chosen, and every function voted',
	chosenInTotal: (functions: readonly string[]) =>
		`Problems are chosen, and people voted ${throughTotal(functions)}`,
	chooses: 'A facilitator chooses the problems to work on, on the alignment map.',
	tooFew:
		'Too few people voted to show who took part. Open another round when more people are here, or open technology early.',
	notVoted: (functions: readonly string[]) =>
		`${people(functions)} ${plural(functions.length, { one: 'has', other: 'have' })} not voted yet.`,

	measurable: 'A measurable outcome for each',
	measurableOf: (part: number, whole: number) =>
		`A measurable outcome for each: ${number(part)} of ${number(whole)}`,
	noProblem: 'First a problem has to be chosen.',
	noOutcomeFor: (problem: string) =>
		`${quoted(problem.trim() || 'A problem')} has no outcome yet: anybody can write one.`,
	/** `lacks` is a sentence. */
	lacks: (outcome: string, lacks: string) => `${wordsOf(outcome)}: ${lacks}`,
	notComplete: 'It is not complete.',

	accepted: 'Every function accepts the outcomes',
	acceptedInTotal: (functions: readonly string[]) =>
		`All together, people accept the outcomes ${throughTotal(functions)}`,
	noOutcome: 'First there has to be a measurable outcome.',
	toReveal: (outcome: string) => `${wordsOf(outcome)}: a facilitator has to reveal the ratings.`,
	reworded: (outcome: string) =>
		`${wordsOf(outcome)} was reworded: everybody has to rate it again.`,
	notAccepted: (outcome: string, functions: readonly string[]) =>
		`${wordsOf(outcome)} is not accepted by ${people(functions)}.`,
	notAcceptedByAll: (outcome: string) =>
		`${wordsOf(outcome)} is not accepted by the group as a whole.`,

	ways: 'What people will do differently is written down',
	noWay: (outcome: string) => `${wordsOf(outcome)} has no requirement for people or processes yet.`
};
