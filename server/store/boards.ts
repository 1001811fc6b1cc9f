/** Boards: their stage, the commands that led to it, and the author of each note. */
import type { DatabaseSync } from 'node:sqlite';
import type { Stage } from '../../src/lib/workshop/types.ts';
import { prepare, transaction, type Immediate, type Stepped } from './database.ts';
import type { Snapshots } from './snapshots.ts';
import type { EncodedStage, PlacedCommand, Store } from './store.ts';

type Boards = Immediate<
	Pick<
		Store,
		| 'createBoard'
		| 'loadStage'
		| 'pageOfCommands'
		| 'listCommands'
		| 'loadCommand'
		| 'hasCommand'
		| 'saveAuthors'
		| 'listAuthors'
	>
> &
	Stepped<Pick<Store, 'saveStage'>>;

const COMMAND = 'position, board, id, by, at, kind, body';

/** `clock` returns epoch milliseconds: each author is stored with the time when they wrote. */
export function boards(db: DatabaseSync, clock: () => number, snapshots: Snapshots): Boards {
	const add = prepare(db, 'INSERT INTO boards (id, stage, made_at) VALUES (?, ?, ?)');
	const load = prepare<{ stage: string }>(db, 'SELECT stage FROM boards WHERE id = ?');
	const save = prepare(db, 'UPDATE boards SET stage = ? WHERE id = ?');
	const addCommand = prepare(
		db,
		`INSERT INTO commands (board, id, by, at, kind, body) VALUES (?, ?, ?, ?, ?, ?)
		 ON CONFLICT (board, id) DO NOTHING`
	);
	const page = prepare<PlacedCommand>(
		db,
		`SELECT ${COMMAND} FROM commands WHERE board = ? AND position < ?
		 ORDER BY position DESC LIMIT ?`
	);
	const commands = prepare<PlacedCommand>(
		db,
		`SELECT ${COMMAND} FROM commands
		 WHERE board = ?1 AND (?2 IS NULL OR kind IN (SELECT value FROM json_each(?2))) ORDER BY position`
	);
	const command = prepare<PlacedCommand>(
		db,
		`SELECT ${COMMAND} FROM commands WHERE board = ? AND id = ?`
	);
	const addAuthor = prepare(
		db,
		`INSERT INTO authors (board, note, participant, at) VALUES (?, ?, ?, ?)
		 ON CONFLICT (board, note) DO NOTHING`
	);
	const authors = prepare<{ note: string; participant: string }>(
		db,
		'SELECT note, participant FROM authors WHERE board = ?'
	);

	return {
		createBoard(stage, first) {
			transaction(db, () => {
				add.run(stage.board, jsonOf(stage), clock());
				if (!first) return;
				const { board, id, by, at, kind, body } = first;
				addCommand.run(board, id, by, at, kind, body);
			});
		},
		loadStage(board) {
			const row = load.get(board);
			return row && (JSON.parse(row.stage) as Stage);
		},
		*saveStage(stage, { board, id, by, at, kind, body }, begins) {
			const commit = (begin = () => {}) =>
				transaction(db, () => {
					if (addCommand.run(board, id, by, at, kind, body) === 0) return false;
					if (save.run(JSON.stringify(stage), stage.board) === 0)
						throw new Error(`board ${stage.board} does not exist`);
					begin();
					return true;
				});
			if (!begins) return commit();
			// A repeated command does not replace the document again.
			if (command.get(board, id)) return false;
			return yield* snapshots.begin(begins, commit);
		},
		pageOfCommands: (board, before, limit) =>
			page.all(board, before ?? Number.MAX_SAFE_INTEGER, limit),
		listCommands: (board, kinds) => commands.all(board, kinds ? JSON.stringify(kinds) : null),
		loadCommand: (board, id) => command.get(board, id),
		hasCommand: (board, id) => command.get(board, id) !== null,
		saveAuthors(board, notes) {
			transaction(db, () => {
				for (const { note, participant } of notes) addAuthor.run(board, note, participant, clock());
			});
		},
		listAuthors: (board) =>
			new Map(authors.all(board).map(({ note, participant }) => [note, participant]))
	};
}

function jsonOf(stage: Stage | EncodedStage): string {
	if (!('rest' in stage)) return JSON.stringify(stage);
	const { buffer, byteOffset, byteLength } = stage.rest;
	const rest = Buffer.from(buffer, byteOffset, byteLength).toString();
	return `{"board":${JSON.stringify(stage.board)},${rest.slice(1)}`;
}
