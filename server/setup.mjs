/**
 * Brings a checkout into a state in which it can run: packages installed, pages built. Runs on the
 * Node that the machine has (20 or newer) and needs no package itself.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_NODE = 24;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');
const WINDOWS = process.platform === 'win32';
const INSTALL_STAMP = join(ROOT, 'node_modules', '.groundwork-lock');
const BUILD_STAMP = join(ROOT, 'build', '.groundwork-sources');
/** Everything that the built pages are made of. */
const SOURCES = [
	'src',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];

/** Set-up cannot go on; the message is a sentence for whoever started the program. */
export class SetupError extends Error {}

/** @param {string} stamp */
const readStamp = (stamp) => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : '');

/**
 * @param {string} path
 * @returns {string[]} Files, without tests: those are no part of the pages.
 */
function filesBelow(path) {
	const full = join(ROOT, path);
	if (!existsSync(full)) return [];
	/** @type {string[]} */
	let names;
	try {
		names = readdirSync(full).sort();
	} catch {
		return path.endsWith('.test.ts') ? [] : [path];
	}
	return names.flatMap((name) => filesBelow(join(path, name)));
}

/** @param {string[]} paths */
function contentHash(paths) {
	const hash = createHash('sha256');
	for (const file of paths.flatMap(filesBelow)) {
		const content = readFileSync(join(ROOT, file));
		hash.update(`${file}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}

const machinePath = () =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => !folder.startsWith(BIN))
		.join(delimiter);

/** The environment in which the project's own programs, and Node 24 among them, come first. */
export function projectEnv() {
	return { ...process.env, PATH: BIN + delimiter + machinePath() };
}

/** The environment without them: what replaces `node_modules` must not run from there. */
function machineEnv() {
	return { ...process.env, PATH: machinePath() };
}

/**
 * Runs a program, showing its output only if it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} failure What could not be done, as a sentence.
 */
async function run(program, args, env, failure) {
	const child = spawn(program, args, {
		cwd: ROOT,
		env,
		shell: WINDOWS,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => (output += String(chunk)));
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) throw new SetupError(`${output}\n${failure}`);
}

/** Installs the packages of package-lock.json, unless they are. */
export async function ensureInstalled() {
	const wanted = contentHash(['package-lock.json', '.npmrc']);
	if (readStamp(INSTALL_STAMP) === wanted) return;
	console.log('Installing packages (once, about a minute)…');
	await run(
		'npm',
		['ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit'],
		machineEnv(),
		'The packages could not be installed. See above; is the network there?'
	);
	writeFileSync(INSTALL_STAMP, wanted);
}

/** The Node to run on: the project's own, or the machine's where that is new enough. */
export function projectNode() {
	const own = join(ROOT, 'node_modules', 'node', 'bin', WINDOWS ? 'node.exe' : 'node');
	if (existsSync(own)) return own;
	if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE) return process.execPath;
	throw new SetupError(
		`Groundwork runs on Node ${NEEDED_NODE}, which could not be fetched for this machine, and this is Node ${process.versions.node}. Install Node ${NEEDED_NODE} from https://nodejs.org and start again.`
	);
}

/** Builds the pages, unless nothing that they are made of has changed. */
export async function ensureBuilt() {
	const wanted = contentHash(SOURCES);
	if (readStamp(BUILD_STAMP) === wanted) return;
	console.log('Building the pages…');
	await run(
		projectNode(),
		[join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
		projectEnv(),
		'The pages could not be built. See above.'
	);
	writeFileSync(BUILD_STAMP, wanted);
}

/** Installs and builds what is missing. Returns the Node to run `server/main.ts` with. */
export async function ensureReady() {
	await ensureInstalled();
	await ensureBuilt();
	return projectNode();
}
