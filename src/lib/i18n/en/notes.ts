import { format } from './format.ts';

const { count, number, plural } = format;
const some = (n: number) => count(n, { one: 'note', other: 'notes' });
const it = (n: number) => plural(n, { one: 'it', other: 'them' });

/** Notes: at the desk, on the wall, and kept where they could not be posted. */
export const notes = {
	count: some,
	/** At the foot of an own note. */
	you: 'you',
	atDesk: 'at your desk',
	parkedAtDesk: 'parked, at your desk',
	customersWords: 'Customer’s words',
	actions: 'Actions for this note',
	namesTool: 'This note names a tool, not a problem',
	takeBack: 'Take back',

	editor: {
		change: 'Your change of a note',
		label: 'Text of your note',
		/** The number of remaining characters. */
		left: (n: number) => `${number(n)} left`,
		enterSaves: 'Enter saves'
	},
	needsWords: 'A note needs a few words first.',
	tooLong: (over: number) =>
		`This is ${count(over, { one: 'character', other: 'characters' })} too long. Could it be two notes?`,

	desk: {
		heading: 'My notes',
		onlyYou: 'Only you can see your notes until the reveal.',
		soFar: 'Notes written so far, by function',
		/** The noun alone, after its number. */
		unit: (n: number) => plural(n, { one: 'note', other: 'notes' }),
		count: (n: number) => `${some(n)} at your desk`,
		editLabel: 'Edit this note',
		edit: 'Edit',
		takeBackLabel: 'Take this note back',
		start:
			'Write one problem per note, as the person who feels it: <q>I write the same handover mail four times for four teams.</q> Leave tools out for now.'
	},

	/** Own notes that are not on the wall. */
	kept: {
		heading: (n: number) =>
			count(n, { one: 'note is kept at your desk', other: 'notes are kept at your desk' }),
		onceSaved: (n: number) =>
			`${plural(n, { one: 'It is', other: 'They are' })} posted as soon as the server can save again.`,
		onceOnline: (n: number) =>
			`${plural(n, { one: 'It is', other: 'They are' })} posted as soon as you are back online.`,
		setBack: (n: number) => `The board was set back to an earlier version without ${it(n)}.`,
		stepGone: (n: number) => `The step in which you wrote ${it(n)} is gone.`,
		waits: (n: number) =>
			plural(n, {
				one: 'It waits for the step in which you wrote it.',
				other: 'They wait for the step in which you wrote them.'
			}),
		orPost: (n: number) => `Or post ${it(n)} here yourself.`,
		postHere: 'Post it here',
		changes: (n: number) =>
			count(n, { one: 'change is kept at your desk', other: 'changes are kept at your desk' }),
		changesWait:
			'The wall shows the earlier words until writing opens again in the step of the change.',
		dropChange: 'Drop the change'
	},
	unposted: {
		label: 'Notes that are not posted',
		because: (why: string) => `Not posted: ${why}`
	},

	/** Words that only their writer has. */
	own: {
		copy: 'Copy',
		copied: 'Copied.',
		notCopied: 'Your browser does not let the page copy. Select the words by hand.',
		letGo: 'Let go'
	},
	unfinished: {
		label: 'Typed and not saved',
		heading: (n: number) =>
			`You typed ${count(n, { one: 'text', other: 'texts' })} that you did not save`,
		explains: 'Nobody else sees this. It stays until you save it or let it go.',
		note: 'Your note'
	},

	/** Work that the server rejected. */
	work: {
		heading: (n: number) => `Kept at your desk: ${count(n, { one: 'change', other: 'changes' })}`,
		group: (n: number) => `A group of ${some(n)}`,
		clusterName: (n: number) =>
			n === 0 ? 'The name of a cluster' : `The name of a cluster, with ${some(n)}`,
		note: 'What you wrote',
		/** By the part of the board in which the words were. */
		words: {
			frame: 'What you wrote in the frame',
			costs: 'What you wrote in a cost',
			outcomes: 'What you wrote in an outcome',
			requirements: 'What you wrote in a requirement',
			options: 'What you wrote in an option',
			ratings: 'What you wrote in an option',
			evidence: 'What you wrote in an option',
			readings: 'What you wrote in a reading',
			notes: 'What you wrote in a note',
			board: 'What you wrote in this board'
		},
		moves: (n: number) => count(n, { one: 'move was taken back', other: 'moves were taken back' }),
		dotsTooLate: (n: number) =>
			`${count(n, { one: 'dot', other: 'dots' })} came too late, not counted`,
		/** The name of their cluster follows. */
		dots: (n: number) => `${count(n, { one: 'dot', other: 'dots' })} did not count:`,
		mark: 'A rating did not count',
		again: 'Do it again',
		notAgain: 'This cannot be done again by itself.',
		doneAgain: 'Done again.',
		letGone: 'Let go.'
	}
};
