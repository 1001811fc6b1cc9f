/** What of a file's life waits for the disk: its content and, after each rename or removal, its name. */
import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyDatabase, disk } from './disk.ts';
import { restore } from './restoring.ts';

/** What the file system was told, in its order. */
const heard = vi.hoisted(() => ({ calls: [] as string[], paths: new Map<number, string>() }));
const nameOf = vi.hoisted(
	() => (path: unknown) =>
		String(path)
			.split('/')
			.at(-1)
			?.replace(/part-\d+$/, 'part')
);

vi.mock('node:fs', async (load) => {
	const real = await load<typeof fs>();
	const { calls, paths } = heard;
	return {
		...real,
		openSync: (...args: Parameters<typeof fs.openSync>) => {
			const handle = real.openSync(...args);
			paths.set(handle, String(args[0]));
			return handle;
		},
		fsyncSync: (handle: number) => {
			calls.push(`sync ${nameOf(paths.get(handle))}`);
			real.fsyncSync(handle);
		},
		renameSync: (...args: Parameters<typeof fs.renameSync>) => {
			calls.push(`rename ${nameOf(args[0])} to ${nameOf(args[1])}`);
			real.renameSync(...args);
		},
		rmSync: (...args: Parameters<typeof fs.rmSync>) => {
			if (fs.existsSync(args[0])) calls.push(`remove ${nameOf(args[0])}`);
			real.rmSync(...args);
		}
	};
});

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'groundwork-disk-'));
	heard.calls.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const inFolder = () => `sync ${basename(folder)}`;

test('a renamed file has its new name on the disk before anything else is done', () => {
	writeFileSync(file('old'), 'text');
	disk.rename(file('old'), file('new'));
	expect(heard.calls).toEqual(['rename old to new', inFolder()]);
});

test('the folder that a file is moved to is the one that waits for the disk', () => {
	mkdirSync(file('below'));
	writeFileSync(file('old'), 'text');
	disk.rename(file('old'), file('below/new'));
	expect(heard.calls).toEqual(['rename old to new', 'sync below']);
});

test('the name of a removed file is gone from the disk', () => {
	writeFileSync(file('old'), 'text');
	disk.remove(file('old'));
	expect(heard.calls).toEqual(['remove old', inFolder()]);
});

test('a written file is on the disk before its name is, and then its name', () => {
	disk.write(file('new'), 'text');
	expect(heard.calls).toEqual(['sync new.part', 'rename new.part to new', inFolder()]);
	expect(readFileSync(file('new'), 'utf8')).toBe('text');
});

test('a copy of a database is on the disk before its name is, and then its name', () => {
	const db = new DatabaseSync(':memory:');
	db.exec('CREATE TABLE notes (text TEXT)');
	copyDatabase(db, file('copy'));
	db.close();
	expect(heard.calls).toEqual(['sync copy.part', 'rename copy.part to copy', inFolder()]);
});

test('a restore has its marker on the disk first, and each of its steps before the next', () => {
	for (const name of ['groundwork.sqlite', 'groundwork.sqlite-wal', 'fresh'])
		writeFileSync(file(name), name);
	restore(folder, { fresh: 'fresh', aside: 'aside' });
	const steps = [
		'rename groundwork.restore.part to groundwork.restore',
		'rename groundwork.sqlite-wal to aside-wal',
		'rename groundwork.sqlite to aside',
		'rename fresh to groundwork.sqlite',
		'remove groundwork.restore'
	];
	expect(heard.calls).toEqual([
		'sync groundwork.restore.part',
		...steps.flatMap((step) => [step, inFolder()])
	]);
});
