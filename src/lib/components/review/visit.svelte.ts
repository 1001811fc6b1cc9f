import type { Reading } from '$lib/workshop/items/shapes.ts';
import { getBoard } from '$lib/state/context.ts';
import { madeAt } from '$lib/state/ids.ts';
import type { ShownAnswer } from '$lib/state/board.svelte.ts';
import { dayOf } from '$lib/workshop/days.ts';
import { dayHere } from './reading-input.ts';

/** Somebody's return to the Review page: what day it is for them, and what happened since they were here last. */
export class Visit {
	readonly #board = getBoard();
	/** Epoch ms; null on the first visit, when nothing is new. */
	readonly #last = this.#board.desk.visitedAt;
	/** Readings that were recorded on this page are no news to it. */
	#own = $state.raw<ReadonlySet<string>>(new Set());
	#today = $state(dayOf(this.#board.stage.now));

	/** The day of the browser's clock; until the page is alive that of the server's. */
	get today(): string {
		return this.#today;
	}
	/** Browser only: a page may be open for days. */
	lookAtClock() {
		this.#today = dayHere(new Date());
	}
	/** The next visit counts from now on. */
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
	/** Answers tell their day only. */
	isNewAnswer({ day, mine }: Pick<ShownAnswer, 'day' | 'mine'>): boolean {
		return this.#last !== null && !mine && day > dayOf(this.#last);
	}
}
