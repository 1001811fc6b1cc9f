/** Versions: boards as they were. Those that nobody named give way to newer ones. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction, type Immediate } from './database.ts';
import type { Store, StoredVersion, VersionHead } from './store.ts';

type Versions = Pick<Store, 'saveVersion' | 'listVersions' | 'loadVersion' | 'saveSummary'>;

const HEAD = 'board, id, by, at, reason, name, digest, summary';

export function versions(db: DatabaseSync): Immediate<Versions> {
	const save = prepare(
		db,
		`INSERT INTO versions (${HEAD}, content, packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)
		 ON CONFLICT (board, id) DO UPDATE SET by = excluded.by, at = excluded.at,
			reason = excluded.reason, name = excluded.name, digest = excluded.digest,
			summary = excluded.summary, content = excluded.content, packed = excluded.packed`
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
	// Before versions were compressed, they stood as JSON in 'content'.
	const load = prepare<StoredVersion>(
		db,
		`SELECT ${HEAD}, coalesce(packed, CAST(content AS BLOB)) AS content FROM versions
		 WHERE board = ? AND id = ?`
	);
	const summarise = prepare(db, 'UPDATE versions SET summary = ? WHERE board = ? AND id = ?');

	return {
		saveVersion({ board, id, by, at, reason, name, digest, summary, content }, keep) {
			transaction(db, () => {
				save.run(board, id, by, at, reason, name, digest, summary, content);
				thin.run(board, keep);
			});
		},
		listVersions: (board) => list.all(board),
		loadVersion: (board, id) => load.get(board, id),
		saveSummary(board, id, summary) {
			summarise.run(summary, board, id);
		}
	};
}
