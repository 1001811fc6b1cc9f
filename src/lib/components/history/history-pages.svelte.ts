/** What the history panel shows: the newest of each list, and earlier ones as they are asked for. */
import type { Messages } from '$lib/i18n/messages.ts';
import type { HistoryEntry } from '$lib/workshop/board-file/history.ts';
import type { WallChanges } from '$lib/workshop/board-file/versions.ts';
import type { VersionRow } from '../../../../server/services.ts';
import { fetchHistory } from './requests.ts';

export class HistoryPages {
	readonly #board: string;
	readonly #messages: Messages;
	#versions = $state.raw<VersionRow[]>([]);
	#entries = $state.raw<HistoryEntry[]>([]);
	#since = $state.raw<WallChanges | null>(null);
	#hasEarlierVersions = $state(false);
	/** Where the next page of entries begins; null at the end. */
	#earlierEntries = $state<number | null>(null);

	constructor(board: string, messages: Messages) {
		this.#board = board;
		this.#messages = messages;
	}

	/** Newest first, as are the entries. */
	get versions(): readonly VersionRow[] {
		return this.#versions;
	}
	get entries(): readonly HistoryEntry[] {
		return this.#entries;
	}
	/** How the wall differs from the newest version; null where there is none. */
	get since() {
		return this.#since;
	}
	get hasEarlierVersions() {
		return this.#hasEarlierVersions;
	}
	get hasEarlierEntries() {
		return this.#earlierEntries !== null;
	}

	/** Fetches the newest anew. Rejects with a sentence for the person, and then shows what it had. */
	async fetchNewest(): Promise<void> {
		const { versions, since, entries } = await fetchHistory(this.#messages, this.#board, {
			versions: '',
			entries: ''
		});
		this.#versions = versions.rows;
		this.#hasEarlierVersions = versions.hasEarlier;
		this.#since = since;
		this.#entries = entries.rows;
		this.#earlierEntries = entries.earlier;
	}
	/** Rejects with a sentence for the person, as does the next. */
	async fetchEarlierVersions(): Promise<void> {
		const last = this.#versions.at(-1);
		if (!last) return;
		const { versions } = await fetchHistory(this.#messages, this.#board, {
			versions: last.id,
			entries: null
		});
		const here = new Set(this.#versions.map(({ id }) => id));
		// If the last one is not kept any more, the server began anew.
		this.#versions = [...this.#versions, ...versions.rows.filter(({ id }) => !here.has(id))];
		this.#hasEarlierVersions = versions.hasEarlier;
	}
	async fetchEarlierEntries(): Promise<void> {
		const { entries } = await fetchHistory(this.#messages, this.#board, {
			versions: null,
			entries: this.#earlierEntries
		});
		this.#entries = [...this.#entries, ...entries.rows];
		this.#earlierEntries = entries.earlier;
	}
}
