import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { PageTurns } from './page-turns.ts';

it('[O26] renders pages one after another, and other work runs between two', async () => {
	const turns = new PageTurns(() => performance.now());
	const done: string[] = [];
	const draw = async (page: string) => {
		await turns.take();
		done.push(page);
	};
	const pages = ['first', 'second', 'third'].map(draw);
	void setImmediate().then(() => done.push('something else'));
	await Promise.all(pages);
	expect(done).toEqual(['first', 'something else', 'second', 'third']);
});

it('[O26] pauses for as long as the page took', async () => {
	let now = 0;
	const turns = new PageTurns(() => now);
	const began = performance.now();
	await turns.take();
	now += 30;
	await turns.take();
	expect(performance.now() - began).toBeGreaterThanOrEqual(29);
});
