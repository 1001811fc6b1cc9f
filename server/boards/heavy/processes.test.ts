import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { NOTHING_WRITTEN } from '../../../src/lib/workshop/defaults.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import { contentOf } from '../files/wall-content.ts';
import { later, now, type Turn } from './lanes.ts';
import { ownMemory } from './own-memory.ts';
import { sharedText } from './shared.ts';
import { HeavyProcesses, heapFor } from './processes.ts';

let processes: HeavyProcesses;
afterEach(() => processes.close());

const scratch = mkdtempSync(join(tmpdir(), 'groundwork-heavy-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let programs = 0;
/** A program that does this instead of the work. */
function program(code: string): URL {
	const file = join(scratch, `${(programs += 1)}.mjs`);
	writeFileSync(file, code);
	return pathToFileURL(file);
}

const wall = (notes: number) => ({
	wall: sharedText(
		JSON.stringify({
			...NOTHING_WRITTEN,
			...contentOf(new Wall()),
			notes: Array.from({ length: notes }, (_, n) => note(`note-${n}`))
		})
	),
	writers: new Map<string, string>()
});

describe('heavy work in processes', () => {
	it('returns each result to the caller who asked for it', async () => {
		processes = new HeavyProcesses();
		const made = await Promise.all([1, 2, 3, 4].map((n) => processes.run('encodeWall', wall(n))));
		expect(made.map((bytes) => Wall.from(bytes).noteIds().length)).toEqual([1, 2, 3, 4]);
		expect(processes.size).toBe(2);
	});

	it('passes on the error of a task and continues', async () => {
		processes = new HeavyProcesses();
		await expect(
			processes.run('encodeWall', { ...wall(1), wall: sharedText('no JSON') })
		).rejects.toThrow(/JSON/);
		await expect(processes.run('encodeWall', wall(1))).resolves.toBeInstanceOf(Uint8Array);
	});

	it('rejects the tasks of a process that ends, and starts another', async () => {
		const broken = program('process.exit(1)');
		processes = new HeavyProcesses({ program: broken });
		await expect(processes.run('encodeWall', wall(1))).rejects.toThrow('a process has ended');
		await expect(processes.run('encodeWall', wall(1))).rejects.toThrow('a process has ended');
	});

	it('keeps no idle process', async () => {
		processes = new HeavyProcesses({ idleMs: 0 });
		await processes.run('encodeWall', wall(1));
		await expect.poll(() => processes.size).toBe(0);
		await expect(processes.run('encodeWall', wall(1))).resolves.toBeInstanceOf(Uint8Array);
	});

	it('[O22] runs urgent work for a board before files that were requested earlier', async () => {
		processes = new HeavyProcesses();
		// Both have started.
		await Promise.all([1, 2].map((n) => processes.run('encodeWall', wall(n))));
		const done: string[] = [];
		const run = (name: string, turn: Turn) =>
			processes.run('encodeWall', wall(50), turn).then(() => done.push(name));
		const files = Array.from({ length: 12 }, (_, nth) => run(`file ${nth}`, later(`board ${nth}`)));
		const loads = [1, 2, 3].map((nth) => run(`load ${nth}`, now()));
		await Promise.all(loads);
		// One file had a process before the first load was requested.
		expect(done.filter((name) => name.startsWith('file')).length).toBeLessThan(12);
		await Promise.all(files);
		expect(done).toHaveLength(15);
	});

	it('[O22] refuses a board’s excess work with a sentence, and continues with the rest', async () => {
		processes = new HeavyProcesses();
		const asked = Array.from({ length: 9 }, () =>
			processes.run('encodeWall', wall(1), later('board'))
		);
		const outcomes = await Promise.allSettled(asked);
		const refused = outcomes.filter(({ status }) => status === 'rejected');
		expect(refused).toHaveLength(3);
		expect(refused[0]).toMatchObject({ reason: { name: 'HeavyBusy' } });
		await expect(processes.run('encodeWall', wall(1), later('board'))).resolves.toBeDefined();
	});

	it('[O30] ends work that can wait after a time limit, with a named error, and continues', async () => {
		const endless = program('for (;;);');
		processes = new HeavyProcesses({ program: endless, laterMs: 200 });
		const run = () => processes.run('encodeWall', wall(1), later('board'));
		await expect(run()).rejects.toMatchObject({ name: 'HeavyTooMuch' });
		await expect(run()).rejects.toMatchObject({ name: 'HeavyTooMuch' });
	});

	it('[O31] ends work that needs too much memory, with a named error, and continues', async () => {
		processes = new HeavyProcesses({ heapMb: 64 });
		const tooLarge = { name: 'HeavyTooLarge' };
		const [large, small] = [wall(100_000), wall(1)];
		await expect(processes.run('encodeWall', large)).rejects.toMatchObject(tooLarge);
		await expect(processes.run('encodeWall', small)).resolves.toBeInstanceOf(Uint8Array);
	});

	it.each([
		[
			'lists without end',
			"const all = []; for (;;) all.push(JSON.parse('[' + '[],'.repeat(1e6) + '[]]'))"
		],
		['one list without end', 'const all = []; for (;;) all.push(1)'],
		['a map without end', 'const all = new Map(); for (;;) all.set(all.size, [])']
	])('[O31] continues after a process allocated %s', async (_, code) => {
		processes = new HeavyProcesses({ program: program(code), heapMb: 64 });
		await expect(processes.run('encodeWall', wall(1))).rejects.toMatchObject({
			name: 'HeavyTooLarge'
		});
	});

	it('[O31] continues after the kernel ends a process', async () => {
		const killed = program("process.kill(process.pid, 'SIGKILL')");
		processes = new HeavyProcesses({ program: killed });
		await expect(processes.run('encodeWall', wall(1))).rejects.toMatchObject({
			name: 'HeavyTooLarge'
		});
	});

	it.runIf(process.platform === 'linux')(
		'[O31] makes the kernel end its processes before the server',
		async () => {
			const tell = program(
				`import ${JSON.stringify(new URL('worker.ts', import.meta.url).href)};
				import { readFileSync } from 'node:fs';
				process.exit(Number(readFileSync('/proc/self/oom_score_adj', 'utf8')) === 1000 ? 7 : 8)`
			);
			processes = new HeavyProcesses({ program: tell });
			await expect(processes.run('encodeWall', wall(1))).rejects.toThrow('with 7');
		}
	);

	it('[O31] ends the largest process before memory runs out', async () => {
		const bytesOf = (pid: number) => (pid === process.pid ? 500 : 400);
		processes = new HeavyProcesses({ program: program('for (;;);'), memoryBytes: 1_000, bytesOf });
		await expect(processes.run('encodeWall', wall(1))).rejects.toMatchObject({
			name: 'HeavyTooLarge'
		});
		expect(processes.size).toBe(0);
	});

	it.runIf(process.platform === 'linux')('[O31] knows how much memory a process uses', () => {
		const held = Buffer.alloc(50_000_000, 1);
		expect(ownMemory(process.pid)).toBeGreaterThan(held.length);
		expect(ownMemory(0)).toBe(0);
	});

	it('[O31] gives each process a quarter of the memory, within limits', () => {
		const GB = 2 ** 30;
		expect([GB / 2, GB, 2 * GB, 64 * GB].map(heapFor)).toEqual([256, 256, 512, 1000]);
	});

	it('accepts no work after it is closed', async () => {
		processes = new HeavyProcesses();
		const underWay = processes.run('encodeWall', wall(1));
		const closing = processes.close();
		await expect(underWay).rejects.toThrow();
		await closing;
		await expect(processes.run('encodeWall', wall(1))).rejects.toThrow('the server stops');
	});
});
