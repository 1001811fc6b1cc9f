/** Which groups are told by themselves, so that no number singles out a person. */

import type { Messages } from '../../i18n/messages.ts';
import type { Agreed, Fn, FnColour, Role, Stage } from '../types.ts';

/** One function, when ballots or marks are counted. */
export interface Group {
	fn: string;
	/** People who stand for it, whether they took part or not. */
	people: number;
	voters: number;
	/** Whether each of its voters agreed that it is shown by itself; without voters, each of its people. */
	agrees: boolean;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** The smallest group of a new board: results of smaller ones are shown in the total only. */
export const defaultSmallestGroup = (attribution: 'named' | 'function' | 'anonymous'): number =>
	attribution === 'named' ? 1 : 3;

/**
 * Functions that are seen only in the total: those with people, but with fewer voters than `smallestGroup`, unless each
 * voter agreed. The totals less what is shown tell what all the others gave together. So that this never is one small
 * function alone, nor fewer people than the smallest group, the smallest of the shown functions are hidden with them.
 * Where all are hidden, nothing can be taken away from the totals. `voters` are all, those without a function included.
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
	// Of small functions it is not told either whether anybody voted.
	const tells = () =>
		isAlone() || (together() < smallestGroup && (small.length > 0 || together() > 0));
	while (shown.length > 0 && tells()) hidden.push(...shown.splice(0, 1));
	return new Set(hidden.map(({ fn }) => fn));
}

/**
 * Those of these people who are counted wherever it is told who has written, rated or finished: who takes part and
 * stands for a function. Who only facilitates is expected to do none of it.
 */
export const counted = <P extends { role: Role; fn: string }>(people: readonly P[]): P[] =>
	people.filter(({ role, fn }) => role !== 'observer' && fn !== '');

/** Whether so few people took part that nothing is shown of what they said, not even their number. */
export const isTooFew = (voters: number, smallestGroup: number): boolean =>
	smallestGroup > 1 && voters < smallestGroup;

/**
 * Functions whose counts may be told by themselves while people work. It depends on how many people stand for each, never
 * on what they did: so it tells nothing of that. `people` are those who take part.
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

/** Under which all outcomes' marks are told together: see `Stage.told`. */
export const MARKS = 'marks';
/** Of so many steps and rounds it is remembered which functions they tell. */
const REMEMBERED = 200;

/**
 * The stage in which it is fixed which functions are told by themselves under these keys, by the people of now. What was
 * fixed before stays: of two ways to tell one count, the difference would tell of single people. Nothing that they do
 * bears on it, nor when it is fixed.
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

/** The functions that are told by themselves under this key: none where that was not fixed. */
export function toldUnder(
	{ told, attribution, smallestGroup, functions }: Stage,
	key: string
): ReadonlySet<string> {
	if (attribution === 'anonymous') return new Set();
	if (smallestGroup <= 1) return new Set(functions.map(({ id }) => id));
	return new Set(told && Object.hasOwn(told, key) ? told[key] : []);
}

/** Counts by function, those of functions that are not told together under ''. Of sums below `least` nothing is told. */
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
 * `people` are those who take part, and those who did before they were removed or erased, or looked on: else the
 * difference would tell how they answered. Null where nobody is asked.
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
/** Whether people of this function are asked whether it may be shown by itself. `people` are those who take part. */
export function isAsked(
	fn: string,
	people: readonly { fn: string }[],
	smallestGroup: number
): boolean {
	const size = people.filter((person) => person.fn === fn).length;
	return fn !== '' && size > 0 && size < smallestGroup;
}

/** A row of counts on a page: one function, or with the key '' all those that are not told by themselves. */
export interface CountRow {
	key: string;
	name: string;
	colour: FnColour | undefined;
	/** People who stand for it. */
	people: number;
}
/**
 * The rows in which counts by function are shown; `told` is null on boards that tell no function. `names` are for those
 * that are not told by themselves.
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
