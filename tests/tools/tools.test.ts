/** Tests the operators’ tools as they are used: real processes on real files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MIGRATIONS } from '../../server/store/migrations.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { packVersion } from '../../server/boards/versions/version-content.ts';
import { contentOf } from '../../server/boards/files/wall-content.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';
import { addNote, makeCluster, renameCluster } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { seedBoard, type SeededBoard } from '../support/seed.ts';
import { BARE_SERVER, startServer, type TestServer } from '../support/server.ts';
import { Ledger, Page } from '../sync/crash-page.ts';
import { noteOf } from '../sync/harness.ts';

const RUN = fileURLToPath(new URL('../../server/tools/run.mjs', import.meta.url));
const WAIT = { timeout: 20_000, interval: 10 };
const WRITERS = 20;

let directory: string;
let dataDir: string;
let database: string;
const servers: TestServer[] = [];
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'groundwork-tools-'));
	dataDir = join(directory, 'data');
	database = join(dataDir, 'groundwork.sqlite');
});
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.dispose()));
	rmSync(directory, { recursive: true });
});

/** Runs a tool as npm does, from another directory. */
async function call(tool: 'backup' | 'restore' | 'doctor', args: string[], place = dataDir) {
	const child = spawn(process.execPath, [RUN, tool, ...args], {
		env: { ...process.env, DATA_DIR: place, INIT_CWD: directory }
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => (said += String(chunk)));
	const [code] = (await once(child, 'close')) as [number];
	return { code, said: said.trim() };
}
async function start(place = dataDir): Promise<TestServer> {
	const server = await startServer({ dataDir: place, main: BARE_SERVER });
	servers.push(server);
	return server;
}
const seed = (names: string[]) =>
	seedBoard(dataDir, {
		step: 'cluster',
		people: names.map((name) => ({ name, fn: 'sales', role: 'participant' as const }))
	});
async function enter(server: TestServer, { board, people }: SeededBoard): Promise<Page[]> {
	const pages = people.map((person) => new Page(server.url, board, person, new Ledger()));
	await vi.waitFor(() => expect(pages.every(({ synced }) => synced)).toBe(true), WAIT);
	return pages;
}
const titleOf = ({ wall }: Page, id: string) => wall.cluster(id)?.title ?? '';

describe('[O4] npm run backup', () => {
	it('makes a copy while twenty people write, with everything saved before its time', async () => {
		const board = await seed(Array.from({ length: WRITERS }, (_, at) => `writer${at}`));
		const server = await start();
		const pages = await enter(server, board);
		const acknowledged: { cluster: string; count: number; at: number }[] = [];
		let writing = true;
		const write = (page: Page, at: number, count: number) => {
			const cluster = `cluster-${at}`;
			const change = () =>
				count === 1
					? makeCluster(page.wall, cluster, [], 0, 0, '1')
					: renameCluster(page.wall, cluster, `${count}`);
			page.wallLine.write(change, () => acknowledged.push({ cluster, count, at: Date.now() }));
			return page.wallLine.settled();
		};
		const writers = (async () => {
			for (let count = 1; writing; count++)
				await Promise.all(pages.map((page, at) => write(page, at, count)));
		})();
		await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(5 * WRITERS), WAIT);
		const before = acknowledged.length;
		const { code, said } = await call('backup', ['copy.sqlite']);
		const during = acknowledged.length - before;
		writing = false;
		await writers;
		await Promise.all([server.stop(), ...pages.map((page) => page.end())]);

		const file = join(directory, 'copy.sqlite');
		expect(said).toMatch(
			/^Copied 1 board, 20 people, \d+ documents? \([\d.]+ KB\) as of \S+ to .*copy\.sqlite\.$/
		);
		expect(code).toBe(0);
		expect(during).toBeGreaterThan(0);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const moment = Date.parse(/as of (\S+)/.exec(said)?.[1] ?? '');
		const due = acknowledged.filter(({ at }) => at < moment);
		expect(due.length).toBeGreaterThanOrEqual(before);

		const elsewhere = join(directory, 'elsewhere');
		expect((await call('restore', [file], elsewhere)).code).toBe(0);
		expect((await call('doctor', [], elsewhere)).code).toBe(0);
		const [page, ...others] = await enter(await start(elsewhere), board);
		if (!page) throw new Error('somebody must be there');
		const missing = due.filter(({ cluster, count }) => Number(titleOf(page, cluster)) < count);
		expect(missing).toEqual([]);
		await servers.at(-1)?.stop();
		await Promise.all([page, ...others].map((one) => one.end()));
	});

	it('overwrites nothing, and says what is missing', async () => {
		expect(await call('backup', ['copy.sqlite'])).toEqual({
			code: 1,
			said: `There is no database in ${dataDir}. Is DATA_DIR set as for the server?`
		});
		await seed(['ana']);
		expect((await call('backup', ['copy.sqlite'])).code).toBe(0);
		const { size } = statSync(join(directory, 'copy.sqlite'));
		expect(await call('backup', ['copy.sqlite'])).toEqual({
			code: 1,
			said: `${join(directory, 'copy.sqlite')} is there already. Choose another name.`
		});
		expect(statSync(join(directory, 'copy.sqlite')).size).toBe(size);
		const usage = 'Say where the copy goes: npm run backup -- groundwork-backup.sqlite';
		for (const args of [[], ['a', 'b'], ['--force']])
			expect(await call('backup', args)).toEqual({ code: 2, said: usage });
		const { code, said } = await call('backup', ['no/such/folder/copy.sqlite']);
		expect([code, said]).toEqual([1, expect.stringMatching(/cannot be written/)]);
		expect(readdirSync(directory).sort()).toEqual(['copy.sqlite', 'data']);
	});
});

