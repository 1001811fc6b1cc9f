import { expect, it } from 'vitest';
import { HeavyBusy, Lanes, later, now, type Turn } from './lanes.ts';

interface Job {
	name: string;
	turn: Turn;
}
function setUp(...waiting: [name: string, turn: Turn][]) {
	const lanes = new Lanes<Job>();
	for (const [name, turn] of waiting) lanes.add({ name, turn });
	return lanes;
}
/** Takes all jobs in the order in which they start. Each ends before the next starts. */
function order(lanes: Lanes<Job>): string[] {
	const names: string[] = [];
	for (let job = lanes.next(); job; job = lanes.next()) {
		names.push(job.name);
		lanes.ended(job);
	}
	return names;
}

it('[O22] urgent work for a board never waits behind files to download', () => {
	const lanes = setUp(['file', later('a')], ['file', later('a')], ['load', now()]);
	expect(order(lanes)).toEqual(['load', 'file', 'file']);
});

it('[O22] work that can wait takes at most one process', () => {
	const lanes = setUp(['file 1', later('a')], ['file 2', later('b')]);
	const first = lanes.next();
	expect(first?.name).toBe('file 1');
	expect(lanes.next()).toBeNull();
	lanes.add({ name: 'load', turn: now() });
	expect(lanes.next()?.name).toBe('load');
	if (first) lanes.ended(first);
	expect(lanes.next()?.name).toBe('file 2');
});

it('[O22] boards take turns, however much one of them asks for', () => {
	for (const turn of [now, later]) {
		const many = [1, 2, 3, 4].map((nth): [string, Turn] => [`many ${nth}`, turn('many')]);
		const lanes = setUp(...many, ['one', turn('one')], ['other', turn('other')]);
		expect(order(lanes)).toEqual(['many 1', 'one', 'other', 'many 2', 'many 3', 'many 4']);
	}
});

it('[O22] a board may have six jobs that can wait, including those in progress, and does not block others', () => {
	const lanes = setUp();
	const add = (of: string) => lanes.add({ name: of, turn: later(of) });
	for (let nth = 0; nth < 6; nth++) add('a');
	const first = lanes.next();
	expect(() => add('a')).toThrow(HeavyBusy);
	add('b');
	lanes.add({ name: 'step', turn: now('a') });
	if (first) lanes.ended(first);
	add('a');
	expect(() => add('a')).toThrow(HeavyBusy);
});

it('[O22] the server itself is never refused', () => {
	const lanes = setUp();
	for (let nth = 0; nth < 20; nth++) lanes.add({ name: 'fold', turn: later() });
	expect(order(lanes)).toHaveLength(20);
});
