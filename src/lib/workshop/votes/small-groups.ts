/** Decides which groups have separate results, so that no number identifies a person. */

import type { Messages } from '../../i18n/messages.ts';
import type { Agreed, Fn, FnColour, Role, Stage } from '../types.ts';

/** One function during the counting of ballots or marks. */
export interface Group {
	fn: string;
	/** Number of people of the function, whether they took part or not. */
	people: number;
	voters: number;
	/** Whether each of its voters agreed that it is shown separately; if it has no voters, each of its people. */
	agrees: boolean;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** The smallest group of a new board: results of smaller groups are included only in the total. */
export const defaultSmallestGroup = (attribution: 'named' | 'function' | 'anonymous'): number =>
	attribution === 'named' ? 1 : 3;

/**
 * Functions that are included only in the total: those with people, but with fewer voters than `smallestGroup`, unless
 * each voter agreed. The total minus the shown functions gives the combined result of the others. This must never be a
 * single small function or fewer people than the smallest group, so the smallest of the shown functions are hidden with
 * them. If all are hidden, nothing can be subtracted from the totals. `voters` are all voters, including those without
 * a function.
 */
export function hiddenFns(
	groups: readonly Group[],
	voters: number,
	smallestGroup: number
): Set<string> {
	const present = groups.filter(({ people }) => people > 0);
	const isSmall = (one: Group) => smallestGroup > 1 && one.voters < smallestGroup && !one.agrees;
	const small = present.filter(isSmall);
	const shown = present.filter((one) => !isSmall(one)).sort((a, b) => a.voters - b.voters);
	const hidden = [...small];
	const together = () => voters - sum(shown.map((one) => one.voters));
	const isAlone = () => small.length === 1 && hidden.length === 1;
	// For small functions, the result also hides whether anybody voted.
	const tells = () =>
		isAlone() || (together() < smallestGroup && (small.length > 0 || together() > 0));
	while (shown.length > 0 && tells()) hidden.push(...shown.splice(0, 1));
	return new Set(hidden.map(({ fn }) => fn));
}

/**
 * The people who count wherever a page shows who has written, rated or finished: those who take part for a function.
 * People who only facilitate are not expected to do any of this.
 */
export const counted = <P extends { role: Role; fn: string }>(people: readonly P[]): P[] =>
	people.filter(({ role, fn }) => role !== 'observer' && fn !== '');

/** Whether so few people took part that nothing of their answers is shown, not even their number. */
export const isTooFew = (voters: number, smallestGroup: number): boolean =>
	smallestGroup > 1 && voters < smallestGroup;

/**
 * Functions whose counts may be shown separately during work. This depends on the number of people of each function,
 * never on what they did, so it reveals nothing about that. `people` are those who take part.
 */
export function toldFns(people: readonly { fn: string }[], smallestGroup: number): Set<string> {
	const sizes = new Map<string, number>();
	for (const { fn } of people) sizes.set(fn, (sizes.get(fn) ?? 0) + 1);
	sizes.delete('');
	const groups = [...sizes].map(([fn, size]) => ({
		...{ fn, people: size, voters: size, agrees: false }
	}));
	const hidden = hiddenFns(groups, people.length, smallestGroup);
	return new Set([...sizes.keys()].filter((fn) => !hidden.has(fn)));
}

/** The key under which the marks of all outcomes are counted: see `Stage.told`. */
export const MARKS = 'marks';
/** Number of steps and rounds for which the functions with separate counts are stored. */
const REMEMBERED = 200;

/**
 * The stage with the list of functions that have separate counts under these keys, based on the current people.
 * Existing lists stay: the difference between two ways of grouping one count would identify people. Neither the list
 * nor the time of fixing it depends on what people do.
 */
export function withTold<S extends Pick<Stage, 'told' | 'attribution' | 'smallestGroup'>>(
	stage: S,
	keys: readonly string[],
	people: readonly { fn: string; role: Role }[]
): S {
	const before = stage.told ?? {};
	const fresh = keys.filter((key) => !Object.hasOwn(before, key));
	if (stage.smallestGroup <= 1 || stage.attribution === 'anonymous' || fresh.length === 0)
		return stage;
	const taking = people.filter(({ role }) => role !== 'observer');
	const told = [...toldFns(taking, stage.smallestGroup)];
	const all = [...Object.entries(before), ...fresh.map((key) => [key, told] as const)];
	return { ...stage, told: Object.fromEntries(all.slice(-REMEMBERED)) };
}

/** The functions with separate counts under this key: none if the list was not fixed. */
export function toldUnder(
	{ told, attribution, smallestGroup, functions }: Stage,
	key: string
): ReadonlySet<string> {
	if (attribution === 'anonymous') return new Set();
	if (smallestGroup <= 1) return new Set(functions.map(({ id }) => id));
	return new Set(told && Object.hasOwn(told, key) ? told[key] : []);
}

/** Counts by function, with the combined count of all other functions under ''. Sums below `least` are left out. */
export function foldedCounts(
	counts: Readonly<Record<string, number>>,
	told: ReadonlySet<string>,
	least: number
): Record<string, number> {
	const folded: Record<string, number> = {};
	for (const [fn, count] of Object.entries(counts)) {
		const key = told.has(fn) ? fn : '';
		folded[key] = (folded[key] ?? 0) + count;
	}
	return Object.fromEntries(
		Object.entries(folded).filter(([, count]) => count >= Math.max(1, least))
	);
}

/**
 * `people` are those who take part, and those who did before they were removed, were erased or became observers:
 * otherwise the difference would show their answers. Null if nobody is asked.
 */
export function agreedOf(
	people: readonly { fn: string; agrees: boolean; isHere: boolean }[],
	smallestGroup: number
): Agreed | null {
	const here = people.filter(({ isHere }) => isHere);
	const small = (fn: string) => here.filter((one) => one.fn === fn).length < smallestGroup;
	if (!here.some(({ fn }) => isAsked(fn, here, smallestGroup))) return null;
	const asked = people.filter(({ fn }) => fn !== '' && small(fn));
	if (asked.length === 0) return null;
	const agreed = asked.filter(({ agrees }) => agrees).length;
	const isTold = asked.length >= smallestGroup || agreed === asked.length;
	return { asked: asked.length, agreed: isTold ? agreed : null };
}
/** Whether people of this function are asked if it may be shown separately. `people` are those who take part. */
export function isAsked(
	fn: string,
	people: readonly { fn: string }[],
	smallestGroup: number
): boolean {
	const size = people.filter((person) => person.fn === fn).length;
	return fn !== '' && size > 0 && size < smallestGroup;
}

/** A row of counts on a page: one function, or, with the key '', all functions without a separate count. */
export interface CountRow {
	key: string;
	name: string;
	colour: FnColour | undefined;
	/** Number of people of the row. */
	people: number;
}
/**
 * The rows that show counts by function; `told` is null on boards that show no functions. `names` are for the functions
 * without a separate count.
 */
export function countRows(
	functions: readonly Fn[],
	people: readonly { fn: string }[],
	told: ReadonlySet<string> | null,
	names: Messages['votes']['together']
): CountRow[] {
	const size = (id: string) => people.filter(({ fn }) => fn === id).length;
	const isApart = ({ id }: Fn) => told !== null && (told.has(id) || size(id) === 0);
	const apart = functions.filter(isApart);
	const rows = apart.map(({ id, name, colour }): CountRow => ({
		...{ key: id, name, colour },
		people: size(id)
	}));
	if (apart.length === functions.length) return rows;
	const rest = people.length - rows.reduce((total, row) => total + row.people, 0);
	const isAll = rows.every((row) => row.people === 0);
	const others = { key: '', name: isAll ? names.everybody : names.others, colour: undefined };
	return [...(isAll ? [] : rows), { ...others, people: rest }];
}
