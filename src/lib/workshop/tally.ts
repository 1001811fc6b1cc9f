/** Counting a round: what a ballot is worth, and what may be told about the whole. */
import { LIMITS } from './limits.ts';
import type { Ballot, ClusterTally, Fn, FnTally, Round, RoundResult } from './types.ts';

/**
 * Dots per person that suit a number of clusters: its square root, rounded. Enough to weigh, too
 * few to please everybody. From 3 to `LIMITS.dotsPerPerson`.
 */
export function suggestedDots(clusters: number): number {
	return Math.min(Math.max(3, Math.round(Math.sqrt(clusters))), LIMITS.dotsPerPerson);
}

/**
 * The part of a ballot that counts: whole dots on clusters that exist, at most `maxPerCluster` on
 * each and `dots` in all. What goes over the budget is cut from the clusters with the highest ids,
 * so that the same ballot counts the same everywhere.
 */
export function countable(
	ballot: Ballot,
	round: Pick<Round, 'dots' | 'maxPerCluster'>,
	clusters: ReadonlySet<string>
): Ballot {
	let left = round.dots;
	const counted: [string, number][] = [];
	for (const [cluster, wanted] of Object.entries(ballot).sort(([a], [b]) => (a < b ? -1 : 1))) {
		if (!clusters.has(cluster) || !Number.isInteger(wanted)) continue;
		const dots = Math.min(wanted, round.maxPerCluster, left);
		if (dots < 1) continue;
		left -= dots;
		counted.push([cluster, dots]);
	}
	return Object.fromEntries(counted);
}

/** What `tally` counts. A ballot's `fn` is '' for a facilitator without a function. */
export interface Votes {
	ballots: readonly { fn: string; ballot: Ballot }[];
	round: Pick<Round, 'dots' | 'maxPerCluster'>;
	clusters: readonly { id: string; title: string }[];
	functions: readonly Fn[];
	/** Functions with fewer voters than this are hidden. */
	smallestGroup: number;
	/** Epoch ms. */
	closedAt: number;
}

/**
 * Counts a round. A voter is somebody with at least one countable dot. A hidden function tells its
 * voters and no dots; its dots, and those of people without a function, are in the totals alone.
 */
export function tally(input: Votes): RoundResult {
	const known = new Set(input.clusters.map(({ id }) => id));
	const votes = input.ballots
		.map(({ fn, ballot }) => ({ fn, dots: countable(ballot, input.round, known) }))
		.filter(({ dots }) => sum(Object.values(dots)) > 0);
	const groups = input.functions.map(({ id }) => ({
		fn: id,
		votes: votes.filter(({ fn }) => fn === id)
	}));
	const counts = groups.map(({ fn, votes: own }) => ({ fn, voters: own.length }));
	const hiding = hiddenFns(counts, votes.length, input.smallestGroup);
	const fns = groups.map(({ fn, votes: own }): FnTally => {
		const hidden = hiding.has(fn);
		const dots = sum(own.flatMap((vote) => Object.values(vote.dots)));
		return { fn, voters: own.length, dots: hidden ? 0 : dots, hidden };
	});
	const shown = fns.filter(({ hidden }) => !hidden).map(({ fn }) => fn);
	return {
		closedAt: input.closedAt,
		voters: votes.length,
		dots: sum(votes.flatMap((vote) => Object.values(vote.dots))),
		fns,
		clusters: clusterTallies(input.clusters, votes, shown)
	};
}

/**
 * Functions that are seen only in the total: those with voters, but fewer than `smallestGroup`. The totals
 * less what is shown tell what all the others gave together. So that this never is one small function alone,
 * nor fewer people than the smallest group, the smallest of the shown functions are hidden with them. Where
 * all are hidden already, nothing can be taken away from the totals.
 */
export function hiddenFns(
	counts: readonly { fn: string; voters: number }[],
	voters: number,
	smallestGroup: number
): Set<string> {
	const present = counts.filter((one) => one.voters > 0);
	const small = present.filter((one) => one.voters < smallestGroup);
	const shown = present
		.filter((one) => one.voters >= smallestGroup)
		.sort((a, b) => a.voters - b.voters);
	const hidden = [...small];
	const together = () => voters - sum(shown.map((one) => one.voters));
	const tells = () =>
		(small.length === 1 && hidden.length === 1) || (together() > 0 && together() < smallestGroup);
	while (shown.length > 0 && tells()) hidden.push(...shown.splice(0, 1));
	return new Set(hidden.map(({ fn }) => fn));
}

/** Goes through the ballots once, not once for each cluster. */
function clusterTallies(
	clusters: Votes['clusters'],
	votes: readonly { fn: string; dots: Ballot }[],
	shown: readonly string[]
): ClusterTally[] {
	const tallies = clusters.map(({ id, title }): ClusterTally => {
		const byFn = Object.fromEntries(shown.map((fn) => [fn, { dots: 0, backers: 0 }]));
		return { cluster: id, title, dots: 0, byFn };
	});
	const byCluster = new Map(tallies.map((one) => [one.cluster, one]));
	for (const { fn, dots } of votes)
		for (const [cluster, count] of Object.entries(dots)) {
			const told = byCluster.get(cluster);
			if (!told) continue;
			told.dots += count;
			const own = Object.hasOwn(told.byFn, fn) ? told.byFn[fn] : undefined;
			if (!own) continue;
			own.dots += count;
			own.backers++;
		}
	return tallies;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
