/** Keeps a copy of the data beside it before the schema changes, so that people can go back to the older program. */
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { copyDatabase, stamp } from './disk.ts';

/** How many of the newest copies are kept. */
const KEPT = 3;
const NAME = /^groundwork\.version-\d+-(.+)\.sqlite$/;

/**
 * Copies a database of `version` into a new file beside it, which only its owner can read. Throws an Error with a
 * readable message if that fails; then nothing has changed.
 */
export function copyBeforeMigration(db: DatabaseSync, path: string, version: number) {
	const directory = dirname(path);
	const file = join(directory, `groundwork.version-${version}-${stamp()}.sqlite`);
	try {
		copyDatabase(db, file);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Error(
			`Groundwork has to change how it stores its data, and could not keep a copy first (${reason}). ` +
				`Nothing was changed. Make room in ${directory} for as much as the database takes, and start it again.`,
			{ cause }
		);
	}
	for (const old of copiesIn(directory).slice(KEPT)) rmSync(join(directory, old));
}

/** Newest first. */
function copiesIn(directory: string): string[] {
	const madeAt = (name: string) => NAME.exec(name)?.[1] ?? '';
	return readdirSync(directory)
		.filter((name) => NAME.test(name))
		.sort((a, b) => (madeAt(a) < madeAt(b) ? 1 : -1));
}
