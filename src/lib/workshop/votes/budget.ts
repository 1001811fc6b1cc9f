/**
 * The dots that a person can spend in a round. Desks use these checks, the server uses them when changes arrive, and so
 * does the counting of ballots.
 */
import type { Sentence } from '../../i18n/messages.ts';
import type { Ballot, Round } from '../types.ts';

/** Dots of a person in a round, and the most on one cluster. Both are whole numbers from 1. */
export type Budget = Pick<Round, 'dots' | 'maxPerCluster'>;

export const spentIn = (ballot: Ballot): number =>
	Object.values(ballot).reduce((sum, dots) => sum + dots, 0);
/** Remaining dots of a ballot, from 0. */
export const dotsLeft = (ballot: Ballot, { dots }: Budget): number =>
	Math.max(0, dots - spentIn(ballot));
/** Number of dots that a ballot can still add to this cluster, from 0. */
export const roomFor = (cluster: string, ballot: Ballot, budget: Budget): number =>
	room(Object.hasOwn(ballot, cluster) ? (ballot[cluster] ?? 0) : 0, spentIn(ballot), budget);
const room = (given: number, spent: number, { dots, maxPerCluster }: Budget): number =>
	Math.max(0, Math.min(maxPerCluster - given, dots - spent));

/** Why a ballot exceeds the budget, for its owner, or null if it does not. */
export function whyOverBudget(ballot: Ballot, { dots, maxPerCluster }: Budget): Sentence | null {
	if (Object.values(ballot).some((given) => given > maxPerCluster))
		return ({ votes }) => votes.mostPerProblem(maxPerCluster);
	return spentIn(ballot) > dots ? ({ votes }) => votes.dotsInRound(dots) : null;
}

/**
 * A ballot raised to the wanted dots, as far as the budget allows; existing dots stay. `beyond` contains the dots that
 * do not fit, by cluster.
 */
export function raised(
	ballot: Ballot,
	wanted: Ballot,
	budget: Budget
): { ballot: Ballot; beyond: Ballot } {
	const now = new Map(Object.entries(ballot));
	const beyond: Ballot = {};
	let spent = spentIn(ballot);
	for (const [cluster, dots] of Object.entries(wanted)) {
		const given = now.get(cluster) ?? 0;
		const more = Math.max(0, dots - given);
		const fits = Math.min(more, room(given, spent, budget));
		spent += fits;
		if (fits > 0) now.set(cluster, given + fits);
		if (more > fits) beyond[cluster] = more - fits;
	}
	return { ballot: Object.fromEntries(now), beyond };
}

/**
 * The part of a ballot that counts: whole dots on existing clusters, within the budget. Dots beyond the budget are
 * removed from the clusters with the highest ids, so that the same ballot gives the same result everywhere.
 */
export function countable(ballot: Ballot, budget: Budget, clusters: ReadonlySet<string>): Ballot {
	const known = Object.entries(ballot)
		.filter(([cluster, dots]) => clusters.has(cluster) && Number.isInteger(dots))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return raised({}, Object.fromEntries(known), budget).ballot;
}
