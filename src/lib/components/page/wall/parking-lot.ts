import { boxesOn, freePlace, noteBox, overlap } from '$lib/components/page/wall/geometry.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import type { Note } from '$lib/workshop/types.ts';

/** A parked note as it is shown. */
export interface Idea extends Pick<Note, 'id' | 'text' | 'kind' | 'fn' | 'by' | 'rewrittenAs'> {
	requirement: string;
	setAside: string;
	mine: boolean;
	/** Whether it is still at this person's desk and not on the wall. */
	waits: boolean;
}

/**
 * Moves notes into the parking lot and out of it. People who may move notes can park anybody's note; writers can park
 * their own notes while they may write.
 */
export class ParkingLot {
	readonly #board: BoardState;

	constructor(board: BoardState) {
		this.#board = board;
	}

	/** The parked notes; one's own ideas that are still at the desk come last. */
	get ideas(): Idea[] {
		const { desk, me, stage, wall } = this.#board;
		const posted = wall.parked.map((note) => ({
			...note,
			mine: desk.isMine(note.id),
			waits: false
		}));
		const bare = { fn: stage.attribution === 'anonymous' ? '' : me.fn, by: '' };
		const unsorted = { requirement: '', setAside: '', mine: true, waits: true };
		const waiting = desk.notes
			.filter(({ id, parked }) => parked && this.#board.noteWaits(id))
			.map((note) => ({ ...note, ...bare, ...unsorted }));
		return [...posted, ...waiting];
	}
	/** The note that rewords a parked note as a problem, or null. */
	saidInstead({ rewrittenAs }: Pick<Note, 'rewrittenAs'>): { id: string; text: string } | null {
		const { desk, wall } = this.#board;
		if (rewrittenAs === '') return null;
		const note = wall.note(rewrittenAs);
		if (note) return note.archived ? null : note;
		return desk.notes.find(({ id }) => id === rewrittenAs) ?? null;
	}

	/** Why this person may not park a note or bring it back now, as a sentence, or null. */
	whyNot(note: string): string | null {
		const why = this.#board.whyNot('move');
		if (why === null || !this.#board.desk.isMine(note)) return why;
		return this.#board.whyNot('write');
	}
	/** Parks a note, or brings it back. Returns a function that undoes it, or null if it is not allowed now. */
	set(note: string, parked: boolean): (() => void) | null {
		if (this.whyNot(note) !== null) return null;
		if (this.#board.noteWaits(note)) this.#board.desk.park(note, parked);
		else if (!this.#board.may('move')) return this.#postAgain(note, parked);
		else if (parked) this.#board.wall.parkNote(note, true);
		else this.#layDown(note);
		return () => void this.set(note, !parked);
	}

	/** Its old place on the open wall may be taken by now. */
	#layDown(id: string) {
		const { wall } = this.#board;
		const note = wall.note(id);
		if (!note) return;
		const box = noteBox(note);
		const taken = boxesOn(wall);
		const isFree = !taken.some((other) => overlap(box, other));
		wall.together(() => {
			wall.parkNote(id, false);
			if (wall.cluster(note.cluster) !== null || isFree) return;
			const place = freePlace(box, box, taken);
			wall.moveNote(id, place.x, place.y);
		});
	}
	/** The desk can decide only for new notes: so it takes one's own note back and posts it again to the right place. */
	#postAgain(id: string, parked: boolean): (() => void) | null {
		const { desk, step, wall } = this.#board;
		const note = wall.note(id);
		if (!note) return null;
		desk.takeBack(id);
		const again = desk.write(note.text, note.kind, step.id, parked ? { rewrittenAs: '' } : null);
		return () => {
			desk.takeBack(again);
			desk.bringBack(id);
		};
	}
}
