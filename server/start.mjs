/** `npm start`: sets up what is missing and hands over to the server. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from './node-flags.mjs';
import { ensureReady, projectEnv, SetupError } from './setup.mjs';

try {
	const node = await ensureReady();
	const main = fileURLToPath(new URL('main.ts', import.meta.url));
	const server = spawn(node, [...NODE_FLAGS, main], { env: projectEnv(), stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
		process.on(signal, () => server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
	}
	server.once('exit', (code, signal) => process.exit(signal === null ? code : 1));
} catch (error) {
	console.error(error instanceof SetupError ? error.message : error);
	process.exit(1);
}
