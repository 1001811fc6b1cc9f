/** The page for starting a workshop. */
import type { FnColour } from '../../workshop/types.ts';
import { isolated, quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count, number } = format;

export const start = {
	title: 'Start a workshop',
	lede: 'You facilitate it from this browser, without an account. Everything can start in a minute.',
	about: 'What is it about?',
	aboutExample: 'Why customers leave us after onboarding',
	purpose: 'Why do you meet now? <optional>Optional</optional>',
	purposeExample: 'One or two sentences that everybody reads when they join.',
	functions: {
		legend: 'Which functions are in the room?',
		help: 'Everybody speaks for one. Notes and votes are seen by function.',
		/** For a row without a name yet. */
		nth: (n: number) => `function ${number(n)}`,
		letterOf: (fn: string) => `Letter of ${isolated(fn)}`,
		name: 'Name of the function',
		nameOf: (n: number) => `Name of function ${number(n)}`,
		colourOf: (fn: string) => `Colour of ${isolated(fn)}`,
		remove: (fn: string) => `Remove ${isolated(fn)}`,
		add: 'Add a function',
		empty: 'Empty the name of a function that is not in the room.',
		colours: {
			sales: 'Orange',
			marketing: 'Magenta',
			service: 'Teal',
			it: 'Blue',
			violet: 'Violet',
			green: 'Green',
			red: 'Red',
			cyan: 'Cyan',
			olive: 'Olive',
			pink: 'Pink',
			brown: 'Brown',
			slate: 'Slate'
		} satisfies Record<FnColour, string>
	},
	name: 'Your name',
	fn: 'Your function',
	noFn: 'None: I facilitate only',
	attribution: {
		legend: 'What does a note say about its writer?',
		help: 'Everybody is told before they write, and it cannot be changed later.',
		forgets: 'When does the server forget who wrote what?',
		forgetsAfter: (days: number) =>
			days === 1
				? 'One day after the last words'
				: `${count(days, { one: 'day', other: 'days' })} after the last words`,
		forgetsHelp:
			'Until then people can change their own words. Archiving the board makes it forget at once.'
	},
	template: {
		legend: 'How does it go?',
		own: 'Your templates',
		everybodys: 'For everybody',
		remove: (title: string) => `Remove the template ${isolated(title)}`,
		removal: {
			title: 'Remove this template?',
			what: (title: string) =>
				`${quoted(title)} is no longer offered. Workshops that were started from it stay as they are.`,
			action: 'Remove'
		}
	},
	missing: 'Something is missing above. What you typed is still here.',
	go: 'Start the workshop',
	fromExport: {
		heading: 'Start from an exported board',
		file: 'JSON file',
		go: 'Make a new board from it'
	}
};
