import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { isLeaving, UNSTORED } from './device.ts';
import { onDevice } from './persisted.ts';

/** The most that one page stores here: drafts need the device's storage more. */
const MOST_CHARS = 1_000_000;

/**
 * Stores changes of a document that neither its copy on this device nor the server has stored yet. Storing them there
 * takes a moment, and the page may be closed meanwhile; the journal is written at once.
 */
export class Journal {
	readonly #prefix: string;
	readonly #doc: Y.Doc;
	/** Names of the stored changes that the document already holds. */
	#held: string[] = [];
	#chars = 0;
	#written = 0;

	/** `copy` is the name of the document's copy on this device. */
	constructor(copy: string, doc: Y.Doc) {
		this.#prefix = prefixOf(copy);
		this.#doc = doc;
		doc.on('update', this.#write);
	}

	get isEmpty(): boolean {
		return this.#held.length === 0;
	}
	/**
	 * Applies changes that earlier pages left. Changes that depend on others that the document lacks stay for a later
	 * call, because a server accepts no incomplete changes.
	 */
	replay() {
		const left = namesUnder(this.#prefix).filter((name) => !this.#held.includes(name));
		const updates = left.map((name) => readUpdate(onDevice.read(name)));
		if (updates.length === 0) return;
		const update = Y.mergeUpdates(updates.filter((one) => one !== null));
		if (!isWhole(this.#doc, update)) return;
		this.#held.push(...left);
		Y.applyUpdate(this.#doc, update);
	}
	/**
	 * Marks the current changes. Returns a function that deletes them from the journal; call it once they are stored
	 * elsewhere.
	 */
	mark(): () => void {
		const names = [...this.#held];
		return () => this.#forget(names);
	}
	stop() {
		this.#doc.off('update', this.#write);
	}
	/** Stops and deletes everything. */
	clear() {
		this.stop();
		this.#forget(this.#held);
	}

	readonly #write = (
		update: Uint8Array,
		_origin: unknown,
		doc: Y.Doc,
		{ local }: Y.Transaction
	) => {
		if (!local || isLeaving()) return;
		const text = toBase64(update);
		if (this.#chars + text.length > MOST_CHARS) return;
		const name = `${this.#prefix}${doc.clientID}-${(this.#written += 1)}`;
		onDevice.write(name, text);
		this.#chars += text.length;
		this.#held.push(name);
	};
	#forget(names: readonly string[]) {
		for (const name of names) onDevice.write(name, null);
		this.#held = this.#held.filter((name) => !names.includes(name));
		if (this.isEmpty) this.#chars = 0;
	}
}

/** Deletes the journal of a document that nobody needs any more. */
export function forgetJournal(copy: string) {
	for (const name of namesUnder(prefixOf(copy))) onDevice.write(name, null);
}

/** The board comes second in the name, as in all values that a device stores for a board. */
const prefixOf = (copy: string) => `${UNSTORED}${copy.split(':')[2] ?? ''} ${copy} `;
const namesUnder = (prefix: string) => onDevice.names.filter((name) => name.startsWith(prefix));

function readUpdate(stored: string | null): Uint8Array | null {
	try {
		const update = fromBase64(stored ?? '');
		Y.decodeUpdate(update);
		return update;
	} catch {
		return null;
	}
}
/** Whether a document has all changes that an update depends on. */
function isWhole(doc: Y.Doc, update: Uint8Array): boolean {
	const both = new Y.Doc();
	Y.applyUpdate(both, Y.encodeStateAsUpdate(doc));
	Y.applyUpdate(both, update);
	const { pendingStructs, pendingDs } = both.store;
	both.destroy();
	return pendingStructs === null && pendingDs === null;
}
