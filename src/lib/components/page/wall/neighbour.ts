/** Finds the item that an arrow key goes to. */
import type { Box } from '$lib/workshop/wall-layout/layout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Sideways distance counts this many times more than distance ahead: arrows prefer their own row or column. */
const SIDEWAYS = 2.5;
/** Pixels by which an item must be ahead, so that neighbours in a row are not "below" each other. */
const AHEAD_MIN = 8;

/**
 * Index of the nearest box in a direction from `from`, or -1 if there is none. Distance ahead is measured between top
 * left corners, and sideways distance between the nearest edges.
 */
export function neighbour(from: Box, boxes: readonly Box[], direction: Direction): number {
	let best = -1;
	let least = Infinity;
	boxes.forEach((box, index) => {
		const horizontal = direction === 'left' || direction === 'right';
		const sign = direction === 'left' || direction === 'up' ? -1 : 1;
		const ahead = sign * (horizontal ? box.x - from.x : box.y - from.y);
		if (ahead < AHEAD_MIN) return;
		const sideways = horizontal
			? apart(from.y, from.height, box.y, box.height) + Math.abs(box.y - from.y) / 100
			: apart(from.x, from.width, box.x, box.width) + Math.abs(box.x - from.x) / 100;
		const distance = ahead + SIDEWAYS * sideways;
		if (distance < least) {
			least = distance;
			best = index;
		}
	});
	return best;
}
/** Gap between two intervals, 0 where they overlap. */
function apart(a: number, aLength: number, b: number, bLength: number): number {
	return Math.max(0, b - (a + aLength), a - (b + bLength));
}
