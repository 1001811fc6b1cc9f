/** What a browser stores about a person on this device, and how signing out removes it. */
import { inWindow, onDevice } from './persisted.ts';

/** Prefix of the names of words that were typed and not saved. */
export const DRAFTS = 'draft ';
/** Prefix of version 0.1.0, which stored only answers, as they were typed. */
export const OLD_ANSWERS = 'answer ';
/** Prefix of the names of originals of words that somebody is rewording. */
export const REWRITING = 'rewriting ';
/** Prefix of the names of changes that neither a copy on this device nor the server has stored yet. */
export const UNSTORED = 'unstored ';
const DOCUMENTS = 'groundwork:';
const PAGES = 'groundwork-pages-';
/** Lists the documents that still have to be removed. Writing this value also notifies other windows. */
const LEAVING = 'leaving';

/** Words that somebody typed on this device and did not save, on any board. */
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

/** Words that somebody is rewording. */
export interface Original {
	text: string;
	/** Id of the own note on the wall with these words, or ''. */
	note: string;
}
/** The valid originals in a stored value. */
export function readOriginals(stored: unknown): Original[] {
	return Array.isArray(stored) ? stored.filter(isOriginal) : [];
}
function isOriginal(stored: unknown): stored is Original {
	if (typeof stored !== 'object' || stored === null) return false;
	const { text, note } = stored as Partial<Record<keyof Original, unknown>>;
	return typeof text === 'string' && text !== '' && typeof note === 'string';
}

/** The contents of a stored draft, or null if the value is not a draft. */
export function readDraft(stored: string): { what: string; words: string } | null {
	try {
		const { what, words } = JSON.parse(stored) as Record<string, unknown>;
		return typeof what === 'string' && typeof words === 'string' ? { what, words } : null;
	} catch {
		return null;
	}
}

/**
 * Removes everything that this device stores about the person and notifies other windows. Documents that a window has
 * open are removed after it is closed, by `finishLeaving` on the next page. Never rejects.
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
		// A browser that stores nothing has nothing to remove.
	}
}

/** Whether somebody signed out on this device and the removal is still going on. */
export function isLeaving(): boolean {
	return onDevice.read(LEAVING) !== null;
}

/** Calls back when somebody signed out in another window. Returns a function that stops this. */
export function onLeaving(left: () => void): () => void {
	return onDevice.onChange((name, value) => {
		if (name === LEAVING && value !== null) left();
	});
}

/**
 * Removes the documents of a person who signed out here. Anything that cannot be removed now is removed on a later
 * page.
 */
export async function finishLeaving(): Promise<void> {
	try {
		const names = onDevice.readJson(LEAVING);
		if (Array.isArray(names)) await Promise.all(names.map(removeDocument));
		onDevice.write(LEAVING, null);
	} catch {
		// A browser that stores nothing has nothing to remove.
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

/** Removes a board's page and its values, such as drafts. Rejects if the browser cannot store pages. */
export async function forgetPagesAndValues(board: string): Promise<void> {
	for (const values of [onDevice, inWindow])
		for (const name of values.names) if (name.split(' ')[1] === board) values.write(name, null);
	for (const name of await caches.keys())
		if (name.startsWith(PAGES)) await (await caches.open(name)).delete(`/b/${board}`);
}
