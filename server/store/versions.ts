/** Versions: boards as they were. Those that nobody named give way to newer ones. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction, type Immediate } from './database.ts';
import type { Store, StoredVersion, VersionHead } from './store.ts';

type Versions = Pick<Store, 'saveVersion' | 'listVersions' | 'loadVersion'>;

const HEAD = 'board, id, by, at, reason, name, digest';

export function versions(db: DatabaseSync): Immediate<Versions> {
	const save = prepare(
		db,
		`INSERT INTO versions (${HEAD}, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (board, id) DO UPDATE SET by = excluded.by, at = excluded.at,
			reason = excluded.reason, name = excluded.name, digest = excluded.digest,
			content = excluded.content`
	);
	const thin = prepare(
		db,
		`DELETE FROM versions WHERE board = ?1 AND reason <> 'named' AND position NOT IN (
			SELECT position FROM versions WHERE board = ?1 AND reason <> 'named'
			ORDER BY position DESC LIMIT ?2)`
	);
	const list = prepare<VersionHead>(
		db,
		`SELECT ${HEAD} FROM versions WHERE board = ? ORDER BY position DESC`
	);
	const load = prepare<StoredVersion>(
		db,
		`SELECT ${HEAD}, content FROM versions WHERE board = ? AND id = ?`
	);

	return {
		saveVersion({ board, id, by, at, reason, name, digest, content }, keep) {
			transaction(db, () => {
				save.run(board, id, by, at, reason, name, digest, content);
				thin.run(board, keep);
			});
		},
		listVersions: (board) => list.all(board),
		loadVersion: (board, id) => load.get(board, id)
	};
}
