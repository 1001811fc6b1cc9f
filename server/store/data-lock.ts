/** Who may use a data directory: one server, or one tool that changes the data, at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's code for a lock that somebody else holds. */
const SQLITE_BUSY = 5;

/** Somebody else uses the data; the message is a sentence for whoever starts the program. */
export class DataInUse extends Error {
	override name = 'DataInUse';
}

/**
 * Takes the data directory, which is made where there is none, for this program alone. Returns how to
 * give it back. The system gives it back at the end of the process, however that ends: the lock is one
 * of SQLite's on a file of its own, not a note that could be left behind. Throws a DataInUse.
 */
export function lockData(dataDir: string): () => void {
	const lock = openLock(dataDir);
	try {
		// Nothing is ever written here: no journal is needed.
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
