import { board as en } from '../i18n/en/board.ts';
import { STEP_KIND_NAMES, type StepKind } from './steps/kinds.ts';
import type { Action } from './actions.ts';
import { describe, expect, test } from 'vitest';
import {
	currentStep,
	may,
	openRound,
	postsAtOnce,
	showsCursors,
	shownPresence,
	whyNot
} from './permissions.ts';
import type { Role, Round, Step } from './types.ts';

const step = (kind: StepKind, change: Partial<Step> = {}): Step => ({
	id: kind,
	kind,
	title: kind,
	instruction: '',
	prompt: '',
	minutes: 5,
	noteKind: 'problem',
	writing: 'silent',
	revealed: false,
	...change
});
const round = (status: Round['status']): Round => ({
	id: 'r',
	stepId: 'vote',
	dots: 3,
	maxPerCluster: 2,
	openedAt: 0,
	endsAt: null,
	status,
	result: null
});
const at = (kind: StepKind, { locked = false, voting = false, shut = false } = {}) => ({
	steps: STEP_KIND_NAMES.map((one) => step(one)),
	currentStep: kind,
	locked,
	gate: shut ? null : { openedAt: 0, early: null },
	rounds: voting ? [round('revealed'), round('open')] : [round('revealed')]
});

/** The permissions of a facilitator, a participant and an observer. */
const TABLE: [Action, string, ReturnType<typeof at>, string][] = [
	['write', 'in a Post step', at('post'), 'yes yes no'],
	['write', 'in a Cluster step', at('cluster'), 'no no no'],
	['write', 'in a Vote step', at('vote'), 'no no no'],
	['move', 'in a Post step', at('post'), 'yes no no'],
	['move', 'in a Cluster step', at('cluster'), 'yes yes no'],
	['move', 'on a locked wall', at('cluster', { locked: true }), 'yes no no'],
	['move', 'in a Vote step', at('vote'), 'yes no no'],
	['move', 'while a round is open', at('vote', { voting: true }), 'no no no'],
	['move', 'in a Cluster step with an open round', at('cluster', { voting: true }), 'no no no'],
	['vote', 'while no round is open', at('vote'), 'no no no'],
	['vote', 'while a round is open', at('vote', { voting: true }), 'yes yes no'],
	['frame', 'in the Frame step', at('frame'), 'yes yes no'],
	['frame', 'later', at('post'), 'yes no no'],
	['answer', 'in the Frame step', at('frame'), 'yes yes no'],
	['answer', 'in the Understand step', at('understand'), 'yes yes no'],
	['answer', 'in the Outcomes step', at('outcomes'), 'yes yes no'],
	['answer', 'in the Review step', at('review'), 'yes yes no'],
	['answer', 'where nothing is asked', at('requirements'), 'no no no'],
	['cost', 'in the Understand step', at('understand'), 'yes yes no'],
	['cost', 'later', at('outcomes'), 'yes no no'],
	['aim', 'in the Outcomes step', at('outcomes'), 'yes yes no'],
	['aim', 'earlier', at('understand'), 'yes no no'],
	['require', 'in the Requirements step', at('requirements'), 'yes yes no'],
	['require', 'later', at('technology'), 'yes no no'],
	['weigh', 'in the Technology step', at('technology'), 'yes yes no'],
	['weigh', 'while the gate is shut', at('technology', { shut: true }), 'no no no'],
	['weigh', 'later', at('review'), 'yes no no'],
	['measure', 'in the Review step', at('review'), 'yes yes no'],
	['measure', 'earlier', at('technology'), 'yes no no'],
	['keep', 'in a Post step', at('post'), 'yes yes no'],
	['keep', 'on a locked wall', at('vote', { locked: true, voting: true }), 'yes yes no'],
	['steer', 'at any time', at('post'), 'yes no no']
];
const ROLES: Role[] = ['facilitator', 'participant', 'observer'];

describe('permissions by role and step', () => {
	test.each(TABLE)('%s %s', (action, _, stage, expected) => {
		const answers = ROLES.map((role) => (may(action, role, stage) ? 'yes' : 'no'));
		expect(answers.join(' ')).toBe(expected);
	});
	test('the reason for a missing permission is a sentence', () => {
		for (const [action, , stage] of TABLE)
			for (const role of ROLES)
				expect(whyNot(action, role, stage)?.(en) ?? 'May.').toMatch(/^[A-Z].+\.$/);
	});
	test('observers learn that they can only read, whatever else is closed', () => {
		expect(whyNot('vote', 'observer', at('post'))?.(en)).toContain('Observers');
	});
});

test('the current step is one of the steps', () => {
	expect(currentStep(at('cluster')).kind).toBe('cluster');
	expect(() => currentStep({ steps: [], currentStep: 'gone' })).toThrow('unknown step');
});
test('only an open round accepts dots', () => {
	expect(openRound(at('vote', { voting: true }))?.status).toBe('open');
	expect(openRound(at('vote'))).toBeNull();
});

test('[S14] while people rate outcomes, a page shows only who writes in a text', () => {
	expect(shownPresence(step('outcomes'), null)).toBe('carets');
	expect(shownPresence(step('understand'), null)).toBe('all');
	expect(shownPresence(step('outcomes'), openRound(at('vote', { voting: true })))).toBe('none');
});
test.each([
	['silent writing', step('post'), false, false],
	['silent writing after the reveal', step('post', { revealed: true }), true, true],
	['open writing', step('post', { writing: 'open' }), true, true],
	['clustering', step('cluster', { writing: 'open' }), false, true]
])(
	'%s: notes are posted at once or wait, cursors are visible or hidden',
	(_, now, atOnce, cursors) => {
		expect(postsAtOnce(now)).toBe(atOnce);
		expect(showsCursors(now, null)).toBe(cursors);
		// A pointer would reveal a vote.
		expect(showsCursors(now, openRound(at('vote', { voting: true })))).toBe(false);
	}
);
