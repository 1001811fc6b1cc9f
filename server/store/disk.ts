/** Writes files so that they survive a power cut. */
import {
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeSync
} from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/**
 * The operations that change files, as an interface so that a test can make each one fail. When one returns, its
 * change is flushed to disk.
 */
export interface Disk {
	rename(from: string, to: string): void;
	/** Creates a file that only its owner can read. It is complete or does not exist. */
	write(file: string, text: string): void;
	remove(file: string): void;
}

export const disk: Disk = {
	rename(from, to) {
		renameSync(from, to);
		sync(dirname(to));
	},
	write(file, text) {
		const part = `${file}.part`;
		rmSync(part, { force: true });
		const handle = openSync(part, 'wx', 0o600);
		try {
			writeSync(handle, text);
			fsyncSync(handle);
		} finally {
			closeSync(handle);
		}
		disk.rename(part, file);
	},
	remove(file) {
		rmSync(file, { force: true });
		sync(dirname(file));
	}
};

export const readIfThere = (file: string): string | null =>
	existsSync(file) ? readFileSync(file, 'utf8') : null;

/**
 * Writes the current content of a database to a new file that only its owner can read. The file is complete and
 * flushed to disk, or it does not exist. Throws the errors of the disk and of SQLite.
 */
export function copyDatabase(db: DatabaseSync, file: string) {
	const part = `${file}.part-${process.pid}`;
	try {
		closeSync(openSync(part, 'wx', 0o600));
		db.prepare('VACUUM INTO ?').run(part);
		sync(part);
		disk.rename(part, file);
	} catch (error) {
		rmSync(part, { force: true });
		throw error;
	}
}

/** Flushes a file, or the names in a directory, to disk. */
function sync(path: string) {
	const handle = openSync(path, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** A time for use in a file name: 2026-11-22T10-20-30. */
export const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(':', '-');
