/** Commits that others hear of together: until the last of them is durable, nobody sees a part. */
import type { Packet } from './packet.ts';

export class Hold {
	#open = 0;
	#kept: Packet[] = [];
	#waiting: (() => void)[] = [];

	/** Whether news waits. */
	get isOn() {
		return this.#open > 0;
	}
	begin() {
		this.#open++;
	}
	/** Ends what one `begin` began. Returns the news to be told now, in order; none while another one goes on. */
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
	/** Does something now, or once the news was told. */
	afterwards(work: () => void) {
		if (this.isOn) this.#waiting.push(work);
		else work();
	}
	/** Does what waited for the news. */
	goOn() {
		if (!this.isOn) for (const work of this.#waiting.splice(0)) work();
	}
}
