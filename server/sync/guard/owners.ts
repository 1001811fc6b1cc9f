/**
 * Which participant owns each Yjs client id in one document. Without this, a person could use up the clocks of
 * another person's page: Yjs would take that page's changes for known ones and drop them. An id belongs to the
 * first participant who uses it; a write under it also stores the owner.
 */
import type * as Y from 'yjs';
import type { ClientClaim } from '../../store/store.ts';

export class ClientOwners {
	readonly #owners: Map<number, string>;
	/** The number of client ids of each participant. */
	readonly #counts = new Map<string, number>();
	/** Client ids with stored writes, or with writes that `takeFresh` has handed over. */
	readonly #written: Set<number>;
	/** The most client ids that a participant may have. */
	readonly most: number;
	#fresh: ClientClaim[] = [];

	/** `stored` holds the owners in the store; a participant may have `most` client ids. */
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
	 * Gives a client id to the participant while the document is in memory, so that people who saw the id cannot
	 * take it. Returns false if the id belongs to somebody else, or is over the participant's limit.
	 */
	reserve(doc: Y.Doc, client: number, participant: string): boolean {
		if (this.#owners.get(client) === participant) return true;
		if (!this.#isFree(doc, client) || !this.#hasRoom(participant, 1)) return false;
		this.#bind(client, participant);
		return true;
	}

	/** Gives all of these client ids to the participant permanently, or none of them. */
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

	/** The claims since the last call, to be committed together with the writes. */
	takeFresh(): ClientClaim[] {
		const fresh = this.#fresh;
		if (fresh.length > 0) this.#fresh = [];
		return fresh;
	}

	#isWrittenBy(client: number, participant: string) {
		return this.#owners.get(client) === participant && this.#written.has(client);
	}
	/** A client id with writes but without an owner belongs to a server, so nobody can take it. */
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
