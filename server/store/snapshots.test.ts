/** Interrupts snapshots at each step and checks what the file contains afterwards. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { command, large, same, stage, version } from '../../tests/contracts/contents.ts';
import { boards } from './boards.ts';
import { damage, documentRows, replaceRows } from './inventory.ts';
import { MIGRATIONS } from './migrations.ts';
import { PIECE_BYTES } from './pieces.ts';
import { snapshotsIn } from './snapshots.ts';
import { openSqlite } from './sqlite.ts';
import { finish, type Steps } from './steps.ts';
import type { Store } from './store.ts';
import { versions } from './versions.ts';

/** The last version of the schema in which every snapshot was stored in its row. */
const WHOLE_SNAPSHOTS = 9;
const WALL = 'w:b1';
const [old, older, fresh] = [
	large(3 * PIECE_BYTES + 5, 1),
	large(2 * PIECE_BYTES + 5, 2),
	large(3 * PIECE_BYTES, 3)
];

let directory: string;
let path: string;
let store: Store;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'groundwork-snapshots-'));
	path = join(directory, 'groundwork.sqlite');
	store = openSqlite(path);
});
afterEach(async () => {
	await store.close();
	rmSync(directory, { recursive: true });
});

/** Reads the file while the store is open. */
function looking<T>(look: (db: DatabaseSync) => T): T {
	const db = new DatabaseSync(path, { readOnly: true });
	try {
		return look(db);
	} finally {
		db.close();
	}
}
const rows = (sql: string) => looking((db) => db.prepare(sql).all());
/** Documents with pieces that no snapshot names, and documents without any data. */
const leftovers = () => [
	...rows(`SELECT DISTINCT document FROM snapshot_pieces AS p WHERE NOT EXISTS
		(SELECT 1 FROM snapshots AS s WHERE s.document = p.document AND s.run = p.run)`),
	...rows(`SELECT DISTINCT board FROM version_pieces AS p WHERE NOT EXISTS
		(SELECT 1 FROM versions AS v WHERE v.board = p.board AND v.run = p.run)`),
	...rows('SELECT id FROM documents WHERE seq = 0 AND id NOT IN (SELECT document FROM snapshots)')
];
const update = (value: number) => ({ document: WALL, update: new Uint8Array([value]) });

/** Runs this many steps of a call and no more, as if the process had died. Returns whether the call was done. */
function cutOff(call: (db: DatabaseSync) => Steps<unknown>, steps: number): boolean {
	const db = new DatabaseSync(path);
	try {
		db.exec('PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF');
		const running = call(db);
		for (let taken = 0; taken < steps; taken++) if (running.next().done) return true;
		return false;
	} finally {
		// The generator’s `finally` does not run, because nobody calls the generator again.
		db.close();
	}
}
/** Interrupts a call after each of its steps. Returns the number of steps after which its result is stored. */
async function cutEverywhere(
	call: (db: DatabaseSync) => Steps<unknown>,
	prepare: () => Promise<void>,
	isThere: () => Promise<boolean>
) {
	const seen: boolean[] = [];
	for (let steps = 0, done = false; !done; steps++) {
		await store.close();
		rmSync(directory, { recursive: true });
		store = openSqlite(path);
		await prepare();
		await store.close();
		done = cutOff(call, steps);
		store = openSqlite(path);
		expect(leftovers(), `after ${steps} steps and a start`).toEqual([]);
		seen.push(await isThere());
	}
	return seen;
}

