/** The embedded store: one SQLite file. Each commit is durable. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { copyBeforeMigration } from './before-migration.ts';
import { boards } from './boards.ts';
import { asStore, transaction } from './database.ts';
import { documents } from './documents.ts';
import { erasing } from './erasing.ts';
import { BUSY_TIMEOUT_MS, lives } from './life.ts';
import { MIGRATIONS, migrate } from './migrations.ts';
import { invitations, seats } from './participants.ts';
import { newcomers } from './newcomers.ts';
import { snapshotsIn } from './snapshots.ts';
import type { Store } from './store.ts';
import { templates } from './templates.ts';
import { users } from './users.ts';
import { versions } from './versions.ts';

/** Maximum size of the log file after its content was written to the database. */
const LOG_BYTES = 8_000_000;
const IN_MEMORY = ':memory:';

/**
 * Opens the store in memory, or in a file, which is created with its directory if it is missing. `clock` returns
 * epoch milliseconds. Throws an Error with a message for the person who starts the program if the file cannot be
 * used or its data has a newer version.
 */
export function openSqlite(
	path: string,
	{ clock = Date.now }: { clock?: () => number } = {}
): Store {
	const db = path === IN_MEMORY ? new DatabaseSync(IN_MEMORY) : openFile(path);
	try {
		prepareDatabase(db, path);
		const snapshots = snapshotsIn(db);
		snapshots.tidyAll();
		return asStore({
			...documents(db, snapshots),
			...boards(db, clock, snapshots),
			...lives(db),
			...erasing(db),
			...versions(db),
			...users(db),
			...templates(db),
			...seats(db),
			...newcomers(db),
			...invitations(db, clock),
			checkWritable() {
				// This commit writes a value that is already there.
				transaction(db, () => {
					const { user_version } = db.prepare('PRAGMA user_version').get() ?? {};
					db.exec(`PRAGMA user_version = ${Number(user_version)}`);
				});
			},
			close() {
				if (db.isOpen) db.close();
			}
		});
	} catch (error) {
		db.close();
		throw isSqliteError(error) ? unusable(path, error) : error;
	}
}

/**
 * Other accounts of the machine cannot read what is created here. SQLite gives its side files the same permissions.
 */
function openFile(path: string): DatabaseSync {
	try {
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		closeSync(openSync(path, 'a', 0o600));
		return new DatabaseSync(path);
	} catch (error) {
		throw unusable(path, error);
	}
}

function prepareDatabase(db: DatabaseSync, path: string) {
	db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA foreign_keys = ON`);
	// Deleted data is overwritten, and its space can be given back to the disk in pieces.
	db.exec('PRAGMA secure_delete = ON; PRAGMA auto_vacuum = INCREMENTAL');
	// Migration comes before any other write, so that data of a newer version stays unchanged.
	migrate(db, MIGRATIONS, (version) => {
		if (path !== IN_MEMORY) copyBeforeMigration(db, path, version);
	});
	// FULL flushes the log at every commit, so that a commit survives a power cut and not only a crash.
	db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
	// Without a limit, one large commit would leave a large log file.
	db.exec(`PRAGMA journal_size_limit = ${LOG_BYTES}`);
}

const isSqliteError = (error: unknown) =>
	error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';

function unusable(path: string, cause: unknown): Error {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new Error(
		`Groundwork cannot keep its data in ${path} (${reason}). Set DATA_DIR to a directory that it may write to.`,
		{ cause }
	);
}
