/** Ready-made workshops: lists of steps that a board begins with. */
import type { Step } from './types.ts';

type StepDraft = Omit<Step, 'id' | 'revealed'>;
export interface Template {
	id: 'problems-first' | 'quick-align';
	title: string;
	summary: string;
	steps: readonly StepDraft[];
}

const CUSTOMERS_WORDS: StepDraft = {
	kind: 'post',
	title: 'Customers’ words',
	instruction:
		'Write down what customers have said to you, in their own words. One sentence per note.',
	prompt:
		'“Walk a mile in the customer’s shoes. What did the last one who was annoyed actually say? No names, and no polishing.”',
	minutes: 6,
	noteKind: 'customer',
	writing: 'silent'
};
const PROBLEMS: StepDraft = {
	kind: 'post',
	title: 'Problems',
	instruction:
		'What is not working? Say it as the person who feels it: what happened, and to whom. One problem per note.',
	prompt:
		'“Write alone and in silence. If a note begins with ‘we need a tool that…’, ask yourself what goes wrong today because it is missing, and write that down instead.”',
	minutes: 8,
	noteKind: 'problem',
	writing: 'silent'
};
const CLUSTER: StepDraft = {
	kind: 'cluster',
	title: 'Cluster',
	instruction: 'Put together what has one cause. Name each cluster as a problem.',
	prompt:
		'“Move notes that would disappear together if one thing were fixed. Name the group as a problem, not as a department.”',
	minutes: 12,
	noteKind: 'problem',
	writing: 'open'
};
const VOTE: StepDraft = {
	kind: 'vote',
	title: 'Vote',
	instruction:
		'Give your dots to the problems that cost you and your customers most. Nobody sees whom you gave them to.',
	prompt:
		'“Vote for what hurts, not for what looks easy to fix. Afterwards we look at where all functions agree, and let those who differ explain why.”',
	minutes: 5,
	noteKind: 'problem',
	writing: 'open'
};

export const TEMPLATES: readonly Template[] = [
	{
		id: 'problems-first',
		title: 'Problems first',
		summary:
			'Hear the customer, then each other: customers’ words, problems, clusters, a secret vote. About 45 minutes.',
		steps: [CUSTOMERS_WORDS, PROBLEMS, CLUSTER, VOTE]
	},
	{
		id: 'quick-align',
		title: 'Quick align',
		summary: 'Write, cluster, vote: see in half an hour which problem every function shares.',
		steps: [PROBLEMS, CLUSTER, VOTE]
	}
];

/** Fresh steps of a template. `makeId` gives a new id each time. */
export function stepsOf(template: Template, makeId: () => string): Step[] {
	return template.steps.map((step) => ({ ...step, id: makeId(), revealed: false }));
}
