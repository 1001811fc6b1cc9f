/** Which item an arrow key goes to. */
import type { Box } from '$lib/workshop/wall-layout/layout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Sideways distance weighs this much more than distance ahead: an arrow prefers its own row or column. */
const SIDEWAYS = 2.5;
/** Pixels by which an item must lie ahead, so that neighbours of one row are not "below" each other. */
const AHEAD_MIN = 8;

/**
 * Index of the nearest box in a direction from `from`, or -1 if nothing lies there. Distance is
 * measured between the top left corners ahead, and between the nearest edges sideways.
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
/** Space between two stretches, 0 where they overlap. */
function apart(a: number, aLength: number, b: number, bLength: number): number {
	return Math.max(0, b - (a + aLength), a - (b + bLength));
}
