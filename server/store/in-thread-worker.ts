/** The thread's side of `in-thread.ts`: opens the file and answers one call after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Refused, StoreAnswer, StoreCall } from './in-thread.ts';
import { openSqlite } from './sqlite.ts';

/** When the current call was made. */
let at = 0;
const store = openSqlite(String(workerData), { clock: () => at });

parentPort?.on('message', ({ nth, name, values, now }: StoreCall) => {
	at = now;
	const call = store[name] as (...values: unknown[]) => Promise<unknown>;
	call(...values).then(
		(value) => parentPort?.postMessage({ nth, value } satisfies StoreAnswer),
		(error: unknown) =>
			parentPort?.postMessage({ nth, error: refused(error) } satisfies StoreAnswer)
	);
});

function refused(error: unknown): Refused {
	if (!(error instanceof Error)) return { message: String(error), name: 'Error' };
	const { message, name, code, errcode } = error as Error & Refused;
	return { message, name, code, errcode };
}
