import { beforeEach, expect, test } from 'vitest';
import { forgetPagesAndDrafts } from './device.ts';

beforeEach(() => localStorage.clear());

test('a board that is gone takes its pages and drafts from the device, and those of no other board', async () => {
	const pages = await caches.open('groundwork-pages-test');
	for (const path of ['/b/b1', '/b/b2']) await pages.put(path, new Response('page'));
	for (const key of ['draft b1 ann title', 'answer b1 ann felt p1', 'draft b2 ann title'])
		localStorage.setItem(`groundwork ${key}`, '{}');
	await forgetPagesAndDrafts('b1');
	expect(Object.keys(localStorage)).toEqual(['groundwork draft b2 ann title']);
	expect(await pages.match('/b/b1')).toBeUndefined();
	expect(await pages.match('/b/b2')).toBeDefined();
	await caches.delete('groundwork-pages-test');
});
