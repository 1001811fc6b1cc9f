/** Locks a data directory: only one server, or one tool that changes the data, may use it at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's error code for a lock held by another process. */
const SQLITE_BUSY = 5;

/** Another program uses the data. The message is for the person who starts this program. */
export class DataInUse extends Error {
	override name = 'DataInUse';
}

/**
 * Locks the data directory for this program and creates it if it is missing. Returns a function that releases the
 * lock. The operating system also releases it when the process ends in any way: it is an SQLite lock on a separate
 * file, so it cannot be left behind as a lock file could. Throws a DataInUse.
 */
export function lockData(dataDir: string): () => void {
	const lock = openLock(dataDir);
	try {
		// Nothing is ever written here, so no journal is needed.
		lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
	} catch (error) {
		lock.close();
		if (!isBusy(error)) throw error;
		throw new DataInUse(
			`Another Groundwork uses the data in ${dataDir}. Stop it first, or set DATA_DIR to another directory.`
		);
	}
	return () => {
		if (lock.isOpen) lock.close();
	};
}

function openLock(dataDir: string): DatabaseSync {
	try {
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		return new DatabaseSync(join(dataDir, 'groundwork.lock'));
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Error(
			`Groundwork cannot keep its data in ${dataDir} (${reason}). Set DATA_DIR to a directory that it may write to.`,
			{ cause }
		);
	}
}

const isBusy = (error: unknown) =>
	error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
