/**
 * Speed and memory: `npm run bench` runs all, `npm run bench -- server` one of them. What begins with
 * dashes is handed on, such as `npm run bench -- sync --quick`.
 */
import { spawnSync } from 'node:child_process';
import { ensureReady } from '../../server/setup.mjs';

const all = ['page', 'server', 'sync', 'attackers', 'blocking', 'messages'];
const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith('--'));
const asked = args.filter((arg) => !arg.startsWith('--'));
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
	console.error(`There is no bench called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
	process.exit(2);
}
const node = await ensureReady();
for (const name of asked.length > 0 ? asked : all) {
	const { status } = spawnSync(node, [`tests/bench/${name}.ts`, ...options], { stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}
