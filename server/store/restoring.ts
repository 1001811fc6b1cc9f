/**
 * A restore puts one database in the place of another, which takes several renames. A marker says which ones, and
 * stays until all of them are done: whoever comes next finishes what was cut off.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { disk as realDisk, readIfThere, type Disk } from './disk.ts';

/** SQLite keeps changes beside the file; they belong to it and go with it, and before it. */
const SIDES = ['-wal', '-shm', ''];

interface Plan {
	/** File names in the data directory: the copy that takes over, and where the old database goes. */
	fresh: string;
	aside: string;
}

const markerIn = (dataDir: string) => join(dataDir, 'groundwork.restore');
const databaseIn = (dataDir: string) => join(dataDir, 'groundwork.sqlite');

/** Whether a restore was begun here and is not finished. */
export const isRestoring = (dataDir: string) => existsSync(markerIn(dataDir));

/**
 * Puts `fresh`, a whole database in the data directory, in the place of the database, which is kept under the name
 * `aside`. From the first moment on, `finishRestore` brings it to its end. Hold the data's lock.
 */
export function restore(dataDir: string, plan: Plan, disk: Disk = realDisk) {
	disk.write(markerIn(dataDir), JSON.stringify(plan));
	finishRestore(dataDir, disk);
}

/**
 * Finishes a restore that was cut off. Returns whether there was one. Hold the data's lock. Throws an Error with a
 * sentence if what it needs is gone.
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
