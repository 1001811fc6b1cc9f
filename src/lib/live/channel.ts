import * as Y from 'yjs';
import { Journal } from './journal.ts';
import type { Line } from './line.ts';
import { inTime, openOfflineCopy, type OfflineCopy } from './offline-copy.ts';

/** Why a page discards a document. */
export interface Renewal {
	cause: 'refused' | 'broken' | 'newEpoch';
	/** The server's reason, as a sentence for the user, or ''. */
	why: string;
}

export interface ChannelOptions<Content> {
	content: Content;
	/** Makes an empty content with a new document. */
	make(): Content;
	/** Name of the document's copy on this device. */
	copyName(): string;
	openLine(doc: Y.Doc): Line;
	/**
	 * Called when the new content holds the server's state: changes that only the old content holds have to be carried
	 * over now. The result `kept` keeps the old copy on this device for later.
	 */
	renewed(content: Content, old: Content, renewal: Renewal): 'saved' | 'kept';
}

/** One of a page's documents, with its connection to the server and its copy on the device. */
export class Channel<Content extends { readonly doc: Y.Doc }> {
	readonly #options: ChannelOptions<Content>;
	#content: Content;
	/** A fresh content that does not have the server's state yet. */
	#fresh: { content: Content; renewal: Renewal } | null = null;
	#line: Line;
	#journal: Journal;
	/** Whether the document has ever held everything that the server has. */
	#wasSynced = false;
	#copy: Promise<OfflineCopy | null> = Promise.resolve(null);
	#cleared: Promise<void> = Promise.resolve();
	#renewals = 0;
	/** The clock up to which the server has committed this page's own changes. */
	#savedClock = 0;

	constructor(options: ChannelOptions<Content>) {
		this.#options = options;
		this.#content = options.content;
		this.#journal = new Journal(options.copyName(), this.#content.doc);
		this.#line = options.openLine(this.#content.doc);
	}

	get content(): Content {
		return this.#content;
	}
	get line(): Line {
		return this.#line;
	}
	/** Whether a fresh document waits for the server's state. */
	get renewing(): boolean {
		return this.#fresh !== null;
	}
	get synced(): boolean {
		return this.#fresh === null && this.#line.synced;
	}
	get saved(): boolean {
		return this.#fresh === null && this.#line.saved;
	}
	get savedClock(): number {
		return this.#savedClock;
	}

	/** Applies the last changes of earlier pages that neither the device nor the server has stored. */
	replay() {
		this.#journal.replay();
	}
	/**
	 * Loads the document from this device. Resolves when this is done or impossible, or when the page cannot wait any
	 * longer: then the document is loaded as soon as the device opens its copy.
	 */
	async fill(): Promise<void> {
		const { doc } = this.#content;
		const journal = this.#journal;
		this.replay();
		this.#copy = this.#cleared.then(() => openOfflineCopy(this.#options.copyName(), doc, journal));
		await inTime(this.#copy);
	}
	/**
	 * Connects a fresh content, which replaces the old one once it has the server's state. Until then the old one
	 * stays, on this device too. Connects at once the first time, and after a wait if the server rejected a fresh
	 * content.
	 */
	renew(renewal: Renewal) {
		this.#line.destroy();
		const content = this.#options.make();
		this.#fresh = { content, renewal };
		this.#line = this.#options.openLine(content.doc);
		if (this.#renewals++ === 0) this.#line.connect();
		else this.#line.retry();
	}
	/** Continues to write under another Yjs client id, over a new connection. Call it once everything is saved. */
	writeAnew() {
		this.#line.destroy();
		const { doc } = this.#content;
		doc.clientID = new Y.Doc().clientID;
		this.#savedClock = 0;
		this.#line = this.#options.openLine(doc);
		this.#line.connect();
	}
	/** Call it after the state of the connection changed. */
	settle() {
		if (this.#fresh === null) {
			const { doc } = this.#content;
			if (this.#line.saved) this.#savedClock = Y.getState(doc.store, doc.clientID);
			if (!this.#line.synced) return;
			if (!this.#wasSynced) {
				this.#wasSynced = true;
				this.replay();
			}
			if (this.#line.saved) this.#journal.mark()();
		} else if (this.#line.synced) this.#takeOver(this.#fresh);
	}
	/** Deletes the copy on this device. */
	clear() {
		this.#journal.clear();
		this.#clearCopy();
	}
	stop() {
		this.#line.destroy();
		this.#journal.stop();
		void this.#copy.then((copy) => copy?.close());
	}

	#takeOver({ content, renewal }: { content: Content; renewal: Renewal }) {
		const [old, journal] = [this.#content, this.#journal];
		this.#content = content;
		this.#fresh = null;
		this.#renewals = 0;
		this.#journal = new Journal(this.#options.copyName(), content.doc);
		const isKept = this.#options.renewed(content, old, renewal) === 'kept';
		this.#savedClock = 0;
		if (isKept) {
			journal.stop();
			void this.#copy.then((copy) => copy?.close());
		} else {
			journal.clear();
			this.#clearCopy();
		}
		void this.fill();
	}
	#clearCopy() {
		const copy = this.#copy;
		this.#copy = Promise.resolve(null);
		this.#cleared = copy.then((opened) => opened?.clear());
	}
}
