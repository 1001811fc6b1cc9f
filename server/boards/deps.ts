/** The dependencies of boards. Randomness and the clock are passed in, so that tests can control them. */
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import type { Live } from '../sync/live.ts';
import type { Heavy } from './heavy/tasks.ts';

export interface Deps {
	store: Store;
	/** A function, because the live documents and the workshop need each other. */
	live: () => Live;
	/** Runs long work on large boards. */
	heavy: Heavy;
	log: Logger;
	/** Epoch milliseconds. */
	clock: () => number;
	/** From 0 to below 1. */
	random: () => number;
	/** Runs `work` after this many milliseconds, unless the process ends before. */
	later: (afterMs: number, work: () => void) => void;
	/** Whether the server must postpone or reject writes that are not urgent, so that people's writing has space. */
	diskLow: () => boolean;
	/** A fresh id, safe in an address and impossible to guess. */
	makeId: () => string;
}
