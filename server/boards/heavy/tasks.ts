/**
 * What takes long on a large board. It is done beside the event loop, so that nobody waits for it who did not
 * ask for it: each task is a pure function of what can be handed to another process.
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

/** A stored version as a page shows it, and as an epoch begins with it. */
function unpackVersion(content: Uint8Array) {
	const { stage, wall } = contentIn(content);
	return { stage, counts: countsOf(seenOn(wall)), wall: encodedWall(wall) };
}

/** A stored version, of which the wall is as in `RecordParts`. */
function openVersion(content: Uint8Array) {
	const { stage, wall } = contentIn(content);
	return { stage, wall: sharedText(JSON.stringify(wall)) };
}

/** All that lies on a wall that comes as updates, as JSON. */
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

/** Where heavy work is done. */
export interface Heavy {
	/**
	 * At once unless `turn` says that it can wait. Rejects with what the task throws, if it could not be done to its
	 * end, or with `HeavyBusy`, `HeavyTooMuch` or `HeavyTooLarge`.
	 */
	run<T extends Task>(task: T, given: Given<T>, turn?: Turn): Promise<Made<T>>;
	/** Rejects what is under way. */
	close(): Promise<void>;
}

/** Does a task as the processes do. */
export async function perform<T extends Task>(task: T, given: Given<T>): Promise<Made<T>> {
	await Promise.resolve();
	const work = TASKS[task] as (given: Given<T>) => Made<T> | Promise<Made<T>>;
	return await work(given);
}

/** Does everything right here: for tools and tests, where nobody waits. */
export const heavyHere = (): Heavy => ({
	run: perform,
	async close() {
		await Promise.resolve();
	}
});
