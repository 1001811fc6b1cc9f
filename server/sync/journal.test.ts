import { expect, it, vi } from 'vitest';
import { Journal, type Journaled } from './journal.ts';

const room = (document: string): Journaled => ({
	begin: () => ({ document, update: new Uint8Array() }),
	committed: vi.fn<() => void>(),
	failed: vi.fn<() => void>()
});
const throws = () => {
	throw new Error('a fault of ours');
};

it('[S17] saves the other rooms if one room fails', async () => {
	const saved: string[] = [];
	const journal = new Journal((updates) => {
		saved.push(...updates.map(({ document }) => document));
		return Promise.resolve();
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

it.each<[string, Partial<Journaled>]>([
	['cannot be told of its commit', { committed: throws }],
	['cannot be told, nor be given up', { committed: throws, failed: throws }],
	['has nothing to hand over, nor can be given up', { begin: throws, failed: throws }]
])('[S38] a room that %s stops the journal for nobody else', async (_, fault) => {
	const faults: unknown[] = [];
	const journal = new Journal(
		() => Promise.resolve(),
		0,
		(error) => faults.push(error)
	);
	const [before, after, later] = [room('w:1'), room('w:2'), room('w:3')];
	const broken = { ...room('w:broken'), ...fault };
	for (const one of [before, broken, after]) journal.enlist(one);
	await journal.settle();
	journal.enlist(later);
	await journal.settle();
	for (const one of [before, after, later]) expect(one.committed).toHaveBeenCalledOnce();
	expect(faults).toContainEqual(new Error('a fault of ours'));
});

it('[S38] tells every room about a failed commit, even if one of them throws', async () => {
	const journal = new Journal(() => Promise.reject(new Error('disk is full')));
	const [broken, other] = [{ ...room('w:1'), failed: throws }, room('w:2')];
	for (const one of [broken, other]) journal.enlist(one);
	await journal.settle();
	expect(other.failed).toHaveBeenCalledOnce();
});
