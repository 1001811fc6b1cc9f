/** Databases kept beside the one in use: from before a migration, a restore or a repair. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = {
	/** From before a newer program changed the schema. The newest three are kept. */
	beforeMigration: 'groundwork.version-',
	/** The data that a restore replaced. The operator deletes it. */
	replaced: 'groundwork.replaced-',
	/** The data as it was before a repair. The operator deletes it. */
	beforeRepair: 'groundwork.before-repair-'
} as const;
export type CopyKind = keyof typeof NAMES;
const KINDS = Object.keys(NAMES) as CopyKind[];

export type Copies = Record<CopyKind, { count: number; bytes: number }>;

/** Lists the copies in a data directory. SQLite's log files beside a copy count as part of it. */
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
