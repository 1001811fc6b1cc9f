/** What boards work with. Chance and the clock are handed in, so that tests can decide them. */
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import type { Live } from '../sync/live.ts';
import type { Heavy } from './heavy/tasks.ts';

export interface Deps {
	store: Store;
	/** Asked late: the live documents and the workshop need each other. */
	live: () => Live;
	/** Where long work on large boards is done. */
	heavy: Heavy;
	log: Logger;
	/** Epoch milliseconds. */
	clock: () => number;
	/** From 0 to below 1. */
	random: () => number;
	/** Does something after so many milliseconds, unless the process ends before. */
	later: (afterMs: number, work: () => void) => void;
	/** Whether growth that can wait has to wait, so that what people write has room. */
	diskLow: () => boolean;
	/** A fresh id, safe in an address and impossible to guess. */
	makeId: () => string;
}
