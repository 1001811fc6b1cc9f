/**
 * Replaces one database with another, which takes several renames. A marker file lists them and stays until all are
 * done, so that the next program to start can finish an interrupted restore.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { disk as realDisk, readIfThere, type Disk } from './disk.ts';

/** SQLite keeps changes in files beside the database. They belong to it and are moved with it, before it. */
const SIDES = ['-wal', '-shm', ''];

interface Plan {
	/** File names in the data directory: of the copy to use, and for the old database. */
	fresh: string;
	aside: string;
}

const markerIn = (dataDir: string) => join(dataDir, 'groundwork.restore');
const databaseIn = (dataDir: string) => join(dataDir, 'groundwork.sqlite');

/** Whether a restore was begun here and is unfinished. */
export const isRestoring = (dataDir: string) => existsSync(markerIn(dataDir));

/**
 * Replaces the database with `fresh`, a complete database in the data directory, and keeps the old one as `aside`.
 * If it is interrupted at any point, `finishRestore` completes it. The caller must hold the lock of the data.
 */
export function restore(dataDir: string, plan: Plan, disk: Disk = realDisk) {
	disk.write(markerIn(dataDir), JSON.stringify(plan));
	finishRestore(dataDir, disk);
}

/**
 * Finishes an interrupted restore. Returns whether there was one. The caller must hold the lock of the data. Throws
 * an Error with a readable message if a file that it needs is gone.
 */
export function finishRestore(dataDir: string, disk: Disk = realDisk): boolean {
	const marker = readIfThere(markerIn(dataDir));
	if (marker === null) return false;
	const plan = JSON.parse(marker) as Plan;
	const [fresh, aside] = [join(dataDir, plan.fresh), join(dataDir, plan.aside)];
	const database = databaseIn(dataDir);
	if (existsSync(fresh)) {
		for (const side of SIDES)
			if (existsSync(database + side)) disk.rename(database + side, aside + side);
		disk.rename(fresh, database);
	}
	if (!existsSync(database))
		throw new Error(
			`A restore in ${dataDir} was cut off, and the copy that it made is gone. ` +
				`Restore a backup again: npm run restore -- FILE. What was there before is in ${aside}.`
		);
	disk.remove(markerIn(dataDir));
	return true;
}
