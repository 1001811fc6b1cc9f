import { isolated, quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { and, count, plural } = format;
const names = (functions: readonly string[]) => and(functions.map(isolated));
const it = (n: number) => plural(n, { one: 'it', other: 'them' });

/** Answers to the questions of the steps. */
export const answers = {
	needsWords: 'An answer needs a few words first.',
	tooLong: (over: number) =>
		`This is ${count(over, { one: 'character', other: 'characters' })} too long. Could it be two answers?`,

	field: {
		placeholder: 'Answer in your own words…',
		keptHere: 'Kept on this device.'
	},
	/** Names for unsaved words. */
	yourAnswer: (question: string) => `Your answer to ${quoted(question)}`,
	change: 'Your change of an answer',
	editLabel: 'Text of your answer',

	item: {
		/** Before the words, for screen readers. */
		of: (fn: string) => `${isolated(fn)}:`,
		begun: 'You began to change it: “<words/>”. That is kept on this device.',
		edit: (answer: string) => `Edit your answer: ${isolated(answer)}`,
		takeBack: (answer: string) => `Take your answer back: ${isolated(answer)}`
	},
	takenBack: '“<words/>” is taken back.',
	bringBack: 'Bring it back',
	/** For an answer from which others continued. */
	originGone: 'The answer that this goes on from is taken back.',

	heard: {
		all: 'Every function has answered',
		none: 'No function has answered yet',
		some: (heard: readonly string[], unheard: readonly string[]) =>
			`Answered: ${names(heard)}. Not yet: ${names(unheard)}`
	},
	kept: {
		label: 'Answers at your desk',
		heading: (n: number) =>
			count(n, { one: 'answer is kept at your desk', other: 'answers are kept at your desk' }),
		explains: (n: number) =>
			`Nobody else sees ${it(n)}. ${plural(n, { one: 'It is', other: 'They are' })} posted when the group comes back to the step in which you wrote ${it(n)}.`
	}
};
