import { describe, expect, it } from 'vitest';
import { nextAskMs } from './asking.ts';

describe('[H14] a waiting page', () => {
	it('asks every few seconds at first, and later every ten seconds', () => {
		expect([nextAskMs(0, null, 0), nextAskMs(0, null, 1)]).toEqual([3_000, 5_000]);
		expect(nextAskMs(10, null, 0.5)).toBeGreaterThan(nextAskMs(9, null, 0.5));
		expect([nextAskMs(1000, null, 0), nextAskMs(1000, null, 1)]).toEqual([7_500, 12_500]);
	});
	it('never asks earlier than the server told it to', () => {
		for (const chance of [0, 0.5, 1]) {
			expect(nextAskMs(0, '60', chance)).toBeGreaterThanOrEqual(60_000);
			expect(nextAskMs(0, '99999999', chance)).toBeLessThan(600_000);
		}
		for (const odd of ['', '-5', 'soon', 'Wed, 21 Oct 2026 07:28:00 GMT'])
			expect(nextAskMs(0, odd, 0.5)).toBe(4_000);
	});
});
