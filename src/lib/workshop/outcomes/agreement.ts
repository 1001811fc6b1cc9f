/** The alignment map: it shows where functions agree, which differs from what is popular. */
import type { Messages, Sentence } from '../../i18n/messages.ts';
import type { ClusterTally, Fn, FnTally, RoundResult } from '../types.ts';

/**
 * Number of rows of an alignment map that are rendered until somebody asks for all: each row has a cell for each
 * function.
 */
export const ROWS_AT_ONCE = 100;

/** A function's cell in a row. Hidden and absent functions have no share and no backers. */
export interface AlignmentCell {
	fn: string;
	/** Hidden: too few voters to be shown. Absent: no voters. */
	state: 'shown' | 'hidden' | 'absent';
	/** Share of this function's dots that went to this cluster, 0 to 1. */
	share: number;
	/** People of this function who gave the cluster at least one dot. */
	backers: number;
	voters: number;
}
export interface Verdict {
	kind: 'all' | 'differs' | 'only' | 'nobody' | 'unheard';
	sentence: string;
}
export interface AlignmentRow {
	cluster: string;
	title: string;
	dots: number;
	/** Between 0 and 1, see `agreement`; also null if nobody gave a dot, because then there is nothing to agree on. */
	agreement: number | null;
	/**
	 * How far apart the functions are: the largest difference between two shown functions in the share of their voters
	 * who back the cluster. 0 (alike) to 1 (all of one, none of another).
	 */
	divided: number;
	cells: AlignmentCell[];
	verdict: Verdict;
}
export type AlignmentOrder = 'agreement' | 'dots' | 'divided';

/**
 * Agreement across functions, between 0 and 1: the geometric mean over functions of `(A + 1) / (S + 2)`, where `A` is
 * the number of a function's voters who backed the cluster and `S` is the number of all its voters. It is high only if
 * every function backs the cluster, however many people each one sent. This is the group-aware consensus of Polis
 * (Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021), on declared groups.
 * Hidden functions and those without voters do not count. Null if no function is shown, or only one beside hidden ones:
 * the number of people behind the dots in the total is unknown, so nothing can be said about them.
 */
export function agreement(row: ClusterTally, fns: readonly FnTally[]): number | null {
	const shown = fns.filter(isHeard);
	if (shown.length === 0 || (shown.length === 1 && fns.some(({ hidden }) => hidden))) return null;
	const chances = shown.map(({ fn, voters }) => (backersOf(row, fn) + 1) / (voters + 2));
	return chances.reduce((product, chance) => product * chance, 1) ** (1 / chances.length);
}

/** One row per cluster of a revealed round. The first row is the one to look at first. */
export function alignmentRows(
	result: RoundResult,
	functions: readonly Fn[],
	order: AlignmentOrder,
	m: Messages
): AlignmentRow[] {
	const rows = result.clusters.map((row) => alignmentRow(row, result, functions, m));
	const value = (row: AlignmentRow, by: AlignmentOrder) => row[by] ?? 0;
	return rows.sort(
		(a, b) =>
			value(b, order) - value(a, order) ||
			b.dots - a.dots ||
			value(b, 'agreement') - value(a, 'agreement')
	);
}

/** Names the functions that are included only in the total, and the reason; null if there are none. */
export function hiddenSentence(result: RoundResult, functions: readonly Fn[]): Sentence | null {
	if (result.tooFew) return (m) => m.alignment.hidden.round;
	const names = namesOf(
		result.fns.filter((one) => one.hidden),
		functions
	);
	return names.length === 0 ? null : (m) => m.alignment.hidden.functions(names);
}

/** A function's part in a round in a few words: "2 people", or why there is no number. */
export function heardFrom(result: RoundResult, fn: string): Sentence {
	const counted = result.fns.find((one) => one.fn === fn);
	if (counted?.hidden) return (m) => m.alignment.heard.inTotal;
	const voters = counted?.voters ?? 0;
	return voters === 0 ? (m) => m.alignment.heard.nobody : (m) => m.alignment.heard.people(voters);
}

/**
 * The share of a cell, 0 to 1, that gets the full colour. It is the largest share, so that maps with many clusters are
 * not pale.
 */
export const strongestShare = (rows: readonly Pick<AlignmentRow, 'cells'>[]) =>
	Math.max(0.2, ...rows.flatMap(({ cells }) => cells.map(({ share }) => share)));

/** The agreement of a row as a whole number from 0 to 100, or null if there is none. */
export const agreementNumber = ({ agreement: value }: Pick<AlignmentRow, 'agreement'>) =>
	value === null ? null : Math.round(value * 100);

/**
 * The result of the whole map in one sentence. If functions are hidden, the sentence is about the shown ones alone; if
 * fewer than two are shown, it says that nothing can be compared.
 */
export function headline(
	rows: readonly AlignmentRow[],
	tooFew: RoundResult['tooFew'] | false = false
): Sentence {
	if (tooFew) return (m) => m.alignment.headline.held;
	if (rows.every(({ dots }) => dots === 0)) return (m) => m.alignment.headline.noDots;
	const hides = rows.some(({ cells }) => cells.some(isHidden));
	if (hides && rows.every(({ cells }) => cells.filter(isShown).length < 2))
		return (m) => m.alignment.headline.tooFew;
	const shared = rows.filter(({ verdict }) => verdict.kind === 'all').length;
	if (shared === 0) return (m) => m.alignment.headline.none;
	return ({ alignment: { headline: says } }) =>
		hides ? says.sharedByShown(shared) : says.shared(shared);
}

