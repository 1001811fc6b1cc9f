import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freePlace, makeRoom, pushAside } from './geometry.ts';

const size = { width: 100, height: 100 };
const near = { x: 0, y: 0, width: 200, height: 150 };

describe('freePlace', () => {
	test('prefers the right side, then below, then the left', () => {
		expect(freePlace(size, near, [near])).toEqual({ x: 232, y: 0 });
		const right = { x: 240, y: 40, width: 50, height: 50 };
		expect(freePlace(size, near, [near, right])).toEqual({ x: 0, y: 182 });
		const below = { x: 0, y: 200, width: 300, height: 50 };
		expect(freePlace(size, near, [near, right, below])).toEqual({ x: -132, y: 0 });
	});
	test('goes below everything when all sides are taken', () => {
		const around = { x: -500, y: -500, width: 1000, height: 1000 };
		expect(freePlace(size, near, [around])).toEqual({ x: 0, y: 532 });
	});
});

describe('makeRoom', () => {
	const sheet = (id: string, x: number, y: number) => ({ id, x, y, width: 176, height: 92 });
	const box = { x: 0, y: 0, width: 384, height: 200 };
	const inside = (a: typeof box, b: typeof box) =>
		a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

	test('moves only covered notes, next to where they were, and onto nothing', () => {
		const loose = [
			sheet('a', 10, 20),
			sheet('b', 300, 40),
			sheet('c', 400, 0),
			sheet('d', 20, 300)
		];
		const places = makeRoom([box], loose, loose);
		expect(Object.keys(places).sort()).toEqual(['a', 'b']);
		const after = loose.map((note) => ({ ...note, ...places[note.id] }));
		for (const note of after) {
			expect(inside(note, box)).toBe(false);
			for (const other of after) if (other !== note) expect(inside(note, other)).toBe(false);
		}
		expect(Math.hypot((places['b']?.x ?? 0) - 300, (places['b']?.y ?? 0) - 40)).toBeLessThan(400);
	});
	test('changes nothing on a wall that has room', () => {
		expect(makeRoom([box], [sheet('c', 400, 0)], [])).toEqual({});
	});
});

describe('pushAside', () => {
	const box = (id: string, x: number, y: number, width = 200, height = 150) => ({
		id,
		x,
		y,
		width,
		height
	});
	test('moves covered clusters to the nearer side, and then those that they cover', () => {
		const grown = box('grown', 0, 0, 300, 200);
		const others = [
			box('right', 280, 0),
			box('next', 500, 20),
			box('below', 0, 180),
			box('far', 900, 0)
		];
		expect(pushAside(grown, others)).toEqual({
			right: { x: 332, y: 0 },
			next: { x: 564, y: 20 },
			below: { x: 0, y: 232 }
		});
		expect(pushAside(grown, [box('far', 900, 0)])).toEqual({});
	});
	test('creates no new overlap', () => {
		const overlaps = (a: ReturnType<typeof box>, b: ReturnType<typeof box>) =>
			a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
		const place = fc.integer({ min: -600, max: 1500 });
		let pushed = 0;
		fc.assert(
			fc.property(
				fc.array(fc.tuple(place, place), { minLength: 6, maxLength: 14 }),
				fc.integer({ min: 200, max: 1200 }),
				(places, side) => {
					const apart: ReturnType<typeof box>[] = [];
					for (const [x, y] of places) {
						const one = box(`c${apart.length}`, x, y);
						if (!apart.some((other) => overlaps(one, other))) apart.push(one);
					}
					const grown = box('grown', 0, 0, side, side / 2);
					const moved = pushAside(grown, apart);
					pushed += Object.keys(moved).length;
					const after = [grown, ...apart.map((one) => ({ ...one, ...moved[one.id] }))];
					for (const [index, one] of after.entries())
						for (const other of after.slice(index + 1)) expect(overlaps(one, other)).toBe(false);
				}
			)
		);
		expect(pushed).toBeGreaterThan(50);
	});
});
