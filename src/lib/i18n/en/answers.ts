import { format } from './format.ts';

/** Answers to the questions of the steps. */
export const answers = {
	needsWords: 'An answer needs a few words first.',
	tooLong: (over: number) =>
		`This is ${format.count(over, { one: 'character', other: 'characters' })} too long. Could it be two answers?`
};
