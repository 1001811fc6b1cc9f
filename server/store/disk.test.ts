/** Checks what is flushed to disk: a file’s content, and its name after each rename or removal. */
import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyDatabase, disk } from './disk.ts';
import { restore } from './restoring.ts';

/** The calls to the file system, in order. */
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

test('the new name of a renamed file is flushed before anything else happens', () => {
	writeFileSync(file('old'), 'text');
	disk.rename(file('old'), file('new'));
	expect(heard.calls).toEqual(['rename old to new', inFolder()]);
});

test('a moved file flushes the folder that it is moved to', () => {
	mkdirSync(file('below'));
	writeFileSync(file('old'), 'text');
	disk.rename(file('old'), file('below/new'));
	expect(heard.calls).toEqual(['rename old to new', 'sync below']);
});

test('the removal of a file’s name is flushed', () => {
	writeFileSync(file('old'), 'text');
	disk.remove(file('old'));
	expect(heard.calls).toEqual(['remove old', inFolder()]);
});

test('a written file flushes first its content and then its name', () => {
	disk.write(file('new'), 'text');
	expect(heard.calls).toEqual(['sync new.part', 'rename new.part to new', inFolder()]);
	expect(readFileSync(file('new'), 'utf8')).toBe('text');
});

test('a copy of a database flushes first its content and then its name', () => {
	const db = new DatabaseSync(':memory:');
	db.exec('CREATE TABLE notes (text TEXT)');
	copyDatabase(db, file('copy'));
	db.close();
	expect(heard.calls).toEqual(['sync copy.part', 'rename copy.part to copy', inFolder()]);
});

test('a restore flushes its marker first, and each of its steps before the next', () => {
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
