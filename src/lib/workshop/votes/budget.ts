/** The dots that a person may spend in a round: at the desk, at the server's door, and when ballots are counted. */
import type { Sentence } from '../../i18n/messages.ts';
import type { Ballot, Round } from '../types.ts';

/** Dots of a person in a round, and the most of them on one cluster. Both are whole and from 1. */
export type Budget = Pick<Round, 'dots' | 'maxPerCluster'>;

export const spentIn = (ballot: Ballot): number =>
	Object.values(ballot).reduce((sum, dots) => sum + dots, 0);
/** Dots that a ballot may still give, from 0. */
export const dotsLeft = (ballot: Ballot, { dots }: Budget): number =>
	Math.max(0, dots - spentIn(ballot));
/** More dots that a ballot may give this cluster, from 0. */
export const roomFor = (cluster: string, ballot: Ballot, budget: Budget): number =>
	room(Object.hasOwn(ballot, cluster) ? (ballot[cluster] ?? 0) : 0, spentIn(ballot), budget);
const room = (given: number, spent: number, { dots, maxPerCluster }: Budget): number =>
	Math.max(0, Math.min(maxPerCluster - given, dots - spent));

/** Why a ballot cannot be so, for its person, or null where it is within the budget. */
export function whyOverBudget(ballot: Ballot, { dots, maxPerCluster }: Budget): Sentence | null {
	if (Object.values(ballot).some((given) => given > maxPerCluster))
		return ({ votes }) => votes.mostPerProblem(maxPerCluster);
	return spentIn(ballot) > dots ? ({ votes }) => votes.dotsInRound(dots) : null;
}

/**
 * A ballot raised to the dots wanted, as far as the budget allows; what it has stays. `beyond` are the dots that find
 * no room, by cluster.
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
 * The part of a ballot that counts: whole dots on clusters that exist, within the budget. What goes over it is cut
 * from the clusters with the highest ids, so that the same ballot counts the same everywhere.
 */
export function countable(ballot: Ballot, budget: Budget, clusters: ReadonlySet<string>): Ballot {
	const known = Object.entries(ballot)
		.filter(([cluster, dots]) => clusters.has(cluster) && Number.isInteger(dots))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return raised({}, Object.fromEntries(known), budget).ballot;
}
