import { expect, it } from 'vitest';
import { Rate } from './rate.ts';

const takeAll = (rate: Rate, now: number) => {
	let taken = 0;
	while (rate.take(now)) taken++;
	return taken;
};

it('[S18] allows a burst, and then a number per second', () => {
	const rate = new Rate(10, 5, 0);
	expect(takeAll(rate, 0)).toBe(5);
	expect(takeAll(rate, 99)).toBe(0);
	expect(takeAll(rate, 310)).toBe(3);
	expect(takeAll(rate, 1_000_000)).toBe(5);
});

it('says when it is full again', () => {
	const rate = new Rate(10, 5, 100);
	expect(rate.fullAt).toBe(100);
	rate.take(100, 5);
	expect(rate.fullAt).toBe(600);
	rate.take(600);
	expect(rate.fullAt).toBe(700);
});

it('takes nothing back if it is called with an earlier time', () => {
	const rate = new Rate(1_000_000, 5, 100);
	expect(rate.take(99)).toBe(true);
	expect(takeAll(rate, 99)).toBe(4);
});
