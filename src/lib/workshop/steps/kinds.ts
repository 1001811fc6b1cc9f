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
	readonly name: string;
	/** What the group does in it, as a phrase behind the name. */
	readonly does: string;
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
	/** What a new step says until somebody words it differently. Its writing is open unless told. */
	readonly beginning: {
		readonly title: string;
		readonly instruction: string;
		readonly prompt: string;
		readonly minutes: number;
		readonly writing?: Writing;
	};
	readonly checks: (facts: StepFacts) => Check[];
}

const ROWS = {
	frame: {
		name: 'Frame',
		does: 'say why we meet, and for whom',
		page: 'own',
		opens: ['frame', 'answer'],
		beginning: {
			title: 'Frame',
			instruction:
				'Say why we meet, and for whom. Then each function says what it hopes for and what it fears.',
			prompt:
				'“Before we speak of what is wrong: who is the customer we have in mind today? And what would make this hour a waste of your time? Say it now, while it can still be changed.”',
			minutes: 8
		},
		checks: frameChecks
	},
	post: {
		name: 'Post',
		does: 'write notes, alone and in silence first',
		page: 'wall',
		opens: ['write'],
		beginning: {
			title: 'Problems',
			instruction:
				'What is not working? Say it as the person who feels it: what happened, and to whom. One problem per note.',
			prompt:
				'“Write alone and in silence. If a note begins with ‘we need a tool that…’, ask yourself what goes wrong today because it is missing, and write that down instead.”',
			minutes: 8,
			writing: 'silent'
		},
		checks: postChecks
	},
	cluster: {
		name: 'Cluster',
		does: 'put together what has one cause',
		page: 'wall',
		opens: ['move'],
		beginning: {
			title: 'Cluster',
			instruction: 'Put together what has one cause. Name each cluster as a problem.',
			prompt:
				'“Move notes that would disappear together if one thing were fixed. Name the group as a problem, not as a department.”',
			minutes: 12
		},
		checks: clusterChecks
	},
	vote: {
		name: 'Vote',
		does: 'spend dots in secret',
		page: 'wall',
		opens: [],
		beginning: {
			title: 'Vote',
			instruction:
				'Give your dots to the problems that cost you and your customers most. Nobody sees whom you gave them to.',
			prompt:
				'“Vote for what hurts, not for what looks easy to fix. Afterwards we look at where all functions agree, and let those who differ explain why.”',
			minutes: 5
		},
		checks: voteChecks
	},
	understand: {
		name: 'Understand',
		does: 'ask why, and what we already have',
		page: 'own',
		opens: ['answer', 'cost'],
		beginning: {
			title: 'Understand',
			instruction:
				'Ask why, until the answer surprises you. Take each chosen problem through the seven questions, and write down what it costs.',
			prompt:
				'“Stay with the problem a little longer. What do we already have that could solve it, and what has kept us from using it so?”',
			minutes: 20
		},
		checks: understandChecks
	},
	outcomes: {
		name: 'Outcomes',
		does: 'say what will be measurably different',
		page: 'own',
		opens: ['aim', 'answer'],
		ratesInSecret: true,
		beginning: {
			title: 'Outcomes',
			instruction:
				'Say what will be measurably different. From which number to which, by when, owned by whom, and how. Then everybody rates it in secret.',
			prompt:
				'“If this were solved, what would you count, and what does it say today? ‘Happier customers’ is a wish; what do happy customers do that we could count?”',
			minutes: 20
		},
		checks: outcomesChecks
	},
	requirements: {
		name: 'Requirements',
		does: 'say what people, processes and software must do',
		page: 'own',
		opens: ['require'],
		beginning: {
			title: 'Requirements',
			instruction:
				'Say what it takes: from people first, then from processes, and last from software. Each requirement belongs to an outcome.',
			prompt:
				'“What will somebody do on Monday that nobody did on Friday? Only when that is written down do we ask what software has to do for it.”',
			minutes: 15
		},
		checks: requirementsChecks
	},
	technology: {
		name: 'Technology',
		does: 'sort the parking lot, then decide',
		page: 'own',
		opens: ['weigh'],
		behindGate: true,
		beginning: {
			title: 'Technology',
			instruction:
				'Sort the parking lot, then decide. Changing how we work, or using what we have in a new way, is a good result too.',
			prompt:
				'“Each idea that waited is now linked to a requirement, or dropped with a reason. And before we look for anything new: who will use it, what will it cost them, and what do they get?”',
			minutes: 20
		},
		checks: technologyChecks
	},
	review: {
		name: 'Review',
		does: 'come back and measure',
		page: 'own',
		opens: ['measure', 'answer'],
		beginning: {
			title: 'Review',
			instruction:
				'Come back and measure. Record what each outcome reads today, and say what has changed since.',
			prompt:
				'“How far have we come, and what did we not foresee? A number that did not move is news, and nobody’s fault.”',
			minutes: 15
		},
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
