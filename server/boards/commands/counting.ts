/**
 * Counting in secret: first nothing more is taken, then what is under way becomes durable, then it is read. So all that
 * was acknowledged is counted, and what comes later is refused in words.
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

/** The round or the outcome that a command counts, by its id; null for other commands. */
export function countedBy(command: Command): string | null {
	if (command.kind === 'closeRound') return command.round;
	return command.kind === 'revealAgreement' ? command.outcome : null;
}

/** The round that takes dots now: none while it is being counted. */
export function roundTaking({ stage, counting }: Board): Round | null {
	const round = openRound(stage);
	return round && round.id !== counting ? round : null;
}

/** Why this is not taken, because something is being counted that it belongs to; or null. */
export function whyCounting(board: Board, actions: readonly Action[]): ServerSentence | null {
	if (board.counting === null) return null;
	if (actions.includes('agree')) return (m) => m.commands.countingResults;
	const isRound = openRound(board.stage) !== null && roundTaking(board) === null;
	return isRound && actions.includes('vote') ? (m) => m.commands.countingRound : null;
}

/**
 * Why a mark of this outcome is not taken, or null. `of` is the wording that it is given to, or null where
 * a mark is taken back.
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

/** Whether ballots or marks lie at a desk that were not counted yet, or could still be. */
function holdsSecrets(desk: Desk, { stage, readyKey }: Board): boolean {
	const round = openRound(stage);
	if (round && (desk.isReady(readyKey) || Object.keys(desk.ballot(round.id)).length > 0))
		return true;
	return [...desk.marks()].some(([outcome, { of }]) => !isShownForGood(outcome, of, stage));
}

/** Whether one of these people's desks holds a ballot or a mark that was not revealed. */
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

/** What a seat may not change while a board hides small groups and its person's votes are secret. */
export const STANDING_STAYS: ServerSentence = (m) => m.commands.standingStays;

/** Why nobody is made an observer then. It speaks of no single person: that one has voted, or not, is secret. */
export const NOBODY_LOOKS_ON: ServerSentence = (m) => m.commands.nobodyLooksOn;

/** Whether a seat would count for another group than before. */
export const countsElsewhere = (
	before: Pick<Person, 'fn' | 'role'>,
	after: Pick<Person, 'fn' | 'role'>
): boolean =>
	before.fn !== after.fn || (before.role === 'observer') !== (after.role === 'observer');
