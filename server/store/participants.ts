/** Seats on boards, and the links and codes that let people join. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction, type Immediate } from './database.ts';
import { erasedRefuser } from './erasing.ts';
import type { Store, StoredCode, StoredLink, StoredParticipant } from './store.ts';

type Seats = Pick<
	Store,
	'saveParticipant' | 'seatUsers' | 'findParticipant' | 'listParticipants' | 'listBoardsOf'
>;
type Invitations = Pick<
	Store,
	'saveLink' | 'findLink' | 'listLinks' | 'saveCode' | 'findCode' | 'codeOf' | 'dropCodes'
>;

const SEAT =
	'id, board, user AS userId, name, fn, role, joined_at AS joinedAt, removed_at AS removedAt';

export function seats(db: DatabaseSync): Immediate<Seats> {
	const refuseErased = erasedRefuser(db);
	const save = prepare(
		db,
		`INSERT INTO participants (id, board, user, name, fn, role, joined_at, removed_at)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (id) DO UPDATE SET name = excluded.name, fn = excluded.fn, role = excluded.role,
			joined_at = excluded.joined_at, removed_at = excluded.removed_at`
	);
	const addUser = prepare(db, 'INSERT INTO users (id, created_at) VALUES (?, ?)');
	const find = prepare<StoredParticipant>(
		db,
		`SELECT ${SEAT} FROM participants WHERE board = ? AND user = ?`
	);
	const list = prepare<StoredParticipant>(
		db,
		`SELECT ${SEAT} FROM participants WHERE board = ? ORDER BY joined_at, id`
	);
	const boardsOf = prepare<Awaited<ReturnType<Store['listBoardsOf']>>[number]>(
		db,
		`SELECT board, stage ->> 'title' AS title, role, joined_at AS joinedAt,
			stage ->> 'archivedAt' AS archivedAt, stage ->> 'deletedAt' AS deletedAt
		 FROM participants JOIN boards ON boards.id = board
		 WHERE user = ? AND removed_at IS NULL ORDER BY joined_at DESC, board`
	);

	const saveSeat = (seat: StoredParticipant) => {
		const { id, board, userId, name, fn, role, joinedAt, removedAt } = seat;
		refuseErased(userId);
		save.run(id, board, userId, name, fn, role, joinedAt, removedAt);
	};

	return {
		saveParticipant: saveSeat,
		seatUsers(all, createdAt) {
			transaction(db, () => {
				for (const seat of all) {
					addUser.run(seat.userId, createdAt);
					saveSeat(seat);
				}
			});
		},
		findParticipant: (board, userId) => find.get(board, userId),
		listParticipants: (board) => list.all(board),
		listBoardsOf: (userId) => boardsOf.all(userId)
	};
}

/** `clock` returns epoch milliseconds: another board can get an expired code. */
export function invitations(db: DatabaseSync, clock: () => number): Immediate<Invitations> {
	const saveLink = prepare(
		db,
		`INSERT INTO links (token, board, role, created_at) VALUES (?, ?, ?, ?)
		 ON CONFLICT (board, role) DO UPDATE SET token = excluded.token, created_at = excluded.created_at`
	);
	const findLink = prepare<StoredLink>(
		db,
		'SELECT token, board, role, created_at AS createdAt FROM links WHERE token = ?'
	);
	const listLinks = prepare<StoredLink>(
		db,
		'SELECT token, board, role, created_at AS createdAt FROM links WHERE board = ? ORDER BY role'
	);
	const freeCode = prepare(
		db,
		'DELETE FROM codes WHERE board = ? OR (code = ? AND expires_at <= ?)'
	);
	const addCode = prepare(db, 'INSERT INTO codes (code, board, expires_at) VALUES (?, ?, ?)');
	const findCode = prepare<StoredCode>(
		db,
		'SELECT code, board, expires_at AS expiresAt FROM codes WHERE code = ? AND expires_at > ?'
	);
	const codeOf = prepare<StoredCode>(
		db,
		'SELECT code, board, expires_at AS expiresAt FROM codes WHERE board = ? AND expires_at > ?'
	);
	const dropCodes = prepare(db, 'DELETE FROM codes WHERE board = ?');

	return {
		saveLink({ token, board, role, createdAt }) {
			saveLink.run(token, board, role, createdAt);
		},
		findLink: (token) => findLink.get(token),
		listLinks: (board) => listLinks.all(board),
		saveCode({ code, board, expiresAt }) {
			transaction(db, () => {
				freeCode.run(board, code, clock());
				addCode.run(code, board, expiresAt);
			});
		},
		findCode: (code, now) => findCode.get(code, now),
		codeOf: (board, now) => codeOf.get(board, now),
		dropCodes(board) {
			dropCodes.run(board);
		}
	};
}
