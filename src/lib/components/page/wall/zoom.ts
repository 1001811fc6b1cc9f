/** Arithmetic of looking at the wall. A view maps wall units to screen pixels: `screen = wall * k + (x, y)`. */
import type { Box, Place } from '$lib/workshop/wall-layout/layout.ts';

export interface Size {
	width: number;
	height: number;
}
export interface View extends Place {
	/** Scale; 1 is 100 %. */
	k: number;
}

export const ZOOM = { min: 0.1, max: 2, step: 1.25 } as const;
/** Pixels kept free around the content; the foot leaves room for the composer. */
export const MARGIN = { left: 36, top: 34, right: 36, bottom: 104 } as const;
/** Scales that the first look may have: a small board is not blown up, a huge one stays legible. */
const FIRST_LOOK = { min: 0.5, max: 1 } as const;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** The wall point under a point of the screen. */
export function toWall(view: View, at: Place): Place {
	return { x: (at.x - view.x) / view.k, y: (at.y - view.y) / view.k };
}

/** A view scaled to `k` (kept within ZOOM) such that the wall point under `at` stays there. */
export function zoomAt(view: View, at: Place, k: number): View {
	const scale = clamp(k, ZOOM.min, ZOOM.max);
	const ratio = scale / view.k;
	return { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, k: scale };
}

/**
 * The view to start from: the content's whole width where that is legible, read from its top left
 * corner. `WallSurface.svelte` repeats this formula in CSS for the first paint.
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

/** How far to pan so that `box` (screen pixels) lies inside the screen's margins; its start wins. */
export function panToShow(box: Box, screen: Size): Place {
	return {
		x: shift(box.x, box.width, MARGIN.left, screen.width - MARGIN.right),
		y: shift(box.y, box.height, MARGIN.top, screen.height - MARGIN.bottom)
	};
}
function shift(start: number, length: number, low: number, high: number): number {
	if (start < low || length > high - low) return low - start;
	return Math.min(0, high - start - length);
}
