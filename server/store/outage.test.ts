import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Readiness } from '../readiness.ts';
import { StoreOutage, watchOutages, type Watched } from './outage.ts';
import { openSqlite } from './sqlite.ts';

let directory: string;
let watched: Watched;
/** The store’s own connection: tests limit it as a full or read-only disk would. */
let connection: DatabaseSync;
let now: number;
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'groundwork-outage-'));
	const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
	const store = openSqlite(join(directory, 'groundwork.sqlite'));
	connection = exec.mock.contexts[0] as DatabaseSync;
	exec.mockRestore();
	now = 0;
	watched = watchOutages(store, () => now);
});
afterEach(async () => {
	await watched.store.close();
	await rm(directory, { recursive: true });
});

const write = (bytes: number) =>
	watched.store.append([{ document: 'w:b', update: new Uint8Array(bytes) }]);
const stored = async () => (await watched.store.loadDocument('w:b')).updates.length;
const pages = () => Number(connection.prepare('PRAGMA page_count').get()?.['page_count']);

const OUTAGES = {
	'the database is full': {
		begin: () => connection.prepare(`PRAGMA max_page_count = ${pages()}`).get(),
		end: () => connection.prepare('PRAGMA max_page_count = 1000000').get()
	},
	'the database is read-only': {
		begin: () => connection.exec('PRAGMA query_only = ON'),
		end: () => connection.exec('PRAGMA query_only = OFF')
	}
};

it.each(Object.entries(OUTAGES))('[S24] %s: nothing is half written', async (name, outage) => {
	const readiness = new Readiness(watched, () => now);
	await write(100);
	expect(await readiness.check()).toEqual({ ok: true });

	outage.begin();
	await expect(write(100_000)).rejects.toThrow(new StoreOutage(name));
	expect(watched.failedAt()).toBe(0);
	expect(await stored()).toBe(1);
	expect(await readiness.check()).toEqual({ ok: false, reason: 'The database takes no writes.' });

	outage.end();
	await write(100_000);
	expect(watched.failedAt()).toBeNull();
	expect(await stored()).toBe(2);
	now += 1_000;
	expect(await readiness.check()).toEqual({ ok: true });
});

it('[O1] [S24] readiness returns without any write by people, and does not probe the disk at each call', async () => {
	const checkWritable = vi.spyOn(watched.store, 'checkWritable');
	const readiness = new Readiness(watched, () => now);
	OUTAGES['the database is read-only'].begin();
	expect((await readiness.check()).ok).toBe(false);
	now += 100;
	expect((await readiness.check()).ok).toBe(false);
	OUTAGES['the database is read-only'].end();
	expect(checkWritable).toHaveBeenCalledTimes(1);
	now += 5_000;
	expect(await readiness.check()).toEqual({ ok: true });
	expect(checkWritable).toHaveBeenCalledTimes(2);
});

it('[O1] [S38] a server in which a room failed is not ready for a while', async () => {
	const readiness = new Readiness(watched, () => now);
	readiness.roomFailed();
	const reason = 'A board broke in memory and is loaded again.';
	expect(await readiness.check()).toEqual({ ok: false, reason });
	now += 5_000;
	expect(await readiness.check()).toEqual({ ok: true });
});

it('[O1] [O16] a server without memory for more boards is not ready until it has some', async () => {
	let isFull = true;
	const readiness = new Readiness(
		watched,
		() => now,
		() => isFull
	);
	const reason = 'There is no memory left for more boards.';
	expect(await readiness.check()).toEqual({ ok: false, reason });
	isFull = false;
	expect(await readiness.check()).toEqual({ ok: true });
});

it('[O1] a server that is stopping is not ready, whatever the disk does', async () => {
	const readiness = new Readiness(watched, () => now);
	readiness.stop();
	expect(await readiness.check()).toEqual({ ok: false, reason: 'The server is stopping.' });
});

it('other errors are not an outage', async () => {
	const wrong = watched.store.saveSnapshot('w:b', new Uint8Array(1), 5);
	await expect(wrong).rejects.toThrow('its log ends at');
	await expect(wrong).rejects.not.toBeInstanceOf(StoreOutage);
	expect(watched.failedAt()).toBeNull();
});
