import { expect, it, vi } from 'vitest';
import { Journal, type Journaled } from './journal.ts';

it('[S17] a room that breaks keeps no other from being saved', async () => {
	const saved: string[] = [];
	const journal = new Journal((updates) => {
		saved.push(...updates.map(({ document }) => document));
		return Promise.resolve();
	});
	const room = (document: string): Journaled => ({
		begin: () => ({ document, update: new Uint8Array() }),
		committed: vi.fn<() => void>(),
		failed: vi.fn<() => void>()
	});
	const broken: Journaled = {
		...room('w:broken'),
		begin: () => {
			throw new Error('cannot be merged');
		}
	};
	for (const one of [broken, room('w:1')]) journal.enlist(one);
	await journal.settle();
	journal.enlist(room('w:2'));
	await journal.settle();
	expect(saved).toEqual(['w:1', 'w:2']);
	expect(broken.failed).toHaveBeenCalled();
});
