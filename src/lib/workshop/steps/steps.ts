/** Changes the list of steps during a workshop. Nothing here removes people's work. */
import type { Sentence, SiteMessages } from '../../i18n/messages.ts';
import { LIMITS } from '../limits.ts';
import { postsAtOnce } from '../permissions.ts';
import { draftOf } from './templates.ts';
import type { Stage, Step } from '../types.ts';
import type { StepKind } from './kinds.ts';

type Agenda = Pick<Stage, 'steps' | 'currentStep'>;

/**
 * Ids of the steps that are done: the group was in them and is elsewhere now. A skipped step is not done. On boards
 * from before visited steps were recorded, all steps before the current one count as done.
 */
export function doneSteps({ steps, currentStep: here }: Agenda): Set<string> {
	const isNoted = steps.some(({ been }) => been);
	const place = steps.findIndex(({ id }) => id === here);
	const done = steps.filter(
		({ id, been }, index) => id !== here && (isNoted ? been === true : index < place)
	);
	return new Set(done.map(({ id }) => id));
}
/** The steps after the group moves from its current step to this one: both are recorded as visited. */
export function stepsOnTheWay(place: Agenda, to: string): Step[] {
	const done = doneSteps(place).add(place.currentStep).add(to);
	return place.steps.map((step) => (done.has(step.id) ? { ...step, been: true } : step));
}

/** A step in which the group writes in silence again. The page still shows notes that came to the wall before. */
export const silentAgain = (step: Step): Step => ({
	...step,
	...{ writing: 'silent', revealed: false },
	...(postsAtOnce(step) ? { revealedOnce: true } : {})
});

/** A step of a kind, with its initial words in the language of the person who adds it. */
export const newStep = (kind: StepKind, id: string, words: SiteMessages['kinds']): Step => ({
	...draftOf(kind, words),
	id,
	revealed: false
});
/** A copy of the step, under an unused title: “Vote 2”. */
export const repeatOf = (
	{ revealedOnce: _once, been: _been, ...step }: Step,
	id: string,
	steps: readonly Step[]
): Step => ({
	...step,
	id,
	title: untaken(step.title, new Set(steps.map(({ title }) => title))),
	revealed: false
});
function untaken(title: string, taken: ReadonlySet<string>): string {
	const bare = title.replace(/ \d+$/, '');
	for (let number = 2; ; number++) {
		const end = ` ${number}`;
		const next = bare.slice(0, LIMITS.boardTitleChars - end.length) + end;
		if (!taken.has(next)) return next;
	}
}

/** Why no step can be added, or null. */
export const whyNoMore = (steps: readonly Step[]): Sentence | null =>
	steps.length < LIMITS.steps ? null : (m) => m.steps.edit.tooMany(LIMITS.steps);
/**
 * Why a step cannot be removed, or null. The group's current step cannot be removed, so there is always one. Notes that
 * wait in a removed step stay at their writers' desks; the writers can move them to another step.
 */
export function whyNotRemove(id: string, stage: Agenda & Pick<Stage, 'rounds'>): Sentence | null {
	if (id === stage.currentStep) return (m) => m.steps.edit.groupIsHere;
	if (stage.rounds.some(({ stepId }) => stepId === id)) return (m) => m.steps.edit.holdsVotes;
	return null;
}

/** The steps with a new one after the one with the id `after`, or first if that is ''. */
export function withStepAt(steps: readonly Step[], after: string, step: Step): Step[] {
	const at = steps.findIndex(({ id }) => id === after) + 1;
	return [...steps.slice(0, at), step, ...steps.slice(at)];
}
/**
 * The steps with this one after the one with the id `after`, or first if that is ''. If the two are the same, it stays.
 */
export function withStepMoved(steps: readonly Step[], id: string, after: string): Step[] {
	const step = steps.find((one) => one.id === id);
	if (!step || id === after) return [...steps];
	const others = steps.filter((one) => one !== step);
	return withStepAt(others, after, step);
}
/** The step that another one has to follow to move one place up or down; null if it cannot move. */
export function neighbourFor(
	steps: readonly Step[],
	id: string,
	way: 'up' | 'down'
): string | null {
	const at = steps.findIndex((one) => one.id === id);
	if (at < 0 || (way === 'up' ? at === 0 : at === steps.length - 1)) return null;
	return way === 'up' ? (steps[at - 2]?.id ?? '') : (steps[at + 1]?.id ?? null);
}
