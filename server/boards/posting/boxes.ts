/** The items on a wall as boxes. */
import {
	clusterSize,
	noteHeight,
	NOTE_WIDTH,
	type Box
} from '../../../src/lib/workshop/wall-layout/layout.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';

/** Boxes of all visible clusters and loose notes. */
export function boxesOf(wall: Wall): Box[] {
	const boxes: Box[] = [];
	for (const [id, notes] of wall.grouped()) {
		const cluster = wall.cluster(id);
		if (cluster) {
			const { x, y } = cluster;
			boxes.push({ x, y, ...clusterSize(notes.map(({ text }) => text)) });
		} else {
			for (const { x, y, text } of notes)
				boxes.push({ x, y, width: NOTE_WIDTH, height: noteHeight(text) });
		}
	}
	return boxes;
}
