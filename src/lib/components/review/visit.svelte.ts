import type { Reading } from '$lib/workshop/items/shapes.ts';
import { getBoard } from '$lib/state/context.ts';
import { madeAt } from '$lib/state/ids.ts';
import type { ShownAnswer } from '$lib/state/board.svelte.ts';
import { dayOf } from '$lib/workshop/days.ts';
import { dayHere } from './reading-input.ts';

/** One person's visit to the Review page: their current day, and what is new since their last visit. */
export class Visit {
	readonly #board = getBoard();
	/** Epoch ms; null on the first visit, when nothing counts as new. */
	readonly #last = this.#board.desk.visitedAt;
	/** Readings that were recorded on this page do not count as new. */
	#own = $state.raw<ReadonlySet<string>>(new Set());
	#today = $state(dayOf(this.#board.stage.now));

	/** Today by the browser's clock; by the server's until the scripts have started. */
	get today(): string {
		return this.#today;
	}
	/** Browser only: updates the day, because a page may stay open for days. */
	lookAtClock() {
		this.#today = dayHere(new Date());
	}
	/** Records this visit: what happens from now on is new at the next one. */
	arrive() {
		this.lookAtClock();
		this.#board.desk.visit();
	}
	recorded(id: string) {
		this.#own = new Set([...this.#own, id]);
	}
	isNewReading({ id }: Pick<Reading, 'id'>): boolean {
		const made = madeAt(id);
		return this.#last !== null && made !== null && made > this.#last && !this.#own.has(id);
	}
	/** Answers have only a day, not a time. */
	isNewAnswer({ day, mine }: Pick<ShownAnswer, 'day' | 'mine'>): boolean {
		return this.#last !== null && !mine && day > dayOf(this.#last);
	}
}
