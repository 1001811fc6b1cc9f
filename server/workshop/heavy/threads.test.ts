import { afterEach, describe, expect, it } from 'vitest';
import { NOTHING_WRITTEN } from '../../../src/lib/workshop/beginning.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import { contentOf } from '../wall-content.ts';
import { HeavyThreads } from './threads.ts';

let threads: HeavyThreads;
afterEach(() => threads.close());

const wall = (notes: number) => ({
	wall: JSON.stringify({
		...NOTHING_WRITTEN,
		...contentOf(new Wall()),
		notes: Array.from({ length: notes }, (_, n) => note(`note-${n}`))
	}),
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
		await expect(threads.run('encodeWall', { ...wall(1), wall: 'no JSON' })).rejects.toThrow(
			/JSON/
		);
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

	it('takes nothing more once it is closed', async () => {
		threads = new HeavyThreads();
		const underWay = threads.run('encodeWall', wall(1));
		const closing = threads.close();
		await expect(underWay).rejects.toThrow();
		await closing;
		await expect(threads.run('encodeWall', wall(1))).rejects.toThrow('the server stops');
	});
});
