/**
 * The server dies while it writes a large snapshot: the previous snapshot stays whole, and nothing else remains.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { damage } from '../../server/store/inventory.ts';
import { PIECE_BYTES } from '../../server/store/pieces.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { large, same } from '../contracts/contents.ts';

const LIVES = process.env['CRASH'] === 'long' ? 50 : 4;
const BYTES = 12 * PIECE_BYTES + 1;
const TIMEOUT_MS = 120_000;

let directory: string;
let path: string;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'groundwork-killed-'));
	path = join(directory, 'groundwork.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** The number of pieces that no snapshot names. */
function left(): number {
	const db = new DatabaseSync(path, { readOnly: true });
	try {
		const found = db.prepare(
			'SELECT count(*) AS n FROM snapshot_pieces WHERE run NOT IN (SELECT run FROM snapshots WHERE run IS NOT NULL)'
		);
		return Number(found.get()?.['n']);
	} finally {
		db.close();
	}
}
/**
 * Kills the process while it writes pieces, after this many snapshots. Returns the last acknowledged snapshot.
 */
async function killInTheMiddle(first: number, snapshots: number): Promise<number> {
	const child = spawn(process.execPath, [
		...['tests/sync/killed-snapshot.ts', path, String(BYTES), String(first)]
	]);
	let last = first - 1;
	child.stdout.on('data', (said: Buffer) => {
		last = Number(said.toString().trim().split('\n').at(-1));
	});
	const ended = once(child, 'exit');
	while (last < first + snapshots || left() === 0) {
		if (child.exitCode !== null) throw new Error('it ended by itself');
		await setImmediate();
	}
	child.kill('SIGKILL');
	await ended;
	return last;
}

it(
	'[O32] [P1] the previous snapshot is whole after kill -9 in the middle of the next one',
	async () => {
		let next = 1;
		let cuts = 0;
		for (let life = 0; life < LIVES; life++) {
			const acknowledged = await killInTheMiddle(next, life);
			if (left() > 0) cuts++;
			const store = openSqlite(path);
			const { snapshot, updates, seq } = await store.loadDocument('w:b1');
			expect(seq).toBeGreaterThanOrEqual(acknowledged);
			const held = seq - updates.length;
			expect(held).toBeGreaterThanOrEqual(acknowledged);
			expect(same(snapshot, large(BYTES, held))).toBe(true);
			await store.close();
			expect(left()).toBe(0);
			const db = new DatabaseSync(path, { readOnly: true });
			expect(damage(db)).toEqual([]);
			db.close();
			next = seq + 1;
		}
		expect(cuts).toBeGreaterThan(0);
	},
	TIMEOUT_MS
);