describe('[O32] a snapshot that is interrupted at any step', () => {
	const prepare = async () => {
		await store.append([update(1)]);
		await store.saveSnapshot(WALL, older, 1);
		await store.append([update(2)]);
		await store.saveSnapshot(WALL, old, 2);
		await store.append([update(3), update(4)]);
	};
	const isThere = async () => {
		const { snapshot, updates, seq } = await store.loadDocument(WALL);
		const isNew = same(snapshot, fresh);
		expect(isNew || same(snapshot, old)).toBe(true);
		expect([updates.length, seq]).toEqual([isNew ? 1 : 2, 4]);
		const [document] = looking((db) => [...documentRows(db)]);
		expect(document?.snapshots.map(({ seq }) => seq)).toEqual(isNew ? [3, 2] : [2, 1]);
		expect(
			document?.snapshots.every(({ bytes }) => [fresh, old, older].some((one) => same(bytes, one)))
		).toBe(true);
		expect(looking(damage)).toEqual([]);
		return isNew;
	};

	it('is stored completely or not at all', async () => {
		const seen = await cutEverywhere(
			(db) => snapshotsIn(db).save(WALL, fresh, 3),
			prepare,
			isThere
		);
		expect(seen.slice(0, 4)).toEqual([false, false, false, false]);
		expect(seen.indexOf(true)).toBe(seen.lastIndexOf(false) + 1);
	});

	it('leaves nothing after the next snapshot is saved, without a restart', async () => {
		await prepare();
		expect(cutOff((db) => snapshotsIn(db).save(WALL, large(5 * PIECE_BYTES), 3), 4)).toBe(false);
		expect(leftovers()).toHaveLength(1);
		await store.saveSnapshot(WALL, fresh, 3);
		expect(leftovers()).toEqual([]);
		expect(await isThere()).toBe(true);
		cutOff((db) => snapshotsIn(db).save(WALL, large(5 * PIECE_BYTES), 4), 4);
		await store.saveSnapshot(WALL, new Uint8Array([7]), 4);
		expect(leftovers()).toEqual([]);
	});

	it('is not stored if one of its pieces was deleted in the meantime', async () => {
		await prepare();
		await store.close();
		const db = new DatabaseSync(path);
		const saving = snapshotsIn(db).save(WALL, fresh, 3);
		for (let piece = 0; piece < 2; piece++) saving.next();
		const { run } = db.prepare('SELECT max(rowid), run FROM snapshot_pieces').get() ?? {};
		db.prepare('DELETE FROM snapshot_pieces WHERE run = ? AND nth = 0').run(Number(run));
		expect(() => finish(saving)).toThrow('deleted while');
		db.close();
		store = openSqlite(path);
		expect(leftovers()).toEqual([]);
		expect(await isThere()).toBe(false);
	});

	it('does not create a document that did not exist', async () => {
		const seen = await cutEverywhere(
			(db) => snapshotsIn(db).save(WALL, fresh, 0),
			async () => {},
			async () => {
				const { snapshot } = await store.loadDocument(WALL);
				expect(rows('SELECT id FROM documents')).toHaveLength(snapshot ? 1 : 0);
				return same(snapshot, fresh);
			}
		);
		expect(seen.indexOf(true)).toBe(seen.lastIndexOf(false) + 1);
	});

	it('stores the new document and its command, or neither', async () => {
		const next = stage('b1', { version: 2, epoch: 2 });
		const begins = { document: `${WALL}:2`, snapshot: fresh };
		const seen = await cutEverywhere(
			(db) => boards(db, Date.now, snapshotsIn(db)).saveStage(next, command('c1'), begins),
			() => store.createBoard(stage('b1')),
			async () => {
				const isDone = await store.hasCommand('b1', 'c1');
				const { snapshot } = await store.loadDocument(`${WALL}:2`);
				expect(isDone ? same(snapshot, fresh) : snapshot).toBe(isDone || null);
				expect((await store.loadStage('b1'))?.epoch).toBe(isDone ? 2 : 1);
				return isDone;
			}
		);
		expect(seen.indexOf(true)).toBe(seen.lastIndexOf(false) + 1);
	});
});

it('[O32] a version that is interrupted at any step is stored completely or not at all', async () => {
	const kept = version('v1', { content: old });
	const seen = await cutEverywhere(
		(db) => versions(db).saveVersion(version('v1', { content: fresh, name: 'Fresh' }), 9),
		async () => {
			await store.createBoard(stage('b1'));
			await store.saveVersion(kept, 9);
		},
		async () => {
			const found = await store.loadVersion('b1', 'v1');
			const isNew = found?.name === 'Fresh';
			expect(same(found?.content, isNew ? fresh : old)).toBe(true);
			return isNew;
		}
	);
	expect(seen.slice(0, 4)).toEqual([false, false, false, false]);
	expect(seen.indexOf(true)).toBe(seen.lastIndexOf(false) + 1);
});

