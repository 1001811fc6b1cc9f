import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DataInUse, lockData } from './data-lock.ts';

let directory: string;
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'groundwork-lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

it('[O3] is held by only one program at a time', () => {
	const dataDir = join(directory, 'made', 'here');
	const release = lockData(dataDir);
	expect(() => lockData(dataDir)).toThrow(DataInUse);
	expect(() => lockData(dataDir)).toThrow(`Another Groundwork uses the data in ${dataDir}.`);
	release();
	release();
	lockData(dataDir)();
});

it('[O3] ends with the process that held it, also with kill -9', async () => {
	const lock = new URL('data-lock.ts', import.meta.url).href;
	const hold = `const { lockData } = await import('${lock}');
		lockData(${JSON.stringify(directory)});
		console.log('held');
		setInterval(() => {}, 1000);`;
	const holder = spawn(process.execPath, ['--input-type=module', '-e', hold]);
	await once(holder.stdout, 'data');
	expect(() => lockData(directory)).toThrow(DataInUse);
	const ended = once(holder, 'exit');
	holder.kill('SIGKILL');
	await ended;
	lockData(directory)();
});

it('says in one sentence that a folder cannot be used', async () => {
	const file = join(directory, 'file');
	await writeFile(file, 'in the way');
	expect(() => lockData(file)).toThrow(/^Groundwork cannot keep its data in .* Set DATA_DIR/);
});
