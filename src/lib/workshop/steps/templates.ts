/** Ready-made workshops: lists of steps that a board begins with. */
import { kinds } from '../../i18n/en/kinds.ts';
import type { SiteMessages } from '../../i18n/messages.ts';
import { count } from '../text.ts';
import type { Step } from '../types.ts';
import { STEP_KINDS, type StepKind } from './kinds.ts';

export type StepDraft = Omit<Step, 'id' | 'revealed' | 'revealedOnce' | 'been'>;
export const TEMPLATE_IDS = [
	'problems-first',
	'quick-align',
	'choosing-a-crm',
	'service-pain-points',
	'last-project'
] as const;
export interface Template {
	id: (typeof TEMPLATE_IDS)[number];
	title: string;
	summary: string;
	steps: readonly StepDraft[];
}

/** A list of steps that somebody kept. */
export interface OwnTemplate {
	id: string;
	title: string;
	steps: readonly StepDraft[];
}
/** What the start page tells of it. */
export interface TemplateHead {
	id: string;
	title: string;
	/** Its steps, as `wayOf` tells them. */
	way: string;
}
/** So many steps of a template are named. */
const STEPS_NAMED = 12;
/** The steps of a template in a line: the first by their titles, and how many come behind. */
export function wayOf(steps: readonly Pick<StepDraft, 'title'>[]): string {
	const titles = steps.slice(0, STEPS_NAMED).map(({ title }) => title);
	const more = steps.length - titles.length;
	return [...titles, ...(more > 0 ? [count(more, 'more step', 'more steps')] : [])].join(' → ');
}

/** A step of a kind, as it begins. Its words are those of whoever adds it. */
export const draftOf = (kind: StepKind, words: SiteMessages['kinds']): StepDraft => ({
	kind,
	noteKind: 'problem',
	writing: STEP_KINDS[kind].writing ?? 'open',
	minutes: STEP_KINDS[kind].minutes,
	...words[kind].beginning
});
const FRAME = draftOf('frame', kinds);
const PROBLEMS = draftOf('post', kinds);
const CLUSTER = draftOf('cluster', kinds);
const VOTE = draftOf('vote', kinds);
const UNDERSTAND = draftOf('understand', kinds);
const OUTCOMES = draftOf('outcomes', kinds);
const REQUIREMENTS = draftOf('requirements', kinds);
const TECHNOLOGY = draftOf('technology', kinds);
const REVIEW = draftOf('review', kinds);
const CUSTOMERS_WORDS: StepDraft = {
	...PROBLEMS,
	title: 'Customers’ words',
	instruction: 'Write down what a customer said to you, in their own words. One sentence per note.',
	prompt:
		'“Walk a mile in the customer’s shoes. What did the last one who was annoyed actually say? No names, and no polishing.”',
	minutes: 6,
	noteKind: 'customer'
};
/** From the chosen problems to the way travelled. */
const AFTER_THE_VOTE = [UNDERSTAND, OUTCOMES, REQUIREMENTS, TECHNOLOGY, REVIEW];

