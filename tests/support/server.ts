/** Runs the real, built server as a separate process, for tests that use it from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '../../server/node-flags.mjs';
import type { StoreFailure, StoreOrder } from './failing-store.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
/** The server without pages: needs no build. */
export const BARE_SERVER = fileURLToPath(new URL('../sync/bare-server.ts', import.meta.url));
const FAILING_STORE = new URL('failing-store.ts', import.meta.url).href;
const READY = /^Groundwork is ready at (http:\/\/\S+)$/;

export interface TestServer {
	/** Stays the same over restarts, so that open pages find the server again. */
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	readonly dataDir: string;
	/** The output lines of the running process. */
	readonly output: readonly string[];
	/** Stops the process as an operator would. Does nothing if it has ended. */
	stop(): Promise<void>;
	/** Kills the process at once with SIGKILL. */
	kill9(): Promise<void>;
	/** Makes the store reject all writes for this reason once it resolves; null allows writes again. */
	storeFails(failure: StoreFailure | null): Promise<void>;
	/** Stops the process if it runs, and starts it again on the same port and data. */
	restart(): Promise<void>;
	/** Stops the process and deletes the data, if this server created its folder. */
	dispose(): Promise<void>;
}

interface Running {
	child: ChildProcess;
	url: string;
	output: string[];
}

/**
 * Starts a server on a free port of 127.0.0.1. Without `dataDir` it gets an empty folder of its own. `main` is the
 * program, by default the whole server.
 */
export async function startServer(
	options: { dataDir?: string; env?: Record<string, string>; main?: string } = {}
): Promise<TestServer> {
	const { main = MAIN } = options;
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'groundwork-test-'));
	const env = {
		HOST: '127.0.0.1',
		PORT: '0',
		LOG_LEVEL: 'warn',
		...options.env,
		DATA_DIR: dataDir
	};
	let running = await run(main, env);
	const { url } = running;
	const port = Number(new URL(url).port);

	async function end(signal: 'SIGTERM' | 'SIGKILL') {
		const { child } = running;
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}
	const stop = () => end('SIGTERM');

	return {
		url,
		port,
		dataDir,
		get pid() {
			return running.child.pid ?? 0;
		},
		get output() {
			return running.output;
		},
		stop,
		kill9: () => end('SIGKILL'),
		async storeFails(failure) {
			const { child } = running;
			const done = once(child, 'message');
			child.send({ storeFails: failure } satisfies StoreOrder);
			await done;
		},
		async restart() {
			await stop();
			running = await run(main, { ...env, PORT: String(port) });
		},
		async dispose() {
			await stop();
			if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

/** Starts the process and waits for the line that says that it is ready. */
async function run(main: string, env: Record<string, string>): Promise<Running> {
	const child = spawn(process.execPath, [...NODE_FLAGS, '--import', FAILING_STORE, main], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	const output: string[] = [];
	const url = await new Promise<string>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr]) {
			if (!stream) continue;
			createInterface({ input: stream }).on('line', (line) => {
				output.push(line);
				const address = READY.exec(line)?.[1];
				if (address !== undefined) resolve(address);
			});
		}
		child.once('close', () => reject(new Error(`The server ended:\n${output.join('\n')}`)));
	});
	return { child, url, output };
}
