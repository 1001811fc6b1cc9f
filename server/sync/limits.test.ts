import { describe, expect, it, test } from 'vitest';
import { ConfigError } from '../config-error.ts';
import { SYNC_LIMITS, readLimits, variableOf } from './limits.ts';

describe('[S18] limits', () => {
	it('have their defaults if nothing is set', () => {
		expect(readLimits({ GROUNDWORK_FRAME_BYTES: ' ', PATH: '/bin' })).toEqual(SYNC_LIMITS);
	});
	it('can each be set by a variable', () => {
		const names = Object.keys(SYNC_LIMITS);
		expect(new Set(names.map(variableOf)).size).toBe(names.length);
		const env = { GROUNDWORK_SOCKETS_PER_BOARD: '500', GROUNDWORK_FRAME_BYTES: ' 100000 ' };
		expect(readLimits(env)).toEqual({ ...SYNC_LIMITS, socketsPerBoard: 500, frameBytes: 100_000 });
	});
	it('have defaults in their own ranges', () => {
		const env = Object.fromEntries(
			Object.entries(SYNC_LIMITS).map(([name, value]) => [variableOf(name), String(value)])
		);
		expect(readLimits(env)).toEqual(SYNC_LIMITS);
	});
	test.each(['0', '-1', '1e6', 'many', '99999999999', '100000.5'])(
		'reject GROUNDWORK_FRAME_BYTES=%s with a sentence that names the allowed values',
		(text) => {
			const read = () => readLimits({ GROUNDWORK_FRAME_BYTES: text });
			expect(read).toThrow(ConfigError);
			expect(read).toThrow(
				`GROUNDWORK_FRAME_BYTES is "${text}", but it has to be a whole number from 10000 to 50000000.`
			);
		}
	);
});
