import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInThread } from '../../server/store/in-thread.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { storeContract } from './store.ts';

const inFile = (open: typeof openSqlite) => async () => {
	const directory = await mkdtemp(join(tmpdir(), 'groundwork-store-'));
	const path = join(directory, 'groundwork.sqlite');
	let current = open(path);
	return {
		store: current,
		async reopen() {
			await current.close();
			return (current = open(path));
		},
		async cleanup() {
			await current.close();
			await rm(directory, { recursive: true });
		}
	};
};
storeContract('SQLite file', inFile(openSqlite));
// Each opening starts a thread, so a few histories are enough.
storeContract('SQLite file in a thread', inFile(openInThread), 6);

storeContract('SQLite in memory', () => {
	const store = openSqlite(':memory:');
	return Promise.resolve({
		store,
		// A store in memory loses its data when it is closed, so reopening returns the same store.
		reopen: () => Promise.resolve(store),
		cleanup: () => store.close()
	});
});
