/** How notes are added to the wall: next to the existing ones, each in its own place. */
import { UNPARKED } from '../../../src/lib/workshop/defaults.ts';
import {
	placeBeside,
	type Point,
	type TextItem
} from '../../../src/lib/workshop/wall-layout/layout.ts';
import type { DeskNote, Note, Stage } from '../../../src/lib/workshop/types.ts';
import { addNote, archiveNote, editNote } from '../../../src/lib/wall/mutations.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import { boxesOf } from './boxes.ts';
import { isReworded, notesOn } from './notes-on-wall.ts';
import { attributed, isNew, type Change, type Sort } from './own-words.ts';

export const NOTES: Sort<DeskNote> = {
	name: 'notes',
	counts: notesOn,
	action: 'write',
	at: ({ notes }) => notes,
	has: (wall, id) => wall.notes.has(id),
	depth: () => 0,
	goesOnFrom: () => null,
	// After a restore, silent writing starts again, so notes need not be held.
	isHeld: () => false,
	differs,
	write,
	toPlace
};

function differs(wall: Wall, { kind, words }: Change<DeskNote>): boolean {
	const there = wall.note(words.id);
	if (kind === 'add') return there === null;
	if (there === null) return false;
	return kind === 'archive' ? there.archived !== words.archived : isReworded(wall, words);
}

/** A note for the parking lot needs no place: it gets one when somebody brings it back. */
function toPlace(changes: readonly Change<DeskNote>[]): TextItem[] {
	return changes
		.filter((change) => isNew(change) && !change.words.parked)
		.map(({ words: { id, text } }) => ({ id, text }));
}

function write(
	wall: Wall,
	stage: Stage,
	changes: readonly Change<DeskNote>[],
	_today: string,
	found?: Readonly<Record<string, Point>>
): Set<string> {
	const additions = changes.filter((change) => isNew(change) && differs(wall, change));
	const places = found ?? placeBeside(boxesOf(wall), toPlace(additions));
	wall.doc.transact(() => {
		for (const { kind, words } of changes) {
			if (kind === 'edit') editNote(wall, words.id, words.text, words.kind);
			if (kind === 'archive') archiveNote(wall, words.id, words.archived);
		}
		for (const change of additions)
			addNote(wall, posted(stage, change, places[change.words.id] ?? { x: 0, y: 0 }));
	}, wall.origin);
	return new Set(additions.map(({ words }) => words.id));
}

function posted(stage: Stage, { words, seat }: Change<DeskNote>, { x, y }: Point): Note {
	const { id, text, kind, parked, rewrittenAs } = words;
	return {
		id,
		text,
		kind,
		...attributed(stage, seat),
		x,
		y,
		cluster: '',
		order: '',
		...UNPARKED,
		parked,
		rewrittenAs,
		archived: false
	};
}
