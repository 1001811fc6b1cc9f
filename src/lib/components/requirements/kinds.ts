import type { RequirementKind } from '$lib/workshop/types.ts';

interface KindWords {
	title: string;
	/** What such requirements are for. */
	purpose: string;
	placeholder: string;
	add: string;
}
export const KIND_WORDS: Readonly<Record<RequirementKind, KindWords>> = {
	people: {
		title: 'People',
		purpose: 'What somebody has to know, decide or do differently.',
		placeholder: '“Sales names one owner before the contract is signed.”',
		add: 'Add what people do'
	},
	process: {
		title: 'Process',
		purpose: 'How work has to travel from one function to the next.',
		placeholder: '“Each complaint goes to its owner within an hour.”',
		add: 'Add a process step'
	},
	software: {
		title: 'Software',
		purpose: 'What a tool has to make possible, whichever tool it is.',
		placeholder: '“Who answers sees the last three calls.”',
		add: 'Add what software makes possible'
	}
};
/** Why software waits, for those who look for it. */
export const SOFTWARE_WAITS =
	'Software comes last: first say what people or processes will do differently.';
