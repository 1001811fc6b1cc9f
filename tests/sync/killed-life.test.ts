/** The server dies while it deletes, erases or forgets; the next one finishes the work. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { damage, documentRows } from '../../server/store/inventory.ts';
import { examine } from '../../server/sync/checkup.ts';
import { realWorkshop, type RealWorkshop } from '../support/real-workshop.ts';
import { atDesk, headersOf, isSaved, until } from './harness.ts';

/** Kills are spread over all writes; `CRASH=long` tries every write. */
const KILLS = process.env['CRASH'] === 'long' ? Infinity : 3;
const TIMEOUT_MS = 240_000;
const HERS = ['Zenobia', 'Draft of hers'];
const OTHERS = ['Words on the wall', 'Draft of Bob', 'Other board'];

let seeded: string;
let boards: { anonymous: string; other: string };
beforeAll(async () => {
	const test = await realWorkshop();
	seeded = test.dir;
	boards = {
		anonymous: await test.start('fay', 'Fay', { attribution: 'anonymous' }),
		other: await test.start('fay', 'Fay', { title: 'Other board', attribution: 'named' })
	};
	for (const board of Object.values(boards)) await fill(test, board);
	await test.stop();
}, TIMEOUT_MS);
afterAll(() => rmSync(seeded, { recursive: true }));

async function fill(test: RealWorkshop, board: string) {
	const post = (await test.stage(board)).steps.find(({ kind }) => kind === 'post')?.id ?? '';
	await test.give('fay', board, { kind: 'goToStep', step: post });
	for (const [user, name] of [
		['zen', 'Zenobia'],
		['bob', 'Bob']
	] as const) {
		await test.join(board, user, name);
		const page = atDesk(test.port, user, { board, headers: headersOf(test.port, user) });
		await until(() => isSaved(page), 'a page');
		const draft = user === 'zen' ? 'Draft of hers' : 'Draft of Bob';
		page.desk.writeNote(`note-of-${user}-${board}`, 'Words on the wall', 'problem', 1, post);
		page.desk.writeNote(`draft-of-${user}-${board}`, draft, 'problem', 2, 'elsewhere');
		await until(() => isSaved(page), 'words');
		page.stop();
	}
	await test.give('fay', board, { kind: 'reveal', step: post });
	await test.give('fay', board, { kind: 'keepVersion', name: 'Kept' });
}

const ends: (() => unknown)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});
/** A copy of the data, after `prepare` changed it. */
async function copy(prepare: (test: RealWorkshop) => Promise<void> = async () => {}) {
	const dir = mkdtempSync(join(tmpdir(), 'groundwork-killed-'));
	ends.push(() => rmSync(dir, { recursive: true, force: true }));
	cpSync(seeded, dir, { recursive: true });
	const test = await realWorkshop(dir);
	await prepare(test);
	await test.stop();
	return dir;
}
/** Whether the process finished. */
function runUntil(dir: string, deed: string, board: string, at: number): Promise<boolean> {
	return new Promise((resolve, reject) => {
		execFile(
			process.execPath,
			['tests/sync/killed-life.ts', dir, deed, board, String(at)],
			(error, said, complaints) => {
				if (error && error.signal !== 'SIGKILL') reject(new Error(complaints));
				else resolve(said.includes('done'));
			}
		);
	});
}
/** Kills the process at writes all over its work, and checks the data after the next server started. */
async function killAllOver(
	deed: string,
	board: string,
	expectWhole: (test: RealWorkshop) => Promise<'before' | 'after'>,
	prepare?: (test: RealWorkshop) => Promise<void>
) {
	const first = await copy(prepare);
	let writes = 1;
	for (let step = 64; step >= 1; step /= 2) {
		const dir = await again(first);
		if (!(await runUntil(dir, deed, board, writes + step))) writes += step;
	}
	const seen = new Set<string>();
	const stride = Math.max(1, Math.floor(writes / KILLS));
	for (let at = 1; at <= writes; at += stride) {
		const dir = await again(first);
		// Commits are gathered, so another run may have fewer of them.
		if (await runUntil(dir, deed, board, at)) continue;
		const test = await realWorkshop(dir);
		if (deed === 'purge') test.clock.now += 31 * 24 * 3_600_000;
		await test.sweeper.sweep();
		seen.add(await expectWhole(test));
		await test.stop();
		expectSound(test.path);
		expect(test.inFiles(OTHERS), `killed at ${at} of ${writes}`).toEqual(OTHERS);
	}
	return { seen: [...seen].sort(), writes };
}
async function again(first: string): Promise<string> {
	const dir = mkdtempSync(join(tmpdir(), 'groundwork-killed-'));
	ends.push(() => rmSync(dir, { recursive: true, force: true }));
	cpSync(first, dir, { recursive: true });
	return Promise.resolve(dir);
}
function expectSound(path: string) {
	const db = new DatabaseSync(path, { readOnly: true });
	expect(damage(db)).toEqual([]);
	for (const rows of documentRows(db))
		expect(examine({ ...rows, kind: rows.name.startsWith('w:') ? 'wall' : 'desk' })).toEqual([]);
	db.close();
}
const draftsOf = async (test: RealWorkshop, user: string, board: string) => {
	const { id } = await test.me(user, board);
	const notes = await test.live.readDesk(board, id, (desk) => desk.notes());
	return notes.map(({ text }) => text);
};

