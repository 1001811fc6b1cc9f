/** What each command does to a stage: pure functions that get everything they need as arguments. */
import type { AllMessages, ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type { Command, CommandKind } from '../../../src/lib/workshop/commands.ts';
import {
	currentStep,
	openRound,
	postsAtOnce,
	whyNot
} from '../../../src/lib/workshop/permissions.ts';
import { cleanLine } from '../../../src/lib/workshop/clean-text.ts';
import { functionsProblem, withFunction } from '../../../src/lib/workshop/functions.ts';
import {
	archived,
	deleted,
	isSameTitle,
	unarchived
} from '../../../src/lib/workshop/board/life.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { MARKS, withTold } from '../../../src/lib/workshop/votes/small-groups.ts';
import { silentAgain, stepsOnTheWay } from '../../../src/lib/workshop/steps/steps.ts';
import type { MarkSeat } from '../../../src/lib/workshop/outcomes/marks.ts';
import { restoredStage } from '../../../src/lib/workshop/board-file/versions.ts';
import type { Cluster, Role, Stage, Step } from '../../../src/lib/workshop/types.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import type { StoredNewcomer, StoredParticipant } from '../../store/store.ts';
import { letIn, setJoining, turnAway } from '../joining/waiting-room.ts';
import { done, overtaken, refused, type Applied, type Effect } from './applied.ts';
import { countsElsewhere, NOBODY_LOOKS_ON, STANDING_STAYS } from './counting.ts';
import { decide, openGate, revealAgreement, throughGate, type Work } from './gate.ts';
import { closedRound, whyNoRound, withRound, type CastBallot } from './rounds.ts';
import { editSteps } from './step-commands.ts';
import type { UnpackedVersion } from '../versions/versions.ts';

export interface CommandContext {
	/** The catalogue of the person who gives the command. It supplies all texts that the board stores. */
	messages: AllMessages;
	/** The seat that gives the command. */
	by: StoredParticipant;
	/** Everybody on the board. */
	seats: readonly StoredParticipant[];
	/** Number of people who ever had a seat. */
	seatCount: number;
	/** People who wait to be let in or were turned away, in the order in which they asked. */
	newcomers: readonly StoredNewcomer[];
	/** Epoch ms. */
	now: number;
	makeId: () => string;
	/** Clusters on the wall now. Needed by `openRound`, `closeRound` and `choose`. */
	clusters: readonly Cluster[];
	/** Needed by `closeRound`. */
	ballots: readonly CastBallot[];
	/** Whether the wall has the note of `restoreNote`, and room to show it. */
	toRestore: 'missing' | 'full' | 'fits';
	/** Number of notes that wait at desks for the step of `reveal`. */
	unrevealed: number;
	/** Why `keepVersion` must be refused, or null. */
	whyNotKeep: ServerSentence | null;
	/** Why `restoreVersion` must be refused, or null. */
	whyNotSetBack: ServerSentence | null;
	/** Why `saveTemplate` must be refused, or null. */
	whyNoTemplate: ServerSentence | null;
	/** The contents of the version of `restoreVersion`, if it exists. */
	version: UnpackedVersion | null;
	/**
	 * What the group has written. Needed by `openGate`, `revealAgreement` and `decide`, and by steps to technology.
	 */
	work: Work;
	/** Whether ballots or ratings that affect `setSmallestGroup`, `setSelf` or `setRole` are still secret. */
	hasSecrets: boolean;
	/** Needed by `revealAgreement`. */
	marks: readonly MarkSeat[];
}

type Of<K extends CommandKind> = Extract<Command, { kind: K }>;

/**
 * Returns the stage after a permitted command, with the next version number, and what else has to be done; or why
 * the command is refused. Never modifies its arguments.
 */
export function applyCommand(stage: Stage, command: Command, context: CommandContext): Applied {
	const applied = dispatch(stage, command, context);
	if (!applied.ok) return applied;
	return { ...applied, stage: { ...applied.stage, version: stage.version + 1 } };
}

/** Why a person with this role may not give a command now, or null. */
export function whyNotGive(stage: Stage, { kind }: Command, role: Role): ServerSentence | null {
	if (kind === 'archive' || kind === 'deleteBoard') return whyNot('look', role, stage);
	return whyNot('steer', kind === 'setSelf' ? 'facilitator' : role, stage);
}

function dispatch(stage: Stage, command: Command, context: CommandContext): Applied {
	switch (command.kind) {
		case 'goToStep':
			return goToStep(stage, command, context);
		case 'setWriting':
			return setWriting(stage, command);
		case 'reveal':
			return reveal(stage, command, context);
		case 'openRound':
			return openNewRound(stage, command, context);
		case 'closeRound':
			return closeRound(stage, command, context);
		case 'choose':
			return choose(stage, command, context);
		case 'startTimer':
			return done({
				...stage,
				timer: { startedAt: context.now, endsAt: context.now + command.seconds * 1000 }
			});
		case 'stopTimer':
			return done({ ...stage, timer: null });
		case 'lock':
			return done({ ...stage, locked: command.locked });
		case 'rename':
			return done({ ...stage, title: command.title });
		case 'setSmallestGroup':
			return setSmallestGroup(stage, command, context);
		case 'addFunction':
			return addFunction(stage, command, context);
		case 'setRole':
			return setRole(stage, command, context);
		case 'removePerson':
			return removePeople(stage, [command.person], context);
		case 'removePeople':
			return removePeople(stage, command.people, context);
		case 'setJoining':
			return setJoining(stage, command.joining, context);
		case 'letIn':
			return letIn(stage, command.people, context);
		case 'turnAway':
			return turnAway(stage, command.people, context);
		case 'renewLink':
			return done(stage, { kind: 'renewLink', role: command.link });
		case 'restoreNote':
			if (context.toRestore === 'missing') return refused(404, (m) => m.commands.noNote);
			if (context.toRestore === 'full')
				return refused(409, (m) => m.commands.wallFull(LIMITS.notesPerBoard));
			return done(stage, { kind: 'restoreNote', note: command.note });
		case 'keepVersion': {
			const { whyNotKeep } = context;
			if (whyNotKeep !== null) return refused(409, whyNotKeep);
			return done(stage, { kind: 'keepVersion', reason: 'named', name: command.name, stage });
		}
		case 'restoreVersion':
			return restoreVersion(stage, context);
		case 'setReview':
			return done({ ...stage, reviewOn: command.reviewOn });
		case 'setWordingCheck': {
			const { checksWording, products } = command;
			return done({ ...stage, checksWording, products });
		}
		case 'openGate':
			return openGate(stage, command, context);
		case 'revealAgreement':
			return revealAgreement(stage, command, context);
		case 'decide':
			return decide(stage, command, context);
		case 'addStep':
		case 'repeatStep':
		case 'changeStep':
		case 'moveStep':
		case 'removeStep':
			return editSteps(stage, command, context);
		case 'saveTemplate':
			return context.whyNoTemplate === null
				? done(stage, { kind: 'saveTemplate', title: command.title })
				: refused(409, context.whyNoTemplate);
		case 'archive':
			return archive(stage, command, context);
		case 'deleteBoard':
			return isSameTitle(command.title, stage.title)
				? done(deleted(stage, context.now), { kind: 'leave' })
				: refused(400, (m) => m.commands.otherTitle);
		case 'setSelf':
			return setSelf(stage, command, context);
	}
}

function addFunction(stage: Stage, { name }: Of<'addFunction'>, context: CommandContext): Applied {
	const functions = withFunction(stage.functions, context.makeId(), cleanLine(name));
	const problem = functionsProblem(functions);
	return problem === null ? done({ ...stage, functions }) : refused(409, problem);
}

function setSmallestGroup(
	stage: Stage,
	{ smallestGroup }: Of<'setSmallestGroup'>,
	{ hasSecrets }: CommandContext
): Applied {
	if (smallestGroup < stage.smallestGroup && hasSecrets)
		return refused(409, (m) => m.commands.smallerGroup(stage.smallestGroup));
	return done({ ...stage, smallestGroup });
}

function goToStep(
	stage: Stage,
	{ step: id, from }: Of<'goToStep'>,
	context: CommandContext
): Applied {
	if (from !== undefined && from !== stage.currentStep)
		return overtaken((m) => m.commands.groupIsAt(currentStep(stage).title));
	const step = stage.steps.find((candidate) => candidate.id === id);
	if (!step) return refused(404, (m) => m.commands.noStep);
	if (openRound(stage)) return refused(409, (m) => m.commands.roundIsOpen.step);
	const passed = step.kind === 'technology' ? throughGate(stage, context) : stage;
	if (!passed) return refused(409, (m) => m.commands.shut(step.title));
	// Silent writing starts again, so that going back alone does not post the notes that wait at desks.
	const entered = step.writing === 'silent' && id !== stage.currentStep ? silentAgain(step) : step;
	const onTheWay = { ...passed, steps: stepsOnTheWay(passed, id) };
	const begins = step.kind === 'outcomes' ? [id, MARKS] : [id];
	const moved = { ...withStep(onTheWay, id, entered), currentStep: id, timer: null };
	const there = withTold(moved, begins, context.seats);
	const effects: Effect[] = [
		{ kind: 'keepVersion', reason: 'step', name: step.title, stage: there }
	];
	// Posts answers that people wrote for this step but could not send while the group was there.
	const takesAnswers = whyNot('answer', 'facilitator', there) === null;
	if (postsAtOnce(entered) || takesAnswers) effects.push({ kind: 'post' });
	return done(there, ...effects);
}

function restoreVersion(stage: Stage, { version, whyNotSetBack, now }: CommandContext): Applied {
	if (!version) return refused(404, (m) => m.commands.versionGone);
	if (openRound(stage)) return refused(409, (m) => m.commands.roundIsOpen.version);
	if (whyNotSetBack !== null) return refused(409, whyNotSetBack);
	return done(restoredStage(stage, version.stage, now), { kind: 'beginEpoch', version });
}

const withStep = (stage: Stage, id: string, change: Partial<Step>): Stage => ({
	...stage,
	steps: stage.steps.map((step) => (step.id === id ? { ...step, ...change } : step))
});

function setWriting(stage: Stage, { step: id, writing }: Of<'setWriting'>): Applied {
	const step = stage.steps.find((candidate) => candidate.id === id);
	if (step?.kind !== 'post') return refused(404, (m) => m.commands.noPostStep);
	if (step.writing === writing) return done(stage);
	// Changing back to silent starts silent writing again; what is on the wall stays there.
	const change = writing === 'silent' ? silentAgain(step) : ({ writing, revealed: false } as const);
	const changed = withStep(stage, id, change);
	return done(changed, ...((writing === 'open' ? [{ kind: 'post' }] : []) satisfies Effect[]));
}

/** Reveals the current step, or a step that the group left before its notes were revealed. */
function reveal(stage: Stage, { step: id }: Of<'reveal'>, { unrevealed }: CommandContext): Applied {
	const step = stage.steps.find((candidate) => candidate.id === id);
	if (step?.kind !== 'post') return refused(404, (m) => m.commands.noPostStep);
	const isHere = id === stage.currentStep;
	if (isHere ? postsAtOnce(step) : unrevealed === 0)
		return overtaken((m) => m.commands.revealed(step.title));
	if (openRound(stage)) return refused(409, (m) => m.commands.roundIsOpen.notes);
	const revealed = withStep(stage, id, { revealed: true });
	return done(revealed, { kind: 'post', ...(isHere ? {} : { step: id }) });
}

function openNewRound(
	stage: Stage,
	command: Of<'openRound'>,
	{ clusters, makeId, now, seats }: CommandContext
): Applied {
	const reason = whyNoRound(stage, clusters.length);
	if (reason !== null) return refused(409, reason);
	const id = makeId();
	return done(withTold(withRound(stage, command, id, now), [id], seats));
}

function closeRound(
	stage: Stage,
	{ round: id }: Of<'closeRound'>,
	context: CommandContext
): Applied {
	const round = stage.rounds.find((candidate) => candidate.id === id);
	if (!round) return refused(404, (m) => m.commands.noRound);
	if (round.status !== 'open') return refused(409, (m) => m.commands.closed);
	return done(closedRound(stage, round, context.clusters, context.ballots, context.now));
}

function choose(
	stage: Stage,
	{ cluster, chosen }: Of<'choose'>,
	{ clusters }: CommandContext
): Applied {
	const others = stage.chosen.filter((id) => id !== cluster);
	if (!chosen) return done({ ...stage, chosen: others });
	if (!clusters.some(({ id }) => id === cluster))
		return refused(404, (m) => m.commands.clusterGone);
	if (others.length < stage.chosen.length) return done(stage);
	return done({ ...stage, chosen: [...others, cluster] });
}

const lastFacilitator = (person: StoredParticipant, seats: readonly StoredParticipant[]) =>
	person.role === 'facilitator' &&
	!seats.some(({ id, role }) => role === 'facilitator' && id !== person.id);

function setRole(
	stage: Stage,
	{ person, role }: Of<'setRole'>,
	{ seats, hasSecrets }: CommandContext
): Applied {
	const seat = seats.find(({ id }) => id === person);
	if (!seat) return refused(404, (m) => m.commands.notOnBoard);
	if (seat.role === role) return done(stage);
	if (lastFacilitator(seat, seats)) return refused(409, (m) => m.commands.needsFacilitator);
	if (standsFast(stage, seat, { ...seat, role }, hasSecrets))
		return refused(409, role === 'observer' ? NOBODY_LOOKS_ON : STANDING_STAYS);
	return done(
		stage,
		{ kind: 'saveSeat', seat: { ...seat, role }, close: CLOSE.rejoin },
		...linkAfter(seat)
	);
}

/** Skips people who have left in the meantime. If all of them have left, the answer says so. */
function removePeople(
	stage: Stage,
	people: readonly string[],
	{ seats, now }: CommandContext
): Applied {
	const leaving = seats.filter(({ id }) => people.includes(id));
	if (leaving.length === 0)
		return refused(404, (m) =>
			people.length === 1 ? m.commands.notOnBoard : m.commands.noneOnBoard
		);
	const staying = seats.filter((seat) => !leaving.includes(seat));
	const facilitates = ({ role }: StoredParticipant) => role === 'facilitator';
	if (!staying.some(facilitates)) return refused(409, (m) => m.commands.needsFacilitator);
	const [known] = leaving.filter(facilitates);
	return done(
		stage,
		...leaving.map((seat): Effect => ({
			kind: 'saveSeat',
			seat: { ...seat, removedAt: now },
			close: CLOSE.notAMember
		})),
		...(known ? linkAfter(known) : [])
	);
}
/** A former facilitator may know the facilitators' link, so the link must not let them back in. */
function linkAfter({ role }: StoredParticipant): Effect[] {
	return role === 'facilitator' ? [{ kind: 'renewLink', role: 'facilitator' }] : [];
}

function archive(stage: Stage, command: Of<'archive'>, { now }: CommandContext): Applied {
	if (!command.archived) return done(unarchived(stage));
	if (openRound(stage)) return refused(409, (m) => m.commands.roundIsOpen.archive);
	if (stage.archivedAt !== undefined) return done(stage);
	const next = archived(stage, now);
	return done(next, ...(stage.attribution === 'anonymous' ? [FORGET] : []));
}
const FORGET: Effect = { kind: 'forgetWriters' };

const standsFast = (
	{ smallestGroup }: Stage,
	before: StoredParticipant,
	after: StoredParticipant,
	hasSecrets: boolean
) => smallestGroup > 1 && hasSecrets && countsElsewhere(before, after);

function setSelf(
	stage: Stage,
	{ name, fn }: Of<'setSelf'>,
	{ by, hasSecrets }: CommandContext
): Applied {
	const reason = whyNotFunction(stage, by.role, fn);
	if (reason !== null) return refused(400, reason);
	const seat = { ...by, name, fn: by.role === 'observer' ? by.fn : fn };
	if (standsFast(stage, by, seat, hasSecrets)) return refused(409, STANDING_STAYS);
	return done(stage, { kind: 'saveSeat', seat, close: CLOSE.rejoin });
}

/** Why a person with this role cannot represent this function ('' for none), or null. */
function whyNotFunction(stage: Stage, role: Role, fn: string): ServerSentence | null {
	if (fn === '') return role === 'participant' ? (m) => m.commands.chooseFunction : null;
	if (role === 'observer') return (m) => m.rules.observer;
	return stage.functions.some(({ id }) => id === fn) ? null : (m) => m.commands.noFunction;
}
