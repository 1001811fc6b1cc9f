/** Heavy work in threads of its own. They start when there is work, and end when there has been none for a while. */
import { Worker } from 'node:worker_threads';
import { LIMITS } from '../../sync/limits.ts';
import { HeavyTooMuch, Lanes, now, type Turn } from './lanes.ts';
import type { Given, Heavy, Made, Task } from './tasks.ts';

export interface Job<T extends Task = Task> {
	task: T;
	given: Given<T>;
}
export type Answer = { made: Made<Task> } | { error: string };

interface Waiting extends Job {
	turn: Turn;
	resolve(made: Made<Task>): void;
	reject(error: Error): void;
}
interface Thread {
	worker: Worker;
	/** Ends what takes too long. */
	deadline: NodeJS.Timeout | undefined;
	/** What it does now. */
	job: Waiting | null;
	idle: NodeJS.Timeout | null;
}

/** A long piece of work keeps one of them; the others go on. What can wait never has more than one. */
const THREADS = 2;
const IDLE_MS = 30_000;
const MEGABYTES = 1_000;

/** `program` is what a thread runs. */
export class HeavyThreads implements Heavy {
	readonly #program: URL;
	readonly #idleMs: number;
	readonly #laterMs: number;
	readonly #lanes = new Lanes<Waiting>();
	readonly #threads = new Set<Thread>();
	#state: 'open' | 'closed' = 'open';

	/** `laterMs` is how long what can wait may take. */
	constructor({
		program = new URL('worker.ts', import.meta.url),
		idleMs = IDLE_MS,
		laterMs = LIMITS.laterWorkMs
	} = {}) {
		this.#program = program;
		this.#idleMs = idleMs;
		this.#laterMs = laterMs;
	}

	/** How many threads there are now. */
	get size() {
		return this.#threads.size;
	}

	run<T extends Task>(task: T, given: Given<T>, turn: Turn = now()): Promise<Made<T>> {
		if (this.#state === 'closed') return Promise.reject(new Error('the server stops'));
		const done = new Promise<Made<Task>>((resolve, reject) => {
			this.#lanes.add({ task, given, turn, resolve, reject });
		});
		this.#next();
		return done as Promise<Made<T>>;
	}

	async close() {
		this.#state = 'closed';
		for (const job of this.#lanes.drain()) job.reject(new Error('the server stops'));
		await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
	}

	#next() {
		const free = [...this.#threads].find(({ job }) => job === null);
		if (!free && this.#threads.size >= THREADS) return;
		const job = this.#lanes.next();
		if (job) this.#give(free ?? this.#start(), job);
	}
	#give(thread: Thread, job: Waiting) {
		if (thread.idle) clearTimeout(thread.idle);
		thread.idle = null;
		thread.job = job;
		if (job.turn.canWait)
			thread.deadline = setTimeout(
				() => this.#ended(thread, new HeavyTooMuch()),
				this.#laterMs
			).unref();
		thread.worker.ref();
		thread.worker.postMessage({ task: job.task, given: job.given } satisfies Job);
	}
	#start(): Thread {
		// A task that needs more than that ends its thread, and not the server.
		const worker = new Worker(this.#program, {
			resourceLimits: { maxOldGenerationSizeMb: MEGABYTES }
		});
		const thread: Thread = { worker, job: null, idle: null, deadline: undefined };
		this.#threads.add(thread);
		worker.on('message', (answer: Answer) => {
			const { job } = thread;
			this.#rest(thread);
			if ('error' in answer) job?.reject(new Error(answer.error));
			else job?.resolve(answer.made);
			this.#next();
		});
		worker.on('error', (error: Error) => this.#ended(thread, error));
		worker.on('exit', () => this.#ended(thread, new Error('a thread has ended')));
		return thread;
	}
	#rest(thread: Thread) {
		clearTimeout(thread.deadline);
		if (thread.job) this.#lanes.ended(thread.job);
		thread.job = null;
		// A thread without work keeps no process alive.
		thread.worker.unref();
		thread.idle = setTimeout(() => this.#drop(thread), this.#idleMs).unref();
	}
	#drop(thread: Thread) {
		if (thread.idle) clearTimeout(thread.idle);
		this.#threads.delete(thread);
		void thread.worker.terminate();
	}
	#ended(thread: Thread, error: Error) {
		clearTimeout(thread.deadline);
		this.#drop(thread);
		if (thread.job) this.#lanes.ended(thread.job);
		thread.job?.reject(error);
		thread.job = null;
		this.#next();
	}
}
