import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
	version: string;
	integrity?: string;
	hasInstallScript?: boolean;
	optional?: boolean;
	os?: string | string[];
	cpu?: string | string[];
	bin?: Record<string, string>;
}
const file = new URL('../../package-lock.json', import.meta.url);
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> };
const installed = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));

it('[O7] npm checks installed packages against the lockfile, and runs none of their scripts', () => {
	expect(installed.length).toBeGreaterThan(100);
	const unchecked = installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
	const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
	expect(unchecked.map(([path]) => path)).toEqual([]);
	expect(scripted.map(([path]) => path)).toEqual([]);
	const settings = readFileSync(new URL('../../.npmrc', import.meta.url), 'utf8');
	expect(settings.split('\n')).toContain('ignore-scripts=true');
});

it('[O7] the Node of each platform is a package that contains the program itself', () => {
	const nodes = installed.filter(([, { bin }]) => bin?.node !== undefined);
	const platforms = nodes.map(([, { os, cpu }]) => [os, cpu].flat().join(' '));
	expect(platforms.sort()).toEqual([
		'darwin arm64',
		'darwin x64',
		'linux arm64',
		'linux x64',
		'win32 x64'
	]);
	for (const [, { version, optional }] of nodes) {
		expect(version).toMatch(/^24\./);
		expect(optional).toBe(true);
	}
});
