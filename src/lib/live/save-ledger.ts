import type { DocumentMessage } from './counting-socket.ts';

/** Tracks which changes of one document were written, sent, and committed by the server. */
export class SaveLedger {
	#sent = 0;
	#committed = 0;
	#unsent = false;

	/** Whether the server has committed all that was written here. */
	get saved(): boolean {
		return !this.#unsent && this.#committed >= this.#sent;
	}
	/** Records a change that no socket carried. */
	kept() {
		this.#unsent = true;
	}
	/** Records a sent message. An answer holds everything that the server lacks. */
	sent(message: DocumentMessage) {
		this.#sent += 1;
		if (message === 'answer') this.#unsent = false;
	}
	/** Records that the server committed the first `count` messages of this socket. */
	committed(count: number) {
		this.#committed = Math.max(this.#committed, count);
	}
	/** Records that the socket closed: uncommitted changes have to be sent again. */
	closed() {
		if (this.#committed < this.#sent) this.#unsent = true;
		this.#sent = 0;
		this.#committed = 0;
	}
}
