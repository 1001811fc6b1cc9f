/** The parking lot for ideas about tools, and the check that finds them. */
import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { number, plural } = format;

export const parking = {
	title: 'Parking lot',
	about: 'Talk of tools waits here until the Technology step. Nothing is lost.',
	/** After the number of parked notes, for screen readers. */
	ideas: (n: number) => plural(n, { one: 'idea', other: 'ideas' }),
	empty:
		'Nothing is parked. When a note names a tool, such as <q>The CRM needs a button that exports quotes</q>, park it and write down what happens today because it is missing.',
	searchLabel: 'Search the parking lot',
	search: 'Search',
	parked: (n: number) => `${number(n)} parked`,
	found: (found: number, all: number) => `${number(found)} of ${number(all)}`,
	noneFound: 'No parked note holds “<words/>”.',

	/** On a note: its owner. */
	atYourDesk: 'at your desk',
	you: 'you',
	saidInstead: 'Said instead: <words/>',
	linkedTo: 'Linked to: <words/>',
	dropped: 'Dropped: <words/>',
	wordlessRequirement: 'A requirement without words',
	wordlessOutcome: 'An outcome without words',
	bringBack: 'Bring back',
	edit: 'Edit',
	showOnWall: 'Show it on the wall',
	isBack: 'The note is back on the wall.',

	/** In the Technology step. */
	sorting: {
		sorted: (part: number, whole: number) => `${number(part)} of ${number(whole)} sorted`,
		nothing:
			'Nothing was parked. Ideas for tools and features that come up earlier wait here until the group knows what it needs.',
		how: 'Link each idea to the requirement that it would serve, or drop it and say why.',
		noRequirement: 'No requirement is written yet.',
		whatBecomes: 'What becomes of it',
		notSorted: 'Not sorted yet',
		drop: 'Drop it…',
		why: 'Why',
		whyExample: 'Nobody could say what it would change',
		/** A name for unsaved words. */
		unsaved: 'Why an idea is dropped'
	},

	wording: {
		title: 'Wording check',
		about:
			'It asks about notes that name a tool instead of a problem: what happens today because this is missing? It never forbids a note.',
		ask: 'Ask about notes that name a tool',
		products: 'Names of your own products and systems',
		/** An invented name, as an example. */
		productExample: 'Kestrel Desk',
		productsHelp: (most: number) =>
			`One to a line, ${number(most)} at most. Well-known ones, such as Salesforce or Excel, are known already.`,
		tooMany: (most: number, given: number) =>
			`A board takes ${number(most)} names; these are ${number(given)}.`,
		/** `beginning`: of the name. */
		tooLong: (beginning: string, most: number) =>
			`“${isolated(beginning)}…” is longer than ${number(most)} characters.`,
		park: 'Park it',
		isProblem: 'It is a problem',
		isParked: 'The note is in the parking lot.',
		nth: (nth: number, all: number) => `${number(nth)} of ${number(all)}`,
		/** After the numbers, for screen readers. */
		showNext: ', show the next'
	}
};
