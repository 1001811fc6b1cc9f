/** Requirements for people, processes and software. */
import type { RequirementKind, Weight } from '../../workshop/types.ts';
import { quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const outcomes = (n: number) => format.count(n, { one: 'outcome', other: 'outcomes' });

export const requirements = {
	/** For a requirement without a statement. */
	unnamed: 'A requirement without words',
	headline: 'What people, processes and software must do',
	missing: (n: number) => `Still missing: what people will do differently (${outcomes(n)})`,
	complete: 'Every outcome says what people will do differently',
	lead: 'Each requirement belongs to an outcome. People and processes come first, software last.',
	noOutcome:
		'No outcome says yet what will be different here. Requirements begin with one, so that each can be traced to what it is good for.',
	lookAtOutcomes: 'Look at the outcomes',
	noProblem:
		'Requirements belong to outcomes, and outcomes answer problems that the group has chosen.',
	/** Their names in lists and files. */
	kinds: {
		people: 'people',
		process: 'process',
		software: 'software'
	} satisfies Record<RequirementKind, string>,
	groups: {
		people: {
			title: 'People',
			label: 'Requirement, people',
			purpose: 'What somebody has to know, decide or do differently.',
			example: '“Sales names one owner before the contract is signed.”',
			add: 'Add what people do'
		},
		process: {
			title: 'Process',
			label: 'Requirement, process',
			purpose: 'How work has to travel from one function to the next.',
			example: '“Each complaint goes to its owner within an hour.”',
			add: 'Add a process step'
		},
		software: {
			title: 'Software',
			label: 'Requirement, software',
			purpose: 'What a tool has to make possible, whichever tool it is.',
			example: '“Who answers sees the last three calls.”',
			add: 'Add what software makes possible'
		}
	} satisfies Record<RequirementKind, Record<string, string>>,
	softwareWaits: 'Software comes last: first say what people or processes will do differently.',
	weight: 'How much it is needed',
	weights: { must: 'must', should: 'should', could: 'could' } satisfies Record<Weight, string>,
	moveUp: 'Move up',
	moveDown: 'Move down',
	moveToOther: 'Move to another outcome',
	moveTo: 'Move to the outcome',
	moved: (outcome: string) => `Moved to ${quoted(outcome)}.`,
	remove: 'Remove',
	removed: 'Removed.',
	none: 'Nothing is written here yet.'
};
