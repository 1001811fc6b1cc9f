/** Long calls of the store run in steps, so that other calls can run between them. */
import { setImmediate } from 'node:timers/promises';

/** The steps of a call; the generator returns its result. At each `yield` other calls may run. */
export type Steps<T> = Generator<void, T, void>;

/** Runs all steps at once. For use when nobody waits. */
export function finish<T>(steps: Steps<T>): T {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

const isSteps = (answer: unknown): answer is Steps<unknown> =>
	Object.prototype.toString.call(answer) === '[object Generator]';

/** Runs the steps of all long calls, one step in each turn of the event loop. */
export class Stepper {
	readonly #underWay = new Set<Promise<unknown>>();
	#turn: Promise<unknown> = Promise.resolve();

	/** Runs the first step at once. Returns the result, or a promise of it if more steps follow. */
	answer(given: unknown): unknown {
		if (!isSteps(given)) return given;
		const first = given.next();
		if (first.done) return first.value;
		const answer = this.#follow(given);
		this.#underWay.add(answer);
		const forget = () => this.#underWay.delete(answer);
		answer.then(forget, forget);
		return answer;
	}
	get isBusy() {
		return this.#underWay.size > 0;
	}
	/** Resolves when no call is in progress. */
	async settle() {
		while (this.isBusy) await Promise.allSettled(this.#underWay);
	}

	async #follow(steps: Steps<unknown>): Promise<unknown> {
		for (;;) {
			await (this.#turn = this.#turn.then(() => setImmediate()));
			const { done, value } = steps.next();
			if (done) return value;
		}
	}
}

/** Calls with the same name run their steps one after the other, in the order in which they came. */
export type Queues = <T>(name: string, steps: Steps<T>) => Steps<T>;

export function queues(): Queues {
	const waiting = new Map<string, symbol[]>();
	return function* (name, steps) {
		const mine = Symbol(name);
		const queue = waiting.get(name) ?? [];
		waiting.set(name, queue);
		queue.push(mine);
		try {
			while (queue[0] !== mine) yield;
			return yield* steps;
		} finally {
			queue.splice(queue.indexOf(mine), 1);
			if (queue.length === 0) waiting.delete(name);
		}
	};
}