export const TEMPLATES: readonly Template[] = [
	{
		id: 'problems-first',
		title: 'Problems first',
		summary:
			'The whole way: hear the customer and each other, vote, then agree on outcomes and requirements before anybody talks about technology. Two to three hours, in one go or in several.',
		steps: [FRAME, CUSTOMERS_WORDS, PROBLEMS, CLUSTER, VOTE, ...AFTER_THE_VOTE]
	},
	{
		id: 'quick-align',
		title: 'Quick align',
		summary: 'Write, cluster, vote: see in half an hour which problem every function shares.',
		steps: [PROBLEMS, CLUSTER, VOTE]
	},
	{
		id: 'choosing-a-crm',
		title: 'Choosing a CRM',
		summary:
			'For groups that were asked which system to buy. It starts with the customers whom they lose, and comes to systems last.',
		steps: [
			{
				...FRAME,
				instruction:
					'Say why a new CRM came up now, and what customers would notice of it. Then each function says what it hopes for and what it fears.',
				prompt:
					'“A CRM is something that one does, not a box that one owns. Nobody wants a drill; we want the hole. Which hole, and who has to stand next to it?”'
			},
			{
				...CUSTOMERS_WORDS,
				instruction:
					'What did customers say when they felt that we do not know them? Write down their own words. One sentence per note.'
			},
			{
				...PROBLEMS,
				instruction:
					'Where does what we know of a customer fail to travel? Say what happened, and to whom. One problem per note.',
				prompt:
					'“No product names yet, and no features. If you think ‘it needs a field for…’, write down what went wrong last week because nobody knew.”'
			},
			CLUSTER,
			VOTE,
			{
				...UNDERSTAND,
				prompt:
					'“We have lists of customers already, perhaps five. What has kept us from using one of them so that it would do? That will still be there when a new one is bought.”'
			},
			{
				...OUTCOMES,
				prompt:
					'“Not ‘one view of the customer’: what will a caller, a lead or a renewal look like when it works? Count that, as it is today.”'
			},
			{
				...REQUIREMENTS,
				prompt:
					'“Who will keep the entries true when nobody is watching, and what do they get for it? People first, then the way of working, and software after both.”'
			},
			{
				...TECHNOLOGY,
				instruction:
					'Now systems may be named. Sort the parking lot, ask of each option what moves its provider, and let it show requirement by requirement what it does.',
				prompt:
					'“A provider is moved by the sale. We let them show our requirements, in our order, with our cases. ‘Show us how’, not ‘can you’.”'
			},
			REVIEW
		]
	},
	{
		id: 'service-pain-points',
		title: 'Service pain points',
		summary:
			'What callers and technicians go through, seen by all who cause it: from the customers’ words to outcomes with an owner. About two hours.',
		steps: [
			{
				...FRAME,
				instruction:
					'Say whose patience is at stake. Choose one kind of customer who needs help, and follow that person through a day.'
			},
			{
				...CUSTOMERS_WORDS,
				instruction:
					'Write down what callers said last week, as they said it. Also what they said before they hung up.'
			},
			{
				...PROBLEMS,
				instruction:
					'Where does help get stuck? Say what happened, to whom, and who found out last. One problem per note.',
				prompt:
					'“Sales, marketing and IT: what do you do in good faith that lands on service’s desk? Service: what do you put up with so long that you no longer mention it?”'
			},
			CLUSTER,
			VOTE,
			UNDERSTAND,
			OUTCOMES,
			REQUIREMENTS,
			REVIEW
		]
	},
	{
		id: 'last-project',
		title: 'Why did the last project fail?',
		summary:
			'Looks back without blame: what was hoped for, what happened, and what would have to be different next time. About ninety minutes.',
		steps: [
			{
				...FRAME,
				title: 'What was hoped for',
				instruction:
					'Say what the last project promised, and to which customer. Then each function says what it hoped for then, and what it fears now.',
				prompt:
					'“Everybody did the best they could with what they knew. We look at what happened, and not for whose fault it was.”'
			},
			{
				...PROBLEMS,
				title: 'What happened',
				instruction:
					'What happened instead? Say it as you saw it from your place: what was decided without you, handed to you, or never used. One thing per note.',
				prompt:
					'“Write alone and in silence. Think of the day on which you noticed that it would not work: what did you see, and whom did you tell?”'
			},
			{
				...CLUSTER,
				title: 'Causes',
				instruction:
					'Put together what has one cause. Name each cause as what went wrong, not as who.'
			},
			{
				...VOTE,
				instruction:
					'Give your dots to the causes that would spoil the next project as well. Nobody sees which ones you gave them to.'
			},
			UNDERSTAND,
			{
				...OUTCOMES,
				instruction:
					'Say what will be different next time, and how we shall notice in time. From which number to which, by when, owned by whom.'
			},
			REVIEW
		]
	}
];

/** Steps as a template keeps them: without what happened in them. */
export const draftsOf = (steps: readonly Step[]): StepDraft[] =>
	steps.map(
		({ id: _id, revealed: _revealed, revealedOnce: _once, been: _been, ...draft }) => draft
	);

/** Fresh steps of a list. `makeId` gives a new id each time. */
export function stepsOf({ steps }: Pick<Template, 'steps'>, makeId: () => string): Step[] {
	return steps.map((step) => ({ ...step, id: makeId(), revealed: false }));
}
