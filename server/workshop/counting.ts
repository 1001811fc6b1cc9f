/**
 * Counting in secret: first nothing more is taken, then what is under way becomes durable, then it is read. So all that
 * was acknowledged is counted, and what comes later is refused in words.
 */
import type { Command } from '../../src/lib/workshop/commands.ts';
import { isShownForGood } from '../../src/lib/workshop/marks.ts';
import { openRound, whyNot } from '../../src/lib/workshop/permissions.ts';
import type { Action } from '../../src/lib/workshop/rules.ts';
import type { Role, Round } from '../../src/lib/workshop/types.ts';
import type { Board } from './board.ts';

/** The round or the outcome that a command counts, by its id; null for other commands, and for people who may not. */
export function countedBy(command: Command, role: Role, board: Board): string | null {
	if (whyNot('steer', role, board.stage) !== null) return null;
	if (command.kind === 'closeRound') return command.round;
	return command.kind === 'revealAgreement' ? command.outcome : null;
}

/** The round that takes dots now: none while it is being counted. */
export function roundTaking({ stage, counting }: Board): Round | null {
	const round = openRound(stage);
	return round && round.id !== counting ? round : null;
}

/** Why dots are not taken, as a sentence, because the open round is being counted; null where it is not. */
export function whyCounting(board: Board, actions: readonly Action[]): string | null {
	const isCounted = openRound(board.stage) !== null && roundTaking(board) === null;
	return isCounted && actions.includes('vote') ? 'The round is being counted.' : null;
}

/**
 * Why a mark of this outcome is not taken, as a sentence, or null. `of` is the wording that it is given to, or null where
 * a mark is taken back.
 */
export function whyNoMark(
	{ stage, counting }: Board,
	outcome: string,
	of: string | null
): string | null {
	if (counting === outcome) return 'These ratings are being revealed.';
	if (of === null || !isShownForGood(outcome, of, stage)) return null;
	return 'The ratings of this wording are revealed already.';
}