describe('[L20] if the server is killed at any write,', () => {
	it(
		'a person is erased completely or not at all',
		async () => {
			const { seen, writes } = await killAllOver('erase', boards.other, async (test) => {
				expect(await draftsOf(test, 'bob', boards.other)).toContain('Draft of Bob');
				const isGone = (await test.store.listSeatsOf('zen')).length === 0;
				await test.stop();
				expect(test.inFiles(HERS)).toEqual(isGone ? [] : HERS);
				return isGone ? 'after' : 'before';
			});
			expect(writes).toBeGreaterThan(4);
			expect(seen).toEqual(['after', 'before']);
		},
		TIMEOUT_MS
	);
	it(
		'forgetting who wrote what loses nobody’s drafts, and leaves no half of the list',
		async () => {
			const board = boards.anonymous;
			const { seen, writes } = await killAllOver('forget', board, async (test) => {
				expect(await draftsOf(test, 'zen', board)).toContain('Draft of hers');
				expect(await draftsOf(test, 'bob', board)).toContain('Draft of Bob');
				const { archivedAt, deskEpoch } = await test.stage(board);
				const { id } = await test.me('zen', board);
				const isForgotten = (await test.store.listAuthors(board)).size === 0;
				expect(isForgotten).toBe(archivedAt !== undefined);
				expect(deskEpoch).toBe(isForgotten ? 2 : undefined);
				const old = await test.store.loadDocument(`d:${board}:${id}`);
				expect(old.seq === 0 && old.snapshot === null).toBe(isForgotten);
				return isForgotten ? 'after' : 'before';
			});
			expect(writes).toBeGreaterThan(4);
			expect(seen).toEqual(['after', 'before']);
		},
		TIMEOUT_MS
	);
	it(
		'the next server finishes deleting a board, and the other board is whole',
		async () => {
			const { seen, writes } = await killAllOver(
				'purge',
				boards.anonymous,
				async (test) => {
					expect(await test.boards.exists(boards.anonymous)).toBe(false);
					expect(await draftsOf(test, 'zen', boards.other)).toContain('Draft of hers');
					return 'after';
				},
				(test) =>
					test.give('fay', boards.anonymous, {
						...{ kind: 'deleteBoard', title: 'Why customers leave' }
					})
			);
			expect(writes).toBeGreaterThan(4);
			expect(seen).toEqual(['after']);
		},
		TIMEOUT_MS
	);
});
