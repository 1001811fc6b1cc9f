/** The embedded store in a thread of its own: the event loop never waits for the disk. */
import { Worker } from 'node:worker_threads';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** One call of the store, as it goes to the thread. */
export interface StoreCall {
	nth: number;
	name: keyof Store;
	values: unknown[];
	/** What time it is, in epoch milliseconds. */
	now: number;
}
/** What becomes of it. An error keeps the name and the codes by which it is told. */
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
 * Opens the store in a file as `openSqlite` does, and hands every call to one thread, which takes them in the order
 * in which they were made. A thread that ends rejects what it was asked for, and the next call starts another one.
 */
export function openInThread(
	path: string,
	{ clock = Date.now, program = new URL('in-thread-worker.ts', import.meta.url) } = {}
): Store {
	// Whoever starts the program hears at once what is wrong with the place, and old data is brought up to date.
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
			// While it works, it keeps the process alive.
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
