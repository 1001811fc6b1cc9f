import { describe, expect, test } from 'vitest';
import {
	firstLook,
	fit,
	isInSight,
	keepShown,
	MARGIN,
	panToShow,
	toWall,
	ZOOM,
	zoomAt
} from './zoom.ts';

const screen = { width: 1064, height: 844 };

describe('zoomAt', () => {
	test('keeps the wall point under the pointer', () => {
		const before = { x: -120, y: 40, k: 0.8 };
		const pointer = { x: 333, y: 222 };
		const after = zoomAt(before, pointer, 1.3);
		expect(after.k).toBe(1.3);
		expect(toWall(after, pointer).x).toBeCloseTo(toWall(before, pointer).x, 9);
		expect(toWall(after, pointer).y).toBeCloseTo(toWall(before, pointer).y, 9);
	});
	test('stops at the limits without drifting', () => {
		const view = { x: 10, y: 20, k: ZOOM.max };
		expect(zoomAt(view, { x: 500, y: 500 }, 9)).toEqual(view);
		expect(zoomAt(view, { x: 0, y: 0 }, 0).k).toBe(ZOOM.min);
	});
});

describe('firstLook', () => {
	test('puts the top left corner at the margin and never enlarges a small board', () => {
		expect(firstLook({ x: 100, y: -50, width: 300, height: 200 }, screen)).toEqual({
			x: 36 - 100,
			y: 34 + 50,
			k: 1
		});
	});
	test('shows the whole width, however long the wall is, but stays legible', () => {
		expect(firstLook({ x: 0, y: 0, width: 1240, height: 4000 }, screen).k).toBeCloseTo(0.8, 9);
		expect(firstLook({ x: 0, y: 0, width: 9000, height: 100 }, screen).k).toBe(0.5);
	});
});

describe('fit', () => {
	test('shows everything, in both directions', () => {
		expect(fit({ x: 0, y: 0, width: 100, height: 1412 }, screen).k).toBeCloseTo(0.5, 9);
		expect(fit({ x: 0, y: 0, width: 1984, height: 100 }, screen).k).toBeCloseTo(0.5, 9);
		expect(fit({ x: 0, y: 0, width: 1e6, height: 1e6 }, screen).k).toBe(ZOOM.min);
	});
});

describe('panToShow', () => {
	test('does not move for a box that is in sight', () => {
		expect(panToShow({ x: 100, y: 100, width: 176, height: 92 }, screen)).toEqual({ x: 0, y: 0 });
	});
	test('brings in a box that is outside, from either side', () => {
		expect(panToShow({ x: -100, y: 800, width: 176, height: 92 }, screen)).toEqual({
			x: 136,
			y: 740 - 892
		});
	});
	test('shows the start of a box that is too large', () => {
		expect(panToShow({ x: 50, y: 900, width: 100, height: 4000 }, screen).y).toBe(34 - 900);
	});
});

describe('keepShown', () => {
	const view = { x: 0, y: 0, k: 1 };
	const box = (x: number, y: number) => ({ x, y, width: 200, height: 100 });
	test('keeps the view when all boxes are in sight', () => {
		expect(keepShown(view, [box(100, 100), box(600, 400)], screen)).toBe(view);
		expect(keepShown(view, [], screen)).toBe(view);
	});
	test('pans no further than needed, without zooming', () => {
		const boxes = [box(300, 100), box(1000, 400)];
		const shown = keepShown(view, boxes, screen);
		expect(shown).toEqual({ x: screen.width - MARGIN.right - 1200, y: 0, k: 1 });
	});
	test('zooms out if it has to, and gives up if boxes would become too small', () => {
		const boxes = [box(0, 0), box(1300, 0)];
		const shown = keepShown(view, boxes, screen) ?? view;
		expect(shown.k).toBeLessThan(1);
		expect(boxes.every((one) => isInSight(shown, one, screen))).toBe(true);
		expect(keepShown(view, [box(0, 0), box(3000, 0)], screen)).toBeNull();
	});
});
