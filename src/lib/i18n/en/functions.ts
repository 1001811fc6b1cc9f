/** Business functions: the four built-in ones, and reasons why a set of them cannot be used. */
import { isolated, quoted } from '../../workshop/text.ts';

export const functions = {
	/** A letter identifies its function in small places: all letters are different. */
	ready: {
		sales: { name: 'Sales', letter: 'S' },
		marketing: { name: 'Marketing', letter: 'M' },
		service: { name: 'Service', letter: 'C' },
		it: { name: 'IT', letter: 'I' }
	},
	problems: {
		none: 'Name at least one function that is in the room.',
		tooMany: (most: number) => `A board has room for ${most} functions.`,
		unnamed: 'One function has no name yet.',
		longName: (name: string, most: number) =>
			`${quoted(name)} is too long: a function has at most ${most} characters.`,
		noLetter: (name: string) =>
			`Give ${isolated(name)} a letter, so that it is known without its colour.`,
		longLetter: (name: string, most: number) =>
			`The letter of ${isolated(name)} has at most ${most} characters.`,
		unusable: (name: string) =>
			`${isolated(name)} cannot be used as it is. Remove it and add it again.`,
		sameName: (name: string) => `Two functions are called ${isolated(name)}. Rename one of them.`,
		sameLetter: (letter: string, name: string) =>
			`Two functions have the letter ${letter}. Give ${isolated(name)} another.`,
		twice: (name: string) => `${isolated(name)} is there twice. Remove one of them.`
	},
	/** For a person who is alone in a function. */
	alone: (fn: string) =>
		`You are the only one from ${isolated(fn)} so far. Your notes say ${isolated(fn)}, so others may know that they are yours.`
};
