/** Runs heavy work in separate processes. They start when there is work and end after a period without any. */
import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority, totalmem } from 'node:os';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SYNC_LIMITS } from '../../sync/limits.ts';
import { HeavyTooLarge, HeavyTooMuch, Lanes, now, type Turn } from './lanes.ts';
import { readMessages, writeMessage } from './messages.ts';
import { ownMemory } from './own-memory.ts';
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
interface Process {
	child: ChildProcess;
	pipe: Socket;
	/** Ends the process if the job takes too long. */
	deadline: NodeJS.Timeout | undefined;
	/** The current job. */
	job: Waiting | null;
	idle: NodeJS.Timeout | null;
}

/** One long job can occupy a process while the other continues. Work that can wait never has more than one. */
const PROCESSES = 2;
const IDLE_MS = 30_000;

/** Share of the available memory for the heap of each process. */
const HEAP_SHARE = 1 / 4;
const LEAST_HEAP_MB = 256;
const MOST_HEAP_MB = 1_000;
const BYTES_PER_MB = 2 ** 20;
/** The heap of each process in megabytes, for a machine or a container with this many bytes of memory. */
export const heapFor = (bytes: number) =>
	Math.round(Math.min(Math.max((HEAP_SHARE * bytes) / BYTES_PER_MB, LEAST_HEAP_MB), MOST_HEAP_MB));
/** Outside a container, the limit is reported as 0 or as more than the machine has. */
const memoryHere = () => Math.min(process.constrainedMemory() || Infinity, totalmem());

/**
 * When all processes together use more than this share of the memory, the largest heavy process is ended. At the
 * full amount, the kernel would end it, and might end the server next, before the memory of the first is free.
 */
const MEMORY_SHARE = 0.85;
const WATCH_MS = 50;

/**
 * Signals of a process that reached the limit of its heap, and of one that the kernel ended because memory ran out.
 */
const OUT_OF_MEMORY: ReadonlySet<NodeJS.Signals | null> = new Set(['SIGABRT', 'SIGKILL']);

/**
 * A task that needs too much memory ends only its own process, never the server. A thread that reaches the limit of
 * its heap could end the whole server. `program` is what each process runs.
 */
export class HeavyProcesses implements Heavy {
	readonly #program: URL;
	readonly #idleMs: number;
	readonly #laterMs: number;
	readonly #heapMb: number;
	readonly #memoryBytes: number;
	readonly #bytesOf: (pid: number) => number;
	readonly #lanes = new Lanes<Waiting>();
	readonly #processes = new Set<Process>();
	#watch: NodeJS.Timeout | undefined;
	#state: 'open' | 'closed' = 'open';

	/**
	 * `laterMs` is the time limit for work that can wait. `heapMb` is the heap of each process in megabytes.
	 * `memoryBytes` is the memory that the processes and the server share. `bytesOf` returns how much of it a
	 * process uses.
	 */
	constructor({
		program = new URL('worker.ts', import.meta.url),
		idleMs = IDLE_MS,
		laterMs = SYNC_LIMITS.laterWorkMs,
		memoryBytes = memoryHere(),
		heapMb = heapFor(memoryBytes),
		bytesOf = ownMemory
	} = {}) {
		this.#program = program;
		this.#idleMs = idleMs;
		this.#laterMs = laterMs;
		this.#heapMb = heapMb;
		this.#memoryBytes = memoryBytes;
		this.#bytesOf = bytesOf;
	}

	/** Number of running processes. */
	get size() {
		return this.#processes.size;
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
		for (const running of [...this.#processes]) this.#ended(running, new Error('the server stops'));
		await Promise.resolve();
	}

	#next() {
		const free = [...this.#processes].find(({ job }) => job === null);
		if (!free && this.#processes.size >= PROCESSES) return;
		const job = this.#lanes.next();
		if (job) this.#give(free ?? this.#start(), job);
	}
	#give(to: Process, job: Waiting) {
		if (to.idle) clearTimeout(to.idle);
		to.idle = null;
		to.job = job;
		if (job.turn.canWait)
			to.deadline = setTimeout(() => this.#ended(to, new HeavyTooMuch()), this.#laterMs).unref();
		to.child.ref();
		to.pipe.ref();
		writeMessage(to.pipe, { task: job.task, given: job.given } satisfies Job);
	}
	#start(): Process {
		const child = spawn(
			process.execPath,
			[`--max-old-space-size=${this.#heapMb}`, fileURLToPath(this.#program)],
			{ stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
		);
		// The server has priority if there are few processors.
		if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
		const pipe = child.stdio[3] as Socket;
		const started: Process = { child, pipe, job: null, idle: null, deadline: undefined };
		this.#processes.add(started);
		this.#watch ??= setInterval(() => this.#relieve(), WATCH_MS).unref();
		readMessages(pipe, (message) => {
			const answer = message as Answer;
			const { job } = started;
			this.#rest(started);
			if ('error' in answer) job?.reject(new Error(answer.error));
			else job?.resolve(answer.made);
			this.#next();
		});
		// The handler of the process's end reports the error.
		pipe.on('error', () => {});
		child.on('error', (error) => this.#ended(started, error));
		child.on('exit', (code, signal) =>
			this.#ended(
				started,
				OUT_OF_MEMORY.has(signal)
					? new HeavyTooLarge()
					: new Error(`a process has ended with ${signal ?? code}`)
			)
		);
		return started;
	}
	#rest(running: Process) {
		clearTimeout(running.deadline);
		if (running.job) this.#lanes.ended(running.job);
		running.job = null;
		// An idle process does not keep the server alive.
		running.child.unref();
		running.pipe.unref();
		running.idle = setTimeout(() => this.#drop(running), this.#idleMs).unref();
	}
	/** Ends the largest process if all of them and the server nearly use up the memory. */
	#relieve() {
		const sizes = [...this.#processes].map((running) => ({
			running,
			bytes: this.#bytesOf(running.child.pid ?? 0)
		}));
		const used = sizes.reduce((sum, { bytes }) => sum + bytes, this.#bytesOf(process.pid));
		if (used <= MEMORY_SHARE * this.#memoryBytes) return;
		const [largest] = sizes.sort((a, b) => b.bytes - a.bytes);
		if (largest) this.#ended(largest.running, new HeavyTooLarge());
	}
	#drop(running: Process) {
		if (running.idle) clearTimeout(running.idle);
		this.#processes.delete(running);
		if (this.#processes.size === 0) {
			clearInterval(this.#watch);
			this.#watch = undefined;
		}
		running.child.kill('SIGKILL');
		running.pipe.destroy();
	}
	#ended(running: Process, error: Error) {
		clearTimeout(running.deadline);
		this.#drop(running);
		if (running.job) this.#lanes.ended(running.job);
		running.job?.reject(error);
		running.job = null;
		this.#next();
	}
}
