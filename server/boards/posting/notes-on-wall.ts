/** What new notes need to know about the notes on the wall. */
import type { DeskNote } from '../../../src/lib/workshop/types.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { placeBeside, type TextItem } from '../../../src/lib/workshop/wall-layout/layout.ts';
import { boxesOf } from './boxes.ts';

/** Numbers of visible and of all notes. Archived notes are only counted one by one if there may be too many notes. */
export function notesOn(wall: Wall): { seen: number; kept: number } {
	let archived = 0;
	for (const note of wall.notes.values()) if (note.get('archived') === true) archived++;
	return { seen: wall.notes.size - archived, kept: wall.notes.size };
}

/** Places for new notes on a wall that is given as updates. */
export const placesOn = (given: { wall: readonly Uint8Array[]; texts: readonly TextItem[] }) =>
	placeBeside(boxesOf(Wall.from(...given.wall)), given.texts);

/** Whether the note has a different text or kind on the wall than at its writer's desk. */
export function isReworded(wall: Wall, { id, text, kind }: DeskNote): boolean {
	const there = wall.notes.get(id);
	return (
		there !== undefined &&
		(there.get('text') !== text || (there.get('kind') === 'customer') !== (kind === 'customer'))
	);
}
