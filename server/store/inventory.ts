/** Reads a whole database for the operator's tools. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction } from './database.ts';
import { contentIn } from '../boards/versions/version-content.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Kept } from './pieces.ts';

export interface Counts {
	boards: number;
	people: number;
	documents: number;
}
export interface DocumentRows {
	id: number;
	name: string;
	seq: number;
	/** Newest first. */
	snapshots: { seq: number; bytes: Uint8Array }[];
	updates: { seq: number; bytes: Uint8Array }[];
}

/** Returns why this program cannot use the database, as a sentence; null if it can. */
export function whyUnusable(db: DatabaseSync): string | null {
	try {
		const tables = prepare<{ name: string }>(db, 'SELECT name FROM sqlite_schema').all();
		const names = new Set(tables.map(({ name }) => name));
		if (!['documents', 'updates', 'snapshots', 'boards'].every((name) => names.has(name)))
			return 'It is a database, but none of Groundwork.';
		const version = versionOf(db);
		if (version <= MIGRATIONS.length) return null;
		return `It was written by a newer Groundwork (version ${version}; this program knows ${MIGRATIONS.length}).`;
	} catch {
		return 'It is no SQLite database, or not a whole one.';
	}
}
export const versionOf = (db: DatabaseSync) =>
	Number(db.prepare('PRAGMA user_version').get()?.['user_version']);

/** Returns the faults that SQLite itself finds in the file, and references to missing rows. */
export function damage(db: DatabaseSync): string[] {
	const found = prepare<{ integrity_check: string }>(db, 'PRAGMA integrity_check').all();
	const broken = found.map((row) => row.integrity_check).filter((line) => line !== 'ok');
	const dangling = prepare<{ table: string }>(db, 'PRAGMA foreign_key_check').all();
	return [
		...broken.map((line) => `the file: ${line}`),
		...dangling.map(({ table }) => `a row of ${table} refers to something that is not there`)
	];
}

