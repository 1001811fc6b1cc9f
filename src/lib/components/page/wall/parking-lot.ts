import { boxesOn, freePlace, noteBox, overlap } from '$lib/components/page/wall/geometry.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import type { Note } from '$lib/workshop/types.ts';

/** A parked note as it is shown. */
export interface Idea extends Pick<Note, 'id' | 'text' | 'kind' | 'fn' | 'by' | 'rewrittenAs'> {
	requirement: string;
	setAside: string;
	mine: boolean;
	/** At this person's desk, and not on the wall yet. */
	waits: boolean;
}

/**
 * Notes on their way into the parking lot and out of it. Who may move notes parks anybody's; a writer parks their own
 * ones while they may write.
 */
export class ParkingLot {
	readonly #board: BoardState;

	constructor(board: BoardState) {
		this.#board = board;
	}

	/** What waits there, own ideas that are still at the desk last. */
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
	/** The note that says a parked one's problem in other words, or null. */
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
	/** Parks a note, or brings it back. Returns the way to take that back, or null where it is not allowed now. */
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
	/** The desk has the say over new notes only: one's own is taken back, and posted again to where it belongs. */
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
