import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { disk, type Disk } from './disk.ts';
import { finishRestore, isRestoring, restore } from './restoring.ts';
import { openSqlite } from './sqlite.ts';

let dataDir: string;
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'groundwork-restoring-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const at = (name: string) => join(dataDir, name);
const PLAN = { fresh: 'groundwork.restoring-1.sqlite', aside: 'groundwork.replaced-1.sqlite' };

/** A database that contains one document with this name. With `open`, its last change is still in the log file. */
async function databaseWith(file: string, document: string, open = false) {
	const store = openSqlite(at(file));
	await store.append([{ document, update: new Uint8Array([1]) }]);
	if (open) return store;
	await store.close();
	return null;
}
function documentsIn(file: string): unknown[] {
	const db = new DatabaseSync(at(file), { readOnly: true });
	try {
		return db
			.prepare('SELECT name FROM documents')
			.all()
			.map(({ name }) => name);
	} finally {
		db.close();
	}
}
/** A disk that fails at call number `last`, either before or after that call takes effect. */
function dying(last: number, isDone: boolean): Disk & { calls: number } {
	const dying = { calls: 0 };
	const call = (work: () => void) => {
		dying.calls++;
		if (dying.calls > last) throw new Error('dead');
		if (dying.calls < last || isDone) work();
		if (dying.calls === last) throw new Error('killed');
	};
	return Object.assign(dying, {
		rename: (from: string, to: string) => call(() => disk.rename(from, to)),
		write: (file: string, text: string) => call(() => disk.write(file, text)),
		remove: (file: string) => call(() => disk.remove(file))
	});
}

/** The files of a server that was killed: its last change is only in the log file. */
async function killedServer() {
	const store = await databaseWith('groundwork.sqlite', 'w:old', true);
	for (const side of ['', '-wal', '-shm'])
		writeFileSync(at(`copy${side}`), readFile(`groundwork.sqlite${side}`), { mode: 0o600 });
	await store?.close();
	for (const side of ['', '-wal', '-shm']) {
		rmSync(at(`groundwork.sqlite${side}`), { force: true });
		disk.rename(at(`copy${side}`), at(`groundwork.sqlite${side}`));
	}
}
const readFile = (name: string) => readFileSync(at(name));

describe('[O9] an interrupted restore', () => {
	const cuts = [1, 2, 3, 4, 5, 6].flatMap((last) => [
		[last, 'before', false] as const,
		[last, 'after', true] as const
	]);
	it.each(cuts)(
		'in step %d, %s it was done, leaves one complete database',
		async (last, _, isDone) => {
			await killedServer();
			await databaseWith(PLAN.fresh, 'w:new');
			expect(() => restore(dataDir, PLAN, dying(last, isDone))).toThrow('killed');

			const wasBegun = isRestoring(dataDir) || !existsSync(at(PLAN.fresh));
			const app = createApp({ ...readConfig({ DATA_DIR: dataDir }), logLevel: 'silent' as const });
			await app.close();
			expect(documentsIn('groundwork.sqlite')).toEqual([wasBegun ? 'w:new' : 'w:old']);
			if (wasBegun) expect(documentsIn(PLAN.aside)).toEqual(['w:old']);
			expect(isRestoring(dataDir)).toBe(false);
			expect(finishRestore(dataDir)).toBe(false);
		}
	);

	it('has six steps, each of which was interrupted', async () => {
		await killedServer();
		await databaseWith(PLAN.fresh, 'w:new');
		const whole = dying(Infinity, true);
		restore(dataDir, PLAN, whole);
		expect(whole.calls).toBe(6);
		expect(documentsIn('groundwork.sqlite')).toEqual(['w:new']);
	});

	it('says what to do if the copy is gone, and creates no empty database', () => {
		writeFileSync(at('groundwork.restore'), JSON.stringify(PLAN));
		const config = { ...readConfig({ DATA_DIR: dataDir }), logLevel: 'silent' as const };
		expect(() => createApp(config)).toThrow(
			/was cut off, and the copy that it made is gone\. Restore a backup/
		);
		expect(existsSync(at('groundwork.sqlite'))).toBe(false);
		// The lock was released.
		expect(() => createApp(config)).toThrow(/was cut off/);
	});
});
