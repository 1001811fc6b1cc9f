/**
 * Erases people who asked for it: first everything that identifies them, in one transaction, then the rest in
 * pieces.
 */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction, type Immediate } from './database.ts';
import { documentDropper } from './life.ts';
import type { Store, StoredNewcomer, StoredParticipant } from './store.ts';

type Erasing = Pick<
	Store,
	'listSeatsOf' | 'listWaitingOf' | 'eraseUser' | 'listErased' | 'purgeUser'
>;

/** Pages recognize this error by its name. */
class UserErased extends Error {
	override name = 'UserErased';
	constructor() {
		super('this user is being erased');
	}
}

function erasedFinder(db: DatabaseSync): (userId: string) => boolean {
	const find = prepare(db, 'SELECT id FROM users WHERE id = ? AND erased_at IS NOT NULL');
	return (userId) => find.get(userId) !== null;
}
/**
 * Returns a function that throws for a user who is being erased, so that a request in progress stores nothing about
 * them.
 */
export function erasedRefuser(db: DatabaseSync): (userId: string) => void {
	const isErased = erasedFinder(db);
	return (userId) => {
		if (isErased(userId)) throw new UserErased();
	};
}

export function erasing(db: DatabaseSync): Immediate<Erasing> {
	const seatsOf = prepare<StoredParticipant>(
		db,
		`SELECT id, board, user AS userId, name, fn, role, joined_at AS joinedAt, removed_at AS removedAt
		 FROM participants WHERE user = ? ORDER BY joined_at DESC, id`
	);
	const waitingOf = prepare<StoredNewcomer>(
		db,
		`SELECT id, board, user AS userId, name, fn, asked_at AS askedAt, declined_at AS declinedAt
		 FROM newcomers WHERE user = ? ORDER BY asked_at DESC, id`
	);
	const mark = prepare(db, 'UPDATE users SET erased_at = ? WHERE id = ?');
	const dropRows = ['sessions', 'templates', 'newcomers'].map((table) =>
		prepare(db, `DELETE FROM ${table} WHERE user = ?`)
	);
	const unname = prepare(
		db,
		`UPDATE participants SET name = '', removed_at = coalesce(removed_at, ?) WHERE user = ?`
	);
	// The row stays: then nobody else can become the author of the words, and the board still counts as written on.
	const disown = prepare(
		db,
		`UPDATE authors SET participant = '' WHERE board = ? AND participant = ?`
	);
	const dropTraces = ['client_owners', 'shares'].map((table) =>
		prepare(
			db,
			`DELETE FROM ${table} WHERE participant = ?2 AND document IN (SELECT id FROM documents
				WHERE name = 'w:' || ?1 OR name >= 'w:' || ?1 || ':' AND name < 'w:' || ?1 || ';')`
		)
	);
	const enter = prepare(
		db,
		`INSERT INTO commands (board, id, by, at, kind, body) VALUES (?, ?, ?, ?, ?, ?)`
	);
	const rewrite = prepare(db, 'UPDATE commands SET body = ? WHERE board = ? AND id = ?');
	const erased = prepare<{ id: string }>(
		db,
		'SELECT id FROM users WHERE erased_at IS NOT NULL ORDER BY id'
	);
	const deskOf = prepare<{ id: number }>(
		db,
		`SELECT d.id AS id FROM participants AS p JOIN documents AS d
			ON d.name = 'd:' || p.board || ':' || p.id
			OR d.name >= 'd:' || p.board || ':' || p.id || ':' AND d.name < 'd:' || p.board || ':' || p.id || ';'
		 WHERE p.user = ? LIMIT 1`
	);
	const isErased = erasedFinder(db);
	const dropDocument = documentDropper(db);
	const dropSeats = prepare(db, 'DELETE FROM participants WHERE user = ?');
	const dropUser = prepare(db, 'DELETE FROM users WHERE id = ?');

	return {
		listSeatsOf: (userId) => seatsOf.all(userId),
		listWaitingOf: (userId) => waitingOf.all(userId),
		eraseUser({ userId, at, entries, rewritten }) {
			transaction(db, () => {
				mark.run(at, userId);
				for (const drop of dropRows) drop.run(userId);
				for (const { id, board } of seatsOf.all(userId)) {
					disown.run(board, id);
					for (const drop of dropTraces) drop.run(board, id);
				}
				unname.run(at, userId);
				for (const { board, id, by, at, kind, body } of entries)
					enter.run(board, id, by, at, kind, body);
				for (const { board, id, body } of rewritten) rewrite.run(body, board, id);
			});
		},
		listErased: () => erased.all().map(({ id }) => id),
		purgeUser: (userId, most) =>
			transaction(db, () => {
				if (!isErased(userId)) return true;
				const desk = deskOf.get(userId);
				if (desk) {
					dropDocument(desk.id, most);
					return false;
				}
				dropSeats.run(userId);
				return dropUser.run(userId) >= 0;
			})
	};
}
