/** People who wait to be let in to a board. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, type Immediate } from './database.ts';
import { erasedRefuser } from './erasing.ts';
import type { Store, StoredNewcomer } from './store.ts';

type Newcomers = Pick<Store, 'saveNewcomer' | 'listNewcomers' | 'deleteNewcomer'>;

export function newcomers(db: DatabaseSync): Immediate<Newcomers> {
	const refuseErased = erasedRefuser(db);
	const save = prepare(
		db,
		`INSERT INTO newcomers (id, board, user, name, fn, asked_at, declined_at)
		 VALUES (?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (id) DO UPDATE SET name = excluded.name, fn = excluded.fn,
			asked_at = excluded.asked_at, declined_at = excluded.declined_at`
	);
	const list = prepare<StoredNewcomer>(
		db,
		`SELECT id, board, user AS userId, name, fn, asked_at AS askedAt, declined_at AS declinedAt
		 FROM newcomers WHERE board = ? ORDER BY asked_at, id`
	);
	const remove = prepare(db, 'DELETE FROM newcomers WHERE board = ? AND id = ?');

	return {
		saveNewcomer({ id, board, userId, name, fn, askedAt, declinedAt }) {
			refuseErased(userId);
			save.run(id, board, userId, name, fn, askedAt, declinedAt);
		},
		listNewcomers: (board) => list.all(board),
		deleteNewcomer(board, id) {
			remove.run(board, id);
		}
	};
}
