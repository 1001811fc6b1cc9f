import type { Status } from '$lib/live/board-connection.ts';

/** The state of the page's connection to the server. */
export class ConnectionState {
	#status = $state<Status>('connecting');
	#saved = $state(false);
	#message = $state('');

	get status(): Status {
		return this.#status;
	}
	/** Whether the server has committed everything that this page wrote. */
	get saved(): boolean {
		return this.#saved;
	}
	/** A message for the person, or ''. */
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
