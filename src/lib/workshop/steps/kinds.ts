/** The kinds of steps, one row each. A new kind is a row here, plus its page in `step-pages.ts` if it has one. */
import type { Action } from '../actions.ts';
import {
	clusterChecks,
	frameChecks,
	outcomesChecks,
	postChecks,
	requirementsChecks,
	reviewChecks,
	technologyChecks,
	understandChecks,
	voteChecks,
	type Check,
	type StepFacts
} from './checks.ts';

/** Silent: a note stays at its writer's desk until the reveal. Open: it is posted at once. */
export type Writing = 'silent' | 'open';

interface StepKindRow {
	/** The page for working on it: the wall, or a page of its own. */
	readonly page: 'wall' | 'own';
	/**
	 * The actions that participants may do in this kind of step, and in no step that does not list them. The first one
	 * is the purpose of the step. In a vote, the round opens the action.
	 */
	readonly opens: readonly Action[];
	/** Whether people here rate in secret what they write together: then their cursors are hidden. */
	readonly ratesInSecret?: true;
	/** Whether the step is closed until the gate is open. */
	readonly behindGate?: true;
	/** The duration of a new step. */
	readonly minutes: number;
	/** The mode of writing in a new step: open, unless set. */
	readonly writing?: Writing;
	readonly checks: (facts: StepFacts) => Check[];
}

const ROWS = {
	frame: {
		page: 'own',
		opens: ['frame', 'answer'],
		minutes: 8,
		checks: frameChecks
	},
	post: {
		page: 'wall',
		opens: ['write'],
		minutes: 8,
		writing: 'silent',
		checks: postChecks
	},
	cluster: {
		page: 'wall',
		opens: ['move'],
		minutes: 12,
		checks: clusterChecks
	},
	vote: {
		page: 'wall',
		opens: [],
		minutes: 5,
		checks: voteChecks
	},
	understand: {
		page: 'own',
		opens: ['answer', 'cost'],
		minutes: 20,
		checks: understandChecks
	},
	outcomes: {
		page: 'own',
		opens: ['aim', 'answer'],
		ratesInSecret: true,
		minutes: 20,
		checks: outcomesChecks
	},
	requirements: {
		page: 'own',
		opens: ['require'],
		minutes: 15,
		checks: requirementsChecks
	},
	technology: {
		page: 'own',
		opens: ['weigh'],
		behindGate: true,
		minutes: 20,
		checks: technologyChecks
	},
	review: {
		page: 'own',
		opens: ['measure', 'answer'],
		minutes: 15,
		checks: reviewChecks
	}
} as const satisfies Record<string, StepKindRow>;

export type StepKind = keyof typeof ROWS;
/** Kinds of steps with a page of their own. */
export type PageKind = {
	[Kind in StepKind]: (typeof ROWS)[Kind]['page'] extends 'own' ? Kind : never;
}[StepKind];

export const STEP_KINDS: Readonly<Record<StepKind, StepKindRow>> = ROWS;
/** In the order of the method. */
export const STEP_KIND_NAMES = Object.keys(ROWS) as StepKind[];

/** The kinds of steps in which participants may do this action. */
export const kindsThatOpen = (action: Action): StepKind[] =>
	STEP_KIND_NAMES.filter((kind) => STEP_KINDS[kind].opens.includes(action));
export const hasOwnPage = (kind: StepKind): kind is PageKind => STEP_KINDS[kind].page === 'own';
