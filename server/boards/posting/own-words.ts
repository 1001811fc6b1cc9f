/** What notes and answers have in common on their way from a desk to the wall. */
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
	/** Whose desk asks for it. */
	seat: StoredParticipant;
}

/** Of one sort, how many can be seen on the wall, and all. */
export interface Counts {
	seen: number;
	kept: number;
}
/** One sort of own words: notes, or answers. */
export interface Sort<W extends OwnWords> {
	readonly name: PostedSort;
	counts(wall: Wall): Counts;
	/** What one has to be allowed to do. */
	readonly action: Action;
	at(desk: ReadDesk): readonly W[];
	/** Whether it is on the wall, archived or not. */
	has(wall: Wall, id: string): boolean;
	/** How many whys deep it stands, 0 where it is none; null while what it belongs to is not on the wall. */
	depth(wall: Wall, words: W): number | null;
	/** The id of what it may go on from, of this sort; null where it goes on from nothing. */
	goesOnFrom(words: W): string | null;
	/** Whether it waits for its writer to change it, although its step is open. */
	isHeld(stage: Stage, words: W): boolean;
	/** Whether the wall does not show it yet. */
	differs(wall: Wall, change: Change<W>): boolean;
	/**
	 * Brings the wall up to the changes, inside one write of the server. `today` is a day; `places` are those of what
	 * `toPlace` names, found here unless given. Returns the ids that came to the wall.
	 */
	write(
		wall: Wall,
		stage: Stage,
		changes: readonly Change<W>[],
		today: string,
		places?: Readonly<Record<string, Point>>
	): Set<string>;
	/** What of these changes lies at a place of its own. */
	toPlace(changes: readonly Change<W>[]): TextItem[];
}

export const isNew = ({ kind }: { kind: 'add' | 'edit' | 'archive' }) => kind === 'add';

/** Whose the words are said to be: the seat's function and id, as far as the board declares them. */
export const attributed = ({ attribution }: Stage, seat: StoredParticipant) => ({
	fn: attribution === 'anonymous' ? '' : seat.fn,
	by: attribution === 'named' ? seat.id : ''
});
