/**
 * Stores the life of boards: what is due on them, how they are removed from every table, and how much space they
 * take.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Attribution } from '../../src/lib/workshop/types.ts';
import { prepare, transaction, type Immediate } from './database.ts';
import { rowDropper } from './dropping.ts';
import type { BoardLife, BoardWeight, Store } from './store.ts';

type Lives = Pick<
	Store,
	| 'listLives'
	| 'lifeOf'
	| 'weighBoard'
	| 'purgeBoard'
	| 'dropEpochs'
	| 'forgetWriters'
	| 'dropOrphans'
	| 'giveBack'
>;

/** Documents of a board, by name: `w:<board>`, `w:<board>:<epoch>`, `d:<board>:<participant>`… */
const OF_BOARD = `(name = 'w:' || ?1 OR name >= 'w:' || ?1 || ':' AND name < 'w:' || ?1 || ';'
	OR name >= 'd:' || ?1 || ':' AND name < 'd:' || ?1 || ';')`;

interface LifeRow extends Omit<BoardLife, 'isSeated' | 'isTouched' | 'attribution' | 'begun'> {
	attribution: Attribution;
	begun: BoardLife['begun'];
	isSeated: number;
	isTouched: number;
}

export function lives(db: DatabaseSync): Immediate<Lives> {
	const LIFE = `SELECT id AS board, made_at AS madeAt, stage ->> 'attribution' AS attribution,
			coalesce(stage ->> 'epoch', 1) AS epoch, coalesce(stage ->> 'deskEpoch', 1) AS deskEpoch,
			stage ->> 'archivedAt' AS archivedAt, stage ->> 'deletedAt' AS deletedAt,
			stage ->> 'restoredAt' AS restoredAt, stage ->> 'forgottenAt' AS forgottenAt,
			stage ->> 'writersDays' AS writersDays, stage ->> 'begun' AS begun,
			(SELECT max(joined_at) FROM participants WHERE board = boards.id) AS joinedAt,
			(SELECT max(at) FROM authors WHERE board = boards.id) AS writtenAt,
			EXISTS (SELECT 1 FROM participants WHERE board = boards.id AND role = 'facilitator') AS isSeated,
			EXISTS (SELECT 1 FROM authors WHERE board = boards.id)
				OR EXISTS (SELECT 1 FROM commands WHERE board = boards.id AND kind NOT IN ('recorded', 'expire', 'erase'))
				OR EXISTS (SELECT 1 FROM documents JOIN client_owners ON document = documents.id
					WHERE name = 'w:' || boards.id) AS isTouched
		 FROM boards`;
	const list = prepare<LifeRow>(
		db,
		`${LIFE} WHERE id > ? AND json_valid(stage) ORDER BY id LIMIT ?`
	);
	const one = prepare<LifeRow>(db, `${LIFE} WHERE id = ?`);
	const sizes = prepare<{ name: string; bytes: number }>(
		db,
		`SELECT name, coalesce((SELECT sum(octet_length(bytes)) FROM updates WHERE document = documents.id), 0)
			+ coalesce((SELECT sum(octet_length(bytes)) FROM snapshots WHERE document = documents.id), 0)
			+ coalesce((SELECT sum(octet_length(bytes)) FROM snapshot_pieces WHERE document = documents.id), 0) AS bytes
		 FROM documents WHERE ${OF_BOARD}`
	);
	const versionSizes = prepare<{ count: number; bytes: number }>(
		db,
		`SELECT count(*) AS count, coalesce(sum(octet_length(content) + coalesce(octet_length(packed), 0)), 0)
			+ coalesce((SELECT sum(octet_length(bytes)) FROM version_pieces WHERE board = ?1), 0) AS bytes
		 FROM versions WHERE board = ?1`
	);
	const commandSizes = prepare<{ count: number; bytes: number }>(
		db,
		`SELECT count(*) AS count, coalesce(sum(octet_length(id) + octet_length(by) + octet_length(kind)
			+ octet_length(body)), 0) AS bytes FROM commands WHERE board = ?`
	);
	const authorSizes = prepare<{ count: number; bytes: number }>(
		db,
		`SELECT count(*) AS count, coalesce(sum(octet_length(note) + octet_length(participant)), 0) AS bytes
		 FROM authors WHERE board = ?`
	);
	const documentOf = prepare<{ id: number }>(
		db,
		`SELECT id FROM documents WHERE ${OF_BOARD} LIMIT 1`
	);
	const oldDocument = prepare<{ id: number }>(
		db,
		`SELECT id FROM documents WHERE ${OF_BOARD} AND CASE substr(name, 1, 1)
			WHEN 'w' THEN (CASE WHEN name = 'w:' || ?1 THEN 1 ELSE CAST(substr(name, length(?1) + 4) AS INTEGER) END) < ?2
			ELSE ${deskEpochOf('?1')} < ?3 END LIMIT 1`
	);
	const dropDocument = documentDropper(db);
	const dropRows = tablesWith(db, 'board').map((table) => rowDropper(db, table, 'board = ?1'));
	const dropBoard = prepare(db, 'DELETE FROM boards WHERE id = ?');
	const dropAuthors = prepare(db, 'DELETE FROM authors WHERE board = ?');
	// The shares of a wall show how much each person wrote there.
	const dropTraces = ['client_owners', 'shares'].map((table) =>
		prepare(
			db,
			`DELETE FROM ${table} WHERE document IN (SELECT id FROM documents WHERE ${OF_BOARD} AND name LIKE 'w:%')`
		)
	);
	const saveStage = prepare(db, 'UPDATE boards SET stage = ? WHERE id = ?');
	const enter = prepare(
		db,
		'INSERT INTO commands (board, id, by, at, kind, body) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const unname = prepare(
		db,
		`UPDATE commands SET by = '', body = json_set(body, '$.name', '') WHERE board = ? AND kind = 'setSelf'`
	);
	const dropUsers = prepare(
		db,
		`DELETE FROM users WHERE id IN (SELECT id FROM users
			WHERE created_at < ?1 AND NOT EXISTS (SELECT 1 FROM sessions WHERE user = users.id)
			AND NOT EXISTS (SELECT 1 FROM participants WHERE user = users.id)
			AND NOT EXISTS (SELECT 1 FROM newcomers WHERE user = users.id)
			AND NOT EXISTS (SELECT 1 FROM templates WHERE user = users.id) LIMIT ?2)`
	);
	const pragma = (name: string) =>
		Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0] ?? 0);

	return {
		listLives: (after, most) => list.all(after, most).map(toLife),
		lifeOf(board) {
			const row = one.get(board);
			return row && toLife(row);
		},
		weighBoard({ board, epoch, deskEpoch }) {
			const weight: BoardWeight = { ...NO_WEIGHT };
			const present = epoch === 1 ? `w:${board}` : `w:${board}:${epoch}`;
			for (const { name, bytes } of sizes.all(board)) {
				if (name.startsWith('d:') && epochIn(name) >= deskEpoch) {
					weight.desks++;
					weight.deskBytes += bytes;
				} else if (name === present) weight.wallBytes += bytes;
				else {
					weight.oldEpochs++;
					weight.oldEpochBytes += bytes;
				}
			}
			const kept = versionSizes.get(board);
			const done = commandSizes.get(board);
			const written = authorSizes.get(board);
			return {
				...weight,
				...{ versions: kept?.count ?? 0, versionBytes: kept?.bytes ?? 0 },
				...{ commands: done?.count ?? 0, commandBytes: done?.bytes ?? 0 },
				...{ authors: written?.count ?? 0, authorBytes: written?.bytes ?? 0 }
			};
		},
		purgeBoard: (board, most) =>
			transaction(db, () => {
				const document = documentOf.get(board);
				if (document) dropDocument(document.id, most);
				else if (!dropRows.some((drop) => drop(board, most) > 0)) return dropBoard.run(board) >= 0;
				return false;
			}),
		dropEpochs: ({ board, epoch, deskEpoch }, most) =>
			transaction(db, () => {
				const document = oldDocument.get(board, epoch, deskEpoch);
				if (document) dropDocument(document.id, most);
				return document === null;
			}),
		forgetWriters(stage, { id, by, at, kind, body }) {
			const { board } = stage;
			transaction(db, () => {
				saveStage.run(JSON.stringify(stage), board);
				enter.run(board, id, by, at, kind, body);
				dropAuthors.run(board);
				unname.run(board);
				for (const traces of dropTraces) traces.run(board);
			});
		},
		dropOrphans: (before, most) => dropUsers.run(before, most),
		giveBack(pages, keep) {
			const free = pragma('freelist_count');
			if (free > keep) db.exec(`PRAGMA incremental_vacuum(${Math.min(pages, free - keep)})`);
			// A reader such as a backup may block this. Then the log stays until the next time.
			db.exec('PRAGMA busy_timeout = 0');
			try {
				db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
			} finally {
				db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
			}
			return pragma('freelist_count') <= keep || pragma('auto_vacuum') === 0;
		}
	};
}
const toLife = (row: LifeRow): BoardLife => ({
	...row,
	isSeated: row.isSeated === 1,
	isTouched: row.isTouched === 1
});
export const BUSY_TIMEOUT_MS = 5000;
const NO_WEIGHT: BoardWeight = {
	...{ wallBytes: 0, desks: 0, deskBytes: 0, oldEpochs: 0, oldEpochBytes: 0 },
	...{ versions: 0, versionBytes: 0, commands: 0, commandBytes: 0, authors: 0, authorBytes: 0 }
};

