import { describe, expect, it } from 'vitest';
import { Allowances, chargeWork, workWaitMs } from './allowance.ts';
import { SYNC_LIMITS } from './limits.ts';

it('[S18] forgets an allowance only when a new one would be at least as good', () => {
	let now = 0;
	const limits = { ...SYNC_LIMITS, updatesPerSecond: 1, updatesAtOnce: 40 };
	const allowances = new Allowances(limits, () => now);
	for (let person = 0; person < 1_000; person++)
		allowances.of('b', String(person)).updates.take(now, person < 10 ? 40 : 1);
	now = 20_000;
	const slow = allowances.of('b', '0');
	expect(slow.updates.take(now, 21)).toBe(false);
	expect(allowances.size).toBe(10);
	now = 60_000;
	expect(allowances.of('b', '0')).not.toBe(slow);
	expect(allowances.size).toBe(1);
});

describe('[S44] the rate of work', () => {
	const limits = {
		...SYNC_LIMITS,
		...{ workPerSecond: 100, workAtOnce: 1_000 },
		...{ workPerSecondOfBoard: 200, workAtOnceOfBoard: 1_500 }
	};

	it('makes a participant who sent too much work wait, in all windows, until the rate allows more', () => {
		const allowances = new Allowances(limits, () => 0);
		const ann = allowances.of('b', 'ann');
		chargeWork(ann, 0, 1_000);
		expect(workWaitMs(ann, 0)).toBe(0);
		chargeWork(ann, 0, 50);
		expect(workWaitMs(allowances.of('b', 'ann'), 0)).toBe(500);
		expect(workWaitMs(ann, 400)).toBe(100);
		expect(workWaitMs(ann, 500)).toBe(0);
		expect(workWaitMs(allowances.of('another board', 'ann'), 0)).toBe(0);
	});

	it('makes only the people wait who sent much of a busy board’s work', () => {
		const allowances = new Allowances(limits, () => 0);
		const people = ['ann', 'bob', 'cy'].map((id) => allowances.of('b', id));
		for (const person of people) chargeWork(person, 0, 600);
		const quiet = allowances.of('b', 'dee');
		chargeWork(quiet, 0, 10);
		expect([...people, quiet].map((person) => workWaitMs(person, 0))).toEqual([
			...[1_550, 1_550, 1_550],
			0
		]);
	});

	it('is shared by the whole board, even if it was forgotten meanwhile', () => {
		let now = 0;
		const allowances = new Allowances(limits, () => now);
		const ann = allowances.of('b', 'ann');
		chargeWork(ann, now, 600);
		now = 60_000;
		const bob = allowances.of('b', 'bob');
		for (const person of [ann, bob]) chargeWork(person, now, 900);
		expect(workWaitMs(ann, now)).toBe(1_500);
	});
});
