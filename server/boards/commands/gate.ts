/**
 * The gate, the ratings of outcomes, and the decision: pure functions that get the contents of the wall as
 * arguments.
 */
import type { Outcome, Requirement } from '../../../src/lib/workshop/items/shapes.ts';
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import type { Command } from '../../../src/lib/workshop/commands.ts';
import {
	gateConditions,
	holdAll,
	type GateCondition
} from '../../../src/lib/workshop/gate/gate.ts';
import {
	agreementOf,
	isShownForGood,
	withRevealed,
	type MarkSeat
} from '../../../src/lib/workshop/outcomes/marks.ts';
import { isTooFew } from '../../../src/lib/workshop/votes/small-groups.ts';
import { wordingOf } from '../../../src/lib/workshop/outcomes/check.ts';
import type { Person, Stage } from '../../../src/lib/workshop/types.ts';
import { liveIds, liveItems } from '../../../src/lib/wall/items.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import { done, refused, type Applied } from './applied.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';

/** What the group has written so far, without archived items. */
export interface Work {
	problems: readonly { id: string; title: string }[];
	outcomes: readonly Outcome[];
	requirements: readonly Requirement[];
	/** Only ids: decisions need nothing else, and the findings for each requirement are long. */
	options: readonly { id: string }[];
}
export const NO_WORK: Work = { problems: [], outcomes: [], requirements: [], options: [] };

/** The chosen problems that are still on the wall, and everything that belongs to them. */
export function workOn(wall: Wall, chosen: readonly string[]): Work {
	const problems = chosen
		.map((id) => wall.cluster(id))
		.filter((cluster) => cluster !== null)
		.filter(({ archived }) => !archived);
	return {
		problems: problems.map(({ id, title }) => ({ id, title })),
		outcomes: liveItems(wall, 'outcomes'),
		requirements: liveItems(wall, 'requirements'),
		options: liveIds(wall, 'options').map((id) => ({ id }))
	};
}

/** What a decision needs to know. */
export interface DecidingContext {
	messages: AllMessages;
	seats: readonly Pick<Person, 'fn' | 'role'>[];
	/** Epoch ms. */
	now: number;
	work: Work;
	marks: readonly MarkSeat[];
}
type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

const conditions = (stage: Stage, { seats, work }: DecidingContext): GateCondition[] => {
	const { functions, rounds, agreements } = stage;
	return gateConditions({ functions, rounds, agreements, people: seats, ...work });
};

/** The stage when the group reaches a Technology step, or null while the gate is closed. */
export function throughGate(stage: Stage, context: DecidingContext): Stage | null {
	if (stage.gate !== null) return stage;
	if (!holdAll(conditions(stage, context))) return null;
	return { ...stage, gate: { openedAt: context.now, early: null } };
}

/** Opens the gate. If not all of its conditions are met, it needs a reason, which stays in the record. */
export function openGate(
	stage: Stage,
	{ reason }: Of<'openGate'>,
	context: DecidingContext
): Applied {
	if (stage.gate !== null) return done(stage);
	const missing = conditions(stage, context).filter((one) => !one.done);
	if (missing.length > 0 && reason === '') return refused(409, (m) => m.commands.sayWhyEarly);
	const early = { reason, missing: missing.map(({ text }) => text(context.messages)) };
	const gate = { openedAt: context.now, early: missing.length > 0 ? early : null };
	return done({ ...stage, gate });
}

/**
 * Counts the ratings of an outcome in its current wording. The result contains no single rating and no total of
 * fewer people than the smallest group: such a total would reveal what one small function said. A second total
 * would reveal it too, so each wording is revealed only once.
 */
export function revealAgreement(
	stage: Stage,
	{ outcome: id }: Of<'revealAgreement'>,
	{ work, marks, now }: DecidingContext
): Applied {
	const outcome = work.outcomes.find((one) => one.id === id);
	if (!outcome) return refused(404, (m) => m.commands.outcomeGone);
	const { functions, smallestGroup } = stage;
	const wording = wordingOf(outcome);
	if (isShownForGood(id, wording, stage))
		return refused(409, (m) => m.commands.ratingsRevealedOnce);
	const seats = marks;
	const agreement = agreementOf({ seats, functions, smallestGroup, wording, revealedAt: now });
	const answered = agreement.marks.reduce((sum, people) => sum + people, 0);
	if (isTooFew(answered, smallestGroup))
		return refused(409, (m) => m.commands.tooFewRatings(smallestGroup));
	return done(withRevealed({ ...stage, agreements: { ...stage.agreements, [id]: agreement } }));
}

/** Records the decision. Everything that it names must exist. */
export function decide(
	stage: Stage,
	command: Of<'decide'>,
	{ work, now }: DecidingContext
): Applied {
	if (stage.gate === null) return refused(409, (m) => m.rules.gateShut);
	const names = (items: readonly { id: string }[], ids: readonly string[]) =>
		ids.every((id) => items.some((one) => one.id === id));
	const { option, requirements, leavesOpen, reviewOn } = command;
	if (option !== '' && !names(work.options, [option]))
		return refused(404, (m) => m.commands.optionGone);
	if (!names(work.requirements, requirements))
		return refused(404, (m) => m.commands.requirementGone);
	if (!names(work.problems, leavesOpen)) return refused(404, (m) => m.commands.problemGone);
	const decision = {
		kind: command.decision,
		rationale: command.rationale,
		option,
		requirements: [...new Set(requirements)],
		leavesOpen: [...new Set(leavesOpen)],
		decidedAt: now
	};
	return done({ ...stage, decision, reviewOn });
}

/** The ratings at the desks of everybody who takes part. */
export function readMarks(deps: Deps, board: Board, outcome: string): Promise<MarkSeat[]> {
	const people = board.seats().filter(({ role }) => role !== 'observer');
	return Promise.all(
		people.map(({ id, fn }) =>
			deps.live().readDesk(board.id, id, (desk) => ({
				...{ fn, mark: desk.mark(outcome) },
				agrees: desk.consent(fn) === true
			}))
		)
	);
}
