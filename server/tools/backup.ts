/** `npm run backup -- FILE`: makes a consistent copy of the data, also while the server is running. */
import { existsSync } from 'node:fs';
import { countAll, sayCounts } from '../store/inventory.ts';
import {
	copyInto,
	existingDatabase,
	place,
	reading,
	runTool,
	saySize,
	sizeOf,
	theFile,
	ToolError
} from './tool.ts';

const USAGE = 'Say where the copy goes: npm run backup -- groundwork-backup.sqlite';

runTool((args) => {
	const file = theFile(args, USAGE);
	const database = existingDatabase(place());
	if (existsSync(file)) throw new ToolError(`${file} is there already. Choose another name.`);
	reading(database, (db) => {
		// The copy contains everything that was saved before this moment.
		const moment = new Date().toISOString();
		copyInto(db, file);
		const counts = reading(file, countAll);
		console.log(
			`Copied ${sayCounts(counts)} (${saySize(sizeOf(file))}) as of ${moment} to ${file}.`
		);
	});
	return true;
});
