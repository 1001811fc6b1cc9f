import { clearDocument, IndexeddbPersistence, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import { forgetPagesAndValues, isLeaving } from './device.ts';
import { forgetJournal, type Journal } from './journal.ts';

/** How long a page waits for the device's storage before it continues. It loads the copy once the storage opens. */
const OPEN_WITHIN_MS = 2000;
const PROBE = 'groundwork:probe';
/** Where y-indexeddb stores changes. */
const UPDATES = 'updates';

/** A document's copy on this device. */
export interface OfflineCopy {
	/** Stops updating the copy. */
	close(): void;
	/** Deletes the copy from the device. Resolves once the deletion has started, and never rejects. */
	clear(): Promise<void>;
}

/**
 * Loads a document from its copy on this device and keeps the copy up to date from then on. Null if the device cannot
 * store anything (private windows, full or blocked storage). Never rejects. It may take as long as the device needs;
 * see `inTime`. The journal deletes changes that the copy has stored.
 */
export async function openOfflineCopy(
	name: string,
	doc: Y.Doc,
	journal: Journal | null = null
): Promise<OfflineCopy | null> {
	if (!(await canStore())) return null;
	const copy = new DeviceCopy(name, doc, journal);
	const { persistence } = copy;
	await persistence.whenSynced;
	// Each visit adds the whole state once; this merges them into one entry.
	await merged(persistence);
	return copy;
}

/** Waits for the device's storage, but no longer than a page can. Resolves with whether it opened in time. */
export function inTime(opening: Promise<unknown>): Promise<boolean> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<boolean>(
		(resolve) => (timer = setTimeout(() => resolve(false), OPEN_WITHIN_MS))
	);
	return Promise.race([opening.then(() => true), late]).finally(() => clearTimeout(timer));
}

async function merged(persistence: IndexeddbPersistence): Promise<void> {
	try {
		await storeState(persistence);
	} catch {
		// The database was closed meanwhile.
	}
}

/**
 * A copy that survives the loss of its database: another window of the same person may delete it, and the browser may
 * close it. Then the whole document is stored in a new database, unless somebody is signing out of this device.
 */
class DeviceCopy implements OfflineCopy {
	readonly #name: string;
	readonly #doc: Y.Doc;
	readonly #journal: Journal | null;
	#persistence: IndexeddbPersistence;
	#stopKeeping: () => void = () => undefined;
	#state: 'open' | 'opening' | 'closed' = 'open';

	constructor(name: string, doc: Y.Doc, journal: Journal | null) {
		this.#name = name;
		this.#doc = doc;
		this.#journal = journal;
		this.#persistence = this.#open();
	}

	get persistence(): IndexeddbPersistence {
		return this.#persistence;
	}
	close() {
		this.#state = 'closed';
		this.#stopKeeping();
		void this.#persistence.destroy().catch(() => undefined);
	}
	clear(): Promise<void> {
		this.#state = 'closed';
		this.#stopKeeping();
		return this.#persistence.clearData().catch(() => undefined);
	}

	#open(): IndexeddbPersistence {
		const persistence = new IndexeddbPersistence(this.#name, this.#doc);
		const lost = () => this.#lost(persistence);
		void persistence._db.then((database) => {
			database.onversionchange = lost;
			database.onclose = lost;
		});
		// An error in a listener would stop the document from notifying any listener from then on.
		const attempt = (store: () => void) => {
			try {
				store();
			} catch {
				lost();
			}
		};
		const keep = (update: Uint8Array, origin: unknown, _: Y.Doc, { local }: Y.Transaction) =>
			attempt(() =>
				local ? this.#store(persistence, update) : persistence._storeUpdate(update, origin)
			);
		void persistence.whenSynced.then(() => {
			this.#journal?.replay();
			if (this.#journal?.isEmpty === false)
				attempt(() => this.#store(persistence, Y.encodeStateAsUpdate(this.#doc)));
		});
		this.#doc.off('update', persistence._storeUpdate);
		this.#doc.on('update', keep);
		this.#stopKeeping = () => this.#doc.off('update', keep);
		return persistence;
	}
	/** Stores a change and then deletes it from the journal: changes are stored in order. */
	#store({ db }: IndexeddbPersistence, update: Uint8Array) {
		if (db === null) return;
		const forget = this.#journal?.mark();
		const transaction = db.transaction(UPDATES, 'readwrite');
		transaction.objectStore(UPDATES).add(update);
		transaction.oncomplete = () => forget?.();
	}
	#lost(persistence: IndexeddbPersistence) {
		if (this.#state !== 'open' || persistence !== this.#persistence) return;
		this.#stopKeeping();
		void persistence.destroy().catch(() => undefined);
		this.#state = 'opening';
		if (!isLeaving()) void this.#openAgain();
	}
	async #openAgain() {
		if (!(await canStore()) || this.#state !== 'opening') return;
		this.#state = 'open';
		this.#persistence = this.#open();
	}
}

/** Deletes a copy that no window has open, if it exists, and its journal. */
export function forgetCopy(name: string) {
	forgetJournal(name);
	void canStore().then((can) => (can ? clearDocument(name).catch(() => undefined) : undefined));
}

/** Deletes everything that this device stores for a board. Never rejects; some browsers cannot list their databases. */
export async function forgetBoard(board: string): Promise<void> {
	try {
		const kept = await indexedDB.databases();
		for (const { name = '' } of kept)
			if (name.startsWith('groundwork:') && name.split(':')[2] === board)
				indexedDB.deleteDatabase(name);
		await forgetPagesAndValues(board);
	} catch {
		// A private window stores nothing anyway.
	}
}

/** y-indexeddb does not handle a database that cannot be opened, so this opens one as a test. */
function canStore(): Promise<boolean> {
	return new Promise((resolve) => {
		try {
			const request = indexedDB.open(PROBE);
			request.onerror = () => resolve(false);
			request.onsuccess = () => {
				request.result.close();
				resolve(true);
			};
		} catch {
			resolve(false);
		}
	});
}
