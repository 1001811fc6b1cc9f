/**
 * Runs long work one piece at a time, with a pause after each piece, so that requests of people on boards can run
 * in between.
 */
import { setTimeout } from 'node:timers/promises';

export class OneByOne {
	#rested: Promise<unknown> = Promise.resolve();

	/** Runs this work after all earlier work. Resolves and rejects with its result. */
	run<T>(work: () => Promise<T>): Promise<T> {
		const began = this.#rested.then(() => performance.now());
		const done = began.then(work);
		this.#rested = done.then(rest, rest);
		async function rest() {
			await setTimeout(performance.now() - (await began));
		}
		return done;
	}
}
