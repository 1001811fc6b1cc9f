import type { DocumentMessage } from './counting-socket.ts';

/** Keeps account of one document: what was written, sent, and committed by the server. */
export class SaveLedger {
	#sent = 0;
	#committed = 0;
	#unsent = false;

	/** Whether the server has committed all that was written here. */
	get saved(): boolean {
		return !this.#unsent && this.#committed >= this.#sent;
	}
	/** A change that no socket carried. */
	kept() {
		this.#unsent = true;
	}
	/** An answer holds everything that the server lacks. */
	sent(message: DocumentMessage) {
		this.#sent += 1;
		if (message === 'answer') this.#unsent = false;
	}
	/** The first `count` messages of this socket are committed. */
	committed(count: number) {
		this.#committed = Math.max(this.#committed, count);
	}
	/** What was not committed when a socket closed has to be sent again. */
	closed() {
		if (this.#committed < this.#sent) this.#unsent = true;
		this.#sent = 0;
		this.#committed = 0;
	}
}
