/** Dots that lost by chance against another page's, given again. */
import { count } from '../workshop/text.ts';
import type { Ballot } from '../workshop/types.ts';
import { raised, type Budget } from '../workshop/votes/budget.ts';
import type { Desk } from './desk.ts';

/**
 * Raises the dots of a round to those wanted, as far as the budget allows; what is there already stays. Returns the
 * dots that find no room, by cluster.
 */
export function giveMore(desk: Desk, round: string, wanted: Ballot, budget: Budget): Ballot {
	const there = desk.ballot(round);
	const { ballot, beyond } = raised(there, wanted, budget);
	for (const [cluster, dots] of Object.entries(ballot))
		if (dots !== there[cluster]) desk.spend(round, cluster, dots);
	return beyond;
}

export const whyNotCounted = ({ dots, maxPerCluster }: Budget) =>
	`You have ${count(dots, 'dot', 'dots')} in this round, at most ${maxPerCluster} on one problem, and gave others on another page.`;