/** The epoch in `d:<board>:<participant>:<epoch>`. A name without a number belongs to the first epoch. */
const epochIn = (name: string) => Number(name.split(':')[3] ?? 1);
/** The same in SQL, for a board's desks. Ids contain no colon. */
const deskEpochOf = (board: string) => `(CASE
	WHEN instr(substr(name, length(${board}) + 4), ':') = 0 THEN 1
	ELSE CAST(substr(name, length(${board}) + 4 + instr(substr(name, length(${board}) + 4), ':')) AS INTEGER) END)`;

/** Tables with this column, newest first: a table only refers to tables created before it. */
function tablesWith(db: DatabaseSync, column: string): string[] {
	return prepare<{ name: string }>(
		db,
		`SELECT t.name AS name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
		 WHERE t.type = 'table' AND c.name = ? ORDER BY t.rowid DESC`
	)
		.all(column)
		.map(({ name }) => name);
}

/** Returns a function that deletes a document in pieces: first its rows, then the document itself. */
export function documentDropper(db: DatabaseSync) {
	const dropRows = tablesWith(db, 'document').map((table) =>
		rowDropper(db, table, 'document = ?1')
	);
	const drop = prepare(db, 'DELETE FROM documents WHERE id = ?');
	return (document: number, most: number) => {
		if (!dropRows.some((rows) => rows(document, most) > 0)) drop.run(document);
	};
}
