/** Runs every check and test for `npm test`. `--quick` (`npm run check`) skips the browser tests. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	ensureBuilt,
	ensureInstalled,
	projectEnv,
	projectNode,
	SetupError
} from '../server/setup.mjs';

/**
 * @typedef {{ name: string, ms: number }} Timed
 * @typedef {{ passed: number, failed: number, named?: string[], timed?: Timed[] }} Count
 * `named` lists the failed tests, `timed` the duration of each test.
 */

const QUICK = process.argv.includes('--quick');
const RESULTS = 'test-results';
/** Number of slowest tests to list at the end. */
const SLOWEST = 10;
const TOOLS = {
	kit: 'node_modules/@sveltejs/kit/svelte-kit.js',
	tsc: 'node_modules/typescript/bin/tsc',
	svelteCheck: 'node_modules/svelte-check/bin/svelte-check',
	eslint: 'node_modules/eslint/bin/eslint.js',
	cruiser: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
	prettier: 'node_modules/prettier/bin/prettier.cjs',
	vitest: 'node_modules/vitest/vitest.mjs',
	playwright: 'node_modules/@playwright/test/cli.js'
};

/** @typedef {(text: string | Uint8Array) => void} Print */

/**
 * Runs one of the project's tools with the project's Node and shows its output.
 * @param {Print} print
 * @param {keyof typeof TOOLS} tool
 * @param {...string} args
 * @returns {Promise<boolean>} Whether the tool reported no problem.
 */
function run(print, tool, ...args) {
	const child = spawn(projectNode(), [TOOLS[tool], ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: projectEnv()
	});
	for (const output of [child.stdout, child.stderr]) output.on('data', print);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code === 0));
	});
}

/**
 * Counts a check that passes or fails as a whole.
 * @param {() => Promise<boolean>} check
 * @returns {Promise<Count>}
 */
