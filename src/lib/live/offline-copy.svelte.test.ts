import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openOfflineCopy, type OfflineCopy } from './offline-copy.ts';

const opened: OfflineCopy[] = [];
afterEach(() => {
	for (const copy of opened.splice(0)) copy.close();
	localStorage.clear();
});

/** A window's document with its copy on the device. */
async function open(name: string) {
	const doc = new Y.Doc();
	const copy = await openOfflineCopy(name, doc);
	if (!copy) throw new Error('the device keeps nothing');
	opened.push(copy);
	const write = (text: string) => doc.getMap('notes').set(text, text);
	const words = () => [...doc.getMap('notes').keys()].sort();
	return { doc, copy, write, words };
}
/** What a window would find if it opened now. */
async function kept(name: string): Promise<string[]> {
	const { copy, words } = await open(name);
	copy.close();
	return words();
}
const fresh = () => `groundwork:test:${crypto.randomUUID()}`;

test('a window keeps receiving and storing changes after another window deleted their shared copy', async () => {
	const name = fresh();
	const [other, mine] = [await open(name), await open(name)];
	mine.write('before');
	const heard: string[] = [];
	mine.doc.on('update', () => heard.push('update'));
	await other.copy.clear();
	mine.write('after');
	mine.write('later');
	expect(heard).toHaveLength(2);
	await expect.poll(() => kept(name)).toEqual(['after', 'before', 'later']);
});

test('another window can store its own copy at once after it deleted the shared one', async () => {
	const name = fresh();
	const [other, mine] = [await open(name), await open(name)];
	await other.copy.clear();
	const again = await open(name);
	again.write('fresh');
	mine.write('mine');
	await expect.poll(() => kept(name)).toEqual(['fresh', 'mine']);
});

test('nothing is stored again while somebody signs out of this device', async () => {
	const name = fresh();
	const [other, mine] = [await open(name), await open(name)];
	localStorage.setItem('groundwork leaving', '[]');
	await other.copy.clear();
	mine.write('after');
	mine.write('later');
	expect(mine.words()).toEqual(['after', 'later']);
	await expect.poll(() => kept(name)).toEqual([]);
	expect(await kept(name)).toEqual([]);
});
