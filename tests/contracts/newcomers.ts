/** The contract of every store for people who wait to be let in. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store, StoredNewcomer } from '../../server/store/store.ts';
import { NOW } from './contents.ts';

const newcomer = (id: string, change: Partial<StoredNewcomer> = {}): StoredNewcomer => ({
	id,
	board: 'b1',
	userId: 'u1',
	name: `Zoë – ${id}`,
	fn: 'it',
	askedAt: NOW,
	declinedAt: null,
	...change
});

/** `opened` returns the store of the test. `twoBoards` adds b1 and b2 with the users u1 and u2 to it. */
export function newcomerTests(opened: () => Store, twoBoards: () => Promise<void>) {
	describe('newcomers', () => {
		let store: Store;
		beforeEach(async () => {
			store = opened();
			await twoBoards();
		});

		it('gives back those of a board in the order of asking', async () => {
			const late = newcomer('w1', { askedAt: NOW + 1 });
			const early = newcomer('w2', { userId: 'u2' });
			await store.saveNewcomer(late);
			await store.saveNewcomer(early);
			await store.saveNewcomer(newcomer('w3', { board: 'b2' }));
			expect(await store.listNewcomers('b1')).toEqual([early, late]);
			expect(await store.listNewcomers('nothing')).toEqual([]);
		});

		it('replaces the one of the same id', async () => {
			await store.saveNewcomer(newcomer('w1'));
			const changed = newcomer('w1', { name: 'Zoe', fn: '', declinedAt: NOW });
			await store.saveNewcomer(changed);
			expect(await store.listNewcomers('b1')).toEqual([changed]);
		});

		it('takes a user once on a board, and no board or user that does not exist', async () => {
			await store.saveNewcomer(newcomer('w1'));
			await expect(store.saveNewcomer(newcomer('w2'))).rejects.toThrow();
			await expect(store.saveNewcomer(newcomer('w2', { userId: 'u9' }))).rejects.toThrow();
			await expect(store.saveNewcomer(newcomer('w2', { board: 'b9' }))).rejects.toThrow();
		});

		it('removes a newcomer from their board only', async () => {
			await store.saveNewcomer(newcomer('w1'));
			await store.deleteNewcomer('b2', 'w1');
			expect(await store.listNewcomers('b1')).toHaveLength(1);
			await store.deleteNewcomer('b1', 'w1');
			await store.deleteNewcomer('b1', 'unknown');
			expect(await store.listNewcomers('b1')).toEqual([]);
		});
	});
}
