/** Checks that a deleted board is in no table and nowhere in the file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { command, HOUR_MS, NOW, seat, stage, version } from '../../tests/contracts/contents.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** Tables that contain nothing about any board. */
const OF_USERS = ['users', 'sessions', 'templates'];
const text = (words: string) => new TextEncoder().encode(words);

let directory: string;
let path: string;
let store: Store;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'groundwork-purge-'));
	path = join(directory, 'groundwork.sqlite');
	store = openSqlite(path);
});
afterEach(async () => {
	await store.close();
	rmSync(directory, { recursive: true });
});

/** Fills every table that can contain data of a board, each time with the word `secret`. */
async function fill(board: string, secret: string) {
	await store.createBoard(stage(board, { title: secret }));
	await store.createUser({ id: `u-${board}`, createdAt: NOW });
	const participant = `p-${board}`;
	await store.saveParticipant(
		seat(participant, { board, userId: `u-${board}`, name: secret, role: 'facilitator' })
	);
	await store.createUser({ id: `new-${board}`, createdAt: NOW });
	await store.saveNewcomer({
		...{ id: `n-${board}`, board, userId: `new-${board}`, name: secret, fn: 'sales' },
		...{ askedAt: NOW, declinedAt: null }
	});
	const given = { ...command('c', board), body: JSON.stringify({ kind: 'rename', title: secret }) };
	await store.saveStage(stage(board, { title: secret }), given);
	await store.saveAuthors(board, [{ note: secret, participant }]);
	await store.saveVersion(version('v', { board, content: text(secret.repeat(3000)) }), 9);
	await store.saveLink({ token: `link-${secret}`, board, role: 'participant', createdAt: NOW });
	await store.saveCode({ code: `code-${secret}`, board, expiresAt: NOW + HOUR_MS });
	for (const document of [`w:${board}`, `w:${board}:2`, `d:${board}:${participant}`]) {
		const claims = [{ client: 7, participant }];
		const shares = [{ participant, bytes: 7, structs: 7 }];
		// Large enough for its own pages, and overwritten as compaction does.
		await store.append([{ document, update: text(secret.repeat(3000)), claims, shares }]);
		await store.saveSnapshot(document, text(secret.repeat(4000)), 1);
		await store.append([{ document, update: text(secret.repeat(10)) }]);
	}
	// Written in pieces, and overwritten.
	for (const times of [30_000, 40_000])
		await store.saveVersion(version('large', { board, content: text(secret.repeat(times)) }), 9);
	await store.saveSnapshot(`w:${board}:2`, text(secret.repeat(60_000)), 2);
	await store.saveSnapshot(`w:${board}:2`, text(secret.repeat(70_000)), 2);
}
/** Every value of every table, by table. */
function dump(): Map<string, string> {
	const db = new DatabaseSync(path, { readOnly: true });
	try {
		const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
		return new Map(
			tables.map(({ name }) => {
				const rows = db.prepare(`SELECT * FROM "${String(name)}"`).all();
				const values = rows.flatMap((row) => Object.values(row));
				const words = values.map((value) =>
					value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)
				);
				return [String(name), words.join('\n')];
			})
		);
	} finally {
		db.close();
	}
}
const tablesWith = (...words: string[]) =>
	[...dump()].filter(([, rows]) => words.some((word) => rows.includes(word))).map(([name]) => name);
const filesWith = (word: string) =>
	readdirSync(directory).filter((file) => readFileSync(join(directory, file)).includes(word));

describe('[L3] a deleted board', () => {
	it('leaves nothing in any table, even a table that was added later, and other boards unchanged', async () => {
		await fill('other', 'Otherwords');
		const before = tablesWith('Otherwords', 'other');
		await fill('board-1', 'Secretwords');
		const all = [...dump().keys()].filter((name) => !OF_USERS.includes(name));
		// This test must fill each new table, or list it above.
		const holding = tablesWith('Secretwords', 'board-1');
		expect(all.filter((name) => !holding.includes(name) && !ofDocuments(name))).toEqual([]);
		while (!(await store.purgeBoard('board-1', 3)));
		await store.dropOrphans(NOW + 1, 9);
		expect(tablesWith('Secretwords', 'board-1')).toEqual([]);
		expect(tablesWith('Otherwords', 'other')).toEqual(before);
	});
	/** Rows that refer to a document only by its number. */
	const ofDocuments = (name: string) => {
		const db = new DatabaseSync(path, { readOnly: true });
		try {
			const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all(name);
			return columns.some((column) => column['name'] === 'document');
		} finally {
			db.close();
		}
	};

	it('leaves no word in the file after the space was given back', async () => {
		await fill('other', 'Otherwords');
		await fill('board-1', 'Secretwords');
		expect(filesWith('Secretwords').length).toBeGreaterThan(0);
		while (!(await store.purgeBoard('board-1', 3)));
		await store.dropOrphans(NOW + 1, 9);
		while (!(await store.giveBack(1, 0)));
		expect(filesWith('Secretwords')).toEqual([]);
		expect(filesWith('board-1')).toEqual([]);
		expect(filesWith('Otherwords').length).toBeGreaterThan(0);
	});

	it('gives its space back to the disk', async () => {
		await fill('board-1', 'Secretwords');
		while (!(await store.giveBack(1, 0)));
		const size = () => readFileSync(path).length;
		const before = size();
		while (!(await store.purgeBoard('board-1', 3)));
		while (!(await store.giveBack(1, 0)));
		expect(size()).toBeLessThan(before / 2);
	});

	it('keeps the log for later while a reader needs it', async () => {
		await fill('board-1', 'Secretwords');
		const reader = new DatabaseSync(path, { readOnly: true });
		reader.exec('BEGIN; SELECT count(*) FROM boards');
		while (!(await store.purgeBoard('board-1', 50)));
		await store.giveBack(50, 0);
		expect(filesWith('Secretwords').length).toBeGreaterThan(0);
		reader.close();
		while (!(await store.giveBack(50, 0)));
		expect(filesWith('Secretwords')).toEqual([]);
	});
});
