import { afterEach, describe, expect, it } from 'vitest';
import { NOTHING_WRITTEN } from '../../../src/lib/workshop/beginning.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import { contentOf } from '../files/wall-content.ts';
import { later, now, type Turn } from './lanes.ts';
import { sharedText } from './shared.ts';
import { HeavyThreads } from './threads.ts';

let threads: HeavyThreads;
afterEach(() => threads.close());

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

describe('heavy work in threads', () => {
	it('gives back what was made of what was given, each to its own asker', async () => {
		threads = new HeavyThreads();
		const made = await Promise.all([1, 2, 3, 4].map((n) => threads.run('encodeWall', wall(n))));
		expect(made.map((bytes) => Wall.from(bytes).noteIds().length)).toEqual([1, 2, 3, 4]);
		expect(threads.size).toBe(2);
	});

	it('hands on what a task throws, and goes on', async () => {
		threads = new HeavyThreads();
		await expect(
			threads.run('encodeWall', { ...wall(1), wall: sharedText('no JSON') })
		).rejects.toThrow(/JSON/);
		await expect(threads.run('encodeWall', wall(1))).resolves.toBeInstanceOf(Uint8Array);
	});

	it('rejects what a thread leaves undone when it ends, and starts another one', async () => {
		const broken = new URL('data:text/javascript,process.exit(1)');
		threads = new HeavyThreads({ program: broken });
		await expect(threads.run('encodeWall', wall(1))).rejects.toThrow('a thread has ended');
		await expect(threads.run('encodeWall', wall(1))).rejects.toThrow('a thread has ended');
	});

	it('keeps no thread that has nothing to do', async () => {
		threads = new HeavyThreads({ idleMs: 0 });
		await threads.run('encodeWall', wall(1));
		await expect.poll(() => threads.size).toBe(0);
		await expect(threads.run('encodeWall', wall(1))).resolves.toBeInstanceOf(Uint8Array);
	});

	it('[O22] does what a board waits for before files that were asked for earlier', async () => {
		threads = new HeavyThreads();
		const done: string[] = [];
		const run = (name: string, turn: Turn) =>
			threads.run('encodeWall', wall(50), turn).then(() => done.push(name));
		const files = Array.from({ length: 12 }, (_, nth) => run(`file ${nth}`, later(`board ${nth}`)));
		const loads = [1, 2, 3].map((nth) => run(`load ${nth}`, now()));
		await Promise.all(loads);
		// One file had a thread before the first load was asked for.
		expect(done.filter((name) => name.startsWith('file')).length).toBeLessThan(12);
		await Promise.all(files);
		expect(done).toHaveLength(15);
	});

	it('[O22] refuses in a sentence what one board has too much of, and goes on with the rest', async () => {
		threads = new HeavyThreads();
		const asked = Array.from({ length: 9 }, () =>
			threads.run('encodeWall', wall(1), later('board'))
		);
		const outcomes = await Promise.allSettled(asked);
		const refused = outcomes.filter(({ status }) => status === 'rejected');
		expect(refused).toHaveLength(3);
		expect(refused[0]).toMatchObject({ reason: { name: 'HeavyBusy' } });
		await expect(threads.run('encodeWall', wall(1), later('board'))).resolves.toBeDefined();
	});

	it('[O30] ends what can wait after a time, tells so in a sentence, and goes on', async () => {
		const endless = new URL(
			"data:text/javascript,import{parentPort}from'node:worker_threads';parentPort.on('message',()=>{for(;;);})"
		);
		threads = new HeavyThreads({ program: endless, laterMs: 200 });
		const run = () => threads.run('encodeWall', wall(1), later('board'));
		await expect(run()).rejects.toMatchObject({ name: 'HeavyTooMuch' });
		await expect(run()).rejects.toMatchObject({ name: 'HeavyTooMuch' });
	});

	it('takes nothing more once it is closed', async () => {
		threads = new HeavyThreads();
		const underWay = threads.run('encodeWall', wall(1));
		const closing = threads.close();
		await expect(underWay).rejects.toThrow();
		await closing;
		await expect(threads.run('encodeWall', wall(1))).rejects.toThrow('the server stops');
	});
});
