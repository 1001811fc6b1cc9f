/** Commits that others hear of together: nobody sees a part of them before the last one is durable. */
import type { Packet } from './packet.ts';

export class Hold {
	#open = 0;
	#kept: Packet[] = [];
	#waiting: (() => void)[] = [];

	/** Whether news is being kept back. */
	get isOn() {
		return this.#open > 0;
	}
	begin() {
		this.#open++;
	}
	/** Ends one `begin`. Returns the news to send now, in order; none if another `begin` is still open. */
	end(): Packet[] {
		this.#open--;
		if (this.isOn) return [];
		const kept = this.#kept;
		this.#kept = [];
		return kept;
	}
	keep(news: Packet) {
		this.#kept.push(news);
	}
	/** Does the work now, or after the kept news is sent. */
	afterwards(work: () => void) {
		if (this.isOn) this.#waiting.push(work);
		else work();
	}
	/** Does the work that was waiting for the news. */
	goOn() {
		if (!this.isOn) for (const work of this.#waiting.splice(0)) work();
	}
}
