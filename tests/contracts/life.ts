/** The contract of every store for the life of boards. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { bytes, command, HOUR_MS, NOW, seat, stage, version } from './contents.ts';

/** `opened` returns the store of the test. `twoBoards` adds the boards b1 and b2 to it. */
export function lifeTests(opened: () => Store, twoBoards: () => Promise<void>) {
	describe('the life of boards', () => {
		let store: Store;
		beforeEach(async () => {
			store = opened();
			await twoBoards();
		});
		const fill = async (board: string) => {
			await store.saveParticipant(seat(`p-${board}`, { board, role: 'facilitator' }));
			await store.saveStage(stage(board), command('c1', board));
			await store.saveAuthors(board, [{ note: 'n1', participant: `p-${board}` }]);
			for (let n = 0; n < 5; n++) await store.saveVersion(version(`v${n}`, { board }), 9);
			await store.saveLink({ token: `t-${board}`, board, role: 'participant', createdAt: NOW });
			await store.saveCode({ code: board, board, expiresAt: NOW + HOUR_MS });
			for (const document of [`w:${board}`, `w:${board}:2`, `d:${board}:p`, `d:${board}:p:2`]) {
				const claims = [{ client: 7, participant: `p-${board}` }];
				for (let n = 0; n < 5; n++) await store.append([{ document, update: bytes(n), claims }]);
				await store.saveSnapshot(document, bytes(1, 2, 3), 5);
			}
		};
		async function purge(board: string, most: number): Promise<number> {
			for (let pieces = 1; ; pieces++) if (await store.purgeBoard(board, most)) return pieces;
		}

		it('lists boards with what decides over them, from behind one on', async () => {
			await store.saveParticipant(seat('p1', { joinedAt: NOW + 5, role: 'facilitator' }));
			const change = { epoch: 3, restoredAt: 7, archivedAt: 8, deletedAt: 9, writersDays: 2 };
			await store.saveStage(stage('b1', { ...change, begun: 'blank' }), command('c1'));
			const [first, second] = await store.listLives('', 9);
			expect(first).toMatchObject({ board: 'b1', ...change, begun: 'blank', joinedAt: NOW + 5 });
			expect(first).toMatchObject({ isSeated: true, isTouched: true, deskEpoch: 1 });
			expect(second).toEqual({
				...{ board: 'b2', madeAt: second?.madeAt, attribution: 'function', epoch: 1, deskEpoch: 1 },
				...{ archivedAt: null, deletedAt: null, restoredAt: null, forgottenAt: null },
				...{ writersDays: null, begun: null, joinedAt: null, writtenAt: null },
				...{ isSeated: false, isTouched: false }
			});
			expect(await store.listLives('b1', 9)).toEqual([second]);
			expect(await store.listLives('', 1)).toEqual([first]);
			expect(await store.lifeOf('b2')).toEqual(second);
			expect(await store.lifeOf('b3')).toBeNull();
		});

		it.each([
			['a note', () => store.saveAuthors('b1', [{ note: 'n', participant: 'p' }])],
			['a command', () => store.saveStage(stage('b1'), command('c'))],
			[
				'a change of the wall by a page',
				() =>
					store.append([
						{ document: 'w:b1', update: bytes(1), claims: [{ client: 1, participant: 'p' }] }
					])
			]
		])('knows a board as touched by %s, and by nothing of the server', async (_, touch) => {
			await store.append([{ document: 'w:b1', update: bytes(1) }]);
			await store.saveStage(stage('b1'), { ...command('r'), kind: 'recorded' });
			expect((await store.lifeOf('b1'))?.isTouched).toBe(false);
			await touch();
			expect((await store.lifeOf('b1'))?.isTouched).toBe(true);
			expect((await store.lifeOf('b2'))?.isTouched).toBe(false);
		});

		it('tells when the last words came', async () => {
			const before = Date.now();
			await store.saveAuthors('b1', [{ note: 'n', participant: 'p' }]);
			const at = (await store.lifeOf('b1'))?.writtenAt ?? 0;
			expect(at).toBeGreaterThanOrEqual(before);
			expect(at).toBeLessThanOrEqual(Date.now());
		});

		it('[L3] takes a board out of every table in pieces, and no other board', async () => {
			await fill('b1');
			await fill('b2');
			const other = async () => [
				await store.loadStage('b2'),
				await store.listVersions('b2'),
				await store.listCommands('b2'),
				await store.listParticipants('b2'),
				await store.loadDocument('w:b2'),
				await store.loadDocument('d:b2:p'),
				await store.findLink('t-b2'),
				await store.findCode('b2', NOW),
				await store.listAuthors('b2')
			];
			const before = await other();
			// 4 documents with rows in 3 tables each, and 7 tables of the board.
			expect(await purge('b1', 2)).toBeGreaterThan(20);
			expect(await other()).toEqual(before);
			expect(await store.loadStage('b1')).toBeNull();
			expect(await store.findLink('t-b1')).toBeNull();
			expect(await store.loadDocument('d:b1:p')).toMatchObject({ seq: 0 });
			// Calling it again does nothing.
			expect(await store.purgeBoard('b1', 2)).toBe(true);
		});

		it('[L6] drops documents of epochs that are over, and keeps the present ones', async () => {
			await fill('b1');
			const drop = async (epoch: number, deskEpoch: number) => {
				while (!(await store.dropEpochs({ board: 'b1', epoch, deskEpoch }, 3)));
			};
			const there = async () => {
				const names = ['w:b1', 'w:b1:2', 'd:b1:p', 'd:b1:p:2'];
				const seqs = await Promise.all(names.map((name) => store.loadDocument(name)));
				return names.filter((_, at) => (seqs[at]?.seq ?? 0) > 0);
			};
			await drop(1, 1);
			expect(await there()).toEqual(['w:b1', 'w:b1:2', 'd:b1:p', 'd:b1:p:2']);
			await drop(2, 1);
			expect(await there()).toEqual(['w:b1:2', 'd:b1:p', 'd:b1:p:2']);
			await drop(2, 2);
			expect(await there()).toEqual(['w:b1:2', 'd:b1:p:2']);
		});

		it('weighs a board', async () => {
			await fill('b1');
			const weight = await store.weighBoard({ board: 'b1', epoch: 2, deskEpoch: 2 });
			const ofDocument = 5 + 3;
			expect(weight).toEqual({
				...{ wallBytes: ofDocument, desks: 1, deskBytes: ofDocument },
				...{ oldEpochs: 2, oldEpochBytes: 2 * ofDocument, versions: 5 },
				versionBytes: (
					await Promise.all(
						[0, 1, 2, 3, 4].map(async (n) => (await store.loadVersion('b1', `v${n}`))?.content)
					)
				).reduce((sum, content) => sum + (content?.length ?? 0), 0),
				...{ commands: 1, commandBytes: 'c1p1lock'.length + command('c1').body.length },
				...{ authors: 1, authorBytes: 'n1p-b1'.length }
			});
		});

		it('[L8] forgets who wrote what on one board: authors, and who wrote on its walls', async () => {
			await fill('b1');
			await fill('b2');
			await store.forgetWriters(stage('b1', { forgottenAt: 5 }), {
				...command('f'),
				kind: 'forgetWriters'
			});
			expect(await store.listAuthors('b1')).toEqual(new Map());
			for (const document of ['w:b1', 'w:b1:2'])
				expect(await store.listClientOwners(document)).toEqual(new Map());
			expect(await store.listClientOwners('d:b1:p')).not.toEqual(new Map());
			expect(await store.listAuthors('b2')).not.toEqual(new Map());
			expect(await store.listClientOwners('w:b2')).not.toEqual(new Map());
		});

		it('lets go of users without session, seat and template', async () => {
			const old = NOW - HOUR_MS;
			for (const id of ['alone', 'seated', 'signedIn', 'keeper'])
				await store.createUser({ id, createdAt: old });
			await store.saveParticipant(seat('p1', { userId: 'seated' }));
			await store.createSession({ id: 's', userId: 'signedIn', expiresAt: NOW + HOUR_MS });
			await store.saveTemplate({
				userId: 'keeper',
				id: 't',
				title: 'T',
				steps: '[]',
				createdAt: 1
			});
			expect(await store.dropOrphans(NOW, 9)).toBe(1);
			expect(await store.dropOrphans(NOW, 9)).toBe(0);
			await expect(store.createUser({ id: 'seated', createdAt: 1 })).rejects.toThrow();
			await store.createUser({ id: 'alone', createdAt: NOW });
		});

		it('[L8] forgets how much each wrote on the walls too', async () => {
			const shares = [{ participant: 'p1', bytes: 7, structs: 7 }];
			await store.append([{ document: 'w:b1', update: bytes(1), shares }]);
			await store.forgetWriters(stage('b1', { forgottenAt: 5 }), {
				...command('f'),
				kind: 'forgetWriters'
			});
			expect((await store.listShares('w:b1')).size).toBe(0);
		});

		it('says when there is nothing more to give back to the disk', async () => {
			await fill('b1');
			await purge('b1', 50);
			while (!(await store.giveBack(2, 0)));
			expect(await store.giveBack(2, 0)).toBe(true);
			expect(await store.loadStage('b2')).not.toBeNull();
		});
	});
}
