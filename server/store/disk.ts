/** Files that have to be there after a power cut. */
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

/** What changes files, so that a test can fail at each step. All of it is on the disk when it returns. */
export interface Disk {
	rename(from: string, to: string): void;
	/** Makes a file that only its owner can read; whole or not at all. */
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
 * Writes what a database holds at this moment into a new file that only its owner can read. The file is
 * there as a whole, on the disk, or not at all. Throws what the disk or SQLite throws.
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

/** Makes a file, or the names in a directory, survive a power cut. */
function sync(path: string) {
	const handle = openSync(path, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** Part of a file name: 2026-11-22T10-20-30. */
export const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(':', '-');
