/** The permissions of a person in a step. Pages ask here what to offer, and the server asks what to accept. */
import type { Sentence } from '../i18n/messages.ts';
import type { Action } from './actions.ts';
import { CONDITIONS, type Condition } from './rules.ts';
import { STEP_KINDS } from './steps/kinds.ts';
import type { Role, Round, Stage, Step } from './types.ts';

/** The step of the group. Throws if the stage names a step that it does not have. */
export function currentStep(stage: Pick<Stage, 'steps' | 'currentStep'>): Step {
	const step = stage.steps.find(({ id }) => id === stage.currentStep);
	if (!step) throw new Error('the stage names an unknown step');
	return step;
}
/** The round that is open for dots now, if there is one. */
export function openRound(stage: Pick<Stage, 'rounds'>) {
	return stage.rounds.find(({ status }) => status === 'open') ?? null;
}

export type Facts = Pick<
	Stage,
	'steps' | 'currentStep' | 'locked' | 'rounds' | 'gate' | 'archivedAt' | 'forgottenAt'
>;

/** Why a person may not do something now, or null if they may. */
export function whyNot(action: Action, role: Role, stage: Facts): Sentence | null {
	const failed = CONDITIONS[action].find((condition) => !isMet(condition, role, stage));
	return failed?.otherwise ?? null;
}
/** The first reason why a person may not do one of several actions, or null. */
export function whyNotAny(actions: readonly Action[], role: Role, stage: Facts): Sentence | null {
	for (const action of actions) {
		const reason = whyNot(action, role, stage);
		if (reason !== null) return reason;
	}
	return null;
}
export const may = (action: Action, role: Role, stage: Facts) =>
	whyNot(action, role, stage) === null;

function isMet(condition: Condition, role: Role, stage: Facts): boolean {
	const { binds, roles, steps, round, wall, gate, board } = condition;
	if (board && stage.archivedAt !== undefined) return false;
	if (binds && !binds.includes(role)) return true;
	if (roles && !roles.includes(role)) return false;
	if (steps && !steps.includes(currentStep(stage).kind)) return false;
	if (round && round !== (openRound(stage) ? 'open' : 'none')) return false;
	if (gate && stage.gate === null) return false;
	return wall === undefined || !stage.locked;
}

/** Whether a step comes after the gate while the gate is closed. */
export const isShut = ({ kind }: Step, { gate }: Pick<Stage, 'gate'>): boolean =>
	gate === null && STEP_KINDS[kind].behindGate === true;

/** Sets the first step of a group that has none yet: never a step after a closed gate. */
export function beforeGate<S extends Pick<Stage, 'steps' | 'currentStep' | 'gate'>>(stage: S): S {
	const here = stage.steps.findIndex(({ id }) => id === stage.currentStep);
	const step = stage.steps[here];
	if (!step || !isShut(step, stage)) return stage;
	const isOpen = (one: Step) => !isShut(one, stage);
	const before = stage.steps.slice(0, here).findLast(isOpen) ?? stage.steps.find(isOpen);
	return { ...stage, currentStep: before?.id ?? stage.currentStep };
}

/** Whether own notes go to the wall at once and do not wait for the reveal. */
export function postsAtOnce(step: Step): boolean {
	return step.kind === 'post' && (step.writing === 'open' || step.revealed);
}
/** The visible part of others' presence: pointers, drags and carets; only carets in shared texts; nothing. */
export type ShownPresence = 'all' | 'carets' | 'none';
/**
 * Shows nothing while people write in silence or while a round is open, because a pointer would reveal a vote. While
 * people rate outcomes in secret, they also write them together, so only carets are shown.
 */
export function shownPresence(step: Step, round: Round | null): ShownPresence {
	if (round !== null || (step.kind === 'post' && !postsAtOnce(step))) return 'none';
	return STEP_KINDS[step.kind].ratesInSecret ? 'carets' : 'all';
}
export const showsCursors = (step: Step, round: Round | null): boolean =>
	shownPresence(step, round) === 'all';
