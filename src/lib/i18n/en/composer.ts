import { quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count, number, plural } = format;

/** The composer for notes. */
export const composer = {
	label: 'New note',
	note: 'Your note',
	post: 'Post',
	tooLong: (over: number) => `${count(over, { one: 'character', other: 'characters' })} too long`,
	kind: {
		label: 'What the note is',
		problem: 'Problem'
	},
	placeholder: {
		problem: 'What is not working? Say it as the person who feels it…',
		customer: 'What did a customer say to you? One sentence, in their own words…'
	},

	/** For a person who is alone in a function. */
	alone: {
		leavesOut: 'Your notes leave out your function.',
		say: 'Say <name/>',
		fine: 'That is fine',
		tells: 'Your notes say <name/>.',
		without: 'Post without a function'
	},

	/** A paste of several lines. */
	pasted: {
		table: (columns: number) =>
			`You pasted a table. A note is made of each row, from one of its ${count(columns, { one: 'column', other: 'columns' })}.`,
		lines: (n: number) => `You pasted ${count(n, { one: 'line', other: 'lines' })}.`,
		make: (n: number) => `Make ${count(n, { one: 'note', other: 'notes' })}`,
		importAll: 'Import all columns…',
		keepAsOne: 'Keep as one',
		rest: (n: number) =>
			`${count(n, { one: 'line is', other: 'lines are' })} still here: too long, or more than a desk holds.`
	},

	/** The question about a note that names a tool. */
	wording: {
		heading: 'This one names a tool, not a problem',
		question: 'What happens today because this is missing?',
		why: (words: string) =>
			`${quoted(words)} says what somebody should get, not what goes wrong today.`,
		heard: (question: string, why: string) => `${question} ${why} Post again if it is a problem.`,
		rewrite: 'Rewrite',
		park: 'Park it',
		isProblem: 'It is a problem',
		parksLater: 'It goes to the parking lot when you post what happens today.',
		putBack: 'Put it back'
	},

	/** Announcements for screen readers. */
	done: {
		posted: 'Your note is posted.',
		postedAndParked: 'Your note is posted. What you said first is in the parking lot.',
		parked: 'Your idea is in the parking lot.',
		notes: (n: number) => `${count(n, { one: 'note is', other: 'notes are' })} posted.`,
		notesInTurns: (n: number) =>
			`${count(n, { one: 'note is', other: 'notes are' })} posted, one after another, so that nothing shows they have one writer.`,
		/** `said` tells of that many notes. */
		unseenYet: (said: string, n: number) =>
			`${said} Only you can see ${plural(n, { one: 'it', other: 'them' })} until the reveal.`
	},

	takenBack: {
		open: (n: number) => `${number(n)} taken back`,
		heading: 'Notes that you took back',
		about: 'Nobody else sees them. Whatever you put back is posted as it was.',
		putBack: 'Put back',
		putAllBack: (n: number) => `Put all ${number(n)} back`
	}
};
