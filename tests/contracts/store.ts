/** The contract of every store: what it keeps, whatever it is built on. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { bytes, command, HOUR_MS, NOW, seat, stage, version } from './contents.ts';
import { followDocuments, someSteps } from './documents-model.ts';
import { newcomerTests } from './newcomers.ts';
import { erasingTests } from './erasing.ts';
import { lifeTests } from './life.ts';
import { snapshotTests } from './snapshots.ts';
import { templateTests } from './templates.ts';
import { versionTests } from './versions.ts';

export interface OpenedStore {
	store: Store;
	/** Closes the store and opens the same data again. */
	reopen(): Promise<Store>;
	cleanup(): Promise<void>;
}

/** Runs the suite on empty stores that `open` creates, with this many random histories of documents. */
export function storeContract(name: string, open: () => Promise<OpenedStore>, histories = 40) {
	describe(`store contract: ${name}`, () => {
		let opened: OpenedStore;
		let store: Store;
		beforeEach(async () => {
			opened = await open();
			store = opened.store;
		});
		afterEach(() => opened.cleanup());

		const twoBoards = async () => {
			await store.createBoard(stage('b1'));
			await store.createBoard(stage('b2', { title: 'Why leads arrive late' }));
			await store.createUser({ id: 'u1', createdAt: NOW });
			await store.createUser({ id: 'u2', createdAt: NOW });
		};

		describe('documents', () => {
			it('knows nothing of a document that nobody wrote', async () => {
				expect(await store.loadDocument('w:b1')).toEqual({ snapshot: null, updates: [], seq: 0 });
			});

			it('keeps updates in commit order, numbered without gaps per document', async () => {
				await store.append([
					{ document: 'w:b1', update: bytes(1) },
					{ document: 'd:b1:p1', update: bytes(9) },
					{ document: 'w:b1', update: bytes(2) }
				]);
				await store.append([{ document: 'w:b1', update: bytes(3) }]);
				await store.append([]);
				expect(await store.loadDocument('w:b1')).toEqual({
					snapshot: null,
					updates: [bytes(1), bytes(2), bytes(3)],
					seq: 3
				});
				expect(await store.loadDocument('d:b1:p1')).toMatchObject({ updates: [bytes(9)], seq: 1 });
			});

			it('appends all of a group or none of it', async () => {
				await store.append([{ document: 'w:b1', update: bytes(1) }]);
				const broken = null as unknown as Uint8Array;
				await expect(
					store.append([
						{ document: 'w:b1', update: bytes(2) },
						{ document: 'w:b2', update: bytes(3) },
						{ document: 'w:b1', update: broken }
					])
				).rejects.toThrow();
				expect(await store.loadDocument('w:b1')).toMatchObject({ updates: [bytes(1)], seq: 1 });
				expect(await store.loadDocument('w:b2')).toMatchObject({ updates: [], seq: 0 });
				await store.append([{ document: 'w:b1', update: bytes(4) }]);
				expect(await store.loadDocument('w:b1')).toMatchObject({
					updates: [bytes(1), bytes(4)],
					seq: 2
				});
			});

			it('knows the first owner of each Yjs client, per document', async () => {
				const update = bytes(1);
				expect(await store.listClientOwners('w:b1')).toEqual(new Map());
				await store.append([
					{ document: 'w:b1', update, claims: [{ client: 2 ** 32 - 1, participant: 'p1' }] },
					{ document: 'd:b1:p2', update, claims: [{ client: 7, participant: 'p2' }] },
					{ document: 'w:b1', update, claims: [] }
				]);
				await store.append([
					{
						document: 'w:b1',
						update,
						claims: [
							{ client: 2 ** 32 - 1, participant: 'p2' },
							{ client: 7, participant: 'p3' }
						]
					}
				]);
				expect(await store.listClientOwners('w:b1')).toEqual(
					new Map([
						[2 ** 32 - 1, 'p1'],
						[7, 'p3']
					])
				);
				expect(await store.listClientOwners('d:b1:p2')).toEqual(new Map([[7, 'p2']]));
			});

			it('keeps no claim and no share of a group that was not appended', async () => {
				const broken = null as unknown as Uint8Array;
				await expect(
					store.append([
						{
							document: 'w:b1',
							update: bytes(1),
							claims: [{ client: 7, participant: 'p1' }],
							shares: [{ participant: 'p1', bytes: 1, structs: 1 }]
						},
						{ document: 'w:b1', update: broken }
					])
				).rejects.toThrow();
				expect(await store.listClientOwners('w:b1')).toEqual(new Map());
				expect(await store.listShares('w:b1')).toEqual(new Map());
			});

			it('[S36] adds up what each person adds, per document', async () => {
				const update = bytes(1);
				const added = (participant: string, by: number, structs: number) => ({
					participant,
					bytes: by,
					structs
				});
				expect(await store.listShares('w:b1')).toEqual(new Map());
				await store.append([
					{ document: 'w:b1', update, shares: [added('p1', 100, 3), added('p2', 2 ** 40, 1)] },
					{ document: 'w:b2', update, shares: [added('p1', 7, 1)] },
					{ document: 'w:b1', update, shares: [] }
				]);
				await store.append([
					{ document: 'w:b1', update },
					{ document: 'w:b1', update, shares: [added('p1', 20, 2)] }
				]);
				expect(await store.listShares('w:b1')).toEqual(
					new Map([
						['p1', { bytes: 120, structs: 5 }],
						['p2', { bytes: 2 ** 40, structs: 1 }]
					])
				);
				expect(await store.listShares('w:b2')).toEqual(new Map([['p1', { bytes: 7, structs: 1 }]]));
				await store.saveSnapshot('w:b1', bytes(1), 4);
				expect((await store.listShares('w:b1')).get('p1')).toEqual({ bytes: 120, structs: 5 });
			});

			it('puts a snapshot in place of the updates up to it', async () => {
				for (const value of [1, 2, 3])
					await store.append([{ document: 'w:b1', update: bytes(value) }]);
				await store.saveSnapshot('w:b1', bytes(12), 2);
				expect(await store.loadDocument('w:b1')).toEqual({
					snapshot: bytes(12),
					updates: [bytes(3)],
					seq: 3
				});
				await store.saveSnapshot('w:b1', bytes(123), 3);
				expect(await store.loadDocument('w:b1')).toEqual({
					snapshot: bytes(123),
					updates: [],
					seq: 3
				});
				await store.append([{ document: 'w:b1', update: bytes(4) }]);
				expect(await store.loadDocument('w:b1')).toMatchObject({ updates: [bytes(4)], seq: 4 });
			});

			it('keeps the newer of two snapshots, whichever comes last', async () => {
				for (const value of [1, 2, 3])
					await store.append([{ document: 'w:b1', update: bytes(value) }]);
				await store.saveSnapshot('w:b1', bytes(123), 3);
				await store.saveSnapshot('w:b1', bytes(1), 1);
				expect(await store.loadDocument('w:b1')).toMatchObject({
					snapshot: bytes(123),
					updates: []
				});
			});

			it('takes a snapshot of a document without updates', async () => {
				await store.saveSnapshot('w:b1', bytes(7), 0);
				await store.append([{ document: 'w:b1', update: bytes(1) }]);
				expect(await store.loadDocument('w:b1')).toEqual({
					snapshot: bytes(7),
					updates: [bytes(1)],
					seq: 1
				});
			});

			it('refuses a snapshot of updates that it does not have', async () => {
				await store.append([{ document: 'w:b1', update: bytes(1) }]);
				await expect(store.saveSnapshot('w:b1', bytes(9), 2)).rejects.toThrow();
				expect(await store.loadDocument('w:b1')).toMatchObject({ snapshot: null, seq: 1 });
			});

			it('does as a list in memory does, over any appends, snapshots and reopenings', async () => {
				await fc.assert(
					fc.asyncProperty(someSteps, async (steps) => {
						const own = await open();
						try {
							await followDocuments(own, steps);
						} finally {
							await own.cleanup();
						}
					}),
					{ numRuns: histories }
				);
			});
		});

		describe('boards and commands', () => {
			beforeEach(twoBoards);

			it('gives back the stage as it was saved', async () => {
				expect(await store.loadStage('b1')).toEqual(stage('b1'));
				expect(await store.loadStage('nowhere')).toBeNull();
			});

			it('refuses to make a board twice', async () => {
				await expect(store.createBoard(stage('b1', { title: 'Other' }))).rejects.toThrow();
				expect(await store.loadStage('b1')).toEqual(stage('b1'));
			});

			it('takes a stage as bytes, and the command with which its history begins', async () => {
				const made = stage('b7', { title: 'Größe ✓' });
				const { board, ...rest } = made;
				const encoded = { board, rest: new TextEncoder().encode(JSON.stringify(rest)) };
				await store.createBoard(encoded, command('c1', 'b7'));
				expect(await store.loadStage('b7')).toEqual(made);
				expect(await store.hasCommand('b7', 'c1')).toBe(true);
				await expect(store.createBoard(encoded, command('c2', 'b7'))).rejects.toThrow();
				expect(await store.hasCommand('b7', 'c2')).toBe(false);
			});

			it('runs a command id once per board', async () => {
				const locked = stage('b1', { version: 2, locked: true });
				expect(await store.saveStage(locked, command('c1'))).toBe(true);
				expect(await store.saveStage(stage('b1', { version: 3 }), command('c1'))).toBe(false);
				expect(await store.loadStage('b1')).toEqual(locked);
				expect(await store.saveStage(stage('b2', { version: 2 }), command('c1', 'b2'))).toBe(true);
				expect(await store.hasCommand('b1', 'c1')).toBe(true);
				expect(await store.hasCommand('b1', 'c2')).toBe(false);
			});

			it('lists a board’s commands in the order in which they ran', async () => {
				for (const id of ['z', 'a', 'm']) await store.saveStage(stage('b1'), command(id));
				await store.saveStage(stage('b2'), command('other', 'b2'));
				const stored = (id: string) => expect.objectContaining(command(id)) as unknown;
				expect(await store.listCommands('b1')).toEqual(['z', 'a', 'm'].map(stored));
				expect(await store.listCommands('b1', ['lock', 'reveal'])).toHaveLength(3);
				expect(await store.listCommands('b1', ['reveal'])).toEqual([]);
				expect(await store.loadCommand('b1', 'a')).toEqual(stored('a'));
				expect(await store.loadCommand('b1', 'other')).toBeNull();
			});

			it('gives a board’s commands in pages, the newest first', async () => {
				for (const id of ['a', 'b', 'c', 'd']) {
					await store.saveStage(stage('b1'), command(id));
					await store.saveStage(stage('b2'), command(id, 'b2'));
				}
				const first = await store.pageOfCommands('b1', null, 3);
				expect(first.map(({ board, id }) => board + id)).toEqual(['b1d', 'b1c', 'b1b']);
				const second = await store.pageOfCommands('b1', first[2]?.position ?? 0, 3);
				expect(second.map(({ id }) => id)).toEqual(['a']);
				expect(await store.pageOfCommands('b1', second[0]?.position ?? 0, 3)).toEqual([]);
				expect(await store.loadCommand('b1', 'a')).toEqual(second[0]);
			});

			it('refuses a command on a board that does not exist', async () => {
				await expect(store.saveStage(stage('b9'), command('c1', 'b9'))).rejects.toThrow();
				expect(await store.hasCommand('b9', 'c1')).toBe(false);
			});

			it('keeps the first writer of a note', async () => {
				await store.saveAuthors('b1', [
					{ note: 'n1', participant: 'p1' },
					{ note: 'n2', participant: 'p2' }
				]);
				await store.saveAuthors('b1', [
					{ note: 'n1', participant: 'p2' },
					{ note: 'n3', participant: 'p2' }
				]);
				await store.saveAuthors('b2', [{ note: 'n1', participant: 'p9' }]);
				expect(await store.listAuthors('b1')).toEqual(
					new Map([
						['n1', 'p1'],
						['n2', 'p2'],
						['n3', 'p2']
					])
				);
			});
		});

		snapshotTests(() => opened, twoBoards);
		versionTests(() => store, twoBoards);
		erasingTests(() => store, twoBoards);
		lifeTests(() => store, twoBoards);
		templateTests(() => store, twoBoards);
		newcomerTests(() => store, twoBoards);

		describe('users and sessions', () => {
			beforeEach(twoBoards);
			const session = (id: string, expiresAt: number, userId = 'u1') => ({ id, userId, expiresAt });

			it('finds a session with its user', async () => {
				await store.createSession(session('s1', NOW + HOUR_MS));
				expect(await store.loadSession('s1')).toEqual({
					session: session('s1', NOW + HOUR_MS),
					user: { id: 'u1', createdAt: NOW }
				});
				expect(await store.loadSession('s2')).toBeNull();
			});

			it('extends and deletes one session', async () => {
				await store.createSession(session('s1', NOW));
				await store.createSession(session('s2', NOW));
				await store.extendSession('s1', NOW + HOUR_MS);
				expect((await store.loadSession('s1'))?.session.expiresAt).toBe(NOW + HOUR_MS);
				expect((await store.loadSession('s2'))?.session.expiresAt).toBe(NOW);
				await store.deleteSession('s1');
				await store.deleteSession('unknown');
				expect(await store.listSessions('u1')).toEqual([session('s2', NOW)]);
			});

			it('deletes all sessions of one user', async () => {
				await store.createSession(session('s1', NOW));
				await store.createSession(session('s2', NOW));
				await store.createSession(session('s3', NOW, 'u2'));
				await store.deleteSessionsOf('u1');
				expect(await store.listSessions('u1')).toEqual([]);
				expect(await store.listSessions('u2')).toHaveLength(1);
			});

			it('sweeps what has expired, and says how many', async () => {
				await store.createSession(session('past', NOW - 1));
				await store.createSession(session('now', NOW));
				await store.createSession(session('later', NOW + 1));
				expect(await store.sweepSessions(NOW)).toBe(2);
				expect(await store.listSessions('u1')).toEqual([session('later', NOW + 1)]);
			});

			it('refuses a session without a user', async () => {
				await expect(store.createSession(session('s1', NOW, 'nobody'))).rejects.toThrow();
			});
		});

		describe('seats', () => {
			beforeEach(twoBoards);

			it('saves a seat and saves it again', async () => {
				await store.saveParticipant(seat('p1'));
				const changed = seat('p1', { name: 'Anna', role: 'facilitator', removedAt: NOW });
				await store.saveParticipant(changed);
				expect(await store.findParticipant('b1', 'u1')).toEqual(changed);
				expect(await store.findParticipant('b2', 'u1')).toBeNull();
				expect(await store.listParticipants('b1')).toEqual([changed]);
			});

			it('[O18] seats new users all together, or none of them', async () => {
				const [one, other] = [seat('p8', { userId: 'u8' }), seat('p9', { userId: 'u9' })];
				await expect(
					store.seatUsers([one, { ...other, userId: one.userId }], NOW)
				).rejects.toThrow();
				expect(await store.listParticipants('b1')).toEqual([]);
				await store.seatUsers([one, other], NOW);
				expect(await store.listParticipants('b1')).toEqual([one, other]);
				await store.createSession({ id: 's9', userId: other.userId, expiresAt: NOW });
				expect((await store.loadSession('s9'))?.user.createdAt).toBe(NOW);
			});

			it('gives a user one seat on a board', async () => {
				await store.saveParticipant(seat('p1'));
				await expect(store.saveParticipant(seat('p2'))).rejects.toThrow();
				await store.saveParticipant(seat('p3', { userId: 'u2' }));
				await store.saveParticipant(seat('p4', { board: 'b2' }));
				expect((await store.listParticipants('b1')).map(({ id }) => id)).toEqual(['p1', 'p3']);
			});

			it('lists a user’s boards, newest seat first, without those that removed the user', async () => {
				await store.saveParticipant(seat('p1'));
				await store.saveParticipant(seat('p2', { board: 'b2', joinedAt: NOW + 1 }));
				const inUse = { archivedAt: null, deletedAt: null };
				expect(await store.listBoardsOf('u1')).toEqual([
					{
						board: 'b2',
						title: 'Why leads arrive late',
						role: 'participant',
						joinedAt: NOW + 1,
						...inUse
					},
					{ board: 'b1', title: 'Why callers wait', role: 'participant', joinedAt: NOW, ...inUse }
				]);
				await store.saveParticipant(seat('p1', { removedAt: NOW }));
				expect((await store.listBoardsOf('u1')).map(({ board }) => board)).toEqual(['b2']);
			});
		});

		describe('links and codes', () => {
			beforeEach(twoBoards);
			const link = (token: string, role: 'participant' | 'facilitator', board = 'b1') => ({
				token,
				board,
				role,
				createdAt: NOW
			});
			const code = (text: string, board = 'b1', expiresAt = NOW + HOUR_MS) => ({
				code: text,
				board,
				expiresAt
			});

			it('replaces a board’s link of one role and leaves the other', async () => {
				await store.saveLink(link('t1', 'participant'));
				await store.saveLink(link('t2', 'facilitator'));
				await store.saveLink(link('t3', 'participant'));
				expect(await store.findLink('t1')).toBeNull();
				expect(await store.findLink('t3')).toEqual(link('t3', 'participant'));
				const listed = await store.listLinks('b1');
				expect(listed).toHaveLength(2);
				expect(listed).toEqual(
					expect.arrayContaining([link('t2', 'facilitator'), link('t3', 'participant')])
				);
			});

			it('never lets one token open two boards', async () => {
				await store.saveLink(link('t1', 'participant'));
				await expect(store.saveLink(link('t1', 'participant', 'b2'))).rejects.toThrow();
				expect(await store.findLink('t1')).toEqual(link('t1', 'participant'));
			});

			it('keeps one code a board until it expires', async () => {
				await store.saveCode(code('ABCDEF'));
				await store.saveCode(code('GHJKLM'));
				expect(await store.findCode('ABCDEF', NOW)).toBeNull();
				expect(await store.findCode('GHJKLM', NOW)).toEqual(code('GHJKLM'));
				expect(await store.codeOf('b1', NOW)).toEqual(code('GHJKLM'));
				expect(await store.findCode('GHJKLM', NOW + HOUR_MS)).toBeNull();
				expect(await store.codeOf('b1', NOW + HOUR_MS)).toBeNull();
			});

			it('gives a code to another board only once it has expired', async () => {
				await store.saveCode(code('ABCDEF'));
				await store.saveCode(code('GHJKLM', 'b2'));
				await expect(store.saveCode(code('ABCDEF', 'b2'))).rejects.toThrow();
				expect(await store.codeOf('b1', NOW)).toEqual(code('ABCDEF'));
				expect(await store.codeOf('b2', NOW)).toEqual(code('GHJKLM', 'b2'));
				await store.saveCode(code('ABCDEF', 'b1', NOW - 1));
				await store.saveCode(code('ABCDEF', 'b2'));
				expect(await store.findCode('ABCDEF', NOW)).toEqual(code('ABCDEF', 'b2'));
			});

			it('drops a board’s code', async () => {
				await store.saveCode(code('ABCDEF'));
				await store.saveCode(code('GHJKLM', 'b2'));
				await store.dropCodes('b1');
				expect(await store.codeOf('b1', NOW)).toBeNull();
				expect(await store.codeOf('b2', NOW)).not.toBeNull();
			});
		});

		it('says whether it can be written, and changes nothing by that', async () => {
			await store.append([{ document: 'w:b1', update: bytes(1) }]);
			await store.checkWritable();
			expect((await store.loadDocument('w:b1')).seq).toBe(1);
			await store.close();
			await expect(store.checkWritable()).rejects.toThrow();
		});

		it('finds everything again after reopening', async () => {
			await twoBoards();
			await store.append([{ document: 'w:b1', update: bytes(1) }]);
			await store.saveSnapshot('w:b1', bytes(11), 1);
			await store.append([
				{
					document: 'w:b1',
					update: bytes(2),
					claims: [{ client: 7, participant: 'p1' }],
					shares: [{ participant: 'p1', bytes: 9, structs: 2 }]
				}
			]);
			await store.saveStage(stage('b1', { version: 2 }), command('c1'));
			await store.createSession({ id: 's1', userId: 'u1', expiresAt: NOW });
			await store.saveParticipant(seat('p1'));
			await store.saveAuthors('b1', [{ note: 'n1', participant: 'p1' }]);
			await store.saveVersion(version('v1'), 9);

			store = await opened.reopen();
			expect(await store.loadDocument('w:b1')).toEqual({
				snapshot: bytes(11),
				updates: [bytes(2)],
				seq: 2
			});
			expect(await store.listClientOwners('w:b1')).toEqual(new Map([[7, 'p1']]));
			expect(await store.listShares('w:b1')).toEqual(new Map([['p1', { bytes: 9, structs: 2 }]]));
			expect((await store.loadStage('b1'))?.version).toBe(2);
			expect(await store.saveStage(stage('b1'), command('c1'))).toBe(false);
			expect((await store.loadSession('s1'))?.user.id).toBe('u1');
			expect(await store.findParticipant('b1', 'u1')).toEqual(seat('p1'));
			expect(await store.listAuthors('b1')).toEqual(new Map([['n1', 'p1']]));
			expect(await store.loadVersion('b1', 'v1')).toEqual(version('v1'));
		});
	});
}
