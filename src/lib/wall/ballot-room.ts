/** The room that a ballot has for more dots. */
import { count } from '../workshop/text.ts';
import type { Ballot, Round } from '../workshop/types.ts';
import type { Desk } from './desk.ts';

/** Dots of a person in a round, and the most of them on one cluster. */
export type BallotRoom = Pick<Round, 'dots' | 'maxPerCluster'>;

/**
 * Raises the dots of a round to those wanted, as far as the ballot has room; what is there already stays. Returns the
 * dots that find no room, by cluster.
 */
export function giveMore(desk: Desk, round: string, wanted: Ballot, room: BallotRoom): Ballot {
	const there = desk.ballot(round);
	let left = room.dots - Object.values(there).reduce((sum, dots) => sum + dots, 0);
	const beyond: Ballot = {};
	for (const [cluster, dots] of Object.entries(wanted)) {
		const has = there[cluster] ?? 0;
		const more = Math.max(0, dots - has);
		const fits = Math.max(0, Math.min(more, room.maxPerCluster - has, left));
		left -= fits;
		if (fits > 0) desk.spend(round, cluster, has + fits);
		if (more > fits) beyond[cluster] = more - fits;
	}
	return beyond;
}

export const whyNotCounted = ({ dots, maxPerCluster }: BallotRoom) =>
	`You have ${count(dots, 'dot', 'dots')} in this round, at most ${maxPerCluster} on one problem, and gave others on another page.`;
