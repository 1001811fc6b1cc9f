/** The report, as a page and as Markdown. */
import { isolated, quoted } from '../../workshop/text.ts';
import type { Attribution } from '../../workshop/types.ts';
import { format } from './format.ts';

const { and, count, day, number } = format;
const people = (n: number) => count(n, { one: 'person', other: 'people' });
/** People's words at the end of one of our sentences, without their own full stop. */
const bare = (words: string) => isolated(words.replace(/\.$/, ''));

export const report = {
	title: 'Report',
	titleOf: (board: string) => `Report: ${isolated(board)}`,
	failed: 'The report could not be loaded. Nothing was changed.',
	onItsWay: 'This report is long. It is on its way…',
	noScript: 'It needs JavaScript to be shown here. <link>Download it as Markdown</link>',
	back: 'Back to the board',
	files: {
		markdown: 'Markdown',
		workbook: 'Excel workbook',
		requirements: 'Requirements, CSV',
		scorecard: 'Scorecard, CSV'
	},
	print: 'Print or save as PDF',

	madeOn: (date: string) => `Report of ${day(date)}`,
	functions: 'Functions',
	/** After the name of a function. */
	tookPart: (n: number, names: readonly string[]) => {
		const who = n > 0 ? people(n) : 'nobody';
		return names.length > 0 ? `${who}: ${and(names.map(isolated))}` : who;
	},
	startedOn: (date: string) => `Started on ${day(date)}.`,
	attribution: {
		named: 'Notes show who wrote them.',
		function: 'Notes show the function of their writer, but no names.',
		anonymous: 'Notes do not show who wrote them.'
	} satisfies Record<Attribution, string>,
	contents: 'Contents',
	sections: {
		short: 'In short',
		why: 'Why we met, and for whom',
		vote: 'The vote',
		decision: 'Decision',
		options: 'Options',
		parking: 'Parking lot',
		changed: 'What has changed since',
		besides: 'Everything else that was said',
		absent: 'What is missing'
	},
	withoutProblem: 'Without a problem',
	noNotes: 'No notes.',
	unsaid: 'Not said',
	unsaidYet: 'Not said yet',

	short: {
		tookPart: (n: number, functions: number) =>
			`${people(n)} of ${count(functions, { one: 'function', other: 'functions' })} took part.`,
		unknown: 'We do not know who took part.',
		chose: (n: number) => `They chose ${count(n, { one: 'problem', other: 'problems' })}:`,
		ownerAndDate: (owner: string, due: string) => `${isolated(owner)}, by ${day(due)}.`,
		noDate: (owner: string) => `${isolated(owner)}, no date yet.`,
		noOwner: (due: string) => `No owner yet, by ${day(due)}.`,
		neither: 'No owner and no date yet.',
		roundIsOpen: 'A round is open now. Its dots are not in this report.',
		decision: (decision: string) => `Decision: <b>${decision}</b>.`
	},
	next: {
		heading: 'What comes next',
		closeRound: 'Close the round that is open.',
		outcome: (due: string, owner: string, statement: string) => {
			const what = bare(statement) || 'an outcome without words yet';
			return owner === ''
				? `By ${day(due)}: ${what}.`
				: `By ${day(due)}, ${isolated(owner)}: ${what}.`;
		},
		decided: (decision: string) => `${decision}, as decided.`,
		lookAgain: (date: string) => `The group looks again on ${day(date)}.`,
		/** The same with the day in bold. */
		lookAgainOn: (date: string) => `The group looks again on <b>${day(date)}</b>.`,
		nothing: 'No next action is written down.'
	},

	/** People's words and their sources. */
	voices: {
		inQuotes: (words: string) => `“${words}”`,
		/** A person and their function. */
		writer: (name: string, fn: string) => `${isolated(name)}, ${isolated(fn)}`,
		/** A customer's words. */
		customerBy: (writer: string) => `Customer’s words, written down by ${writer}`
	},

	vote: {
		turnout: (voters: number, dots: number) =>
			`${people(voters)}, ${count(dots, { one: 'dot', other: 'dots' })}.`,
		howToRead:
			'A cell is the share of that function’s dots. Agreement, from 0 to 100, is high only where every function backs a problem, however many people each one sent.',
		earlier: (vote: number) =>
			`This is vote ${number(vote)}; those before it are in the Markdown report.`
	},

	problem: {
		place: (at: number, of: number) => `Problem ${number(at)} of ${number(of)}`,
		notChosen: 'Worked on, but not chosen',
		noNotes: 'It has no notes.',
		noCause: 'The group did not say why this happens.',
		uncounted: 'not counted',
		total: 'Total',
		noOutcome: 'No outcome was written for it.'
	},
	outcome: {
		heading: 'Outcome',
		unsaid: 'Nobody has said yet what will be different.',
		metric: (metric: string) => `Measured: ${bare(metric)}.`,
		metricAndSource: (metric: string, source: string) =>
			`Measured: ${bare(metric)}. Source: ${bare(source)}.`,
		agreement: 'Do we agree?',
		notAsked: 'The group was not asked, or the ratings were not revealed.',
		progress: 'Progress so far',
		day: 'Day',
		reading: 'Reading',
		note: 'Note',
		requirements: 'Requirements',
		noRequirement: 'No requirement was written.'
	},
	agreement: {
		answered: (answered: number, of: number) => `${number(answered)} of ${number(of)} answered.`,
		medianIs: (median: string) => `The median is ${median} of 5.`,
		outdated: 'The wording has changed since they were asked.'
	},

	options: {
		/** An option. */
		unnamed: 'Without a name',
		table: 'Options by requirement'
	},
	decision: {
		heading: (decision: string) => `Decision: ${decision}`,
		nothing: 'Nothing was decided yet',
		decidedOn: (date: string) => `Decided on ${day(date)}`,
		chosen: 'Chosen: <option/>',
		early: (date: string) =>
			`<b>Technology was opened early</b>, on ${day(date)}. The reason given:`,
		missing: 'What was still missing then:',
		opened: (date: string) => `Technology was opened on ${day(date)}, when all conditions held.`,
		answers: 'It answers',
		leavesOpen: 'It leaves open'
	},
	parking: {
		ideas: (n: number) =>
			`${count(n, { one: 'idea', other: 'ideas' })} that came up too early. None is lost.`,
		asProblem: (problem: string) => `Put as a problem: ${quoted(problem)}`,
		inRequirement: (requirement: string) => `Became part of: ${isolated(requirement)}`,
		dropped: (reason: string) => `Dropped: ${isolated(reason)}`,
		unsorted: 'Not sorted yet.'
	},
	/** Functions without anybody who came. */
	silent: (functions: readonly string[]) =>
		`Nobody took part from ${and(functions.map(isolated))}.`,
	absent: {
		frame: 'The group did not write down why it met.',
		vote: 'No vote was counted.',
		chosen: 'No problem was chosen.',
		outcomes: 'No outcome was written.',
		gate: 'Technology was not opened.',
		decision: 'Nothing was decided.',
		review: 'No day is set for the next review.',
		readings: 'Nothing has been measured yet.'
	}
};
