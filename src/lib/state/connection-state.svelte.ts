import type { Status } from '$lib/live/board-connection.ts';

/** How the page stands with the server. */
export class ConnectionState {
	#status = $state<Status>('connecting');
	#saved = $state(false);
	#message = $state('');

	get status(): Status {
		return this.#status;
	}
	/** Whether everything that this page wrote is committed on the server. */
	get saved(): boolean {
		return this.#saved;
	}
	/** A sentence for the person, or ''. */
	get message(): string {
		return this.#message;
	}

	report(status: Status, message: string) {
		this.#status = status;
		this.#message = message;
	}
	reportSaved(saved: boolean) {
		this.#saved = saved;
	}
}
