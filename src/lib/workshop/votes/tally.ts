/** Counts a round: the valid dots of each ballot, and the numbers that may be shown. */
import { LIMITS } from '../limits.ts';
import { countable, spentIn, type Budget } from './budget.ts';
import { hiddenFns, isTooFew, type Group } from './small-groups.ts';
import type { Ballot, ClusterTally, Fn, FnTally, Round, RoundResult } from '../types.ts';

/**
 * A suitable number of dots per person for a number of clusters: the square root, rounded. That is enough to weigh, and
 * too few to please everybody. From 3 to `LIMITS.dotsPerPerson`.
 */
export function suggestedDots(clusters: number): number {
	return Math.min(Math.max(3, Math.round(Math.sqrt(clusters))), LIMITS.dotsPerPerson);
}

/** The input of `tally`. */
export interface Votes {
	/**
	 * The ballots of everybody who may vote, including empty ones. `fn` is '' for a facilitator without a function;
	 * `agrees` says whether this person agreed that a small function is shown separately.
	 */
	ballots: readonly { fn: string; ballot: Ballot; agrees?: boolean }[];
	round: Budget;
	clusters: readonly { id: string; title: string }[];
	functions: readonly Fn[];
	/** Functions with fewer voters than this are hidden. */
	smallestGroup: number;
	/** Epoch ms. */
	closedAt: number;
}

/**
 * Counts a round. A voter is a person with at least one countable dot. The result gives nothing for a hidden function,
 * not even its number of voters; its dots, and those of people without a function, are only in the totals. If fewer
 * people voted than the smallest group, the result says only that the round was held.
 */
export function tally(input: Votes): RoundResult {
	const { closedAt, clusters, functions, smallestGroup } = input;
	const known = new Set(clusters.map(({ id }) => id));
	const all = input.ballots.map(({ fn, ballot, agrees = false }) => {
		const dots = countable(ballot, input.round, known);
		return { fn, dots, agrees, votes: spentIn(dots) > 0 };
	});
	const votes = all.filter((one) => one.votes);
	if (isTooFew(votes.length, smallestGroup)) return heldOnly(input);
	const groups = functions.map(({ id }) => groupOf(id, all));
	const hiding = hiddenFns(groups, votes.length, smallestGroup);
	const fns = groups.map(({ fn, voters }): FnTally => {
		if (hiding.has(fn)) return hiddenTally(fn);
		const own = votes.filter((vote) => vote.fn === fn);
		return { fn, voters, dots: sum(own.flatMap(({ dots }) => Object.values(dots))), hidden: false };
	});
	const shown = fns.filter(({ hidden }) => !hidden).map(({ fn }) => fn);
	return {
		closedAt,
		voters: votes.length,
		dots: sum(votes.flatMap((vote) => Object.values(vote.dots))),
		fns,
		clusters: clusterTallies(clusters, votes, shown)
	};
}

interface Vote {
	fn: string;
	dots: Ballot;
	agrees: boolean;
	votes: boolean;
}
function groupOf(fn: string, all: readonly Vote[]): Group {
	const own = all.filter((one) => one.fn === fn);
	const voting = own.filter(({ votes }) => votes);
	const asked = voting.length > 0 ? voting : own;
	return {
		...{ fn, people: own.length, voters: voting.length },
		agrees: asked.every(({ agrees }) => agrees)
	};
}
const hiddenTally = (fn: string): FnTally => ({ fn, voters: 0, dots: 0, hidden: true });
function heldOnly({ closedAt, clusters, functions }: Votes): RoundResult {
	return {
		...{ closedAt, tooFew: true, voters: 0, dots: 0 },
		fns: functions.map(({ id }) => hiddenTally(id)),
		clusters: clusters.map(({ id, title }) => ({ cluster: id, title, dots: 0, byFn: {} }))
	};
}

/** Reads the ballots once, not once for each cluster. */
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

/** The number of results of single clusters in these rounds. */
export const talliesIn = (rounds: readonly Pick<Round, 'result'>[]): number =>
	sum(rounds.map(({ result }) => result?.clusters.length ?? 0));

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