export function countAll(db: DatabaseSync): Counts {
	const count = (table: string) =>
		prepare<{ n: number }>(db, `SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
	return {
		boards: count('boards'),
		people: count('participants'),
		documents: count('documents')
	};
}
/** Formats counts for people: “3 boards, 7 people, 14 documents”. */
export function sayCounts({ boards, people, documents }: Counts): string {
	const say = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;
	return [
		say(boards, 'board', 'boards'),
		say(people, 'person', 'people'),
		say(documents, 'document', 'documents')
	].join(', ');
}

/** Yields all documents, one at a time. */
export function* documentRows(db: DatabaseSync): Generator<DocumentRows> {
	type Rows = DocumentRows['updates'];
	const heads = prepare<Pick<DocumentRows, 'id' | 'name' | 'seq'>>(
		db,
		'SELECT id, name, seq FROM documents ORDER BY name'
	);
	const snapshots = snapshotReader(db);
	const updates = prepare<Rows[number]>(
		db,
		'SELECT seq, bytes FROM updates WHERE document = ? ORDER BY seq'
	);
	for (const head of heads.all())
		yield { ...head, snapshots: snapshots(head.id), updates: updates.all(head.id) };
}

/** Reads all snapshots of a document, newest first. */
function snapshotReader(db: DatabaseSync): (document: number) => DocumentRows['snapshots'] {
	const run = hasColumn(db, 'snapshots', 'run') ? 'run' : 'NULL AS run';
	const rows = prepare<Kept & { seq: number }>(
		db,
		`SELECT seq, bytes, ${run} FROM snapshots WHERE document = ? ORDER BY seq DESC`
	);
	const whole = wholeIn(db, 'snapshot_pieces', 'document');
	return (document) =>
		rows.all(document).map(({ seq, ...kept }) => ({ seq, bytes: whole(document, kept) }));
}

/** A database that was not migrated yet lacks newer columns. */
const hasColumn = (db: DatabaseSync, table: string, column: string) =>
	prepare<{ name: string }>(db, `PRAGMA table_info(${table})`)
		.all()
		.some(({ name }) => name === column);

/** Returns a function that joins the bytes of a row and its pieces, as far as the pieces exist. */
function wholeIn(db: DatabaseSync, table: string, owner: string) {
	const pieces = hasColumn(db, table, 'run')
		? prepare<Pick<Kept, 'bytes'>>(
				db,
				`SELECT bytes FROM ${table} WHERE ${owner} = ? AND run = ? ORDER BY nth`
			)
		: null;
	return (of: string | number, { bytes, run }: Kept): Uint8Array =>
		run === null || !pieces
			? bytes
			: Buffer.concat(pieces.all(of, run).map((piece) => piece.bytes));
}

/**
 * Replaces everything stored of a document by one snapshot. The next start of the server deletes the pieces of the
 * old snapshots.
 */
export function replaceRows(db: DatabaseSync, { id, seq }: DocumentRows, state: Uint8Array) {
	transaction(db, () => {
		prepare(db, 'DELETE FROM updates WHERE document = ?').run(id);
		prepare(db, 'DELETE FROM snapshots WHERE document = ?').run(id);
		prepare(db, 'INSERT INTO snapshots (document, seq, bytes) VALUES (?, ?, ?)').run(
			id,
			seq,
			state
		);
	});
}

/**
 * Lists stored values that should be JSON but are not: in boards whose pages or history would not open, and in
 * templates.
 */
export function unreadable(db: DatabaseSync): string[] {
	const places = [
		['boards', 'board', 'id', 'stage', 'its stage'],
		['commands', 'board', 'board', 'body', 'its history'],
		['templates', 'template', 'id', 'steps', 'its list of steps']
	] as const;
	const tables = prepare<{ name: string }>(db, 'SELECT name FROM sqlite_schema').all();
	// A database that was not migrated yet lacks newer tables.
	const there = new Set(tables.map(({ name }) => name));
	const versions = there.has('versions') ? unreadableVersions(db) : [];
	const rows = places.flatMap(([table, noun, id, column, what]) => {
		if (!there.has(table)) return [];
		const broken = prepare<{ id: string }>(
			db,
			`SELECT DISTINCT ${id} AS id FROM ${table} WHERE NOT json_valid(${column})`
		);
		return broken.all().map((row) => `${noun} ${row.id}: ${what} cannot be read`);
	});
	return [...rows, ...versions];
}

/** Versions that cannot be shown, each with its board. */
function unreadableVersions(db: DatabaseSync): string[] {
	const packed = hasColumn(db, 'versions', 'packed') ? 'packed' : 'NULL';
	const run = hasColumn(db, 'versions', 'run') ? 'run' : 'NULL AS run';
	const ids = prepare<{ position: number; board: string }>(
		db,
		'SELECT position, board FROM versions ORDER BY position'
	);
	const load = prepare<Kept>(
		db,
		`SELECT coalesce(${packed}, CAST(content AS BLOB)) AS bytes, ${run} FROM versions WHERE position = ?`
	);
	const whole = wholeIn(db, 'version_pieces', 'board');
	const broken = ids.all().filter(({ position, board }) => {
		const kept = load.get(position) ?? { bytes: new Uint8Array(), run: null };
		try {
			contentIn(whole(board, kept));
			return false;
		} catch {
			return true;
		}
	});
	return [...new Set(broken.map(({ board }) => board))].map(
		(board) => `board ${board}: a version of it cannot be read`
	);
}

/** Each board with the epoch of its wall. Boards without a readable stage are left out. */
export function epochs(db: DatabaseSync): { board: string; epoch: number }[] {
	return prepare<{ board: string; epoch: number }>(
		db,
		`SELECT id AS board, coalesce(json_extract(stage, '$.epoch'), 1) AS epoch FROM boards
		 WHERE json_valid(stage)`
	).all();
}
