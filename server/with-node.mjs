/** Runs a program of this project on the project's Node: `node server/with-node.mjs <file> [arguments]`. */
import { runHere, SetupError } from './setup.mjs';

try {
	process.exitCode = runHere(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof SetupError ? error.message : error);
	process.exitCode = 1;
}
