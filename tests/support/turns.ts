/** Counts calls within one turn of the event loop. */
import { setImmediate } from 'node:timers/promises';
import { vi } from 'vitest';

/** The largest number of calls of a function in one turn of the event loop while `work` runs. */
export async function mostInOneTurn<T extends object>(
	object: T,
	name: keyof T & string,
	work: () => Promise<unknown>
): Promise<number> {
	const called = vi.spyOn(object as Record<string, () => unknown>, name);
	let most = 0;
	let isOver = false;
	const turns = (async () => {
		while (!isOver) {
			most = Math.max(most, called.mock.calls.length);
			called.mockClear();
			await setImmediate();
		}
	})();
	await work();
	isOver = true;
	await turns;
	most = Math.max(most, called.mock.calls.length);
	called.mockRestore();
	return most;
}
