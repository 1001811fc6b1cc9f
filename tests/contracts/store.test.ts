import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../server/store/sqlite.ts';
import { storeContract } from './store.ts';

storeContract('SQLite file', async () => {
	const directory = await mkdtemp(join(tmpdir(), 'groundwork-store-'));
	const path = join(directory, 'groundwork.sqlite');
	let current = openSqlite(path);
	return {
		store: current,
		async reopen() {
			await current.close();
			return (current = openSqlite(path));
		},
		async cleanup() {
			await current.close();
			await rm(directory, { recursive: true });
		}
	};
});

storeContract('SQLite in memory', () => {
	const store = openSqlite(':memory:');
	return Promise.resolve({
		store,
		// What is in memory is gone when it is closed: reopening is looking at it again.
		reopen: () => Promise.resolve(store),
		cleanup: () => store.close()
	});
});
