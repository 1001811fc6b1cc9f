/** Calculates views of the wall. A view maps wall units to screen pixels: `screen = wall * k + (x, y)`. */
import { boundsOf, type Box, type Point } from '$lib/workshop/wall-layout/layout.ts';

export interface Size {
	width: number;
	height: number;
}
export interface View extends Point {
	/** Scale; 1 is 100 %. */
	k: number;
}

export const ZOOM = { min: 0.1, max: 2, step: 1.25 } as const;
/** Pixels kept free around the content; the bottom leaves room for the composer. */
export const MARGIN = { left: 36, top: 34, right: 36, bottom: 104 } as const;
/** Allowed scales for the first view: a small board is not enlarged, a huge one stays legible. */
const FIRST_LOOK = { min: 0.5, max: 1 } as const;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** The wall point under a point of the screen. */
export function toWall(view: View, at: Point): Point {
	return { x: (at.x - view.x) / view.k, y: (at.y - view.y) / view.k };
}

/** A view scaled to `k` (kept within ZOOM) such that the wall point under `at` stays there. */
export function zoomAt(view: View, at: Point, k: number): View {
	const scale = clamp(k, ZOOM.min, ZOOM.max);
	const ratio = scale / view.k;
	return { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, k: scale };
}

/**
 * The first view: the content's whole width if that is legible, from its top left corner. `WallSurface.svelte` repeats
 * this formula in CSS for the first paint.
 */
export function firstLook(content: Box, screen: Size): View {
	return fromCorner(content, clamp(widthScale(content, screen), FIRST_LOOK.min, FIRST_LOOK.max));
}

/** The view that shows all of the content, never enlarged. */
export function fit(content: Box, screen: Size): View {
	const height = (screen.height - MARGIN.top - MARGIN.bottom) / Math.max(1, content.height);
	return fromCorner(content, clamp(Math.min(widthScale(content, screen), height), ZOOM.min, 1));
}
const widthScale = (content: Box, screen: Size) =>
	(screen.width - MARGIN.left - MARGIN.right) / Math.max(1, content.width);
const fromCorner = (content: Box, k: number): View => ({
	x: MARGIN.left - content.x * k,
	y: MARGIN.top - content.y * k,
	k
});

/** The smallest factor by which the view zooms out by itself, relative to its current scale. */
const FARTHEST_OUT = 0.6;

/**
 * A view that shows these boxes (wall units): the same view if it shows them, else panned no further than needed, else
 * zoomed out. Null if they would become too small.
 */
export function keepShown(view: View, boxes: readonly Box[], screen: Size): View | null {
	const bounds = boundsOf(boxes);
	if (!bounds) return view;
	const room = {
		width: screen.width - MARGIN.left - MARGIN.right,
		height: screen.height - MARGIN.top - MARGIN.bottom
	};
	const needed = Math.min(room.width / bounds.width, room.height / bounds.height);
	if (needed < Math.max(ZOOM.min, view.k * FARTHEST_OUT)) return null;
	const middle = { x: screen.width / 2, y: screen.height / 2 };
	const scaled = needed < view.k ? zoomAt(view, middle, needed) : view;
	const by = panToShow(onScreen(scaled, bounds), screen);
	return by.x === 0 && by.y === 0 ? scaled : { ...scaled, x: scaled.x + by.x, y: scaled.y + by.y };
}
/** Whether a whole box on the wall is in sight on the screen. */
export function isInSight(view: View, box: Box, screen: Size): boolean {
	const { x, y, width, height } = onScreen(view, box);
	return x >= 0 && y >= 0 && x + width <= screen.width && y + height <= screen.height;
}
const onScreen = ({ x, y, k }: View, box: Box): Box => ({
	x: box.x * k + x,
	y: box.y * k + y,
	width: box.width * k,
	height: box.height * k
});

/**
 * How far to pan so that `box` (screen pixels) lies inside the screen's margins; if it is too large, its start is
 * shown.
 */
export function panToShow(box: Box, screen: Size): Point {
	return {
		x: shift(box.x, box.width, MARGIN.left, screen.width - MARGIN.right),
		y: shift(box.y, box.height, MARGIN.top, screen.height - MARGIN.bottom)
	};
}
function shift(start: number, length: number, low: number, high: number): number {
	if (start < low || length > high - low) return low - start;
	return Math.min(0, high - start - length);
}
