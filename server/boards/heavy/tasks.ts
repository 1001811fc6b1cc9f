/**
 * The tasks that take long on a large board. They run outside the event loop, so that only the person who asked has
 * to wait. Each task is a pure function of values that can be sent to another process.
 */
import { countsOf, seenOn } from '../../../src/lib/workshop/board-file/versions.ts';
import {
	changesSince,
	contentIn,
	digestOf,
	packVersion,
	summarise
} from '../versions/version-content.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { exportBody } from '../files/export-content.ts';
import { placesOn } from '../posting/notes-on-wall.ts';
import { planImport } from '../files/import-plan.ts';
import { encodeWall } from '../files/record-parts.ts';
import { openUpload } from '../files/uploads.ts';
import { cut, fold } from '../../sync/cutting.ts';
import type { Turn } from './lanes.ts';
import { contentOf, encodedWall } from '../files/wall-content.ts';
import { sharedText } from './shared.ts';

/** Unpacks a stored version for showing it on a page and for starting an epoch with it. */
function unpackVersion(content: Uint8Array) {
	const { stage, wall } = contentIn(content);
	return { stage, counts: countsOf(seenOn(wall)), wall: encodedWall(wall) };
}

/** Unpacks a stored version, with its wall as in `RecordParts`. */
function openVersion(content: Uint8Array) {
	const { stage, wall } = contentIn(content);
	return { stage, wall: sharedText(JSON.stringify(wall)) };
}

/** Everything on a wall that is given as updates, as JSON. */
const readWall = (copy: readonly Uint8Array[]) => JSON.stringify(contentOf(Wall.from(...copy)));

export const TASKS = {
	packVersion,
	digestOf,
	summarise,
	changesSince,
	openVersion,
	unpackVersion,
	encodeWall,
	openUpload,
	planImport,
	placesOn,
	readWall,
	exportBody,
	cut,
	fold
} as const;

export type Task = keyof typeof TASKS;
export type Given<T extends Task> = Parameters<(typeof TASKS)[T]>[0];
export type Made<T extends Task> = Awaited<ReturnType<(typeof TASKS)[T]>>;

/** Runs heavy work. */
export interface Heavy {
	/**
	 * Runs a task at once, unless `turn` says that it can wait. Rejects with the error of the task, with an error
	 * if the task could not finish, or with `HeavyBusy`, `HeavyTooMuch` or `HeavyTooLarge`.
	 */
	run<T extends Task>(task: T, given: Given<T>, turn?: Turn): Promise<Made<T>>;
	/** Rejects the tasks in progress. */
	close(): Promise<void>;
}

/** Runs a task as the processes do. */
export async function perform<T extends Task>(task: T, given: Given<T>): Promise<Made<T>> {
	await Promise.resolve();
	const work = TASKS[task] as (given: Given<T>) => Made<T> | Promise<Made<T>>;
	return await work(given);
}

/** Runs all tasks in this process: for tools and tests, where nobody waits. */
export const heavyHere = (): Heavy => ({
	run: perform,
	async close() {
		await Promise.resolve();
	}
});
