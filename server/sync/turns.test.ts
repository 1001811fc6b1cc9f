import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Turns } from './turns.ts';

let now = 0;
beforeEach(() => {
	now = 0;
	vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());
const turns = () => new Turns(() => now);

it('[S58] runs one turn at a time, in order, and lets the sockets be read before each', () => {
	const seen: string[] = [];
	const queue = turns();
	for (const name of ['first', 'second']) queue.ask(() => seen.push(name));
	expect(seen).toEqual([]);
	vi.advanceTimersToNextTimer();
	expect(seen).toEqual(['first']);
	vi.advanceTimersToNextTimer();
	expect(seen).toEqual(['first', 'second']);
});

it('[S58] pauses after a turn for as long as it took', () => {
	const began: number[] = [];
	const queue = turns();
	const long = () => {
		began.push(now);
		now += 20;
	};
	queue.ask(long);
	queue.ask(long);
	vi.advanceTimersToNextTimer();
	for (let ms = 0; ms < 30; ms++) {
		now++;
		vi.advanceTimersByTime(1);
	}
	expect(began).toEqual([0, 40]);
});

it('[S58] also pauses before a turn that was asked for during the last one', () => {
	const seen: number[] = [];
	const queue = turns();
	queue.ask(() => {
		now += 20;
		queue.ask(() => seen.push(now));
	});
	vi.advanceTimersByTime(1);
	expect(seen).toEqual([]);
	now += 20;
	vi.advanceTimersByTime(20);
	expect(seen).toEqual([40]);
});

it('does not run a cancelled turn', () => {
	const seen: string[] = [];
	const queue = turns();
	const callOff = queue.ask(() => seen.push('first'));
	queue.ask(() => seen.push('second'));
	callOff();
	vi.runAllTimers();
	expect(seen).toEqual(['second']);
});
