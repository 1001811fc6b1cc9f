/** Splits work on many desks into slices, so that other work can run between them. */
import { setImmediate } from 'node:timers/promises';

/** The number of notes and answers in one slice: reading two thousand takes about ten milliseconds. */
export const THINGS_AT_ONCE = 2_000;

/**
 * Runs `work` on all items in slices. A slice weighs at most `THINGS_AT_ONCE`, or is a single item that weighs
 * more.
 */
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
