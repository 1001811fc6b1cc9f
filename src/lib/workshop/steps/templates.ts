/** Workshop templates: lists of steps for new boards. */
import type { SiteMessages } from '../../i18n/messages.ts';
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
export type TemplateId = (typeof TEMPLATE_IDS)[number];
export interface Template {
	id: TemplateId;
	title: string;
	summary: string;
	steps: readonly StepDraft[];
}

/** A list of steps that somebody saved. */
export interface OwnTemplate {
	id: string;
	title: string;
	steps: readonly StepDraft[];
}
/** The details of a template on the start page. */
export interface TemplateHead {
	id: string;
	title: string;
	way: Way;
}
/** The steps of a template: the titles of the first ones, and the number of the others. */
export interface Way {
	titles: string[];
	more: number;
}
/** Number of steps of a template that are listed by name. */
const STEPS_NAMED = 12;
export function wayOf(steps: readonly Pick<StepDraft, 'title'>[]): Way {
	const titles = steps.slice(0, STEPS_NAMED).map(({ title }) => title);
	return { titles, more: steps.length - titles.length };
}

/** A new step of a kind, with its initial words in the language of the person who adds it. */
export const draftOf = (kind: StepKind, words: SiteMessages['kinds']): StepDraft => ({
	kind,
	noteKind: 'problem',
	writing: STEP_KINDS[kind].writing ?? 'open',
	minutes: STEP_KINDS[kind].minutes,
	...words[kind].beginning
});

/** A step of a built-in template: a kind of step, or the step for writing down customers' words. */
type Place = StepKind | 'customersWords';
type StepWords = Partial<Pick<StepDraft, 'title' | 'instruction' | 'prompt'>>;
/** The words of a template in a catalogue, including words of its steps that differ from those of other templates. */
export interface TemplateWords {
	title: string;
	summary: string;
	steps: Partial<Record<Place, StepWords>>;
}

const PLACES: Readonly<Record<TemplateId, readonly Place[]>> = {
	'problems-first': [
		...(['frame', 'customersWords', 'post', 'cluster', 'vote'] as const),
		...(['understand', 'outcomes', 'requirements', 'technology', 'review'] as const)
	],
	'quick-align': ['post', 'cluster', 'vote'],
	'choosing-a-crm': [
		...(['frame', 'customersWords', 'post', 'cluster', 'vote'] as const),
		...(['understand', 'outcomes', 'requirements', 'technology', 'review'] as const)
	],
	'service-pain-points': [
		...(['frame', 'customersWords', 'post', 'cluster', 'vote'] as const),
		...(['understand', 'outcomes', 'requirements', 'review'] as const)
	],
	'last-project': ['frame', 'post', 'cluster', 'vote', 'understand', 'outcomes', 'review']
};

type Words = Pick<SiteMessages, 'kinds' | 'templates'>;

/** A built-in template in the language of the person who starts the board. */
export function readyTemplate(m: Words, id: TemplateId): Template {
	const { title, summary, steps }: TemplateWords = m.templates.ready[id];
	const begun = (place: Place): StepDraft =>
		place === 'customersWords' ? customersStep(m) : draftOf(place, m.kinds);
	return {
		...{ id, title, summary },
		steps: PLACES[id].map((place) => ({ ...begun(place), ...steps[place] }))
	};
}
export const readyTemplates = (m: Words): Template[] =>
	TEMPLATE_IDS.map((id) => readyTemplate(m, id));

const customersStep = ({ kinds, templates }: Words): StepDraft => ({
	...draftOf('post', kinds),
	...templates.customersWords,
	minutes: 6,
	noteKind: 'customer'
});

export const isReadyTemplate = (id: string): id is TemplateId =>
	(TEMPLATE_IDS as readonly string[]).includes(id);

/** Steps in the form in which a template stores them: without their results. */
export const draftsOf = (steps: readonly Step[]): StepDraft[] =>
	steps.map(
		({ id: _id, revealed: _revealed, revealedOnce: _once, been: _been, ...draft }) => draft
	);

/** New steps from a list. `makeId` returns a new id each time. */
export function stepsOf({ steps }: Pick<Template, 'steps'>, makeId: () => string): Step[] {
	return steps.map((step) => ({ ...step, id: makeId(), revealed: false }));
}
