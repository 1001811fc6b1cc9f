/** Work on what many desks hold: others have their turn between two slices of it. */
import { setImmediate } from 'node:timers/promises';

/** What is done in one go, in notes and answers: two thousand are read in some ten milliseconds. */
export const THINGS_AT_ONCE = 2_000;

/** Does `work` on all, so many at a time that they weigh `THINGS_AT_ONCE` at most, or on one that weighs more. */
export async function inSlices<T, R>(
	all: readonly T[],
	weigh: (one: T) => number,
	work: (some: T[]) => Promise<readonly R[]>
): Promise<R[]> {
	const made: R[] = [];
	for (const [nth, some] of slicesOf(all, weigh).entries()) {
		if (nth > 0) await setImmediate();
		for (const one of await work(some)) made.push(one);
	}
	return made;
}

function slicesOf<T>(all: readonly T[], weigh: (one: T) => number): T[][] {
	const slices: T[][] = [];
	let left = 0;
	for (const one of all) {
		const weight = weigh(one);
		const last = slices.at(-1);
		if (last && weight <= left) last.push(one);
		else slices.push([one]);
		left = (last && weight <= left ? left : THINGS_AT_ONCE) - weight;
	}
	return slices;
}
