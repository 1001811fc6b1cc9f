/** Makes sure that a browser for the tests is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../../server/find-chromium.mjs';
import { projectEnv, projectNode, SetupError } from '../../server/setup.mjs';

/**
 * @param {string} program
 * @param {...string} args
 */
const succeeds = (program, ...args) =>
	spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: projectEnv() })
		.status === 0;

const withPlaywright = () =>
	succeeds(projectNode(), 'node_modules/@playwright/test/cli.js', 'install', 'chromium');

const withDebian = () =>
	existsSync('/etc/debian_version') &&
	process.getuid?.() === 0 &&
	succeeds('apt-get', 'update') &&
	succeeds('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');

/**
 * The path of an installed browser. If there is none, it installs Playwright's, or else Debian's. Throws a SetupError
 * if that fails too.
 * @returns {string}
 */
export function ensureChromium() {
	for (const install of [() => true, withPlaywright, withDebian]) {
		const found = install() ? findChromium() : null;
		if (found !== null) return found;
	}
	throw new SetupError(
		'The browser tests need Chromium or Chrome. Install one, or name it in CHROMIUM_PATH.'
	);
}
