/** The contract of every store for versions, and for documents that begin with a command. */
import { beforeEach, describe, expect, it } from 'vitest';
import { PIECE_BYTES } from '../../server/store/pieces.ts';
import type { Store } from '../../server/store/store.ts';
import { bytes, command, large, NOW, same, stage, version } from './contents.ts';

/** `opened` returns the store of the test. `twoBoards` adds the boards b1 and b2 to it. */
export function versionTests(opened: () => Store, twoBoards: () => Promise<void>) {
	describe('versions', () => {
		let store: Store;
		beforeEach(async () => {
			store = opened();
			await twoBoards();
		});
		const ids = async (board = 'b1') => (await store.listVersions(board)).map(({ id }) => id);

		it('gives back a version as it was saved, and lists the newest first', async () => {
			const named = version('v2', { reason: 'named', name: 'Vor dem Schnitt' });
			await store.saveVersion(version('v1'), 9);
			await store.saveVersion(named, 9);
			await store.saveVersion(version('v1', { board: 'b2', by: '' }), 9);
			expect(await store.loadVersion('b1', 'v2')).toEqual(named);
			expect(await store.loadVersion('b2', 'v1')).toEqual(version('v1', { board: 'b2', by: '' }));
			const { content: _content, ...head } = named;
			expect((await store.listVersions('b1'))[0]).toEqual(head);
			expect(await ids()).toEqual(['v2', 'v1']);
			expect(await store.loadVersion('b2', 'v2')).toBeNull();
			expect(await store.listVersions('nowhere')).toEqual([]);
		});

		it('keeps one version under an id, in its place', async () => {
			await store.saveVersion(version('v1'), 9);
			await store.saveVersion(version('v2'), 9);
			const again = version('v1', {
				at: NOW + 1,
				reason: 'restore',
				content: bytes(1, 0, 2),
				digest: 'x'
			});
			await store.saveVersion(again, 9);
			expect(await store.loadVersion('b1', 'v1')).toEqual(again);
			expect(await ids()).toEqual(['v2', 'v1']);
		});

		it('[O32] gives back a large version byte for byte, and lets others have their turns', async () => {
			const content = large(20 * PIECE_BYTES + 3);
			const done: string[] = [];
			const write = () => store.append([{ document: 'w:b1', update: bytes(1) }]);
			await Promise.all([
				store.saveVersion(version('v1', { content }), 9).then(() => done.push('saved')),
				write().then(() => done.push('written'))
			]);
			const loaded = store.loadVersion('b1', 'v1');
			await Promise.all([
				loaded.then(() => done.push('loaded')),
				write().then(() => done.push('written'))
			]);
			expect(done).toEqual(['written', 'saved', 'written', 'loaded']);
			expect(same((await loaded)?.content, content)).toBe(true);
			expect({ ...(await loaded), content: bytes() }).toEqual(version('v1', { content: bytes() }));
		});

		it('[O32] of two large versions at the same time the later one is the newest', async () => {
			const content = [1, 2].map((seed) => large(3 * PIECE_BYTES, seed));
			await Promise.all([
				store.saveVersion(version('v1', { content: content[0] ?? bytes() }), 9),
				store.saveVersion(version('v2', { content: content[1] ?? bytes() }), 9),
				store.saveVersion(version('v3'), 9)
			]);
			expect(await ids()).toEqual(['v3', 'v2', 'v1']);
			for (const [nth, id] of ['v1', 'v2'].entries())
				expect(same((await store.loadVersion('b1', id))?.content, content[nth] ?? bytes())).toBe(
					true
				);
		});

		it('[O32] weighs large versions, and keeps nothing of those that went', async () => {
			const weight = async () =>
				(await store.weighBoard({ board: 'b1', epoch: 1, deskEpoch: 1 })).versionBytes;
			const content = large(3 * PIECE_BYTES);
			for (const id of ['v1', 'v2', 'v3']) await store.saveVersion(version(id, { content }), 2);
			expect(await weight()).toBe(2 * content.length);
			await store.saveVersion(version('v3', { content: bytes(1) }), 1);
			expect(await weight()).toBe(1);
		});

		it('[L3] [O32] large versions go with their board', async () => {
			const saved = store.saveVersion(version('v1', { content: large(30 * PIECE_BYTES) }), 9);
			const refused = expect(saved).rejects.toThrow('deleted while');
			while (!(await store.purgeBoard('b1', 1000)));
			await refused;
			await store.saveVersion(version('v1', { board: 'b2', content: large(9 * PIECE_BYTES) }), 9);
			let calls = 1;
			while (!(await store.purgeBoard('b2', 1000))) calls++;
			expect(calls).toBeGreaterThan(2);
		});

		it('lets the oldest go beyond the number to keep, but none that was named', async () => {
			await store.saveVersion(version('other', { board: 'b2' }), 3);
			await store.saveVersion(version('n1', { reason: 'named' }), 3);
			for (const id of ['v1', 'v2', 'v3', 'v4']) await store.saveVersion(version(id), 3);
			await store.saveVersion(version('n2', { reason: 'named' }), 3);
			expect(await ids()).toEqual(['n2', 'v4', 'v3', 'v2', 'n1']);
			await store.saveVersion(version('r1', { reason: 'restore' }), 3);
			expect(await ids()).toEqual(['r1', 'n2', 'v4', 'v3', 'n1']);
			expect(await ids('b2')).toEqual(['other']);
		});

		it('replaces the summary of a version and nothing else of it', async () => {
			await store.saveVersion(version('v1'), 9);
			await store.saveVersion(version('v1', { board: 'b2' }), 9);
			await store.saveSummary('b1', 'v1', 'another');
			await store.saveSummary('b1', 'gone', 'of none');
			expect(await store.loadVersion('b1', 'v1')).toEqual(version('v1', { summary: 'another' }));
			expect(await store.loadVersion('b2', 'v1')).toEqual(version('v1', { board: 'b2' }));
			expect(await ids()).toEqual(['v1']);
		});

		it('refuses a version of a board that does not exist', async () => {
			await expect(store.saveVersion(version('v1', { board: 'b9' }), 9)).rejects.toThrow();
		});
	});

	describe('epochs', () => {
		let store: Store;
		beforeEach(async () => {
			store = opened();
			await twoBoards();
		});

		it('begins a document with the command, whatever it held before', async () => {
			const claims = [{ client: 7, participant: 'p1' }];
			const shares = [{ participant: 'p1', bytes: 1, structs: 1 }];
			await store.append([{ document: 'w:b1:2', update: bytes(1), claims, shares }]);
			await store.append([{ document: 'w:b1:2', update: bytes(2) }]);
			await store.saveSnapshot('w:b1:2', bytes(12), 2);
			const begins = { document: 'w:b1:2', snapshot: bytes(7) };
			expect(await store.saveStage(stage('b1', { epoch: 2 }), command('c1'), begins)).toBe(true);
			const begun = { snapshot: bytes(7), updates: [], seq: 0 };
			expect(await store.loadDocument('w:b1:2')).toEqual(begun);
			expect(await store.listClientOwners('w:b1:2')).toEqual(new Map());
			expect(await store.listShares('w:b1:2')).toEqual(new Map());
			await store.append([{ document: 'w:b1:2', update: bytes(8) }]);
			expect(await store.loadDocument('w:b1:2')).toEqual({
				...begun,
				updates: [bytes(8)],
				seq: 1
			});

			const fresh = { document: 'w:b2:2', snapshot: bytes(9) };
			await store.saveStage(stage('b2', { epoch: 2 }), command('c1', 'b2'), fresh);
			expect(await store.loadDocument('w:b2:2')).toEqual({ ...begun, snapshot: bytes(9) });
		});

		it('begins no document with a command that is not run', async () => {
			await store.saveStage(stage('b1'), command('c1'));
			await store.append([{ document: 'w:b1:2', update: bytes(1) }]);
			const before = await store.loadDocument('w:b1:2');
			const begins = { document: 'w:b1:2', snapshot: bytes(7) };
			expect(await store.saveStage(stage('b1'), command('c1'), begins)).toBe(false);
			await expect(store.saveStage(stage('b9'), command('c2', 'b9'), begins)).rejects.toThrow();
			const broken = { document: 'w:b1:2', snapshot: null as unknown as Uint8Array };
			const next = stage('b1', { epoch: 2 });
			await expect(store.saveStage(next, command('c3'), broken)).rejects.toThrow();
			expect(await store.loadDocument('w:b1:2')).toEqual(before);
			expect(await store.hasCommand('b1', 'c3')).toBe(false);
			expect((await store.loadStage('b1'))?.epoch).toBe(1);
		});
	});
}
