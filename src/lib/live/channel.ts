import type * as Y from 'yjs';
import type { Line } from './line.ts';
import { openOfflineCopy, type OfflineCopy } from './offline-copy.ts';

export interface ChannelOptions<Content> {
	content: Content;
	/** An empty content with a new document. */
	make(): Content;
	/** Name of its copy on this device. */
	copyName(): string;
	openLine(doc: Y.Doc): Line;
	/** The old content was thrown away; the new one has what the server has. */
	renewed(content: Content, old: Content): void;
}

/** One of a page's documents with its line to the server and its copy on the device. */
export class Channel<Content extends { readonly doc: Y.Doc }> {
	readonly #options: ChannelOptions<Content>;
	#content: Content;
	/** A fresh content that waits until it has what the server has. */
	#fresh: Content | null = null;
	#line: Line;
	#copy: OfflineCopy | null = null;
	#cleared: Promise<void> = Promise.resolve();
	#stopped = false;
	#renewals = 0;

	constructor(options: ChannelOptions<Content>) {
		this.#options = options;
		this.#content = options.content;
		this.#line = options.openLine(this.#content.doc);
	}

	get line(): Line {
		return this.#line;
	}
	/** Whether a fresh document waits for what the server has. */
	get renewing(): boolean {
		return this.#fresh !== null;
	}
	get synced(): boolean {
		return this.#fresh === null && this.#line.synced;
	}
	get saved(): boolean {
		return this.#fresh === null && this.#line.saved;
	}

	/** Fills the document from the copy on this device. Resolves when done or impossible. */
	async fill(): Promise<void> {
		await this.#cleared;
		const copy = await openOfflineCopy(this.#options.copyName(), this.#content.doc);
		if (this.#stopped) copy?.close();
		else this.#copy = copy;
	}
	/**
	 * Throws the content and its copy away and connects a fresh one, which takes over once it has what
	 * the server has. At once the first time; with a wait if the server has turned away a fresh one.
	 */
	renew() {
		this.#line.destroy();
		this.clear();
		this.#fresh = this.#options.make();
		this.#line = this.#options.openLine(this.#fresh.doc);
		if (this.#renewals++ === 0) this.#line.connect();
		else this.#line.retry();
	}
	/** To be called after the line changed. */
	settle() {
		if (this.#fresh === null || !this.#line.synced) return;
		const old = this.#content;
		this.#content = this.#fresh;
		this.#fresh = null;
		this.#renewals = 0;
		this.#options.renewed(this.#content, old);
		void this.fill();
	}
	/** Deletes the copy on this device. */
	clear() {
		if (this.#copy) this.#cleared = this.#copy.clear();
		this.#copy = null;
	}
	stop() {
		this.#stopped = true;
		this.#line.destroy();
		this.#copy?.close();
	}
}
