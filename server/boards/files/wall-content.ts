/** Converts walls to plain records and back. */
import { type Frame, FRAME_TEXTS } from '../../../src/lib/workshop/questions.ts';
import {
	ITEM_ROOTS,
	itemLists,
	type ItemRoot,
	type Items
} from '../../../src/lib/workshop/items/shapes.ts';
import {
	addItem,
	frameText,
	itemIds,
	layFrame,
	rate,
	readFrame,
	readItem,
	setEvidence,
	type Fields
} from '../../../src/lib/wall/items.ts';
import { addCluster, addNote } from '../../../src/lib/wall/mutations.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { isPlainId } from '../../../src/lib/workshop/text.ts';
import type { WallContent } from '../../../src/lib/workshop/board-file/versions.ts';

/** Everything on a wall. Unreadable items are left out. */
export function contentOf(wall: Wall): WallContent {
	const plain = (ids: string[]) => ids.filter(isPlainId);
	const items = <R extends ItemRoot>(root: R): Items[R][] =>
		plain(itemIds(wall, root))
			.map((id) => readItem(wall, root, id))
			.filter((item) => item !== null);
	return {
		notes: plain(wall.noteIds())
			.map((id) => wall.note(id))
			.filter((note) => note !== null)
			.filter(hasWords),
		clusters: plain(wall.clusterIds())
			.map((id) => wall.cluster(id))
			.filter((cluster) => cluster !== null),
		frame: readFrame(wall),
		...itemLists(items),
		answers: items('answers').filter(hasWords)
	};
}
const hasWords = ({ text }: { text: string }) => text.trim() !== '';

/** Adds all of the content to a wall. */
export function fillWall(wall: Wall, content: WallContent) {
	wall.doc.transact(() => {
		for (const cluster of content.clusters) addCluster(wall, cluster);
		for (const note of content.notes) addNote(wall, note);
		fillFrame(wall, content.frame);
		for (const root of ITEM_ROOTS) addItems(wall, root, content[root]);
		for (const { id, ratings, evidence } of content.options) {
			for (const [requirement, rating] of Object.entries(ratings))
				rate(wall, id, requirement, rating);
			for (const [requirement, seen] of Object.entries(evidence))
				setEvidence(wall, id, requirement, seen);
		}
	}, wall.origin);
}
/** A new wall may already have the texts of its frame; they are empty then. */
function fillFrame(wall: Wall, frame: Frame) {
	layFrame(wall, frame);
	for (const key of FRAME_TEXTS) {
		const text = frameText(wall, key);
		if (text?.length === 0) text.insert(0, frame[key]);
	}
}
function addItems<R extends ItemRoot>(wall: Wall, root: R, items: readonly Items[R][]) {
	for (const { id, ...fields } of items) addItem(wall, root, id, fields as Fields<R>);
}

/** Returns a new, encoded wall with this content. It contains no trace of how the content was created. */
export function encodedWall(content: WallContent): Uint8Array {
	const wall = new Wall();
	fillWall(wall, content);
	return wall.encode();
}
