/** `npm run restore -- FILE`: replaces the data with a backup. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lockData } from '../store/data-lock.ts';
import { countAll, damage, sayCounts } from '../store/inventory.ts';
import { stamp } from '../store/disk.ts';
import { finishRestore, restore } from '../store/restoring.ts';
import { copyInto, place, reading, runTool, theFile, ToolError } from './tool.ts';

const USAGE = 'Say which copy to restore: npm run restore -- groundwork-backup.sqlite';

runTool((args) => {
	const file = theFile(args, USAGE);
	const { dataDir, database } = place();
	if (!existsSync(file)) throw new ToolError(`There is no file ${file}.`);
	if (file === database) throw new ToolError(`${file} is the database itself, not a copy of it.`);
	const unlock = lockData(dataDir);
	try {
		finishEarlier(dataDir);
		const fresh = join(dataDir, `groundwork.restoring-${process.pid}.sqlite`);
		const counts = reading(file, (db) => {
			const [fault] = damage(db);
			if (fault !== undefined)
				throw new ToolError(`${file} is damaged (${fault}). Nothing was changed.`);
			copyInto(db, fresh);
			return countAll(db);
		});
		const aside = `groundwork.replaced-${stamp()}.sqlite`;
		const replaces = existsSync(database);
		restore(dataDir, { fresh: basename(fresh), aside });
		console.log(`Restored ${sayCounts(counts)} from ${file} to ${database}.`);
		if (replaces) console.log(`What was there before is kept in ${join(dataDir, aside)}.`);
	} finally {
		unlock();
	}
	return true;
});

/** Finishes an interrupted restore if possible. Then the data that it restored is also set aside. */
function finishEarlier(dataDir: string) {
	try {
		finishRestore(dataDir);
	} catch {
		// The copy for the earlier restore is gone, so this restore replaces it.
	}
}
