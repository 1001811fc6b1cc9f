/** The contract of every store for large snapshots, which it writes and reads in steps. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { PIECE_BYTES } from '../../server/store/pieces.ts';
import type { Store } from '../../server/store/store.ts';
import { bytes, command, large, NOW, same, stage } from './contents.ts';
import type { OpenedStore } from './store.ts';

/** `opened` returns the store of the test. `twoBoards` adds the boards b1 and b2 to it. */
export function snapshotTests(opened: () => OpenedStore, twoBoards: () => Promise<void>) {
	describe('large snapshots', () => {
		let store: Store;
		beforeEach(async () => {
			store = opened().store;
			await twoBoards();
		});
		const write = (document: string, value: number) =>
			store.append([{ document, update: bytes(value) }]);
		const snapshotOf = async (document: string) => (await store.loadDocument(document)).snapshot;
		const [first, second] = [large(5 * PIECE_BYTES + 7), large(4 * PIECE_BYTES, 2)];

		it('[O32] a snapshot of several pieces comes back byte for byte, also after reopening', async () => {
			await write('w:b1', 1);
			await store.saveSnapshot('w:b1', first, 1);
			await write('w:b1', 2);
			for (const reopened of [false, true]) {
				if (reopened) store = await opened().reopen();
				const { snapshot, updates, seq } = await store.loadDocument('w:b1');
				expect(same(snapshot, first)).toBe(true);
				expect([updates, seq]).toEqual([[bytes(2)], 2]);
			}
		});

		it('[O32] comes back whatever its size is', async () => {
			const size = fc
				.tuple(fc.nat(3), fc.constantFrom(-1, 0, 1, 1000))
				.map(([pieces, more]) => Math.max(0, pieces * PIECE_BYTES + more));
			await fc.assert(
				fc.asyncProperty(size, fc.nat(99), async (size, seed) => {
					const snapshot = large(size, seed);
					await store.saveSnapshot('w:b1', snapshot, 0);
					expect(same(await snapshotOf('w:b1'), snapshot)).toBe(true);
				}),
				{ numRuns: 20 }
			);
		});

		it('[O32] calls that were made after it are answered before it is done', async () => {
			await write('w:b2', 1);
			const done: string[] = [];
			const saved = store.saveSnapshot('w:b1', large(20 * PIECE_BYTES), 0);
			await Promise.all([
				saved.then(() => done.push('saved')),
				write('w:b1', 1).then(() => done.push('written')),
				write('w:b2', 2).then(() => done.push('written')),
				store.loadDocument('w:b2').then(({ seq }) => done.push(`read ${seq}`)),
				store.saveSnapshot('w:b2', bytes(3), 2).then(() => done.push('folded'))
			]);
			expect(done).toEqual(['written', 'written', 'read 2', 'folded', 'saved']);
			expect(await store.loadDocument('w:b1')).toMatchObject({ updates: [bytes(1)], seq: 1 });
		});

		it('[O32] reading one lets others have their turn', async () => {
			await store.saveSnapshot('w:b1', large(20 * PIECE_BYTES), 0);
			const done: string[] = [];
			await Promise.all([
				snapshotOf('w:b1').then(() => done.push('read')),
				write('w:b2', 2).then(() => done.push('written'))
			]);
			expect(done).toEqual(['written', 'read']);
		});

		it('[O32] reading a long log lets others have their turn', async () => {
			const update = large(1000);
			await store.append(Array.from({ length: 9000 }, () => ({ document: 'w:b1', update })));
			const done: string[] = [];
			const read = store.loadDocument('w:b1');
			await Promise.all([
				read.then(() => done.push('read')),
				write('w:b1', 2).then(() => done.push('written'))
			]);
			expect(done).toEqual(['written', 'read']);
			const { updates, seq } = await read;
			expect([updates.length, seq]).toEqual([9000, 9000]);
			expect(updates.every((one) => same(one, update))).toBe(true);
		});

		it('[O32] of two saves at the same time the newer one is held, else the later one', async () => {
			await write('w:b1', 1);
			await Promise.all([
				store.saveSnapshot('w:b1', first, 1),
				store.saveSnapshot('w:b1', second, 0)
			]);
			expect(same(await snapshotOf('w:b1'), first)).toBe(true);
			const small = bytes(7);
			await Promise.all([
				store.saveSnapshot('w:b1', first, 1),
				store.saveSnapshot('w:b1', second, 1),
				store.loadDocument('w:b1').then(({ snapshot }) => {
					expect(same(snapshot, second)).toBe(true);
				}),
				store.saveSnapshot('w:b1', small, 1)
			]);
			expect(await snapshotOf('w:b1')).toEqual(small);
		});

		it('[O32] two documents at the same time do not mix', async () => {
			await Promise.all([
				store.saveSnapshot('w:b1', first, 0),
				store.saveSnapshot('w:b2', second, 0)
			]);
			expect(same(await snapshotOf('w:b1'), first)).toBe(true);
			expect(same(await snapshotOf('w:b2'), second)).toBe(true);
		});

		it('[O32] a document begins with a large one as a whole, once', async () => {
			const begins = { document: 'w:b1:2', snapshot: first };
			const at = (version: number) => stage('b1', { version, epoch: version });
			await write('w:b1:2', 9);
			await store.saveSnapshot('w:b1:2', second, 1);
			expect(await store.saveStage(at(2), command('c1'), begins)).toBe(true);
			const again = { document: 'w:b1:2', snapshot: second };
			expect(await store.saveStage(at(3), command('c1'), again)).toBe(false);
			const nowhere = store.saveStage(stage('b9'), command('c9', 'b9'), again);
			await expect(nowhere).rejects.toThrow();
			expect(await store.loadStage('b1')).toEqual(at(2));
			const { snapshot, updates, seq } = await store.loadDocument('w:b1:2');
			expect(same(snapshot, first)).toBe(true);
			expect([updates, seq]).toEqual([[], 0]);
		});

		it('[O32] of two equal commands at the same time one begins the document', async () => {
			const begin = (version: number, snapshot: Uint8Array) =>
				store.saveStage(stage('b1', { version }), command('c1'), { document: 'w:b1:2', snapshot });
			expect(await Promise.all([begin(2, first), begin(3, second)])).toEqual([true, false]);
			expect(same(await snapshotOf('w:b1:2'), first)).toBe(true);
			expect((await store.loadStage('b1'))?.version).toBe(2);
		});

		it('[O32] is refused where its updates are not there, and leaves nothing', async () => {
			await expect(store.saveSnapshot('w:b1', first, 2)).rejects.toThrow();
			expect(await store.loadDocument('w:b1')).toEqual({ snapshot: null, updates: [], seq: 0 });
			const { wallBytes, oldEpochs } = await weigh();
			expect([wallBytes, oldEpochs]).toEqual([0, 0]);
		});
		const weigh = () => store.weighBoard({ board: 'b1', epoch: 1, deskEpoch: 1 });

		it('[O32] is weighed, and what it replaces is not kept for long', async () => {
			await store.saveSnapshot('w:b1', first, 0);
			expect((await weigh()).wallBytes).toBe(first.length);
			for (let seq = 1; seq < 5; seq++) {
				await write('w:b1', seq);
				await store.saveSnapshot('w:b1', second, seq);
			}
			// Two snapshots, and the update between them.
			expect((await weigh()).wallBytes).toBe(2 * second.length + 1);
		});

		it('[L3] goes with its board, a few pieces at a time', async () => {
			await store.saveSnapshot('w:b1', large(30 * PIECE_BYTES), 0);
			await store.saveSnapshot('w:b2', first, 0);
			let calls = 1;
			while (!(await store.purgeBoard('b1', 1000))) calls++;
			expect(calls).toBeGreaterThan(30 / 5);
			expect(await snapshotOf('w:b1')).toBeNull();
			expect(same(await snapshotOf('w:b2'), first)).toBe(true);
			expect((await weigh()).wallBytes).toBe(0);
		});

		it('[L3] is not written for a board that is deleted meanwhile', async () => {
			const saved = store.saveSnapshot('w:b1', large(30 * PIECE_BYTES), 0);
			const refused = expect(saved).rejects.toThrow('deleted while');
			while (!(await store.purgeBoard('b1', 1000)));
			await refused;
			expect((await weigh()).wallBytes).toBe(0);
			expect(await snapshotOf('w:b1')).toBeNull();
		});

		it('[O32] one that is under way is there when the store is closed', async () => {
			await store.createUser({ id: 'u9', createdAt: NOW });
			const saved = store.saveSnapshot('w:b1', first, 0);
			store = await opened().reopen();
			await saved;
			expect(same(await snapshotOf('w:b1'), first)).toBe(true);
		});
	});
}
