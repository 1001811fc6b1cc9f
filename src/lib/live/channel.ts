import * as Y from 'yjs';
import { Journal } from './journal.ts';
import type { Line } from './line.ts';
import { inTime, openOfflineCopy, type OfflineCopy } from './offline-copy.ts';

/** Why a page throws a document away. */
export interface Renewal {
	cause: 'refused' | 'broken' | 'newEpoch';
	/** The server's reason, as a sentence for the person, or ''. */
	why: string;
}

export interface ChannelOptions<Content> {
	content: Content;
	/** An empty content with a new document. */
	make(): Content;
	/** Name of its copy on this device. */
	copyName(): string;
	openLine(doc: Y.Doc): Line;
	/**
	 * The new content has what the server has; what only the old one holds is to be saved from it now. With `kept`, its
	 * copy on this device stays for later.
	 */
	renewed(content: Content, old: Content, renewal: Renewal): 'saved' | 'kept';
}

/** One of a page's documents with its line to the server and its copy on the device. */
export class Channel<Content extends { readonly doc: Y.Doc }> {
	readonly #options: ChannelOptions<Content>;
	#content: Content;
	/** A fresh content that waits until it has what the server has. */
	#fresh: { content: Content; renewal: Renewal } | null = null;
	#line: Line;
	#journal: Journal;
	/** Whether the document once had all that the server has. */
	#wasSynced = false;
	#copy: Promise<OfflineCopy | null> = Promise.resolve(null);
	#cleared: Promise<void> = Promise.resolve();
	#renewals = 0;
	/** Up to which clock the server has committed this page's own changes. */
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
	get savedClock(): number {
		return this.#savedClock;
	}

	/** Brings into the document what earlier pages changed last, and neither device nor server has stored. */
	replay() {
		this.#journal.replay();
	}
	/**
	 * Fills the document from what is on this device. Resolves when done or impossible, or when a page cannot wait any
	 * longer: then the document is filled once the device opens its copy.
	 */
	async fill(): Promise<void> {
		const { doc } = this.#content;
		const journal = this.#journal;
		this.replay();
		this.#copy = this.#cleared.then(() => openOfflineCopy(this.#options.copyName(), doc, journal));
		await inTime(this.#copy);
	}
	/**
	 * Connects a fresh content, which takes over once it has what the server has. Until then the old one
	 * stays, also on this device. At once the first time; with a wait if the server turned away a fresh one.
	 */
	renew(renewal: Renewal) {
		this.#line.destroy();
		const content = this.#options.make();
		this.#fresh = { content, renewal };
		this.#line = this.#options.openLine(content.doc);
		if (this.#renewals++ === 0) this.#line.connect();
		else this.#line.retry();
	}
	/** Writes on under another Yjs client id, over a new line. To be called once all is saved. */
	writeAnew() {
		this.#line.destroy();
		const { doc } = this.#content;
		doc.clientID = new Y.Doc().clientID;
		this.#savedClock = 0;
		this.#line = this.#options.openLine(doc);
		this.#line.connect();
	}
	/** To be called after the line changed. */
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
	/** Deletes what is on this device. */
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
