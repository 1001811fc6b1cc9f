/**
 * Who writes under which Yjs client id in one document. Without this, one person could use up the
 * clocks of another's page: its changes would be taken for known, and dropped. A client belongs to the
 * participant who is heard under it first; what is written under it binds it in the store as well.
 */
import type * as Y from 'yjs';
import type { ClientClaim } from '../../store/store.ts';

export class ClientOwners {
	readonly #owners: Map<number, string>;
	/** How many clients each participant has. */
	readonly #counts = new Map<string, number>();
	/** Clients under which somebody has written, according to the store or to `takeFresh`. */
	readonly #written: Set<number>;
	/** Clients that a participant may have. */
	readonly most: number;
	#fresh: ClientClaim[] = [];

	/** `stored` are the owners that the store knows; a participant has `most` clients at most. */
	constructor(stored: ReadonlyMap<number, string>, most: number) {
		this.#owners = new Map(stored);
		this.#written = new Set(stored.keys());
		this.most = most;
		for (const owner of stored.values()) this.#count(owner);
	}

	ownerOf(client: number): string | null {
		return this.#owners.get(client) ?? null;
	}

	/**
	 * Gives a client to the participant for as long as the document is in memory, so that nobody else
	 * can take it who heard of it. False if it is another's, or one too many.
	 */
	reserve(doc: Y.Doc, client: number, participant: string): boolean {
		if (this.#owners.get(client) === participant) return true;
		if (!this.#isFree(doc, client) || !this.#hasRoom(participant, 1)) return false;
		this.#bind(client, participant);
		return true;
	}

	/** Gives all of these clients to the participant, for good, or none of them. */
	claim(
		doc: Y.Doc,
		clients: Iterable<number>,
		participant: string
	): 'claimed' | 'taken' | 'tooMany' {
		const wanted: number[] = [];
		for (const client of clients) if (!this.#isWrittenBy(client, participant)) wanted.push(client);
		if (wanted.length === 0) return 'claimed';
		const free = wanted.filter((client) => this.#owners.get(client) !== participant);
		if (!free.every((client) => this.#isFree(doc, client))) return 'taken';
		if (!this.#hasRoom(participant, free.length)) return 'tooMany';
		for (const client of free) this.#bind(client, participant);
		for (const client of wanted) {
			this.#written.add(client);
			this.#fresh.push({ client, participant });
		}
		return 'claimed';
	}

	/** What was claimed since the last call, to be committed with what was written. */
	takeFresh(): ClientClaim[] {
		const fresh = this.#fresh;
		if (fresh.length > 0) this.#fresh = [];
		return fresh;
	}

	#isWrittenBy(client: number, participant: string) {
		return this.#owners.get(client) === participant && this.#written.has(client);
	}
	/** Clients that wrote without an owner are those of servers, and nobody's. */
	#isFree(doc: Y.Doc, client: number) {
		return !this.#owners.has(client) && client !== doc.clientID && !doc.store.clients.has(client);
	}
	#hasRoom(participant: string, more: number) {
		return (this.#counts.get(participant) ?? 0) + more <= this.most;
	}
	#bind(client: number, participant: string) {
		this.#owners.set(client, participant);
		this.#count(participant);
	}
	#count(participant: string) {
		this.#counts.set(participant, (this.#counts.get(participant) ?? 0) + 1);
	}
}