async function one(check) {
	return (await check()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Counts a run of many tests. A run that failed without naming a test counts as one failure.
 * @template Report
 * @param {boolean} ok
 * @param {string} report
 * @param {(report: Report) => Count} read
 * @returns {Count}
 */
function counted(ok, report, read) {
	/** @type {Count} */
	let count = { passed: 0, failed: 0 };
	try {
		count = read(JSON.parse(readFileSync(report, 'utf8')));
	} catch (error) {
		console.error(`No report of the tests in ${report}: ${String(error)}`);
	}
	const silent = count.failed === 0 && (!ok || count.passed === 0);
	return silent ? { ...count, failed: 1 } : count;
}

/**
 * @typedef {{ status: string, fullName: string, duration?: number | null }} VitestTest
 * @typedef {{ name: string, status: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: VitestFile[] }} VitestReport
 */

/**
 * @param {Print} print
 * @param {'unit' | 'runes'} project
 */
async function vitest(print, project) {
	const report = `${RESULTS}/${project}.json`;
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const ok = await run(print, 'vitest', 'run', '--project', project, ...reporters);
	/** @param {VitestReport} report */
	const read = ({ numPassedTests, numFailedTests, testResults }) => ({
		passed: numPassedTests,
		failed: numFailedTests,
		named: testResults.flatMap(({ name, status, assertionResults }) => {
			const file = relative('.', name);
			const failed = assertionResults.filter((test) => test.status === 'failed');
			if (failed.length === 0 && status === 'failed') return [file];
			return failed.map(({ fullName }) => `${file} › ${fullName}`);
		}),
		timed: testResults.flatMap(({ name, assertionResults }) =>
			assertionResults.map(({ fullName, duration }) => ({
				name: `${relative('.', name)} › ${fullName}`,
				ms: duration ?? 0
			}))
		)
	});
	return counted(ok, report, read);
}

/**
 * @typedef {{ title: string, file: string, ok: boolean, tests: { results: { duration: number }[] }[] }} Spec
 * @typedef {{ specs: Spec[], suites?: Suite[] }} Suite
 */

/**
 * @param {Suite} suite
 * @returns {Spec[]}
 */
function specsIn({ specs, suites = [] }) {
	return [...specs, ...suites.flatMap(specsIn)];
}
/** @param {Spec} spec */
const nameOf = ({ file, title }) => `${file} › ${title}`;

/** @param {Print} print */
async function playwright(print) {
	const { ensureChromium } = await import('./support/chromium.mjs');
	process.env.CHROMIUM_PATH = ensureChromium();
	const ok = await run(print, 'playwright', 'test');
	/** @param {{ stats: { expected: number, unexpected: number, flaky: number }, suites: Suite[] }} report */
	const read = ({ stats, suites }) => {
		const specs = suites.flatMap(specsIn);
		return {
			passed: stats.expected,
			failed: stats.unexpected + stats.flaky,
			named: specs.filter(({ ok }) => !ok).map(nameOf),
			timed: specs.map((spec) => ({
				name: nameOf(spec),
				ms: spec.tests
					.flatMap(({ results }) => results)
					.reduce((sum, { duration }) => sum + duration, 0)
			}))
		};
	};
	return counted(ok, `${RESULTS}/e2e.json`, read);
}

async function build() {
	await ensureBuilt();
	return true;
}

/**
 * Runs all type checkers even if one fails, so that one run reports every problem.
 * @param {Print} print
 */
async function types(print) {
	const found = [
		await run(print, 'tsc', '--noEmit'),
		await run(print, 'tsc', '--noEmit', '-p', 'src/service-worker'),
		await run(print, 'svelteCheck', '--fail-on-warnings', '--output', 'human')
	];
	return found.every(Boolean);
}

/** @typedef {[title: string, work: (print: Print) => Promise<Count>]} Step */
/** The steps of a group run in parallel: each uses one core. */
const STEPS = /** @type {Step[][]} */ ([
	[
		['Types', (print) => one(() => types(print))],
		['Lint', (print) => one(() => run(print, 'eslint', '.', '--max-warnings', '0'))]
	],
	[
		['Format', (print) => one(() => run(print, 'prettier', '--check', '--log-level', 'warn', '.'))],
		['Circles', (print) => one(() => run(print, 'cruiser', 'src', 'server'))]
	],
	[['Unit, sync and contract tests', (print) => vitest(print, 'unit')]]
]);
const BROWSER_STEPS = /** @type {Step[][]} */ ([
	[['Rune classes in the browser', (print) => vitest(print, 'runes')]],
	[['Build', () => one(build)]],
	[['Browser tests', playwright]]
]);

/**
 * Runs a group of steps in parallel; only the first prints at once, the others print when they end.
 * @param {Step[]} group
 * @returns {Promise<Count[]>}
 */
function together(group) {
	return Promise.all(
		group.map(async ([title, work], index) => {
			/** @type {(string | Uint8Array)[]} */
			const printed = [];
			/** @type {Print} */
			const print =
				index === 0 ? (text) => process.stdout.write(text) : (text) => printed.push(text);
			print(`\n── ${title}\n`);
			const started = Date.now();
			const count = await attempt(() => work(print));
			const took = `${seconds(Date.now() - started)} s`;
			print(`${title}: ${count.passed} passed, ${count.failed} failed, in ${took}\n`);
			for (const text of printed) process.stdout.write(text);
			const unnamed = count.failed > 0 && !count.named?.length;
			return unnamed ? { ...count, named: [title] } : count;
		})
	);
}

/** @param {number} ms */
const seconds = (ms) => (ms / 1000).toFixed(1);

/** @param {() => Promise<Count>} work */
async function attempt(work) {
	try {
		return await work();
	} catch (error) {
		console.error(error instanceof SetupError ? error.message : error);
		return { passed: 0, failed: 1 };
	}
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
process.env.FORCE_COLOR ??= process.stdout.isTTY ? '1' : '0';
const total = await attempt(async () => {
	await ensureInstalled();
	rmSync(RESULTS, { recursive: true, force: true });
	mkdirSync(RESULTS, { recursive: true });
	/** @type {Required<Count>} */
	const sum = { passed: 0, failed: 0, named: [], timed: [] };
	await run((text) => process.stdout.write(text), 'kit', 'sync');
	for (const group of QUICK ? STEPS : [...STEPS, ...BROWSER_STEPS])
		for (const { passed, failed, named = [], timed = [] } of await together(group)) {
			sum.passed += passed;
			sum.failed += failed;
			sum.named.push(...named);
			sum.timed.push(...timed);
		}
	return sum;
});
const slowest = [...(total.timed ?? [])].sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
if (slowest.length > 0) console.log('\nThe slowest tests, in seconds:');
for (const { name, ms } of slowest) console.log(`${seconds(ms).padStart(7)}  ${name}`);
for (const name of total.named ?? []) console.log(`Failed: ${name}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
