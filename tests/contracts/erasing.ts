/** The contract of every store for people who have their data erased. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { bytes, command, HOUR_MS, NOW, seat } from './contents.ts';

/** `opened` returns the store of the test. `twoBoards` adds b1 and b2 with the users u1 and u2 to it. */
export function erasingTests(opened: () => Store, twoBoards: () => Promise<void>) {
	describe('erasing a person', () => {
		let store: Store;
		beforeEach(async () => {
			store = opened();
			await twoBoards();
			await fill('b1', 'p1', 'u1');
			await fill('b2', 'p2', 'u1');
			await fill('b1', 'other', 'u2');
		});
		async function fill(board: string, id: string, userId: string) {
			await store.saveParticipant(seat(id, { board, userId, name: `Name of ${id}` }));
			await store.saveAuthors(board, [{ note: `note of ${id}`, participant: id }]);
			const claims = [{ client: id.length, participant: id }];
			const shares = [{ participant: id, bytes: 7, structs: 7 }];
			for (const document of [`w:${board}`, `d:${board}:${id}`, `d:${board}:${id}:2`])
				for (let n = 0; n < 5; n++)
					await store.append([{ document, update: bytes(n), claims, shares }]);
			await store.saveSnapshot(`d:${board}:${id}`, bytes(1), 5);
			await store.createSession({ id: `s-${id}`, userId, expiresAt: NOW + HOUR_MS });
			await store.saveTemplate({ userId, id, title: 'T', steps: '[]', createdAt: 1 });
		}
		const erase = () =>
			store.eraseUser({
				...{ userId: 'u1', at: NOW },
				entries: [{ ...command('gone'), by: '', kind: 'erase', body: '{"kind":"erase"}' }],
				rewritten: [{ board: 'b1', id: 'named', body: '{"kind":"setSelf","name":""}' }]
			});
		async function purge(most: number): Promise<number> {
			for (let pieces = 1; ; pieces++) if (await store.purgeUser('u1', most)) return pieces;
		}

		it('[L13] takes away at once whatever leads to the person, and leaves the others theirs', async () => {
			await store.saveParticipant(seat('gone', { board: 'b2', userId: 'u2', removedAt: 1 }));
			await erase();
			expect(await store.listSessions('u1')).toEqual([]);
			expect(await store.listTemplates('u1')).toEqual([]);
			expect(await store.listBoardsOf('u1')).toEqual([]);
			for (const { name, removedAt } of await store.listSeatsOf('u1'))
				expect({ name, removedAt }).toEqual({ name: '', removedAt: NOW });
			expect(await store.listAuthors('b1')).toEqual(
				new Map([
					['note of p1', ''],
					['note of other', 'other']
				])
			);
			expect(await store.listClientOwners('w:b1')).toEqual(new Map([[5, 'other']]));
			expect([...(await store.listShares('w:b1')).keys()]).toEqual(['other']);
			expect((await store.listCommands('b1')).map(({ kind }) => kind)).toEqual(['erase']);
			expect((await store.listSeatsOf('u2')).map(({ id }) => id).sort()).toEqual(['gone', 'other']);
			expect((await store.listSessions('u2')).length).toBe(1);
		});
		it('[L13] gives a command that named the person other words, and no other command', async () => {
			await store.saveStage(
				{ ...(await stageOf('b1')), version: 2 },
				{ ...command('named'), kind: 'setSelf', body: '{"kind":"setSelf","name":"Ann"}' }
			);
			await store.saveStage({ ...(await stageOf('b1')), version: 3 }, command('kept'));
			await erase();
			const bodies = (await store.listCommands('b1')).map(({ id, body }) => [id, body]);
			expect(bodies).toEqual([
				['named', '{"kind":"setSelf","name":""}'],
				['kept', command('kept').body],
				['gone', '{"kind":"erase"}']
			]);
		});
		const stageOf = async (board: string) => {
			const stage = await store.loadStage(board);
			if (!stage) throw new Error('no board');
			return stage;
		};
		it('[L15] finishes in pieces, and says of whom something is left', async () => {
			expect(await store.listErased()).toEqual([]);
			await erase();
			expect(await store.listErased()).toEqual(['u1']);
			// Four desks with rows in four tables.
			expect(await purge(2)).toBeGreaterThan(12);
			expect(await store.listErased()).toEqual([]);
			expect(await store.listSeatsOf('u1')).toEqual([]);
			for (const document of ['d:b1:p1', 'd:b1:p1:2', 'd:b2:p2', 'd:b2:p2:2'])
				expect((await store.loadDocument(document)).seq).toBe(0);
			for (const document of ['w:b1', 'w:b2', 'd:b1:other', 'd:b1:other:2'])
				expect((await store.loadDocument(document)).seq).toBeGreaterThan(0);
			// Calling it again does nothing.
			expect(await store.purgeUser('u1', 2)).toBe(true);
		});
		it('[L15] purges nobody who was not erased', async () => {
			await store.purgeUser('u2', 9).catch(() => undefined);
			expect((await store.listSeatsOf('u2')).length).toBe(1);
			expect((await store.loadDocument('d:b1:other')).seq).toBe(5);
		});
		it('[L13] stores nothing new of a person who is erased, whatever was under way', async () => {
			await erase();
			const waiting = {
				...{ id: 'n', board: 'b1', userId: 'u1', name: 'Ann', fn: '' },
				...{ askedAt: NOW, declinedAt: null }
			};
			const template = { userId: 'u1', id: 't', title: 'T', steps: '[]', createdAt: 1 };
			await expect(store.saveParticipant(seat('p1', { name: 'Ann' }))).rejects.toThrow();
			await expect(store.saveNewcomer(waiting)).rejects.toThrow();
			await expect(store.saveTemplate(template)).rejects.toThrow();
			await expect(
				store.createSession({ id: 'late', userId: 'u1', expiresAt: NOW })
			).rejects.toThrow();
			expect(await store.listSeatsOf('u1')).not.toContainEqual(
				expect.objectContaining({ name: 'Ann' })
			);
		});
		it('[L4] a board is not touched by somebody who was erased, and stays touched by their words', async () => {
			await erase();
			await purge(99);
			expect((await store.lifeOf('b1'))?.isTouched).toBe(true);
			expect((await store.lifeOf('b2'))?.isTouched).toBe(true);
		});
	});
}
