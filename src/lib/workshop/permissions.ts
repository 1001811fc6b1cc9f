/** Who may do what, and when: the one table behind the pages and the server. */
import type { Role, Stage, Step } from './types.ts';

export type Action = 'write' | 'move' | 'vote' | 'steer';

/** The step where the group is. Throws if the stage names a step that it does not have. */
export function currentStep(stage: Pick<Stage, 'steps' | 'currentStep'>): Step {
	const step = stage.steps.find(({ id }) => id === stage.currentStep);
	if (!step) throw new Error('the stage names an unknown step');
	return step;
}
/** The round that takes dots now, if one does. */
export function openRound(stage: Pick<Stage, 'rounds'>) {
	return stage.rounds.find(({ status }) => status === 'open') ?? null;
}

type Facts = Pick<Stage, 'steps' | 'currentStep' | 'locked' | 'rounds'>;

/**
 * Why somebody may not do something now, as a sentence for that person, or null when they may.
 * - `write`: post, change and take back own notes: participants and facilitators in a Post step
 * - `move`: move notes, make and change clusters: in a Cluster step; facilitators in every step but
 *   while a round is open, when clusters must stay what people vote on
 * - `vote`: spend dots: while a round is open
 * - `steer`: give commands: facilitators
 */
export function whyNot(action: Action, role: Role, stage: Facts): string | null {
	if (action === 'steer') return role === 'facilitator' ? null : 'Only a facilitator can do this.';
	if (role === 'observer') return 'Observers look on. Ask the facilitator to take part.';
	const { kind } = currentStep(stage);
	if (action === 'write')
		return kind === 'post' ? null : 'Writing is closed in this step. Your text stays at your desk.';
	if (action === 'vote') return openRound(stage) ? null : 'No round is open.';
	if (openRound(stage)) return 'Clusters stay as they are while a round is open.';
	if (role === 'facilitator') return null;
	if (kind !== 'cluster') return 'Notes can be moved in the Cluster step.';
	return stage.locked ? 'The facilitator has locked the wall.' : null;
}
export const may = (action: Action, role: Role, stage: Facts) =>
	whyNot(action, role, stage) === null;

/** Whether own notes go to the wall at once, rather than waiting for the reveal. */
export function postsAtOnce(step: Step): boolean {
	return step.kind === 'post' && (step.writing === 'open' || step.revealed);
}
/** Whether presence cursors are shown: not while people write in silence. */
export function showsCursors(step: Step): boolean {
	return step.kind !== 'post' || postsAtOnce(step);
}
