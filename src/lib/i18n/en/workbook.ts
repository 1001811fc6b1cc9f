/** Tables of a board: workbooks and CSV files. */
import { format } from './format.ts';

const { number } = format;

export const workbook = {
	/** At most 31 characters each, without []:*?/\ */
	sheets: {
		readMe: 'Read me',
		notes: 'Notes',
		problems: 'Problems and votes',
		outcomes: 'Outcomes',
		readings: 'Readings',
		requirements: 'Requirements',
		scorecard: 'Scorecard',
		decision: 'Decision',
		scales: 'Scales'
	},
	notes: {
		text: 'Text',
		kind: 'Kind',
		function: 'Function',
		/** Of the writer. */
		name: 'Name',
		cluster: 'Cluster',
		dots: (round: number) => `Dots of its cluster in round ${number(round)}`,
		kinds: { problem: 'problem', customer: 'customer’s words' }
	},
	problems: {
		vote: 'Vote',
		problem: 'Problem',
		/** The rank of a problem among the chosen ones. */
		chosen: 'Chosen',
		notes: 'Notes',
		dots: 'Dots',
		dotsOf: (fn: string) => `${fn}: dots`,
		agreement: 'Agreement',
		inWords: 'In words'
	},
	outcomes: {
		number: 'Number',
		problem: 'Problem',
		outcome: 'Outcome',
		metric: 'Measured by',
		unit: 'Unit',
		direction: 'Better is',
		directions: { up: 'more', down: 'less' },
		baseline: 'Today',
		target: 'Target',
		due: 'By',
		owner: 'Owner',
		how: 'How',
		source: 'Source',
		support: 'Support, 0 to 5',
		readOn: 'Last reading on',
		reading: 'Last reading',
		travelled: 'Part of the way',
		status: 'Status'
	},
	readings: {
		number: 'Outcome',
		outcome: 'What is different',
		metric: 'Measured by',
		day: 'Day',
		value: 'Value',
		unit: 'Unit',
		note: 'Remark'
	},
	requirements: {
		number: 'Number',
		/** In CSV files. */
		requirement: 'Requirement',
		/** The same in workbooks. */
		need: 'Need',
		kind: 'Kind',
		outcome: 'Outcome',
		measured: 'Measured',
		problem: 'Problem',
		functions: 'Functions that named it',
		weight: 'Weight',
		points: 'Points',
		fit: 'Fit or gap',
		answer: 'Vendor’s answer',
		remark: 'Vendor’s remark',
		score: 'Score',
		sums: 'All points, and the part that the vendor reaches'
	},
	scorecard: {
		/** The column with the rating of an option. */
		seen: (option: string) => `${option}: seen`,
		unshown: 'Needs that were not shown',
		failedMusts: 'Musts that it fails'
	},
	scales: {
		rating: 'Rating',
		part: 'Part of the points',
		/** A vendor's answers. */
		answers: {
			standard: 'yes, as it stands',
			settings: 'yes, by settings',
			partly: 'partly, or by extra work',
			planned: 'planned',
			no: 'no'
		},
		fits: { fits: 'fits', partly: 'fits in part', gap: 'gap' }
	},
	readMe: {
		heading: 'Workshop',
		title: 'Title',
		purpose: 'Purpose',
		startedOn: 'Started on',
		writtenOn: 'Written on',
		attribution: 'Who is named',
		vote: (vote: number) => `Vote ${number(vote)}`,
		notes: 'All notes on the wall, with their cluster and the dots that it got.',
		problems:
			'Each problem in each vote, with the dots of each function. Agreement is high only where every function backs a problem.',
		outcomes: 'What is to be different, how it is measured, and what was measured.',
		requirements:
			'What each outcome needs. Choose “Fit or gap” yourselves; a vendor chooses an answer. The score follows.',
		scorecard: 'Options held against the requirements.',
		decision: 'What was decided, and why.',
		scales: (weights: string) =>
			`What each choice counts. ${weights} Change a number and every score follows.`
	},
	decision: {
		openedOn: 'Technology opened on',
		early: 'Opened early because',
		missing: 'Still missing then',
		decision: 'Decision',
		nothing: 'Nothing is decided yet.',
		decidedOn: 'Decided on',
		chosen: 'Chosen',
		why: 'Why',
		lookAgain: 'The group looks again on'
	}
};
