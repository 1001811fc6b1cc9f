/** Restores dots that Yjs dropped in a conflict with another page of the same person. */
import type { Sentence } from '../i18n/messages.ts';
import type { Ballot } from '../workshop/types.ts';
import { raised, type Budget } from '../workshop/votes/budget.ts';
import type { Desk } from './desk.ts';

/**
 * Raises the dots of a round to `wanted`, as far as the budget allows; it never lowers a count. Returns the dots that
 * did not fit, by cluster.
 */
export function giveMore(desk: Desk, round: string, wanted: Ballot, budget: Budget): Ballot {
	const there = desk.ballot(round);
	const { ballot, beyond } = raised(there, wanted, budget);
	for (const [cluster, dots] of Object.entries(ballot))
		if (dots !== there[cluster]) desk.spend(round, cluster, dots);
	return beyond;
}

/** Why dots do not count: another page of the same person used up the ballot. */
export const whyNotCounted =
	({ dots, maxPerCluster }: Budget): Sentence =>
	(m) =>
		m.connection.otherPage.notCounted(dots, maxPerCluster);
