/** Texts of files that the server makes, and reasons for rejecting a file. */
import { quoted } from '../../workshop/text.ts';
import type { Named } from '../../workshop/items/shapes.ts';
import { format } from './format.ts';

const { count, or } = format;

const nouns: Record<Named, string> = {
	people: 'a person',
	notes: 'a note',
	clusters: 'a cluster',
	answers: 'an answer',
	outcomes: 'an outcome',
	requirements: 'a requirement',
	options: 'an option',
	functions: 'a function',
	steps: 'a step'
};

export const files = {
	/** File names without extensions. Every file system has to accept them: letters, digits and hyphens. */
	names: {
		/** For a board whose title has no letters. */
		untitled: 'workshop',
		requirements: (title: string) => `${title}-requirements`,
		scorecard: (title: string) => `${title}-scorecard`,
		nthPart: (name: string, nth: number) => `${name}-part-${nth}`,
		myData: (day: string) => `groundwork-my-data-${day}`
	},
	/** The name of a person who opens a board before anybody asked for it. */
	starter: 'Facilitator',

	/** A board file from which somebody makes a new board. */
	upload: {
		none: 'Choose the JSON file of an exported board.',
		tooLarge: 'This file is larger than a board that can be read back in. Nothing was made.',
		tooMuch: 'This file holds more than a board can. Nothing was made.'
	},

	/** Why a file is not a board. */
	board: {
		tooLarge: 'This file is larger than a board that can be read back in.',
		noJson: 'This file is not a board: it is no JSON.',
		/** `place`: names of the file’s own fields. */
		unreadable: (place: string) =>
			`This is not a board that Groundwork can read: see ${quoted(place)}.`,
		unknownPerson: 'The file names a person whom it does not list.',
		unknown: (what: readonly Named[]) =>
			`The file names ${or(what.map((one) => nouns[one]))} that the board does not have.`,
		/** `list`: such as "notes", as the file calls it. */
		twins: (list: string) => `The file has two ${list} with one id.`,
		chosenTwice: 'The file has one problem chosen twice.',
		listsPeople: 'The file lists people, though its board promises not to name them.',
		saysWho: 'The file says who wrote what, though its board promises not to.',
		oddRound: 'The file has a round that is neither open nor counted.',
		twoOpenRounds: 'The file has two open rounds.'
	},

	import: {
		roundOpen: 'A round is open. Close it before you import: clusters would change.',
		notSaved: 'The server could not save the import. Try again: nothing comes twice.',
		unreadable: 'These rows cannot be read as notes. Nothing was imported.',
		noRoom: {
			notes: (free: number) =>
				`This board has room for ${count(free, { one: 'more note', other: 'more notes' })}.`,
			clusters: (free: number) =>
				`This board has room for ${count(free, { one: 'more cluster', other: 'more clusters' })}.`
		}
	},

	/** The message of a spreadsheet if somebody types a value that is not in its list of choices. */
	notInList: { title: 'Not in the list', text: 'Please choose from the list.' }
};
