/** Databases that were kept beside the one in use: before a migration, a restore or a repair. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = {
	/** Before a newer program changed the schema; the newest three stay. */
	beforeMigration: 'groundwork.version-',
	/** What a restore replaced; whoever runs the server deletes it. */
	replaced: 'groundwork.replaced-',
	/** What a repair mended; whoever runs the server deletes it. */
	beforeRepair: 'groundwork.before-repair-'
} as const;
export type CopyKind = keyof typeof NAMES;
const KINDS = Object.keys(NAMES) as CopyKind[];

export type Copies = Record<CopyKind, { count: number; bytes: number }>;

/** What there is in a data directory; the logs that SQLite keeps beside a copy count with it. */
export function copiesIn(dataDir: string): Copies {
	const copies: Copies = {
		beforeMigration: { count: 0, bytes: 0 },
		replaced: { count: 0, bytes: 0 },
		beforeRepair: { count: 0, bytes: 0 }
	};
	for (const name of existsSync(dataDir) ? readdirSync(dataDir) : []) {
		const kind = KINDS.find((one) => name.startsWith(NAMES[one]));
		if (kind === undefined) continue;
		const copy = copies[kind];
		if (name.endsWith('.sqlite')) copy.count++;
		copy.bytes += statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0;
	}
	return copies;
}