describe('[O5] npm run restore', () => {
	it('refuses while a server is running, and keeps the replaced data', async () => {
		const board = await seed(['ana']);
		await call('backup', ['copy.sqlite']);
		const server = await start();
		const [page] = await enter(server, board);
		page?.wallLine.write(
			() => makeCluster(page.wall, 'c1', [], 0, 0, 'After the copy'),
			() => {}
		);
		await page?.wallLine.settled();
		expect(await call('restore', ['copy.sqlite'])).toEqual({
			code: 1,
			said: `Another Groundwork uses the data in ${dataDir}. Stop it first, or set DATA_DIR to another directory.`
		});
		await server.stop();
		await page?.end();

		const { code, said } = await call('restore', ['copy.sqlite']);
		expect(code).toBe(0);
		const kept = /What was there before is kept in (\S+)\.$/.exec(said)?.[1] ?? '';
		const wallIn = async (file: string) => {
			const store = openSqlite(file);
			const { seq } = await store.loadDocument(`w:${board.board}`);
			await store.close();
			return seq;
		};
		expect(await wallIn(database)).toBe(0);
		expect(await wallIn(kept)).toBeGreaterThan(0);
		for (const file of [database, kept]) expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	it('accepts only a complete Groundwork database, and otherwise changes nothing', async () => {
		await seed(['ana']);
		const store = openSqlite(database);
		for (let at = 0; at < 50; at++)
			await store.append([{ document: 'w:b', update: new Uint8Array(4000) }]);
		await store.close();
		await call('backup', ['whole.sqlite']);
		for (const name of ['newer', 'cut', 'foreign']) await call('backup', [`${name}.sqlite`]);
		const change = (name: string, sql: string) => {
			const db = new DatabaseSync(join(directory, `${name}.sqlite`));
			db.exec(sql);
			db.close();
		};
		change('newer', `PRAGMA user_version = ${MIGRATIONS.length + 1}`);
		change('foreign', 'DROP TABLE updates');
		truncateSync(join(directory, 'cut.sqlite'), 100_000);
		const before = readdirSync(dataDir);

		const refusals: [string, RegExp][] = [
			['newer.sqlite', /cannot be used\. It was written by a newer Groundwork/],
			['foreign.sqlite', /cannot be used\. It is a database, but none of Groundwork\.$/],
			['cut.sqlite', /is damaged|cannot be used/],
			['nothing.sqlite', /^There is no file /],
			[database, /is the database itself/]
		];
		for (const [file, sentence] of refusals) {
			const { code, said } = await call('restore', [file]);
			expect([code, said]).toEqual([1, expect.stringMatching(sentence)]);
			expect(said.split('\n')).toHaveLength(1);
		}
		expect((await call('restore', [])).code).toBe(2);
		expect(readdirSync(dataDir).filter((name) => name !== 'groundwork.lock')).toEqual(before);
	});
});

describe('[O6] npm run doctor', () => {
	/** A wall of forty changes. With `snapshots`, it has snapshots after the tenth and the twentieth. */
	async function wallOf(board: string, snapshots = true): Promise<Wall> {
		const store = openSqlite(database);
		const wall = new Wall();
		const updates: Uint8Array[] = [];
		wall.doc.on('update', (update: Uint8Array) => updates.push(update));
		for (let at = 1; at <= 40; at++) {
			addNote(wall, noteOf(`note-${at}`));
			await store.append([{ document: `w:${board}`, update: updates.at(-1) ?? new Uint8Array() }]);
			if (snapshots && at % 10 === 0 && at <= 20)
				await store.saveSnapshot(`w:${board}`, wall.encode(), at);
		}
		await store.close();
		return wall;
	}
	function breakRow(sql: string) {
		const db = new DatabaseSync(database);
		expect(Number(db.prepare(sql).run().changes)).toBe(1);
		db.close();
	}
	async function stored(board: string): Promise<Wall> {
		const store = openSqlite(database);
		const { snapshot, updates } = await store.loadDocument(`w:${board}`);
		await store.close();
		expect(updates).toEqual([]);
		return Wall.from(snapshot ?? new Uint8Array());
	}

	it('finds no fault in a good board, also while a server is running', async () => {
		const { board } = await seed(['ana']);
		await wallOf(board);
		await start();
		const { code, said } = await call('doctor', []);
		expect(said).toContain('1 board, 1 person, 1 document, 40 notes.');
		expect(said).toMatch(/All is well\.$/);
		expect(code).toBe(0);
		expect(await call('doctor', ['--repair'])).toMatchObject({
			code: 1,
			said: expect.stringContaining('Another Groundwork uses the data') as string
		});
		expect((await call('doctor', ['--now'])).code).toBe(2);
	});

	it('repairs a broken snapshot from the previous one without loss', async () => {
		const { board } = await seed(['ana']);
		const wall = await wallOf(board);
		breakRow("UPDATE snapshots SET bytes = x'ff00ff' WHERE seq = 20");
		const sick = await call('doctor', []);
		expect(sick.code).toBe(1);
		expect(sick.said).toContain(`w:${board}: its snapshot cannot be read.`);
		expect(sick.said).toContain('npm run doctor -- --repair');

		const repair = await call('doctor', ['--repair']);
		expect(repair.said).toContain('repaired from its previous snapshot. Nothing was lost.');
		expect(repair.code).toBe(0);
		const aside = /What was there is kept in (\S+)\.$/m.exec(repair.said)?.[1] ?? '';
		expect(existsSync(aside)).toBe(true);
		expect((await call('doctor', [])).code).toBe(0);
		expect((await stored(board)).notes.toJSON()).toEqual(wall.notes.toJSON());
	});

	it('says what was lost with a broken change', async () => {
		const { board } = await seed(['ana']);
		await wallOf(board);
		breakRow("UPDATE updates SET bytes = x'ff' WHERE seq = 39");
		const sick = await call('doctor', []);
		expect([sick.code, sick.said]).toEqual([
			1,
			expect.stringContaining(`w:${board}: change 39 cannot be read.`)
		]);
		const repair = await call('doctor', ['--repair']);
		expect(repair.said).toContain('1 of 40 changes was lost, and what was built on them.');
		expect((await call('doctor', [])).code).toBe(0);
		// The same writer made the fortieth change. Without the one before, it cannot be applied.
		expect((await stored(board)).noteIds()).toHaveLength(38);
		expect((await call('doctor', ['--repair'])).said).toBe('No document needs to be repaired.');
	});

	it('leaves an unreadable document unchanged', async () => {
		const { board } = await seed(['ana']);
		await wallOf(board);
		const db = new DatabaseSync(database);
		db.exec("UPDATE snapshots SET bytes = x'ff'");
		db.close();
		const repair = await call('doctor', ['--repair']);
		expect([repair.code, repair.said]).toEqual([
			1,
			expect.stringContaining('nothing of it can be read. It was left as it is.')
		]);
	});

	it('counts the notes in the current epoch of a board', async () => {
		const { board } = await seed(['ana']);
		await wallOf(board);
		const store = openSqlite(database);
		const wall = new Wall();
		addNote(wall, noteOf('note-1'));
		await store.append([{ document: `w:${board}:2`, update: wall.encode() }]);
		await store.close();
		breakRow("UPDATE boards SET stage = json_set(stage, '$.epoch', 2)");
		const { code, said } = await call('doctor', []);
		expect([code, said]).toEqual([0, expect.stringContaining('2 documents, 1 note.')]);
	});

	it('[L19] says how much space each kind of data takes, and how much disk space is left', async () => {
		const { board } = await seed(['ana']);
		await wallOf(board);
		const store = openSqlite(database);
		const desk = new Uint8Array(2000);
		await store.append([{ document: `d:${board}:p`, update: desk }]);
		await store.saveAuthors(board, [{ note: 'note-1', participant: 'writer-of' }]);
		await store.close();
		breakRow("UPDATE boards SET stage = json_set(stage, '$.deletedAt', 1)");
		const kept = [
			['groundwork.version-4-2026-11-22T10-20-30.sqlite', 1000],
			['groundwork.replaced-2026-11-22T10-20-30.sqlite', 2000],
			['groundwork.replaced-2026-11-22T10-20-30.sqlite-wal', 3000]
		] as const;
		expect((await call('doctor', [])).said).not.toContain('Beside the database');
		for (const [name, bytes] of kept) writeFileSync(join(dataDir, name), new Uint8Array(bytes));
		const { said } = await call('doctor', []);
		expect(said).toMatch(/History: 0 entries 0 bytes; who wrote what: 1 row 15 bytes\./);
		expect(said).toContain(
			'Beside the database: 1 copy from before a newer version 1.0 KB; 1 copy that a restore replaced 5.0 KB.'
		);
		expect(said).toContain('stays until you delete it: groundwork.replaced-*');
		expect(said).toMatch(
			/Boards: 0 in use, 0 archived, 1 deleted \(\d+\.\d KB, can be brought back\)\./
		);
		expect(said).toMatch(
			/Walls \d+\.\d KB; 1 desk 2\.0 KB; 0 versions 0 bytes; 0 documents of past/
		);
		expect(said).toMatch(/Free disk: .+; below .+ new boards, imports and versions are refused\./);
	});
	it('reports an invalid stage', async () => {
		const { board } = await seed(['ana']);
		breakRow("UPDATE boards SET stage = '{'");
		expect(await call('doctor', [])).toMatchObject({
			code: 1,
			said: expect.stringContaining(`board ${board}: its stage cannot be read.`) as string
		});
	});

	it('reports a board with a damaged version', async () => {
		const { board } = await seed(['ana']);
		const version = { board, id: 'v1', by: '', at: 1, reason: 'named', name: 'One' } as const;
		const stage = { steps: [], rounds: [], currentStep: '' } as unknown as Stage;
		const wall = JSON.stringify(contentOf(new Wall()));
		const { digest, content } = packVersion({ stage, wall, before: null });
		const store = openSqlite(database);
		await store.saveVersion({ ...version, digest, summary: '', content }, 9);
		await store.close();
		expect((await call('doctor', [])).said).toMatch(/All is well\.$/);
		breakRow('UPDATE versions SET packed = substr(packed, 1, length(packed) - 9)');
		expect(await call('doctor', [])).toMatchObject({
			code: 1,
			said: expect.stringContaining(`board ${board}: a version of it cannot be read.`) as string
		});
	});

	it('reports an invalid template', async () => {
		await seed(['ana']);
		breakRow(
			"INSERT INTO templates (user, id, title, steps, created_at) SELECT id, 'mine', 'Mine', '{', 0 FROM users"
		);
		expect(await call('doctor', [])).toMatchObject({
			code: 1,
			said: expect.stringContaining('template mine: its list of steps cannot be read.') as string
		});
	});
});
