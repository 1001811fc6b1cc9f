/** Secret votes: opening, counting and closing a round. Ballots are read here and are not passed on. */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { currentStep, may, openRound } from '../../../src/lib/workshop/permissions.ts';
import { talliesIn, tally } from '../../../src/lib/workshop/votes/tally.ts';
import type { Ballot, Cluster, Round, Stage } from '../../../src/lib/workshop/types.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';

/** What one person's desk says in a round, before the budget is checked. */
export interface CastBallot {
	fn: string;
	ballot: Ballot;
	/** Whether this person agreed that the function is shown separately. */
	agrees: boolean;
}
export interface RoundTerms {
	dots: number;
	maxPerCluster: number;
	/** Null for a round without a limit. */
	seconds: number | null;
}

/** Why no round over this many clusters can open now, or null. */
export function whyNoRound(stage: Stage, clusters: number): ServerSentence | null {
	if (currentStep(stage).kind !== 'vote') return (m) => m.commands.roundInVote;
	if (openRound(stage)) return (m) => m.commands.roundIsOpen.round;
	// If the import is undone, the dots on its clusters would be lost.
	if (stage.importing !== undefined) return (m) => m.commands.importing;
	if (clusters === 0) return (m) => m.commands.noCluster;
	if (talliesIn(stage.rounds) + clusters > LIMITS.talliesPerBoard)
		return (m) => m.commands.tooManyResults;
	return null;
}

/** The stage with a new open round at `now` (epoch ms). */
export function withRound(stage: Stage, terms: RoundTerms, id: string, now: number): Stage {
	const round: Round = {
		id,
		stepId: stage.currentStep,
		dots: terms.dots,
		maxPerCluster: Math.min(terms.maxPerCluster, terms.dots),
		openedAt: now,
		endsAt: terms.seconds === null ? null : now + terms.seconds * 1000,
		status: 'open',
		result: null
	};
	return { ...stage, rounds: [...stage.rounds, round] };
}

/**
 * The stage with this round counted and revealed at `now` (epoch ms). The result contains only totals; no ballot
 * leaves this function.
 */
export function closedRound(
	stage: Stage,
	round: Round,
	clusters: readonly Cluster[],
	ballots: readonly CastBallot[],
	now: number
): Stage {
	const result = tally({
		ballots,
		round,
		clusters,
		functions: stage.functions,
		smallestGroup: stage.smallestGroup,
		closedAt: now
	});
	const closed: Round = { ...round, status: 'revealed', result };
	return {
		...stage,
		rounds: stage.rounds.map((other) => (other.id === round.id ? closed : other))
	};
}

/**
 * The ballots of everybody who may vote, read from their desks, including empty ones. Call it while the round is
 * open.
 */
export function readBallots(deps: Deps, board: Board, round: string): Promise<CastBallot[]> {
	const voters = board.seats().filter(({ role }) => may('vote', role, board.stage));
	return Promise.all(
		voters.map(({ id, fn }) =>
			deps.live().readDesk(board.id, id, (desk) => ({
				...{ fn, ballot: desk.ballot(round) },
				agrees: desk.consent(fn) === true
			}))
		)
	);
}
