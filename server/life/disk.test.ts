import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { Disk } from './disk.ts';

describe('[L12] the disk reserve', () => {
	const made: Disk[] = [];
	afterEach(() => made.splice(0).forEach((disk) => disk.stop()));
	function setUp(reserveBytes = 1000) {
		const lines: string[] = [];
		const state = { free: 5000 as number | Error, changes: 0 };
		const disk = new Disk({
			...{ path: '/data', reserveBytes, periodMs: 1_000_000 },
			log: pino({}, { write: (line: string) => void lines.push(line) }),
			onChange: () => state.changes++,
			freeOf: () =>
				typeof state.free === 'number' ? Promise.resolve(state.free) : Promise.reject(state.free)
		});
		made.push(disk);
		const at = async (free: number | Error) => {
			state.free = free;
			await disk.check();
			return disk.low;
		};
		return { disk, lines, state, at };
	}

	it('reports once when space is low, and once when there is clearly enough again', async () => {
		const { disk, lines, state, at } = setUp();
		expect(await at(1000)).toBe(false);
		expect(await at(999)).toBe(true);
		expect(await at(1050)).toBe(true);
		expect(await at(1100)).toBe(false);
		expect(state.changes).toBe(2);
		expect(lines.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([40, 30]);
		expect(disk.freeBytes).toBe(1100);
	});
	it('never reports low space if the free space is unknown or there is no reserve', async () => {
		const { disk, at } = setUp();
		expect(await at(new Error('no such call'))).toBe(false);
		expect(disk.freeBytes).toBeNull();
		expect(await setUp(0).at(0)).toBe(false);
	});
});
