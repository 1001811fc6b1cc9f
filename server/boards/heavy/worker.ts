/** The other end of `threads.ts`: does one task after the other. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { perform, type Given, type Task } from './tasks.ts';
import type { Answer, Job } from './threads.ts';

/** Where the processors are busy, people on the boards come first. On Linux this means this thread alone. */
const NICE = 10;
if (process.platform === 'linux') setPriority(NICE);

parentPort?.on('message', ({ task, given }: Job) => {
	void answer(task, given).then((made) => parentPort?.postMessage(made));
});

async function answer<T extends Task>(task: T, given: Given<T>): Promise<Answer> {
	try {
		return { made: await perform(task, given) };
	} catch (error) {
		return { error: error instanceof Error ? error.message : String(error) };
	}
}
