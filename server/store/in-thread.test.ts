import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stage } from '../../tests/contracts/contents.ts';
import { openInThread } from './in-thread.ts';
import { StoreOutage, watchOutages } from './outage.ts';
import type { Store } from './store.ts';

let directory: string;
let path: string;
let store: Store | null = null;
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'groundwork-thread-'));
	path = join(directory, 'groundwork.sqlite');
});
afterEach(async () => {
	await store?.close();
	store = null;
	await rm(directory, { recursive: true });
});
const open = (options = {}) => (store = openInThread(path, options));
const write = (to: Store, value: number) =>
	to.append([{ document: 'w:b', update: new Uint8Array([value]) }]);

it('[O20] other work runs while a write waits for the disk, and reads come after the write', async () => {
	const store = open();
	await write(store, 1);
	const other = new DatabaseSync(path);
	other.exec('BEGIN IMMEDIATE');
	const answered: string[] = [];
	const written = write(store, 2).then(() => answered.push('written'));
	const read = store.loadDocument('w:b').then(({ seq }) => answered.push(`read ${seq}`));
	for (let turn = 0; turn < 100; turn++) await setImmediate();
	expect(answered).toEqual([]);
	other.exec('COMMIT');
	other.close();
	await Promise.all([written, read]);
	expect(answered).toEqual(['written', 'read 2']);
});

it('[O20] an outage is reported as a StoreOutage', async () => {
	const store = open();
	const watched = watchOutages(store, () => 7);
	await write(store, 1);
	const other = new DatabaseSync(path);
	other.exec('BEGIN IMMEDIATE');
	await expect(write(watched.store, 2)).rejects.toThrow(new StoreOutage('the database is busy'));
	expect(watched.failedAt()).toBe(7);
	other.exec('ROLLBACK');
	other.close();
	await write(watched.store, 2);
	expect(watched.failedAt()).toBeNull();
});

it('[O20] [L13] errors keep their names, which select the message for people', async () => {
	const store = open();
	const user = { id: 'zen', createdAt: 1 };
	await store.createUser(user);
	await store.eraseUser({ userId: 'zen', at: 2, entries: [], rewritten: [] });
	const session = { id: 's', userId: 'zen', expiresAt: 3 };
	await expect(store.createSession(session)).rejects.toMatchObject({ name: 'UserErased' });
});

it('[O20] a thread that ends rejects its open calls, and the next call starts another', async () => {
	const store = open({ program: new URL('data:text/javascript,process.exit(1)') });
	await expect(write(store, 1)).rejects.toThrow('the thread of the store has ended');
	await expect(write(store, 1)).rejects.toThrow('the thread of the store has ended');
});

it('stores the time of the call with the data', async () => {
	let now = 5;
	const store = open({ clock: () => now });
	await store.createBoard(stage('b1'));
	const saved = store.saveAuthors('b1', [{ note: 'n', participant: 'p' }]);
	now = 9;
	await saved;
	expect((await store.lifeOf('b1'))?.writtenAt).toBe(5);
});

it('reports an unusable file at once', () => {
	expect(() => openInThread('/dev/null/groundwork.sqlite')).toThrow(/cannot keep its data/);
});

it('accepts no calls after it is closed', async () => {
	const store = open();
	const written = write(store, 1);
	await store.close();
	await written;
	await expect(write(store, 2)).rejects.toThrow('the store is closed');
	await store.close();
});
