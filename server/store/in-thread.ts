/** Runs the embedded store in its own thread, so that the event loop never waits for the disk. */
import { Worker } from 'node:worker_threads';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** A call of the store as it is sent to the thread. */
export interface StoreCall {
	nth: number;
	name: keyof Store;
	values: unknown[];
	/** The current time in epoch milliseconds. */
	now: number;
}
/** The result of a call. An error keeps its name and codes, by which callers recognize it. */
export type StoreAnswer = { nth: number } & ({ value: unknown } | { error: Refused });
export interface Refused {
	message: string;
	name: string;
	code?: unknown;
	errcode?: unknown;
}

interface Open {
	resolve(value: unknown): void;
	reject(error: Error): void;
}

/**
 * Opens the store in a file as `openSqlite` does and sends every call to one thread, which runs them in order. If
 * the thread ends, its open calls reject, and the next call starts a new thread.
 */
export function openInThread(
	path: string,
	{ clock = Date.now, program = new URL('in-thread-worker.ts', import.meta.url) } = {}
): Store {
	// Opening it here first reports a bad data folder at once to the person who starts the program, and migrates
	// old data.
	const checked = openSqlite(path);
	void checked.close();
	const thread = new StoreThread(path, clock, program);
	const calls = Object.keys(checked).map((name) => [
		name,
		(...values: unknown[]) => thread.call(name as keyof Store, values)
	]);
	return { ...(Object.fromEntries(calls) as Store), close: () => thread.close() };
}

class StoreThread {
	readonly #path: string;
	readonly #clock: () => number;
	readonly #program: URL;
	readonly #open = new Map<number, Open>();
	#worker: Worker | null = null;
	#calls = 0;
	#closed = false;

	constructor(path: string, clock: () => number, program: URL) {
		this.#path = path;
		this.#clock = clock;
		this.#program = program;
	}

	call(name: keyof Store, values: unknown[]): Promise<unknown> {
		if (this.#closed) return Promise.reject(new Error('the store is closed'));
		const nth = this.#calls++;
		const worker = (this.#worker ??= this.#start());
		return new Promise((resolve, reject) => {
			worker.postMessage({ nth, name, values, now: this.#clock() } satisfies StoreCall);
			this.#open.set(nth, { resolve, reject });
			// A call in progress keeps the process alive.
			worker.ref();
		});
	}
	async close() {
		if (this.#closed) return;
		const closing = this.#worker && this.call('close', []);
		this.#closed = true;
		await closing;
		await this.#worker?.terminate();
	}

	#start(): Worker {
		const worker = new Worker(this.#program, { workerData: this.#path });
		worker.on('message', (answer: StoreAnswer) => {
			const open = this.#open.get(answer.nth);
			this.#open.delete(answer.nth);
			if (this.#open.size === 0) worker.unref();
			if ('error' in answer) open?.reject(errorOf(answer.error));
			else open?.resolve(answer.value);
		});
		worker.on('error', (error: Error) => this.#ended(worker, error));
		worker.on('exit', () => this.#ended(worker, new Error('the thread of the store has ended')));
		return worker;
	}
	#ended(worker: Worker, error: Error) {
		if (this.#worker !== worker) return;
		this.#worker = null;
		const open = [...this.#open.values()];
		this.#open.clear();
		for (const { reject } of open) reject(error);
	}
}

const errorOf = ({ message, ...codes }: Refused) => Object.assign(new Error(message), codes);
