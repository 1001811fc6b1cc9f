import { describe, expect, test } from 'vitest';
import { freePlace, makeRoom } from './geometry.ts';

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
	test('goes under everything when all sides are taken', () => {
		const around = { x: -500, y: -500, width: 1000, height: 1000 };
		expect(freePlace(size, near, [around])).toEqual({ x: 0, y: 532 });
	});
});

describe('makeRoom', () => {
	const sheet = (id: string, x: number, y: number) => ({ id, x, y, width: 176, height: 92 });
	const box = { x: 0, y: 0, width: 384, height: 200 };
	const inside = (a: typeof box, b: typeof box) =>
		a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

	test('moves only what is covered, next to where it lay, and onto nothing', () => {
		const loose = [
			sheet('a', 10, 20),
			sheet('b', 300, 40),
			sheet('c', 400, 0),
			sheet('d', 20, 300)
		];
		const places = makeRoom(box, loose, loose);
		expect(Object.keys(places).sort()).toEqual(['a', 'b']);
		const after = loose.map((note) => ({ ...note, ...places[note.id] }));
		for (const note of after) {
			expect(inside(note, box)).toBe(false);
			for (const other of after) if (other !== note) expect(inside(note, other)).toBe(false);
		}
		expect(Math.hypot((places['b']?.x ?? 0) - 300, (places['b']?.y ?? 0) - 40)).toBeLessThan(400);
	});
	test('leaves a wall alone that has the room', () => {
		expect(makeRoom(box, [sheet('c', 400, 0)], [])).toEqual({});
	});
});
