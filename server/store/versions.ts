/** Versions: saved states of boards. Those that nobody named are deleted to make room for newer ones. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction, type Immediate, type Stepped } from './database.ts';
import { piecesOf, type Kept } from './pieces.ts';
import { finish, queues, type Steps } from './steps.ts';
import type { Store, StoredVersion, VersionHead } from './store.ts';

type Versions = Immediate<Pick<Store, 'listVersions' | 'saveSummary'>> &
	Stepped<Pick<Store, 'saveVersion' | 'loadVersion'>>;

const HEAD = 'board, id, by, at, reason, name, digest, summary';

/** Calls for the contents of one board run one after the other. No call may be in progress when this is called. */
export function versions(db: DatabaseSync): Versions {
	const inTurn = queues();
	const pieces = piecesOf<string>(db, 'versions');
	const replace = prepare(
		db,
		`INSERT INTO versions (${HEAD}, content, packed, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)
		 ON CONFLICT (board, id) DO UPDATE SET by = excluded.by, at = excluded.at,
			reason = excluded.reason, name = excluded.name, digest = excluded.digest,
			summary = excluded.summary, content = excluded.content, packed = excluded.packed,
			run = excluded.run`
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
	// Before versions were compressed, the `content` column held them as JSON.
	const load = prepare<VersionHead & Kept>(
		db,
		`SELECT ${HEAD}, coalesce(packed, CAST(content AS BLOB)) AS bytes, run FROM versions
		 WHERE board = ? AND id = ?`
	);
	const summarise = prepare(db, 'UPDATE versions SET summary = ? WHERE board = ? AND id = ?');

	function* tidy(board: string): Steps<void> {
		try {
			while (pieces.dropSome(board) > 0) yield;
		} catch {
			// The rows deleted so far stay deleted. The next version of the board or the next start deletes the
			// rest.
		}
	}
	function* save(version: StoredVersion, keep: number): Steps<void> {
		const { board, id, by, at, reason, name, digest, summary, content } = version;
		try {
			const kept = yield* pieces.write(board, content);
			transaction(db, () => {
				pieces.expectAll(board, kept, content.length);
				replace.run(board, id, by, at, reason, name, digest, summary, kept.bytes, kept.run);
				thin.run(board, keep);
			});
		} finally {
			yield* tidy(board);
		}
	}
	function* read(board: string, id: string): Steps<StoredVersion | null> {
		const found = load.get(board, id);
		if (!found) return null;
		const { bytes, run, ...head } = found;
		return { ...head, content: yield* pieces.read(board, { bytes, run }) };
	}

	for (const board of pieces.ownersOfLeft()) finish(tidy(board));
	return {
		saveVersion: (version, keep) => inTurn(version.board, save(version, keep)),
		listVersions: (board) => list.all(board),
		loadVersion: (board, id) => inTurn(board, read(board, id)),
		saveSummary(board, id, summary) {
			summarise.run(summary, board, id);
		}
	};
}
