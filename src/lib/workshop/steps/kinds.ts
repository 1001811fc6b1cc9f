/** The kinds of steps, a row each. A new one is a row here, and its page in `step-pages.ts` where it has one. */
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

/** Silent: a note waits at its writer's desk until the reveal. Open: it is posted at once. */
export type Writing = 'silent' | 'open';

interface StepKindRow {
	/** Where it is worked on: at the wall, or on a page of its own. */
	readonly page: 'wall' | 'own';
	/**
	 * What participants may do in this kind of step, and in no step that does not open it. The first is what people
	 * are here for. In a vote it is the round that opens.
	 */
	readonly opens: readonly Action[];
	/** People rate in secret here what they write together: their cursors are not shown. */
	readonly ratesInSecret?: true;
	/** It stays shut until the gate is open. */
	readonly behindGate?: true;
	/** How long a new one takes. */
	readonly minutes: number;
	/** How people write in a new one: openly, unless told. */
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
/** Kinds of steps that have a page of their own. */
export type PageKind = {
	[Kind in StepKind]: (typeof ROWS)[Kind]['page'] extends 'own' ? Kind : never;
}[StepKind];

export const STEP_KINDS: Readonly<Record<StepKind, StepKindRow>> = ROWS;
/** In the order of the method. */
export const STEP_KIND_NAMES = Object.keys(ROWS) as StepKind[];

/** The kinds of steps in which participants may do this. */
export const kindsThatOpen = (action: Action): StepKind[] =>
	STEP_KIND_NAMES.filter((kind) => STEP_KINDS[kind].opens.includes(action));
export const hasOwnPage = (kind: StepKind): kind is PageKind => STEP_KINDS[kind].page === 'own';
