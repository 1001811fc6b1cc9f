import { describe, expect, test } from 'vitest';
import { freePlace } from './geometry.ts';

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
