/** The lists in the history panel: the newest page of each, and earlier pages on request. */
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
	/** Position of the next page of entries; null at the end. */
	#earlierEntries = $state<number | null>(null);

	constructor(board: string, messages: Messages) {
		this.#board = board;
		this.#messages = messages;
	}

	/** Newest first, like the entries. */
	get versions(): readonly VersionRow[] {
		return this.#versions;
	}
	get entries(): readonly HistoryEntry[] {
		return this.#entries;
	}
	/** How the wall differs from the newest version; null if there is none. */
	get since() {
		return this.#since;
	}
	get hasEarlierVersions() {
		return this.#hasEarlierVersions;
	}
	get hasEarlierEntries() {
		return this.#earlierEntries !== null;
	}

	/** Reloads the newest pages. On failure it keeps the loaded ones and rejects with a sentence for the person. */
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
	/** Rejects with a sentence for the person, like `fetchEarlierEntries`. */
	async fetchEarlierVersions(): Promise<void> {
		const last = this.#versions.at(-1);
		if (!last) return;
		const { versions } = await fetchHistory(this.#messages, this.#board, {
			versions: last.id,
			entries: null
		});
		const here = new Set(this.#versions.map(({ id }) => id));
		// If the last version was deleted meanwhile, the server starts again from the newest.
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
