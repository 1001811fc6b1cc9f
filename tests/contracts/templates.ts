/** The contract of every store for people's own templates. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store, StoredTemplate } from '../../server/store/store.ts';
import { NOW } from './contents.ts';

const template = (id: string, change: Partial<StoredTemplate> = {}): StoredTemplate => ({
	userId: 'u1',
	id,
	title: `Ablauf – ${id}`,
	steps: '[{"kind":"post","title":"Später – 遅い"}]',
	createdAt: NOW,
	...change
});

/** `opened` returns the store of the test. `twoBoards` adds the users u1 and u2 to it. */
export function templateTests(opened: () => Store, twoBoards: () => Promise<void>) {
	describe('templates', () => {
		let store: Store;
		beforeEach(async () => {
			store = opened();
			await twoBoards();
		});

		it('gives back a user’s templates as they were saved, the newest first', async () => {
			await store.saveTemplate(template('t1'));
			await store.saveTemplate(template('t2', { createdAt: NOW - 1 }));
			await store.saveTemplate(template('t1', { userId: 'u2', title: 'Other' }));
			expect(await store.listTemplates('u1')).toEqual([
				template('t2', { createdAt: NOW - 1 }),
				template('t1')
			]);
			expect(await store.listTemplates('u2')).toEqual([
				template('t1', { userId: 'u2', title: 'Other' })
			]);
			expect(await store.listTemplates('nobody')).toEqual([]);
		});

		it('keeps one template under an id, in its place', async () => {
			await store.saveTemplate(template('t1'));
			await store.saveTemplate(template('t2'));
			const again = template('t1', { title: 'Again', steps: '[]', createdAt: NOW + 1 });
			await store.saveTemplate(again);
			expect(await store.listTemplates('u1')).toEqual([template('t2'), again]);
		});

		it('removes a user’s own template only', async () => {
			await store.saveTemplate(template('t1'));
			await store.saveTemplate(template('t1', { userId: 'u2' }));
			await store.deleteTemplate('u1', 't1');
			await store.deleteTemplate('u1', 'unknown');
			expect(await store.listTemplates('u1')).toEqual([]);
			expect(await store.listTemplates('u2')).toHaveLength(1);
		});

		it('refuses a template of a user who does not exist', async () => {
			await expect(store.saveTemplate(template('t1', { userId: 'u9' }))).rejects.toThrow();
		});
	});
}
