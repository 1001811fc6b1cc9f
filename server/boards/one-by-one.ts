/** Long work of which one piece is under way at a time, with a rest after each, so that people on boards come between. */
import { setTimeout } from 'node:timers/promises';

export class OneByOne {
	#rested: Promise<unknown> = Promise.resolve();

	/** Does this work after all that was handed in before. Resolves and rejects as it does. */
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
