/** What notes and answers have in common when they are posted from a desk to the wall. */
import type { Point, TextItem } from '../../../src/lib/workshop/wall-layout/layout.ts';
import type { Action } from '../../../src/lib/workshop/actions.ts';
import type { DeskAnswer, DeskNote, PostedSort, Stage } from '../../../src/lib/workshop/types.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { StoredParticipant } from '../../store/store.ts';
import type { ReadDesk } from './desks.ts';

export type OwnWords = DeskNote | DeskAnswer;
export interface Change<W extends OwnWords> {
	kind: 'add' | 'edit' | 'archive';
	words: W;
	/** The owner of the desk that asks for the change. */
	seat: StoredParticipant;
}

/** Counts of one sort on the wall: the visible ones, and all. */
export interface Counts {
	seen: number;
	kept: number;
}
/** A sort of people's own words: notes or answers. */
export interface Sort<W extends OwnWords> {
	readonly name: PostedSort;
	counts(wall: Wall): Counts;
	/** The action that a person must be allowed to do. */
	readonly action: Action;
	at(desk: ReadDesk): readonly W[];
	/** Whether it is on the wall, archived or not. */
	has(wall: Wall, id: string): boolean;
	/**
	 * Its position in a chain of whys, or 0 if it is not in one. Null while the item that it belongs to is not on
	 * the wall.
	 */
	depth(wall: Wall, words: W): number | null;
	/** The id of the item of this sort that it continues, or null if there is none. */
	goesOnFrom(words: W): string | null;
	/** Whether it stays at the desk until its writer changes it, even though its step is open. */
	isHeld(stage: Stage, words: W): boolean;
	/** Whether the wall does not show the change yet. */
	differs(wall: Wall, change: Change<W>): boolean;
	/**
	 * Applies the changes to the wall, in one write of the server. `today` is a day. `places` are the places of the
	 * items from `toPlace`; if omitted, they are computed here. Returns the ids that were added to the wall.
	 */
	write(
		wall: Wall,
		stage: Stage,
		changes: readonly Change<W>[],
		today: string,
		places?: Readonly<Record<string, Point>>
	): Set<string>;
	/** The items of these changes that need their own place on the wall. */
	toPlace(changes: readonly Change<W>[]): TextItem[];
}

export const isNew = ({ kind }: { kind: 'add' | 'edit' | 'archive' }) => kind === 'add';

/** The function and the seat id shown as the writer, as far as the board's setting for attribution shows them. */
export const attributed = ({ attribution }: Stage, seat: StoredParticipant) => ({
	fn: attribution === 'anonymous' ? '' : seat.fn,
	by: attribution === 'named' ? seat.id : ''
});
