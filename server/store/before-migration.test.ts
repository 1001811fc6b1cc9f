import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { damage } from './inventory.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite } from './sqlite.ts';

const START = Date.UTC(2026, 10, 22, 10, 20, 30);

let directory: string;
let path: string;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'groundwork-migration-'));
	path = join(directory, 'groundwork.sqlite');
	vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
	vi.useRealTimers();
	rmSync(directory, { recursive: true });
});

/** A database as the previous program left it, with a board that has this name. */
function olderDatabase(board: string) {
	const db = new DatabaseSync(path);
	for (const step of MIGRATIONS.slice(0, -1)) db.exec(step);
	db.exec(`PRAGMA user_version = ${MIGRATIONS.length - 1}`);
	db.prepare("INSERT INTO boards (id, stage) VALUES (?, '{}')").run(board);
	db.close();
}
const copies = () =>
	readdirSync(directory).filter((name) => name.startsWith('groundwork.version-'));
const copyOf = (when: string) => `groundwork.version-${MIGRATIONS.length - 1}-${when}.sqlite`;

it('[O10] a database is copied completely before its schema changes, readable only by its owner', async () => {
	olderDatabase('b1');
	await openSqlite(path).close();
	expect(copies()).toEqual([copyOf('2026-11-22T10-20-30')]);
	const file = join(directory, copies()[0] ?? '');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const copy = new DatabaseSync(file, { readOnly: true });
	expect(damage(copy)).toEqual([]);
	expect(copy.prepare('SELECT id FROM boards').all()).toEqual([{ id: 'b1' }]);
	expect(copy.prepare('PRAGMA user_version').get()).toEqual({
		user_version: MIGRATIONS.length - 1
	});
	copy.close();
	// The next start changes nothing and copies nothing.
	await openSqlite(path).close();
	expect(copies()).toHaveLength(1);
});

it('[O10] a new database is not copied', async () => {
	await openSqlite(path).close();
	expect(copies()).toEqual([]);
});

it('[O10] the newest three copies are kept', async () => {
	for (let day = 0; day < 5; day++) {
		vi.setSystemTime(START + day * 24 * 3600 * 1000);
		rmSync(path, { force: true });
		olderDatabase(`b${day}`);
		await openSqlite(path).close();
	}
	expect(copies()).toEqual(['24', '25', '26'].map((day) => copyOf(`2026-11-${day}T10-20-30`)));
});

it('[O10] if no copy can be made, nothing is changed, and a sentence says why', async () => {
	olderDatabase('b1');
	// A full disk, as SQLite reports it.
	const prepare = DatabaseSync.prototype.prepare;
	const full = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
		this: DatabaseSync,
		sql: string
	) {
		if (sql.startsWith('VACUUM')) throw new Error('database or disk is full');
		return prepare.call(this, sql);
	});
	expect(() => openSqlite(path)).toThrow(
		/could not keep a copy first \(database or disk is full\)\. Nothing was changed\. Make room in /
	);
	full.mockRestore();
	const db = new DatabaseSync(path, { readOnly: true });
	expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length - 1 });
	db.close();
	expect(readdirSync(directory)).toEqual(['groundwork.sqlite']);
});

it('[O11] a large commit does not leave a large log file', async () => {
	const store = openSqlite(path);
	const large = { document: 'w:b1', update: new Uint8Array(30_000_000) };
	await store.append([large]);
	await store.append([{ ...large, update: new Uint8Array(1) }]);
	await store.append([{ ...large, update: new Uint8Array(1) }]);
	expect(statSync(`${path}-wal`).size).toBeLessThan(10_000_000);
	await store.close();
});
