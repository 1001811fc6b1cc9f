import { beforeEach, expect, test } from 'vitest';
import { onDevice } from './persisted.ts';
import { begunHere, forgetPagesAndValues } from './device.ts';

beforeEach(() => localStorage.clear());

test('forgetting a board removes its page and its values from the device, and those of no other board', async () => {
	const pages = await caches.open('groundwork-pages-test');
	for (const path of ['/b/b1', '/b/b2']) await pages.put(path, new Response('page'));
	const names = ['draft b1 ann title', 'answer b1 ann felt p1', 'rewriting b1 ann', 'problems b1'];
	for (const key of [...names, 'draft b2 ann title', 'separator'])
		localStorage.setItem(`groundwork ${key}`, '{}');
	await forgetPagesAndValues('b1');
	expect(onDevice.names.sort()).toEqual(['draft b2 ann title', 'separator']);
	expect(await pages.match('/b/b1')).toBeUndefined();
	expect(await pages.match('/b/b2')).toBeDefined();
	await caches.delete('groundwork-pages-test');
});

test('the list of unsaved words holds only words that are stored nowhere else', () => {
	onDevice.writeJson('draft b1 ann title', { field: 'title', what: '', words: 'A title' });
	onDevice.write('answer b1 ann felt p1', 'An answer');
	onDevice.writeJson('rewriting b1 ann', [
		{ text: 'A wish', note: '' },
		{ text: 'On the wall', note: 'n1' }
	]);
	onDevice.write('separator', 'comma');
	expect(begunHere().sort()).toEqual(['A title', 'A wish', 'An answer']);
});
