/** What a browser keeps of a person on this device, and how it is removed when they sign out. */

/** Begins the names of all that is kept: documents, drafts, pages. */
const OURS = 'groundwork';
/** Begins the names of what was typed and not saved. */
export const DRAFTS = `${OURS} draft `;
/** The same of version 0.1.0, which kept answers alone, as they were typed. */
export const OLD_ANSWERS = `${OURS} answer `;
const PAGES = `${OURS}-pages-`;
/** Names the documents that are still to be removed. Other windows hear when it is written. */
const LEAVING = `${OURS} leaving`;

/** What somebody typed on this device and did not save, on any board. */
export function begunHere(): string[] {
	const stored = (key: string) => localStorage.getItem(key) ?? '';
	return ourKeys(localStorage)
		.map((key) => {
			if (key.startsWith(OLD_ANSWERS)) return stored(key);
			return key.startsWith(DRAFTS) ? (readDraft(stored(key))?.words ?? '') : '';
		})
		.filter((words) => words.trim() !== '');
}

/** What a draft as the device keeps it says, or null where it is none. */
export function readDraft(stored: string): { what: string; words: string } | null {
	try {
		const { what, words } = JSON.parse(stored) as Record<string, unknown>;
		return typeof what === 'string' && typeof words === 'string' ? { what, words } : null;
	} catch {
		return null;
	}
}

/**
 * Removes what this device keeps and tells the other windows. Documents that a window has open go once it is
 * closed: `finishLeaving` sees to that on the next page. Never rejects.
 */
export async function forgetPerson(): Promise<void> {
	try {
		const names = await documentNames();
		for (const storage of [localStorage, sessionStorage])
			for (const key of ourKeys(storage)) storage.removeItem(key);
		localStorage.setItem(LEAVING, JSON.stringify(names));
		const pages = (await caches.keys()).filter((name) => name.startsWith(PAGES));
		await Promise.all(pages.map((name) => caches.delete(name)));
	} catch {
		// A browser that keeps nothing has nothing to remove.
	}
}

/** Whether somebody signed out on this device, and what it keeps of them is being removed. */
export function isLeaving(): boolean {
	try {
		return localStorage.getItem(LEAVING) !== null;
	} catch {
		return false;
	}
}

/** Calls back when somebody signed out in another window. Returns the way to stop. */
export function onLeaving(left: () => void): () => void {
	const heard = ({ key, newValue }: StorageEvent) => {
		if (key === LEAVING && newValue !== null) left();
	};
	addEventListener('storage', heard);
	return () => removeEventListener('storage', heard);
}

/** Removes the documents of whoever signed out here. What it cannot remove now is removed on a later page. */
export async function finishLeaving(): Promise<void> {
	try {
		const names = JSON.parse(localStorage.getItem(LEAVING) ?? '[]') as string[];
		await Promise.all(names.map(removeDocument));
		localStorage.removeItem(LEAVING);
	} catch {
		// As above.
	}
}

const ourKeys = (storage: Storage) =>
	Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter(
		(key) => key.startsWith(OURS) && key !== LEAVING
	);

async function documentNames(): Promise<string[]> {
	const databases = await indexedDB.databases();
	return databases.map(({ name = '' }) => name).filter((name) => name.startsWith(`${OURS}:`));
}
function removeDocument(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error('not removed'));
	});
}

/** Removes a board's page and what was typed on it and not saved. Rejects where the browser keeps nothing. */
export async function forgetPagesAndDrafts(board: string): Promise<void> {
	for (const key of ourKeys(localStorage))
		if ([DRAFTS, OLD_ANSWERS].some((kind) => key.startsWith(`${kind}${board} `)))
			localStorage.removeItem(key);
	for (const name of await caches.keys())
		if (name.startsWith(PAGES)) await (await caches.open(name)).delete(`/b/${board}`);
}
