/** When the store takes no writes: a full disk, a database that became read-only, a disk that fails. */
import type { Store } from './store.ts';

/** SQLite's primary codes for what is wrong with the place and not with the question. */
const OUTAGES: Readonly<Record<number, string>> = {
	5: 'busy',
	8: 'read-only',
	10: 'failing',
	13: 'full',
	14: 'gone'
};
const PRIMARY_CODE = 0xff;

/** The store cannot be written at this moment. Nothing was changed. */
export class StoreOutage extends Error {
	override name = 'StoreOutage';
}

/** What `error` says about the place of the data, or null if it is about something else. */
function outageOf(error: unknown): string | null {
	if (!(error instanceof Error) || !('errcode' in error)) return null;
	return OUTAGES[Number(error.errcode) & PRIMARY_CODE] ?? null;
}

export interface Watched {
	store: Store;
	/** When the store last failed, on the clock that was handed in; null once a commit succeeded since. */
	failedAt(): number | null;
}

/** The same store, whose outages are noted and reject with a StoreOutage. `now` is any clock. */
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
