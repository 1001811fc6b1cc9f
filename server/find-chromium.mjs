/** Finds a Chromium or Chrome for the browser tests, on Linux, macOS and Windows. */
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Launch arguments that every browser test uses: no sandbox (containers), no traffic of its own. */
export const CHROMIUM_ARGS = [
	'--no-sandbox',
	'--disable-quic',
	'--disable-background-networking',
	'--no-first-run'
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** @param {string} path */
function runs(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** @param {string} folder */
function entries(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function onPath() {
	const suffix = process.platform === 'win32' ? '.exe' : '';
	return (process.env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => folder !== '')
		.flatMap((folder) => NAMES.map((name) => join(folder, name + suffix)));
}

function usualPlaces() {
	if (process.platform === 'darwin') {
		return [
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'/Applications/Chromium.app/Contents/MacOS/Chromium'
		];
	}
	if (process.platform === 'win32') {
		return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
			.map((name) => process.env[name])
			.filter((folder) => folder !== undefined)
			.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
	}
	return ['/snap/bin/chromium', '/opt/google/chrome/chrome'];
}

/** Browsers that Playwright downloaded, newest first. */
function downloaded() {
	const caches = {
		darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
		win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
	};
	const cache =
		process.env.PLAYWRIGHT_BROWSERS_PATH ??
		caches[/** @type {'darwin' | 'win32'} */ (process.platform)] ??
		join(homedir(), '.cache', 'ms-playwright');
	const programs = [
		['chrome-linux', 'chrome'],
		['chrome-linux64', 'chrome'],
		['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
		['chrome-win', 'chrome.exe'],
		['chrome-win64', 'chrome.exe']
	];
	return entries(cache)
		.filter((name) => /^chromium-\d+$/.test(name))
		.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
		.flatMap((name) => programs.map((parts) => join(cache, name, ...parts)));
}

/**
 * The path of a browser to test with, or null. `CHROMIUM_PATH` wins over everything found.
 * @returns {string | null}
 */
export function findChromium() {
	const named = process.env.CHROMIUM_PATH;
	if (named !== undefined && named !== '') return named;
	return [...onPath(), ...usualPlaces(), ...downloaded()].find(runs) ?? null;
}