it('[O32] small snapshots are stored in their row, and replaced data is deleted from the log and the pieces', async () => {
	for (let value = 1; value <= 4; value++) {
		await store.append([update(value)]);
		await store.saveSnapshot(WALL, value === 2 ? old : new Uint8Array([value]), value);
	}
	expect(rows('SELECT seq, run, hex(bytes) AS bytes FROM snapshots ORDER BY seq')).toEqual([
		{ seq: 3, run: null, bytes: '03' },
		{ seq: 4, run: null, bytes: '04' }
	]);
	expect(rows('SELECT seq FROM updates')).toEqual([{ seq: 4 }]);
	expect(rows('SELECT nth FROM snapshot_pieces')).toEqual([]);
});

it('[O32] the snapshot that replaces a log of many updates deletes it', async () => {
	const group = Array.from({ length: 3000 }, () => update(7));
	await store.append(group);
	await store.saveSnapshot(WALL, fresh, 3000);
	await store.append(group);
	await store.saveSnapshot(WALL, fresh, 6000);
	expect(rows('SELECT count(*) AS n, min(seq) AS first FROM updates')).toEqual([
		{ n: 3000, first: 3001 }
	]);
});

it('[O32] opens large snapshots that were stored before pieces existed', async () => {
	await store.close();
	rmSync(path);
	const db = new DatabaseSync(path);
	for (const step of MIGRATIONS.slice(0, WHOLE_SNAPSHOTS)) db.exec(step);
	db.exec(
		`PRAGMA user_version = ${WHOLE_SNAPSHOTS}; INSERT INTO documents VALUES (1, '${WALL}', 0)`
	);
	db.prepare('INSERT INTO snapshots (document, seq, bytes) VALUES (1, 0, ?)').run(old);
	// The doctor reads it before the server migrates it.
	expect(same([...documentRows(db)][0]?.snapshots[0]?.bytes, old)).toBe(true);
	db.close();
	store = openSqlite(path);
	expect(same((await store.loadDocument(WALL)).snapshot, old)).toBe(true);
	await store.append([update(1)]);
	await store.saveSnapshot(WALL, fresh, 1);
	expect(same((await store.loadDocument(WALL)).snapshot, fresh)).toBe(true);
	expect(looking(damage)).toEqual([]);
});

it('[O6] a repair replaces all pieces by one snapshot', async () => {
	await store.saveSnapshot(WALL, fresh, 0);
	await store.close();
	const db = new DatabaseSync(path);
	db.exec("UPDATE snapshot_pieces SET bytes = x'ff' WHERE nth = 1");
	const [found] = documentRows(db);
	expect(found?.snapshots[0]?.bytes).toHaveLength(2 * PIECE_BYTES + 1);
	if (found) replaceRows(db, found, old);
	db.close();
	store = openSqlite(path);
	expect(same((await store.loadDocument(WALL)).snapshot, old)).toBe(true);
	expect(leftovers()).toEqual([]);
});

it('[O32] reports a missing piece instead of loading half of a snapshot', async () => {
	await store.saveSnapshot(WALL, fresh, 0);
	const db = new DatabaseSync(path);
	db.exec('DELETE FROM snapshot_pieces WHERE nth = 1');
	db.close();
	await expect(store.loadDocument(WALL)).rejects.toThrow('a piece is missing');
});

it('[L3] leaves no word of a replaced or interrupted snapshot in the file', async () => {
	const secret = new TextEncoder().encode('Secretwords '.repeat(60_000));
	const inFile = () => readFileSync(path).includes('Secretwords');
	await store.saveSnapshot(WALL, secret, 0);
	await store.saveSnapshot(WALL, fresh, 0);
	cutOff((db) => snapshotsIn(db).save(WALL, secret, 0), 2);
	while (!(await store.giveBack(1, 1000)));
	expect(inFile()).toBe(true);
	await store.saveSnapshot(WALL, fresh, 0);
	while (!(await store.giveBack(1, 1000)));
	expect(inFile()).toBe(false);
});
