/** Why the server rejects a request. */
import { quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { and, count } = format;
const TOO_LARGE = 'This is more than the server takes at once. Nothing was changed.';

export const requests = {
	/** The page that shows only why a request is rejected. */
	page: {
		title: 'Not now · Groundwork',
		heading: 'This did not work',
		firstPage: 'Go to the first page'
	},
	/** Shown instead of a page that another site wants to show in a frame. */
	frame: {
		notHere: 'Groundwork is not shown inside other pages here.',
		open: 'Open it in a window of its own'
	},
	unreadable: 'This request could not be read. Nothing was changed.',
	unreadableForm: 'What this form sent could not be read. Nothing was changed. Please try again.',
	noSuchMethod: 'This address cannot be used like that. Nothing was changed.',
	noExpectation: 'This request expects something that the server does not do. Nothing was changed.',
	tooSlow: 'This took too long to arrive. Nothing was changed. Please try again.',
	longHeaders:
		'The headers of this request are too long. Clear the cookies of this site, then try again.',
	tooLarge: TOO_LARGE,
	manyLarge:
		'Many large files are on their way to the server. Nothing was lost. Please try again in a few seconds.',
	foreign: 'This came from another site. Nothing was changed.',
	/** For the person who runs the server. */
	originUnset: (origin: string) =>
		`Nothing was changed: whoever runs this server has to set ORIGIN=${origin}, the address that people open, and start it again.`,
	originOther: (set: string, origin: string) =>
		`Nothing was changed: this server is set up for ORIGIN=${set}, and you came by ${origin}. Open ${set} instead.`,
	/** For too many requests from a person or a network; `again` follows each text. */
	tooMany: {
		boards: 'Many boards were started just now. Nothing was lost.',
		joins: 'Many people are joining just now. Your name and function are still here.',
		guests: 'Many people came from your network just now. What you typed is still here.',
		imports:
			'Many imports were made just now. Nothing of this one was imported, and it is still here.',
		commands: 'That was a lot at once. Nothing was changed.',
		versions:
			'This board went from step to step, or was kept, many times just now. Nothing was changed.',
		exports: 'Many files were made just now. Your board is as it was.',
		looks: 'This was opened many times just now. Your board is as it was.',
		pages: 'This board was opened many times just now. It is as it was.',
		fileBytes:
			'Much was made out of board files from your network lately. Nothing was made of this one, and it is as it was.',
		historyBytes: 'Very much was done on boards from your network just now. Nothing was changed.',
		requests: 'Very many pages were asked for from your network just now. Nothing was lost.',
		codes: 'Many codes were tried just now. A link or its QR code opens the board at once.'
	},
	again: {
		seconds: 'Please try again in a few seconds.',
		minute: 'Please try again in a minute.',
		minutes: (n: number) => `Please try again in ${count(n, { one: 'minute', other: 'minutes' })}.`,
		hours: (n: number) => `Please try again in ${count(n, { one: 'hour', other: 'hours' })}.`
	},

	wentWrong: 'Something went wrong on our side. Please try again.',
	notSaved:
		'The server cannot save anything at the moment. Nothing was changed. Please try again in a minute.',
	full: 'The server has no memory left for more boards. Please try again in a few minutes.',
	diskLow:
		'The server is short of disk space, so nothing new and large is taken now. What people write is saved. Tell whoever runs this server.',
	busy: 'Several files and looks back are still being made here. Please try again soon.',
	tooLong: 'This takes longer than the server has for it. Nothing was changed.',
	tooMuchMemory: 'This takes more memory than the server has for it. Nothing was changed.',
	erased: 'All that was yours here is being erased. Load the page again to begin anew.',

	noSession: 'Open the link of the board first.',
	noSeat: 'You have no seat on this board. Ask for its link.',
	noBoard: 'There is no such board.',
	notOnBoard: 'You are not on this board any more.',
	noCommand: 'This is no command that the board knows. Nothing was changed.',
	noFormat: (formats: readonly string[]) => `A board is exported as one of ${and(formats)}.`,
	nothingOfYou: 'This server keeps nothing of you.',
	tickFirst: 'Tick the box first. Nothing was erased.',
	handOver: (boards: readonly string[]) =>
		`Nobody else facilitates ${and(boards.map(quoted))}. Make somebody else a facilitator there, or delete the board; then you can be erased. Nothing was changed.`,
	boardGone: 'This board is gone.',
	notBack: 'This board cannot be brought back from here.',
	notBackByYou: 'Only a facilitator can bring the board back.',
	forgetting: 'The server deletes its list of who wrote what. This takes a moment.',
	templatesFull: (most: number) =>
		`You have ${most} templates. Remove one on the page where a workshop is started.`,
	/** The missing fields of the form that starts a workshop. */
	newBoard: {
		title: (most: number) => `Give the workshop a title of at most ${most} characters.`,
		purpose: (most: number) => `The purpose has at most ${most} characters.`,
		name: (most: number) => `Give your name, at most ${most} characters.`,
		fn: 'Choose your function, or facilitate without one.',
		functions: 'Each function needs a name, a letter and a colour.',
		writersDays: (most: number) => `Choose from 1 to ${most} days.`,
		attribution: 'Choose what a note says about its writer.',
		template: 'Choose how the workshop goes.',
		noTemplate: 'This template is not kept any more. Choose another one.'
	}
};
