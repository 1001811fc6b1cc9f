/** Users and their sessions. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, type Immediate } from './database.ts';
import { erasedRefuser } from './erasing.ts';
import type { Store, StoredSession } from './store.ts';

type Users = Pick<
	Store,
	| 'createUser'
	| 'createSession'
	| 'loadSession'
	| 'extendSession'
	| 'deleteSession'
	| 'listSessions'
	| 'deleteSessionsOf'
	| 'sweepSessions'
>;

export function users(db: DatabaseSync): Immediate<Users> {
	const refuseErased = erasedRefuser(db);
	const addUser = prepare(db, 'INSERT INTO users (id, created_at) VALUES (?, ?)');
	const addSession = prepare(db, 'INSERT INTO sessions (id, user, expires_at) VALUES (?, ?, ?)');
	const load = prepare<StoredSession & { createdAt: number }>(
		db,
		`SELECT sessions.id, user AS userId, expires_at AS expiresAt, created_at AS createdAt
		 FROM sessions JOIN users ON users.id = sessions.user WHERE sessions.id = ?`
	);
	const extend = prepare(db, 'UPDATE sessions SET expires_at = ? WHERE id = ?');
	const drop = prepare(db, 'DELETE FROM sessions WHERE id = ?');
	const list = prepare<StoredSession>(
		db,
		'SELECT id, user AS userId, expires_at AS expiresAt FROM sessions WHERE user = ? ORDER BY expires_at'
	);
	const dropOf = prepare(db, 'DELETE FROM sessions WHERE user = ?');
	const sweep = prepare(db, 'DELETE FROM sessions WHERE expires_at <= ?');

	return {
		createUser({ id, createdAt }) {
			addUser.run(id, createdAt);
		},
		createSession({ id, userId, expiresAt }) {
			refuseErased(userId);
			addSession.run(id, userId, expiresAt);
		},
		loadSession(id) {
			const row = load.get(id);
			if (!row) return null;
			const { createdAt, ...session } = row;
			return { session, user: { id: session.userId, createdAt } };
		},
		extendSession(id, expiresAt) {
			extend.run(expiresAt, id);
		},
		deleteSession(id) {
			drop.run(id);
		},
		listSessions: (userId) => list.all(userId),
		deleteSessionsOf(userId) {
			dropOf.run(userId);
		},
		sweepSessions: (now) => sweep.run(now)
	};
}
