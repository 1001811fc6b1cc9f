/** Files that the server makes, and why it does not take one. */
import { format } from './format.ts';

const { count } = format;

export const files = {
	/** Names of files, without their ends. A file system has to take them: letters, digits and hyphens. */
	names: {
		/** Of a board whose title has no letters. */
		untitled: 'workshop',
		requirements: (title: string) => `${title}-requirements`,
		scorecard: (title: string) => `${title}-scorecard`,
		nthPart: (name: string, nth: number) => `${name}-part-${nth}`,
		myData: (day: string) => `groundwork-my-data-${day}`
	},
	/** How somebody is called who opens a board before anybody asked for their name. */
	starter: 'Facilitator',

	/** A board file that somebody makes a new board of. */
	upload: {
		none: 'Choose the JSON file of an exported board.',
		tooLarge: 'This file is larger than a board that can be read back in. Nothing was made.',
		tooMuch: 'This file holds more than a board can. Nothing was made.'
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

	/** What a spreadsheet says where somebody types what its list of choices has not. */
	notInList: { title: 'Not in the list', text: 'Please choose from the list.' }
};
