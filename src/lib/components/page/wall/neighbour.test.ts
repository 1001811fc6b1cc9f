import { describe, expect, test } from 'vitest';
import { neighbour } from './neighbour.ts';

const at = (x: number, y: number) => ({ x, y, width: 176, height: 92 });
/** Two columns, two rows, and one box far to the right. */
const boxes = [at(0, 0), at(184, 0), at(0, 100), at(184, 100), at(900, 40)];

describe('neighbour', () => {
	test('is the next box in the row or column', () => {
		expect(neighbour(at(0, 0), boxes, 'right')).toBe(1);
		expect(neighbour(at(0, 0), boxes, 'down')).toBe(2);
		expect(neighbour(at(184, 100), boxes, 'left')).toBe(2);
		expect(neighbour(at(184, 100), boxes, 'up')).toBe(1);
	});
	test('is across the open wall when nothing nearer is ahead', () => {
		expect(neighbour(at(184, 0), boxes, 'right')).toBe(4);
		expect(neighbour(at(900, 40), boxes, 'left')).toBe(1);
	});
	test('is nothing at the edge', () => {
		expect(neighbour(at(0, 0), boxes, 'up')).toBe(-1);
		expect(neighbour(at(900, 40), boxes, 'right')).toBe(-1);
	});
	test('is not a slightly lower note of the same row when going down', () => {
		expect(neighbour(at(0, 0), [at(184, 5), at(0, 100)], 'down')).toBe(1);
	});
});
