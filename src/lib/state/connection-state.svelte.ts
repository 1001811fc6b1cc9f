export type ConnectionStatus = 'connecting' | 'online' | 'offline' | 'ended';

/** How the page stands with the server. */
export class ConnectionState {
	#status = $state<ConnectionStatus>('connecting');
	#saved = $state(true);
	#message = $state('');

	get status(): ConnectionStatus {
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

	report(status: ConnectionStatus, message: string) {
		this.#status = status;
		this.#message = message;
	}
	reportSaved(saved: boolean) {
		this.#saved = saved;
	}
}
