/**
 * A Hocuspocus server set up as its manual shows: in memory or, with `DATABASE`, with its database extension over
 * `node:sqlite`. (Its own SQLite extension is the same extension over a native module.) A document that is not
 * stored starts with the content of the file `SEED`.
 */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import * as Y from 'yjs';

const { SEED = '', DATABASE = '' } = process.env;
const seeds = new Map(
	Object.entries(JSON.parse(readFileSync(SEED, 'utf8')) as Record<string, string>).map(
		([prefix, state]) => [prefix, Buffer.from(state, 'base64')]
	)
);
const seedOf = (name: string) => seeds.get(name.split('-', 1)[0] ?? '') ?? null;

function sqlite(file: string) {
	const db = new DatabaseSync(file);
	db.exec('PRAGMA journal_mode = WAL');
	db.exec('CREATE TABLE documents (name TEXT NOT NULL UNIQUE, data BLOB NOT NULL)');
	const find = db.prepare('SELECT data FROM documents WHERE name = ?');
	const save = db.prepare(
		'INSERT INTO documents VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data'
	);
	return new Database({
		fetch: ({ documentName }) => {
			const data = find.get(documentName)?.data;
			return Promise.resolve(data instanceof Uint8Array ? data : seedOf(documentName));
		},
		store: ({ documentName, state }) => {
			save.run(documentName, state);
			return Promise.resolve();
		}
	});
}
const memory = {
	onLoadDocument({ documentName, document }: { documentName: string; document: Y.Doc }) {
		const seed = seedOf(documentName);
		if (seed) Y.applyUpdate(document, seed);
		return Promise.resolve();
	}
};

const server = new Server({
	port: 0,
	address: '127.0.0.1',
	quiet: true,
	stopOnSignals: false,
	extensions: [DATABASE === '' ? memory : sqlite(DATABASE)]
});
await server.listen();
console.log(`ready at http://127.0.0.1:${server.address.port}`);
