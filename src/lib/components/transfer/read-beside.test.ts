import { afterEach, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '$lib/workshop/limits.ts';
import { readBeside } from './read-beside.ts';

function fakeReader() {
	const reader = {
		asked: [] as unknown[],
		isEnded: false,
		onmessage: null as ((event: MessageEvent) => void) | null,
		onerror: null as ((event: ErrorEvent) => void) | null,
		postMessage(request: unknown) {
			reader.asked.push(request);
		},
		terminate() {
			reader.isEnded = true;
		}
	};
	return reader;
}
const request = { bytes: new Uint8Array(), sheet: null };
const start = (reader: ReturnType<typeof fakeReader>) => () => reader as unknown as Worker;

describe('a workbook that is parsed in a worker', () => {
	afterEach(() => void vi.useRealTimers());

	test('[V17] fails after the time limit, and its worker is stopped', async () => {
		vi.useFakeTimers();
		const reader = fakeReader();
		const reading = readBeside(request, start(reader));
		await vi.advanceTimersByTimeAsync(LIMITS.workbookMs - 1);
		expect(reader.isEnded).toBe(false);
		await vi.advanceTimersByTimeAsync(1);
		expect(await reading).toMatchObject({ ok: false, reason: 'slow' });
		expect(reader.isEnded).toBe(true);
	});
	test('fails with a reason when its worker dies', async () => {
		const reader = fakeReader();
		const reading = readBeside(request, start(reader));
		reader.onerror?.({} as ErrorEvent);
		expect(await reading).toMatchObject({ ok: false, reason: 'failed' });
		expect(reader.isEnded).toBe(true);
	});
	test('is returned as it was parsed', async () => {
		const reader = fakeReader();
		const reading = readBeside(request, start(reader));
		expect(reader.asked).toEqual([request]);
		const answer = { ok: true, sheets: ['A'], sheet: 0, rows: [['a']] };
		reader.onmessage?.({ data: answer } as MessageEvent);
		expect(await reading).toEqual(answer);
		expect(reader.isEnded).toBe(true);
	});
});
