/** `npm test`: everything that must hold. `--quick` (`npm run check`) leaves the browser tests out. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
	ensureBuilt,
	ensureInstalled,
	projectEnv,
	projectNode,
	SetupError
} from '../server/setup.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const QUICK = process.argv.includes('--quick');
const RESULTS = 'test-results';
const TOOLS = {
	kit: 'node_modules/@sveltejs/kit/svelte-kit.js',
	tsc: 'node_modules/typescript/bin/tsc',
	svelteCheck: 'node_modules/svelte-check/bin/svelte-check',
	eslint: 'node_modules/eslint/bin/eslint.js',
	prettier: 'node_modules/prettier/bin/prettier.cjs',
	vitest: 'node_modules/vitest/vitest.mjs',
	playwright: 'node_modules/@playwright/test/cli.js'
};

/**
 * Runs one of the project's tools on the project's Node, showing what it prints.
 * @param {keyof typeof TOOLS} tool
 * @param {...string} args
 * @returns {Promise<boolean>} Whether it found nothing wrong.
 */
function run(tool, ...args) {
	const child = spawn(projectNode(), [TOOLS[tool], ...args], {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: projectEnv()
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code === 0));
	});
}

/**
 * A check that is right or wrong as a whole.
 * @param {() => Promise<boolean>} check
 * @returns {Promise<Count>}
 */
async function one(check) {
	return (await check()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * A run of many tests. A run that failed without naming a test counts as one failure.
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

/** @param {'unit' | 'runes'} project */
async function vitest(project) {
	const report = `${RESULTS}/${project}.json`;
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const ok = await run('vitest', 'run', '--project', project, ...reporters);
	/** @param {{ numPassedTests: number, numFailedTests: number }} report */
	const read = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });
	return counted(ok, report, read);
}

async function playwright() {
	const { ensureChromium } = await import('./support/chromium.mjs');
	process.env.CHROMIUM_PATH = ensureChromium();
	const ok = await run('playwright', 'test');
	/** @param {{ stats: { expected: number, unexpected: number, flaky: number } }} report */
	const read = ({ stats }) => ({
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky
	});
	return counted(ok, `${RESULTS}/e2e.json`, read);
}

async function build() {
	await ensureBuilt();
	return true;
}

/** All of them, so that one run names everything that is wrong. */
async function types() {
	await run('kit', 'sync');
	const found = [
		await run('tsc', '--noEmit'),
		await run('tsc', '--noEmit', '-p', 'src/service-worker'),
		await run('svelteCheck', '--fail-on-warnings', '--output', 'human')
	];
	return found.every(Boolean);
}

/** @type {[title: string, work: () => Promise<Count>][]} */
const STEPS = [
	['Types', () => one(types)],
	['Lint', () => one(() => run('eslint', '.', '--max-warnings', '0'))],
	['Format', () => one(() => run('prettier', '--check', '--log-level', 'warn', '.'))],
	['Unit, sync and contract tests', () => vitest('unit')]
];
const BROWSER_STEPS = /** @type {typeof STEPS} */ ([
	['Rune classes in the browser', () => vitest('runes')],
	['Build', () => one(build)],
	['Browser tests', playwright]
]);

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
	const sum = { passed: 0, failed: 0 };
	for (const [title, work] of QUICK ? STEPS : [...STEPS, ...BROWSER_STEPS]) {
		console.log(`\n── ${title}`);
		const { passed, failed } = await attempt(work);
		console.log(`${title}: ${passed} passed, ${failed} failed`);
		sum.passed += passed;
		sum.failed += failed;
	}
	return sum;
});
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
