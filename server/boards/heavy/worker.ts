/** The process started by `processes.ts`: runs one task after the other until its pipe is closed. */
import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { setPriority } from 'node:os';
import { readMessages, writeMessage } from './messages.ts';
import { perform, type Given, type Task } from './tasks.ts';
import type { Answer, Job } from './processes.ts';

/** If the processors are busy, people on boards come first. On Linux this sets the priority of the working thread. */
const NICE = 10;
if (process.platform === 'linux') {
	setPriority(NICE);
	try {
		// If memory runs out, the kernel ends this process and not the server.
		writeFileSync('/proc/self/oom_score_adj', '1000');
	} catch {
		// Some sandboxes forbid this. The limit on the heap applies in any case.
	}
}

// A signal to all processes of the service is for the server, which still waits for this process to finish its
// work.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

const pipe = new Socket({ fd: 3 });
pipe.on('error', () => process.exit());
pipe.on('end', () => process.exit());
readMessages(pipe, (message) => {
	const { task, given } = message as Job;
	void answer(task, given).then((made) => writeMessage(pipe, made));
});

async function answer<T extends Task>(task: T, given: Given<T>): Promise<Answer> {
	try {
		return { made: await perform(task, given) };
	} catch (error) {
		return { error: error instanceof Error ? error.message : String(error) };
	}
}
