import { expect, it } from 'vitest';
import { Allowances } from './allowance.ts';
import { LIMITS } from './limits.ts';

it('[S18] remembers people only as long as they would be better off forgotten', () => {
	let now = 0;
	const limits = { ...LIMITS, updatesPerSecond: 1, updatesAtOnce: 40 };
	const allowances = new Allowances(limits, () => now);
	for (let person = 0; person < 1_000; person++)
		allowances.of(`b:${person}`).updates.take(now, person < 10 ? 40 : 1);
	now = 20_000;
	const slow = allowances.of('b:0');
	expect(slow.updates.take(now, 21)).toBe(false);
	expect(allowances.size).toBe(10);
	now = 60_000;
	expect(allowances.of('b:0')).not.toBe(slow);
	expect(allowances.size).toBe(1);
});
