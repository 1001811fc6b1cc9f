/**
 * Counts secret votes. First the board accepts no more votes, then pending votes become durable, then they are
 * read. So every acknowledged vote is counted, and later ones are rejected with a message.
 */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type { Command } from '../../../src/lib/workshop/commands.ts';
import { isShownForGood } from '../../../src/lib/workshop/outcomes/marks.ts';
import { openRound } from '../../../src/lib/workshop/permissions.ts';
import type { Action } from '../../../src/lib/workshop/actions.ts';
import type { Person, Round } from '../../../src/lib/workshop/types.ts';
import type { Desk } from '../../../src/lib/wall/desk.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';

/** The id of the round or the outcome that a command counts; null for other commands. */
export function countedBy(command: Command): string | null {
	if (command.kind === 'closeRound') return command.round;
	return command.kind === 'revealAgreement' ? command.outcome : null;
}

/** The round that accepts dots now: none while it is being counted. */
export function roundTaking({ stage, counting }: Board): Round | null {
	const round = openRound(stage);
	return round && round.id !== counting ? round : null;
}

/** Why these actions are rejected while something that they belong to is being counted, or null. */
export function whyCounting(board: Board, actions: readonly Action[]): ServerSentence | null {
	if (board.counting === null) return null;
	if (actions.includes('agree')) return (m) => m.commands.countingResults;
	const isRound = openRound(board.stage) !== null && roundTaking(board) === null;
	return isRound && actions.includes('vote') ? (m) => m.commands.countingRound : null;
}

/**
 * Why a rating of this outcome is rejected, or null. `of` is the rated wording, or null if a rating is taken back.
 */
export function whyNoMark(
	{ stage, counting }: Board,
	outcome: string,
	of: string | null
): ServerSentence | null {
	if (counting === outcome) return (m) => m.commands.revealingRatings;
	if (of === null || !isShownForGood(outcome, of, stage)) return null;
	return (m) => m.commands.ratingsRevealed;
}

/** Whether a desk holds ballots or ratings that were not counted yet, or could still be counted. */
function holdsSecrets(desk: Desk, { stage, readyKey }: Board): boolean {
	const round = openRound(stage);
	if (round && (desk.isReady(readyKey) || Object.keys(desk.ballot(round.id)).length > 0))
		return true;
	return [...desk.marks()].some(([outcome, { of }]) => !isShownForGood(outcome, of, stage));
}

/** Whether the desk of one of these people holds a ballot or a rating that was not revealed. */
export async function anySecrets(
	deps: Deps,
	board: Board,
	people: readonly { id: string }[]
): Promise<boolean> {
	const held = await Promise.all(
		people.map(({ id }) => deps.live().readDesk(board.id, id, (desk) => holdsSecrets(desk, board)))
	);
	return held.includes(true);
}

/**
 * Why a person's function and role cannot change while the board hides small groups and that person's votes are
 * secret.
 */
export const STANDING_STAYS: ServerSentence = (m) => m.commands.standingStays;

/**
 * Why nobody can be made an observer at that time. The sentence names no person: whether somebody has voted is
 * secret.
 */
export const NOBODY_LOOKS_ON: ServerSentence = (m) => m.commands.nobodyLooksOn;

/** Whether a person would count in a different group than before. */
export const countsElsewhere = (
	before: Pick<Person, 'fn' | 'role'>,
	after: Pick<Person, 'fn' | 'role'>
): boolean =>
	before.fn !== after.fn || (before.role === 'observer') !== (after.role === 'observer');
