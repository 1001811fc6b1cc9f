import { expect, it, vi } from 'vitest';
import { fromBase64, toBase64 } from './page-bytes.ts';

it('bytes reach the page unchanged, even if they are part of a larger buffer', () => {
	const all = Uint8Array.from({ length: 1_000 }, (_, at) => at % 256);
	for (const bytes of [all, all.subarray(3, 700), new Uint8Array()])
		expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});

it('[S41] encoding bytes for a page runs no code for each single byte', () => {
	const spies = [
		vi.spyOn(Array, 'from'),
		vi.spyOn(String, 'fromCharCode'),
		vi.spyOn(globalThis, 'btoa')
	];
	const reads = vi.fn<() => void>();
	const bytes = new Proxy(new Uint8Array(10_000), {
		get(target, key) {
			reads();
			const value: unknown = Reflect.get(target, key, target);
			return value;
		}
	});
	toBase64(bytes);
	const calls = spies.map((spy) => spy.mock.calls.length);
	vi.restoreAllMocks();
	expect(calls).toEqual([0, 0, 0]);
	expect(reads.mock.calls.length).toBeLessThan(10);
});
