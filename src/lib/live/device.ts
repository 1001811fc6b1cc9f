/** What a browser keeps of a person on this device, and how it is removed when they sign out. */
import { inWindow, onDevice } from './persisted.ts';

/** Begins the names of what was typed and not saved. */
export const DRAFTS = 'draft ';
/** The same of version 0.1.0, which kept answers alone, as they were typed. */
export const OLD_ANSWERS = 'answer ';
/** Begins the names of what is being put into other words. */
export const REWRITING = 'rewriting ';
/** Begins the names of changes that neither a copy on this device nor the server has stored yet. */
export const UNSTORED = 'unstored ';
const DOCUMENTS = 'groundwork:';
const PAGES = 'groundwork-pages-';
/** Names the documents that are still to be removed. Other windows hear when it is written. */
const LEAVING = 'leaving';

/** What somebody typed on this device and did not save, on any board. */
export function begunHere(): string[] {
	return onDevice.names
		.flatMap((name) => wordsOf(name, onDevice.read(name) ?? ''))
		.filter((words) => words.trim() !== '');
}
function wordsOf(name: string, stored: string): string[] {
	if (name.startsWith(OLD_ANSWERS)) return [stored];
	if (name.startsWith(DRAFTS)) return [readDraft(stored)?.words ?? ''];
	if (name.startsWith(REWRITING))
		return readOriginals(onDevice.readJson(name)).map(({ text, note }) =>
			note === '' ? text : ''
		);
	return [];
}

/** Words that somebody is putting into other words. */
export interface Original {
	text: string;
	/** The own note on the wall that says it, or ''. */
	note: string;
}
/** What of a stored value is such words. */
export function readOriginals(stored: unknown): Original[] {
	return Array.isArray(stored) ? stored.filter(isOriginal) : [];
}
function isOriginal(stored: unknown): stored is Original {
	if (typeof stored !== 'object' || stored === null) return false;
	const { text, note } = stored as Partial<Record<keyof Original, unknown>>;
	return typeof text === 'string' && text !== '' && typeof note === 'string';
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
		for (const values of [onDevice, inWindow])
			for (const name of values.names) values.write(name, null);
		onDevice.writeJson(LEAVING, names);
		const pages = (await caches.keys()).filter((name) => name.startsWith(PAGES));
		await Promise.all(pages.map((name) => caches.delete(name)));
	} catch {
		// A browser that keeps nothing has nothing to remove.
	}
}

/** Whether somebody signed out on this device, and what it keeps of them is being removed. */
export function isLeaving(): boolean {
	return onDevice.read(LEAVING) !== null;
}

/** Calls back when somebody signed out in another window. Returns the way to stop. */
export function onLeaving(left: () => void): () => void {
	return onDevice.onChange((name, value) => {
		if (name === LEAVING && value !== null) left();
	});
}

/** Removes the documents of whoever signed out here. What it cannot remove now is removed on a later page. */
export async function finishLeaving(): Promise<void> {
	try {
		const names = onDevice.readJson(LEAVING);
		if (Array.isArray(names)) await Promise.all(names.map(removeDocument));
		onDevice.write(LEAVING, null);
	} catch {
		// As above.
	}
}

async function documentNames(): Promise<string[]> {
	const databases = await indexedDB.databases();
	return databases.map(({ name = '' }) => name).filter((name) => name.startsWith(DOCUMENTS));
}
function removeDocument(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error('not removed'));
	});
}

/** Removes a board's page and the values of it, such as drafts. Rejects where the browser keeps no pages. */
export async function forgetPagesAndValues(board: string): Promise<void> {
	for (const values of [onDevice, inWindow])
		for (const name of values.names) if (name.split(' ')[1] === board) values.write(name, null);
	for (const name of await caches.keys())
		if (name.startsWith(PAGES)) await (await caches.open(name)).delete(`/b/${board}`);
}
