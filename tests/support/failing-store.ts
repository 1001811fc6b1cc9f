/**
 * Loaded with `node --import` before a server, and so before each of its threads. On a message from the test, SQLite
 * rejects all writes in that process until the next message. Reading still works, as it does on a full disk.
 */
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

export type StoreFailure = 'full' | 'readOnly';
/** Sent by the test; null allows writes again. Sent back once it takes effect. */
export type StoreOrder = { storeFails: StoreFailure | null };

const ERRORS = {
	full: { errcode: 13, message: 'database or disk is full' },
	readOnly: { errcode: 8, message: 'attempt to write a readonly database' }
} as const;

/** How writes fail in all threads: the number of the failure, from 1, or 0 for none. */
const SHARED = 'how writes fail';
if (isMainThread) setEnvironmentData(SHARED, new Int32Array(new SharedArrayBuffer(4)));
const shared = getEnvironmentData(SHARED) as Int32Array;
const FAILURES: readonly StoreFailure[] = ['full', 'readOnly'];

function refuseWrites() {
	const failure = FAILURES[Atomics.load(shared, 0) - 1];
	if (failure === undefined) return;
	const { errcode, message } = ERRORS[failure];
	throw Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode });
}

/** Every write of the store runs a statement, or begins by taking the write lock. */
function guard() {
	DatabaseSync.prototype.exec = new Proxy(DatabaseSync.prototype.exec, {
		apply(exec, database: DatabaseSync, [sql]: [string]) {
			if (sql.startsWith('BEGIN IMMEDIATE')) refuseWrites();
			exec.call(database, sql);
		}
	});
	StatementSync.prototype.run = new Proxy(StatementSync.prototype.run, {
		apply(run, statement, values) {
			refuseWrites();
			return Reflect.apply(run, statement, values);
		}
	});
}

guard();
if (isMainThread) {
	process.on('message', (order: StoreOrder) => {
		Atomics.store(
			shared,
			0,
			order.storeFails === null ? 0 : FAILURES.indexOf(order.storeFails) + 1
		);
		process.send?.(order);
	});
	// Waiting for messages must not keep a server alive.
	process.channel?.unref();
}
