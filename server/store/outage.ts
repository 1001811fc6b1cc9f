/** Detects when the store takes no writes: the disk is full or failing, or the database has become read-only. */
import type { Store } from './store.ts';

/** SQLite's primary codes for faults of the disk or the file, not of the statement. */
const OUTAGES: Readonly<Record<number, string>> = {
	5: 'busy',
	8: 'read-only',
	10: 'failing',
	13: 'full',
	14: 'gone'
};
const PRIMARY_CODE = 0xff;

/** The store cannot be written to at the moment. Nothing was changed. */
export class StoreOutage extends Error {
	override name = 'StoreOutage';
}

/** Returns the kind of outage that `error` reports, or null for any other error. */
function outageOf(error: unknown): string | null {
	if (!(error instanceof Error) || !('errcode' in error)) return null;
	return OUTAGES[Number(error.errcode) & PRIMARY_CODE] ?? null;
}

export interface Watched {
	store: Store;
	/** When the store last failed, on the clock passed in; null if a commit has succeeded since. */
	failedAt(): number | null;
}

/** Wraps a store: records its outages and turns them into StoreOutage rejections. `now` is any clock. */
export function watchOutages(inner: Store, now: () => number): Watched {
	let failedAt: number | null = null;
	const note = (error: unknown): never => {
		const outage = outageOf(error);
		if (outage === null) throw error;
		failedAt = now();
		throw new StoreOutage(`the database is ${outage}`, { cause: error });
	};
	const watched = Object.entries(inner).map(([name, call]: [string, Call]) => [
		name,
		(...values: unknown[]) => call(...values).catch(note)
	]);
	const store = Object.fromEntries(watched) as Store;
	return {
		store: {
			...store,
			append: (updates) => store.append(updates).then(() => void (failedAt = null))
		},
		failedAt: () => failedAt
	};
}
type Call = (...values: unknown[]) => Promise<unknown>;
