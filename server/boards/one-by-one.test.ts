import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { OneByOne } from './one-by-one.ts';

it('[O23] does one piece of work at a time, in the order of arrival', async () => {
	const queue = new OneByOne();
	const seen: string[] = [];
	const work = (name: string) => async () => {
		seen.push(`${name} begins`);
		await setTimeout(1);
		seen.push(`${name} ends`);
		return name;
	};
	const done = await Promise.all(['first', 'second'].map((name) => queue.run(work(name))));
	expect(done).toEqual(['first', 'second']);
	expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('[O23] pauses after each piece for as long as it took', async () => {
	const queue = new OneByOne();
	let ended = 0;
	await queue.run(async () => {
		await setTimeout(20);
		ended = performance.now();
	});
	const began = await queue.run(() => Promise.resolve(performance.now()));
	expect(began - ended).toBeGreaterThan(15);
});

it('continues after failed work', async () => {
	const queue = new OneByOne();
	const failed = queue.run(() => Promise.reject(new Error('no room')));
	const next = queue.run(() => Promise.resolve('made'));
	await expect(failed).rejects.toThrow('no room');
	expect(await next).toBe('made');
});
