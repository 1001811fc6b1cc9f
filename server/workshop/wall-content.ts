/** Walls as plain records, and back. */
import { addCluster, addNote } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { isPlainId } from '../../src/lib/workshop/text.ts';
import type { WallContent } from '../../src/lib/workshop/versions.ts';

/** All that lies on a wall; what cannot be read is left out. */
export function contentOf(wall: Wall): WallContent {
	const plain = (ids: string[]) => ids.filter(isPlainId);
	return {
		notes: plain(wall.noteIds())
			.map((id) => wall.note(id))
			.filter((note) => note !== null)
			.filter(({ text }) => text.trim() !== ''),
		clusters: plain(wall.clusterIds())
			.map((id) => wall.cluster(id))
			.filter((cluster) => cluster !== null)
	};
}

/** Puts all of it on a wall. */
export function fillWall(wall: Wall, { notes, clusters }: WallContent) {
	wall.doc.transact(() => {
		for (const cluster of clusters) addCluster(wall, cluster);
		for (const note of notes) addNote(wall, note);
	}, wall.origin);
}

/** A wall of its own with this content, encoded. It tells nothing of how the content came about. */
export function encodedWall(content: WallContent): Uint8Array {
	const wall = new Wall();
	fillWall(wall, content);
	return wall.encode();
}
