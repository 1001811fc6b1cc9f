/** Boards: their stage, the commands that led to it, and who wrote which note. */
import type { DatabaseSync } from 'node:sqlite';
import type { Stage } from '../../src/lib/workshop/types.ts';
import { prepare, transaction, type Immediate } from './database.ts';
import { beginDocument } from './documents.ts';
import type { Store, StoredCommand } from './store.ts';

type Boards = Pick<
	Store,
	| 'createBoard'
	| 'loadStage'
	| 'saveStage'
	| 'listCommands'
	| 'hasCommand'
	| 'saveAuthors'
	| 'listAuthors'
>;

export function boards(db: DatabaseSync): Immediate<Boards> {
	const add = prepare(db, 'INSERT INTO boards (id, stage) VALUES (?, ?)');
	const load = prepare<{ stage: string }>(db, 'SELECT stage FROM boards WHERE id = ?');
	const save = prepare(db, 'UPDATE boards SET stage = ? WHERE id = ?');
	const begin = beginDocument(db);
	const addCommand = prepare(
		db,
		`INSERT INTO commands (board, id, by, at, kind, body) VALUES (?, ?, ?, ?, ?, ?)
		 ON CONFLICT (board, id) DO NOTHING`
	);
	const commands = prepare<StoredCommand>(
		db,
		'SELECT board, id, by, at, kind, body FROM commands WHERE board = ? ORDER BY position'
	);
	const command = prepare<{ id: string }>(db, 'SELECT id FROM commands WHERE board = ? AND id = ?');
	const addAuthor = prepare(
		db,
		`INSERT INTO authors (board, note, participant) VALUES (?, ?, ?)
		 ON CONFLICT (board, note) DO NOTHING`
	);
	const authors = prepare<{ note: string; participant: string }>(
		db,
		'SELECT note, participant FROM authors WHERE board = ?'
	);

	return {
		createBoard(stage) {
			add.run(stage.board, JSON.stringify(stage));
		},
		loadStage(board) {
			const row = load.get(board);
			return row && (JSON.parse(row.stage) as Stage);
		},
		saveStage(stage, { board, id, by, at, kind, body }, begins) {
			return transaction(db, () => {
				if (addCommand.run(board, id, by, at, kind, body) === 0) return false;
				if (save.run(JSON.stringify(stage), stage.board) === 0)
					throw new Error(`board ${stage.board} does not exist`);
				if (begins) begin(begins);
				return true;
			});
		},
		listCommands: (board) => commands.all(board),
		hasCommand: (board, id) => command.get(board, id) !== null,
		saveAuthors(board, notes) {
			transaction(db, () => {
				for (const { note, participant } of notes) addAuthor.run(board, note, participant);
			});
		},
		listAuthors: (board) =>
			new Map(authors.all(board).map(({ note, participant }) => [note, participant]))
	};
}