function alignmentRow(
	row: ClusterTally,
	result: RoundResult,
	functions: readonly Fn[],
	m: Messages
): AlignmentRow {
	const cells = functions.map(({ id }) => cellOf(row, id, result.fns));
	const parts = cells.filter(isShown).map(({ backers, voters }) => backers / voters);
	return {
		cluster: row.cluster,
		title: row.title,
		dots: row.dots,
		agreement: row.dots === 0 ? null : agreement(row, result.fns),
		divided: parts.length < 2 ? 0 : Math.max(...parts) - Math.min(...parts),
		cells,
		verdict: verdictOf(row, result, cells, functions, m)
	};
}

function cellOf(row: ClusterTally, fn: string, fns: readonly FnTally[]): AlignmentCell {
	const counted = fns.find((one) => one.fn === fn);
	const voters = counted?.voters ?? 0;
	if (counted?.hidden) return { fn, state: 'hidden', share: 0, backers: 0, voters };
	if (!counted || voters === 0) return { fn, state: 'absent', share: 0, backers: 0, voters: 0 };
	const share = dotsOf(row, fn) / counted.dots;
	return { fn, state: 'shown', share, backers: backersOf(row, fn), voters };
}

/** Fraction of an even share (a function's dots spread evenly over all clusters). */
const PRIORITY = 2 / 3;
const BACKING = 1 / 2;
/** Fraction of a function's voters below which a cluster is the wish of a few people, not of the function. */
const BACKERS = 1 / 4;
/** Makes a share exactly at a threshold count as above it. */
const ROUNDING = 1e-9;

/**
 * The sentence of a row. A function *backs* a cluster with at least half an even share of its dots,
 * given by at least a quarter of its voters. The first rule that applies gives the sentence:
 * 0. nobody gave it a dot;
 * 1. no shown function gives it two thirds of an even share: **nobody's priority**;
 * 2. fewer than two functions are shown because others are hidden: nothing to compare;
 * 3. some shown functions do not back it: **only** the others back it, if they are one function or the smaller
 *    side; otherwise those who do not back it **differ**;
 * 4. all shown functions back it, but some had no voters: **not heard from** them;
 * 5. otherwise **all agree**.
 */
function verdictOf(
	row: ClusterTally,
	result: RoundResult,
	cells: readonly AlignmentCell[],
	functions: readonly Fn[],
	{ alignment: { verdicts } }: Messages
): Verdict {
	if (result.tooFew) return { kind: 'unheard', sentence: verdicts.tooFew };
	if (result.voters === 0) return { kind: 'nobody', sentence: verdicts.nobodyVoted };
	if (row.dots === 0) return { kind: 'nobody', sentence: verdicts.noDots };
	const even = 1 / result.clusters.length;
	const shown = cells.filter(isShown);
	const backs = ({ share, backers, voters }: AlignmentCell) =>
		share >= even * BACKING - ROUNDING && backers / voters >= BACKERS;

	const shares =
		shown.length > 0 ? shown.map(({ share }) => share) : [row.dots / (result.dots || 1)];
	const backing = shown.filter(backs);
	const wanted = Math.max(...shares) >= even * PRIORITY - ROUNDING;
	if (!wanted || (shown.length > 0 && backing.length === 0))
		return { kind: 'nobody', sentence: verdicts.noPriority };
	if (shown.length < 2 && cells.some(isHidden))
		return { kind: 'unheard', sentence: verdicts.nothingToCompare };
	const against = shown.filter((cell) => !backs(cell));
	if (against.length > 0 && (backing.length === 1 || backing.length < against.length))
		return { kind: 'only', sentence: verdicts.only(namesOf(backing, functions)) };
	if (against.length > 0)
		return { kind: 'differs', sentence: verdicts.differ(namesOf(against, functions)) };
	const absent = cells.filter(({ state }) => state === 'absent');
	if (absent.length > 0)
		return { kind: 'unheard', sentence: verdicts.unheard(namesOf(absent, functions)) };
	return { kind: 'all', sentence: verdicts.all };
}

const isHeard = (fn: FnTally) => !fn.hidden && fn.voters > 0;
const isShown = (cell: AlignmentCell) => cell.state === 'shown';
const isHidden = (cell: AlignmentCell) => cell.state === 'hidden';
const countsOf = (row: ClusterTally, fn: string) =>
	Object.hasOwn(row.byFn, fn) ? row.byFn[fn] : undefined;
const dotsOf = (row: ClusterTally, fn: string) => countsOf(row, fn)?.dots ?? 0;
const backersOf = (row: ClusterTally, fn: string) => countsOf(row, fn)?.backers ?? 0;

const namesOf = (some: readonly { fn: string }[], functions: readonly Fn[]): string[] =>
	some.map(({ fn }) => functions.find(({ id }) => id === fn)?.name ?? fn);
