import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { forgetPagesAndValues } from './device.ts';
import { forgetJournal, Journal } from './journal.ts';
import { openOfflineCopy } from './offline-copy.ts';

const COPY = 'groundwork:desk:board:ana';
afterEach(() => localStorage.clear());

/** A page's document with its journal. */
function open(copy = COPY, state?: Uint8Array) {
	const doc = new Y.Doc();
	if (state) Y.applyUpdate(doc, state);
	const journal = new Journal(copy, doc);
	const notes = doc.getMap('notes');
	const write = (text: string) => notes.set(text, text);
	const words = () => [...notes.keys()].sort();
	return { doc, journal, write, words };
}
/** What a page would find if it opened now. */
function found(copy = COPY): string[] {
	const { journal, words } = open(copy);
	journal.replay();
	return words();
}

test('a later page finds changes made on this page, and none that arrived from elsewhere', () => {
	const { doc, write } = open();
	write('mine');
	const other = open('groundwork:desk:board:ivo');
	other.write('of others');
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc));
	expect(found()).toEqual(['mine']);
	expect(found(`${COPY}:2`)).toEqual([]);
});

test('the journal drops changes that are stored elsewhere and keeps newer ones', () => {
	const { journal, write } = open();
	write('first');
	const forget = journal.mark();
	write('second');
	forget();
	expect(journal.isEmpty).toBe(false);
	expect(localStorage).toHaveLength(1);
	journal.mark()();
	expect(journal.isEmpty).toBe(true);
	expect(found()).toEqual([]);
});

test('changes that depend on others wait until the document has those', () => {
	const before = open();
	before.write('first');
	const first = Y.encodeStateAsUpdate(before.doc);
	before.journal.mark()();
	before.write('second');

	const later = open();
	later.journal.replay();
	expect(later.words()).toEqual([]);
	expect(later.doc.store.pendingStructs).toBeNull();
	Y.applyUpdate(later.doc, first);
	later.journal.replay();
	expect(later.words()).toEqual(['first', 'second']);
});

test('two windows of one person store their own changes separately', () => {
	const [one, two] = [open(), open()];
	one.write('one');
	two.write('two');
	one.journal.mark()();
	expect(found()).toEqual(['two']);
	one.journal.clear();
	two.write('three');
	expect(found()).toEqual(['three', 'two']);
});

test('a value that no journal wrote does not stop the replay', () => {
	open().write('mine');
	localStorage.setItem(`groundwork unstored board ${COPY} x`, '!!');
	localStorage.setItem(`groundwork unstored board ${COPY} y`, 'AAEC');
	expect(found()).toEqual(['mine']);
});

test('the copy on the device takes over the changes from the journal', async () => {
	const copy = `${COPY}:${crypto.randomUUID()}`;
	open(copy).write('before the page was closed');
	const { doc, journal, write, words } = open(copy);
	const kept = await openOfflineCopy(copy, doc, journal);
	write('now');
	await expect.poll(() => journal.isEmpty).toBe(true);
	expect(words()).toEqual(['before the page was closed', 'now']);
	expect(localStorage).toHaveLength(0);
	kept?.close();
	const again = new Y.Doc();
	const reopened = await openOfflineCopy(copy, again);
	expect([...again.getMap('notes').keys()].sort()).toEqual(words());
	await reopened?.clear();
});

test('a device that is signing somebody out writes nothing more, and forgetting a board leaves nothing', async () => {
	open().write('mine');
	forgetJournal(COPY);
	expect(localStorage).toHaveLength(0);
	open().write('mine');
	await forgetPagesAndValues('board');
	expect(localStorage).toHaveLength(0);
	localStorage.setItem('groundwork leaving', '[]');
	open().write('after');
	expect(localStorage).toHaveLength(1);
});
