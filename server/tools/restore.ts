/** `npm run restore -- FILE`: puts a backup in the place of the data. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { lockData } from '../store/data-lock.ts';
import { countAll, damage, sayCounts } from '../store/inventory.ts';
import { copyInto, place, reading, runTool, stamp, theFile, ToolError } from './tool.ts';

const USAGE = 'Say which copy to restore: npm run restore -- groundwork-backup.sqlite';
/** SQLite keeps changes beside the file; they belong to it and go with it. */
const SIDES = ['', '-wal', '-shm'];

runTool((args) => {
	const file = theFile(args, USAGE);
	const { dataDir, database } = place();
	if (!existsSync(file)) throw new ToolError(`There is no file ${file}.`);
	if (file === database) throw new ToolError(`${file} is the database itself, not a copy of it.`);
	const unlock = lockData(dataDir);
	try {
		const fresh = join(dataDir, `groundwork.restoring-${process.pid}.sqlite`);
		const counts = reading(file, (db) => {
			const [fault] = damage(db);
			if (fault !== undefined)
				throw new ToolError(`${file} is damaged (${fault}). Nothing was changed.`);
			copyInto(db, fresh);
			return countAll(db);
		});
		const kept = keepAside(database, join(dataDir, `groundwork.replaced-${stamp()}.sqlite`));
		renameSync(fresh, database);
		console.log(`Restored ${sayCounts(counts)} from ${file} to ${database}.`);
		if (kept !== null) console.log(`What was there before is kept in ${kept}.`);
	} finally {
		unlock();
	}
	return true;
});

/** Returns where the database is now, or null if there was none. */
function keepAside(database: string, aside: string): string | null {
	if (!existsSync(database)) return null;
	for (const side of SIDES)
		if (existsSync(database + side)) renameSync(database + side, aside + side);
	return aside;
}
