import { clearDocument, IndexeddbPersistence, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import { forgetPagesAndValues, isLeaving } from './device.ts';
import { forgetJournal, type Journal } from './journal.ts';

/** How long a page waits for a device's storage before it goes on, and takes in what is there once it opens. */
const OPEN_WITHIN_MS = 2000;
const PROBE = 'groundwork:probe';
/** Where y-indexeddb stores changes. */
const UPDATES = 'updates';

/** A document's copy on this device. */
export interface OfflineCopy {
	/** Stops keeping the copy up to date. */
	close(): void;
	/** Deletes the copy from the device. Resolves when that is under way, and never rejects. */
	clear(): Promise<void>;
}

/**
 * Fills a document from its copy on this device and keeps the copy up to date from then on. Null where
 * the device keeps nothing (private windows, storage that is full or blocked). Never rejects; may take as long as
 * the device likes, see `inTime`. The journal forgets what the copy has stored.
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
	// Each visit adds the whole state once; this makes one entry out of all of them.
	await merged(persistence);
	return copy;
}

/** Waits for a device's storage no longer than a page can. Resolves with whether it was in time. */
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
		// The database was closed in between.
	}
}

/**
 * A copy that outlives its database: another window of the same person may delete that, and the browser may close it.
 * Then all that the document holds is kept in a new one, unless somebody signs out of this device.
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
		// An error in a listener would keep the document from telling anybody of anything ever after.
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
	/** Stores a change, after which the journal forgets what it has now: changes are stored one after the other. */
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

/** Deletes a copy that nothing has open, if there is one, and what is to be stored in it. */
export function forgetCopy(name: string) {
	forgetJournal(name);
	void canStore().then((can) => (can ? clearDocument(name).catch(() => undefined) : undefined));
}

/** Deletes all that this device keeps of a board. Never rejects; some browsers cannot list what they keep. */
export async function forgetBoard(board: string): Promise<void> {
	try {
		const kept = await indexedDB.databases();
		for (const { name = '' } of kept)
			if (name.startsWith('groundwork:') && name.split(':')[2] === board)
				indexedDB.deleteDatabase(name);
		await forgetPagesAndValues(board);
	} catch {
		// A private window keeps nothing anyway.
	}
}

/** y-indexeddb leaves a refused database unhandled, so one is opened to see. */
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
