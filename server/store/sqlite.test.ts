import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite } from './sqlite.ts';

/** The last version of the schema in which versions were not compressed. */
const VERSIONS_AS_TEXT = 4;

let directory: string;
let path: string;
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'groundwork-sqlite-'));
	path = join(directory, 'data', 'groundwork.sqlite');
});
afterEach(() => rm(directory, { recursive: true }));

const bytes = (...values: number[]) => new Uint8Array(values);

/** Reads the file while the store is open. */
function rows(sql: string): unknown[] {
	const db = new DatabaseSync(path, { readOnly: true });
	try {
		return db.prepare(sql).all();
	} finally {
		db.close();
	}
}

it('creates a missing directory, and files that other accounts cannot read', async () => {
	const store = openSqlite(path);
	await store.append([{ document: 'w:b1', update: bytes(1) }]);
	const modeOf = async (place: string) => (await stat(place)).mode & 0o777;
	expect(await modeOf(join(directory, 'data'))).toBe(0o700);
	for (const ending of ['', '-wal', '-shm']) expect(await modeOf(path + ending)).toBe(0o600);
	await store.close();
});

it('can be closed twice', async () => {
	const store = openSqlite(path);
	await store.close();
	await expect(store.close()).resolves.toBeUndefined();
});

it('commits to the file before the promise resolves', async () => {
	const store = openSqlite(path);
	await store.append([{ document: 'w:b1', update: bytes(1, 2) }]);
	expect(rows('SELECT seq, hex(bytes) AS bytes FROM updates')).toEqual([{ seq: 1, bytes: '0102' }]);
	expect(rows('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
	await store.close();
});

it('keeps the previous snapshot and the log since then, and nothing older', async () => {
	const store = openSqlite(path);
	for (let value = 1; value <= 6; value++) {
		await store.append([{ document: 'w:b1', update: bytes(value) }]);
		if (value % 2 === 0) await store.saveSnapshot('w:b1', bytes(100 + value), value);
	}
	expect(rows('SELECT seq FROM snapshots ORDER BY seq')).toEqual([{ seq: 4 }, { seq: 6 }]);
	expect(rows('SELECT seq FROM updates ORDER BY seq')).toEqual([{ seq: 5 }, { seq: 6 }]);
	await store.close();
});

it('keeps the whole log for the first snapshot, also when an older or equal one arrives late', async () => {
	const store = openSqlite(path);
	for (const value of [1, 2]) await store.append([{ document: 'w:b1', update: bytes(value) }]);
	await store.saveSnapshot('w:b1', bytes(101), 2);
	await store.saveSnapshot('w:b1', bytes(102), 2);
	await store.saveSnapshot('w:b1', bytes(103), 1);
	expect(rows('SELECT seq FROM updates ORDER BY seq')).toEqual([{ seq: 1 }, { seq: 2 }]);
	expect(rows('SELECT seq, hex(bytes) AS bytes FROM snapshots')).toEqual([{ seq: 2, bytes: '66' }]);
	await store.close();
});

it('[V8] opens versions that were stored as text before they were compressed', async () => {
	await mkdir(dirname(path));
	const db = new DatabaseSync(path);
	for (const step of MIGRATIONS.slice(0, VERSIONS_AS_TEXT)) db.exec(step);
	db.exec(`PRAGMA user_version = ${VERSIONS_AS_TEXT}; INSERT INTO boards VALUES ('b1', '{}');
		INSERT INTO versions (board, id, by, at, reason, name, digest, content)
		VALUES ('b1', 'v1', '', 1, 'named', 'Später', 'd', '{"wall":"遅い"}')`);
	db.close();
	const store = openSqlite(path);
	const version = await store.loadVersion('b1', 'v1');
	expect(version).toMatchObject({ name: 'Später', summary: '' });
	expect(Buffer.from(version?.content ?? []).toString()).toBe('{"wall":"遅い"}');
	await store.close();
});

it('rejects data of a newer version and leaves it unchanged', async () => {
	await openSqlite(path).close();
	const newer = MIGRATIONS.length + 6;
	const db = new DatabaseSync(path);
	db.exec(`PRAGMA user_version = ${newer}`);
	db.close();
	expect(() => openSqlite(path)).toThrow(
		`This data was written by a newer Groundwork (version ${newer}; this program knows ${MIGRATIONS.length}).`
	);
	expect(rows('PRAGMA user_version')).toEqual([{ user_version: newer }]);
});

it('says in one sentence that a folder cannot be used', async () => {
	const file = join(directory, 'file');
	await writeFile(file, 'in the way');
	expect(() => openSqlite(join(file, 'groundwork.sqlite'))).toThrow(
		/^Groundwork cannot keep its data in .*file.groundwork\.sqlite \(.+\)\. Set DATA_DIR/
	);
});

it('says so when the file is not its own data', async () => {
	const file = join(directory, 'letter.sqlite');
	await writeFile(file, 'Dear team, '.repeat(200));
	expect(() => openSqlite(file)).toThrow(/^Groundwork cannot keep its data in .*not a database/);
});

it('lets another board use an expired code', async () => {
	let now = 1000;
	const store = openSqlite(':memory:', { clock: () => now });
	for (const board of ['b1', 'b2'])
		await store.createBoard({ board, title: '' } as Parameters<typeof store.createBoard>[0]);
	await store.saveCode({ code: 'ABCDEF', board: 'b1', expiresAt: 2000 });
	now = 1999;
	const again = { code: 'ABCDEF', board: 'b2', expiresAt: 3000 };
	await expect(store.saveCode(again)).rejects.toThrow();
	now = 2000;
	await store.saveCode(again);
	expect(await store.findCode('ABCDEF', now)).toEqual(again);
	await store.close();
});
