import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MIGRATIONS, migrate } from './migrations.ts';

let db: DatabaseSync;
beforeEach(() => {
	db = new DatabaseSync(':memory:');
});
afterEach(() => db.close());

const version = () => db.prepare('PRAGMA user_version').get()?.['user_version'];
const tables = () =>
	db
		.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
		.all()
		.map((row) => row['name']);

const ONE = 'CREATE TABLE one (id INTEGER)';
const TWO = 'CREATE TABLE two (id INTEGER); INSERT INTO two SELECT id FROM one';

it('migrates an empty database to the newest version', () => {
	migrate(db);
	expect(version()).toBe(MIGRATIONS.length);
	expect(tables()).toContain('documents');
});

it('runs only the missing steps, and keeps the data', () => {
	migrate(db, [ONE]);
	db.exec('INSERT INTO one VALUES (7)');
	migrate(db, [ONE, TWO]);
	migrate(db, [ONE, TWO]);
	expect(version()).toBe(2);
	expect(db.prepare('SELECT id FROM two').all()).toEqual([{ id: 7 }]);
});

it('runs a step completely or not at all', () => {
	expect(() => migrate(db, [ONE, 'CREATE TABLE half (id INTEGER); CREATE nonsense'])).toThrow();
	expect(version()).toBe(1);
	expect(tables()).toEqual(['one']);
});

it('rejects a newer database with a sentence', () => {
	db.exec('PRAGMA user_version = 7');
	expect(() => migrate(db, [ONE])).toThrow(
		'This data was written by a newer Groundwork (version 7; this program knows 1).'
	);
	expect(version()).toBe(7);
	expect(tables()).toEqual([]);
});
