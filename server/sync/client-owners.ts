/**
 * Who writes under which Yjs client id, as long as a document is in memory. Without this, one person
 * could use up the clocks of another's page: its changes would be taken for known, and dropped.
 */
export class ClientOwners {
	readonly #owners = new Map<number, string>();

	/** Gives these clients to the participant, unless one of them is somebody else's. */
	claim(clients: Iterable<number>, participant: string): boolean {
		const claimed = [...clients];
		for (const client of claimed)
			if ((this.#owners.get(client) ?? participant) !== participant) return false;
		for (const client of claimed) this.#owners.set(client, participant);
		return true;
	}
}
