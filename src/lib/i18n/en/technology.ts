/** The Technology step: the group's decision, and the comparison of options with requirements. */
import type { Option } from '../../workshop/items/shapes.ts';
import type { DecisionKind, Rating } from '../../workshop/types.ts';
import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count, day, number } = format;
type OptionPart = keyof Pick<Option, 'motive' | 'users' | 'burden' | 'gain' | 'open'>;

/** A sentence in the form that follows other words; names and abbreviations at its beginning stay unchanged. */
function asClause(statement: string): string {
	const bare = statement
		.trim()
		.replace(/\s+/g, ' ')
		.replace(/[.!]+$/, '');
	return /^(The|A|An|Whoever|Whenever|Everybody|Everyone|Each|Every|Nobody|No|When|All|Any|Anybody|Callers?|Customers?|Somebody|Service|Sales|Marketing|It|We|One|Those|People|There|Within|After|Before|If)\b/.test(
		bare
	)
		? bare.charAt(0).toLowerCase() + bare.slice(1)
		: bare;
}

export const technology = {
	headlines: {
		work: 'We change how we work',
		use: 'We use what we have differently',
		new: 'We look for something new',
		'not-now': 'Not now'
	} satisfies Record<DecisionKind, string>,
	undecided: 'What is the way?',
	lead: 'Deciding against new technology is fine. A tool is only ever here for a requirement, and a requirement for an outcome.',
	openedEarly: (on: string) => `Technology was opened early, on ${day(on)}: “<reason/>”`,
	tables:
		'Requirements and scorecard go out as tables for a tender beside <link>the report</link>.',

	decisions: {
		work: 'Change how we work',
		use: 'Use what we have differently',
		new: 'Look for something new',
		'not-now': 'Not now'
	} satisfies Record<DecisionKind, string>,
	decision: {
		title: 'Decision',
		asks: 'What do we do?',
		says: {
			work: 'People and processes do it, with what is there.',
			use: 'It could do this already; we use it so.',
			new: 'What we have cannot do it. Now options are weighed.',
			'not-now': 'It is not worth it today. We say when to look again.'
		} satisfies Record<DecisionKind, string>,
		why: 'Why?',
		/** Names it where its field is gone. */
		draft: 'Why you decide so',
		whichOption: 'Which option?',
		noOption: 'None of them yet',
		whichRequirements: 'Requirements that it answers',
		whichProblems: 'Problems that it leaves open',
		reviewOn: 'When do we look again?',
		noKind: 'Choose one of the four.',
		noReason: 'Say why, in a sentence or two.',
		write: 'Write it down',
		keep: 'Keep it as it is',
		option: 'Option',
		answers: 'Answers',
		leavesOpen: 'Leaves open',
		lookedAtAgain: 'Looked at again',
		change: 'Change the decision',
		none: 'Nothing is decided yet. First it is asked whether what is there would do; the facilitator writes down what the group decides.'
	},
	options: {
		title: 'Options',
		help: 'A provider is moved by the sale. Say what moves each one, who will use it, what it costs them and what it gives them, before anybody asks what it can do.',
		none: 'No option yet. To stay as we are is one, too.',
		unnamed: 'An option without a name',
		isPutAway: '“<name/>” is put away.',
		add: 'Add an option',
		option: 'Option',
		asksName: 'What is it called?',
		putAway: 'Put this option away'
	},
	/** The questions about an option. */
	option: {
		motive: 'What its provider gets out of it',
		users: 'Who will use it',
		burden: 'What it costs them',
		gain: 'What it gives them',
		open: 'What it leaves open'
	} satisfies Record<OptionPart, string>,
	matrix: {
		noRequirement:
			'There is no requirement to hold the options against. They are written in the Requirements step.',
		inSight: 'Option in sight',
		label: 'Options and requirements',
		requirement: 'Requirement',
		counts: (kind: string, weight: string, points: number) =>
			`${kind} · ${weight}, counts ${number(points)}`,
		score: 'Score',
		rating: (option: string, requirement: string) => `${option}: ${requirement}`,
		seen: 'What was seen'
	},
	/** The rating of an option for a requirement. */
	ratings: {
		meets: 'meets it',
		partly: 'partly',
		fails: 'does not',
		unshown: 'not shown'
	} satisfies Record<Rating, string>,
	score: (points: number, unshown: number, failedMusts: number) =>
		[
			`${number(points)} of 100`,
			unshown > 0 ? `${number(unshown)} not shown` : '',
			failedMusts > 0 ? `fails ${count(failedMusts, { one: 'must', other: 'musts' })}` : ''
		]
			.filter((part) => part !== '')
			.join(', '),
	weightsCount: (must: number, should: number, could: number) =>
		`A must counts ${number(must)}, a should ${number(should)}, a could ${number(could)}; “partly” counts half.`,
	scoreDecidesNothing:
		'A score does not decide. It shows where to ask further; the group decides, and says why.',
	demonstration: {
		title: 'Script for demonstrations',
		copy: 'Copy the script',
		copied: 'The script is copied.',
		notCopied: 'This browser does not let pages copy. Select the text instead.',
		/** The demonstration that a requirement asks vendors for. */
		showUs: (statement: string) => `Show us how ${isolated(asClause(statement))}.`,
		withWeight: (text: string, weight: string) => `${text} (${weight})`,
		help: 'Providers show these cases in this order, with your data. Whoever shows something else has not shown it.'
	}
};
