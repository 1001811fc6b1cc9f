import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadModules } from './load-modules.ts';

const ran: string[] = [];
let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'groundwork-modules-'));
	await mkdir(join(folder, 'entries'));
	Object.assign(globalThis, { ran });
});
afterEach(async () => {
	ran.length = 0;
	await rm(folder, { recursive: true });
});

it('[O21] loads each module below the folder once, so that a page request loads none', async () => {
	const page = join(folder, 'entries', 'page.js');
	await writeFile(page, "globalThis.ran.push('page'); export const page = 1;");
	await writeFile(
		join(folder, 'piece.js'),
		"import './entries/page.js'; globalThis.ran.push('piece');"
	);
	await writeFile(join(folder, 'piece.js.map'), '{}');
	await loadModules(pathToFileURL(`${folder}/`));
	expect(ran.toSorted()).toEqual(['page', 'piece']);
	await import(pathToFileURL(page).href);
	expect(ran).toHaveLength(2);
});
