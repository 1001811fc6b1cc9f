/** `npm run backup`, `restore` and `doctor`: hand over to the tool on the project's Node. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, runHere, SetupError } from '../setup.mjs';

const [name, ...args] = process.argv.slice(2);
try {
	// Where packages are, they are taken as they are: a backup is made before a new version is set up.
	if (!existsSync(new URL('../../node_modules', import.meta.url))) await ensureInstalled();
	const tool = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
	process.exitCode = runHere([tool, ...args]);
} catch (error) {
	console.error(error instanceof SetupError ? error.message : error);
	process.exitCode = 1;
}
