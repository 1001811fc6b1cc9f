/**
 * The export of a person's data: everything that a server stores about one person, as one JSON file.
 * `docs/your-data.md` explains each part. A file of another shape gets another `version`. Times are epoch milliseconds.
 */
import type { Question } from '../workshop/questions.ts';
import type { KeptWork } from './kept.ts';
import type { Attribution, NoteKind, Role } from '../workshop/types.ts';
import type { StepDraft } from '../workshop/steps/templates.ts';

export interface PersonFile {
	format: 'groundwork-person';
	version: 1;
	madeAt: number;
	/** When this person's sessions end. */
	sessionsUntil: number[];
	/** Newest seat first. */
	boards: PersonBoard[];
	/** Boards on which the person is in the waiting room. */
	waiting: { board: string; title: string; name: string; fn: string; askedAt: number }[];
	/** Lists of steps that the person saved as templates. */
	templates: { title: string; steps: readonly StepDraft[] }[];
}

/** Only at the writer's desk; on the wall; or taken off the wall by the writer. */
export type WordsState = 'not posted' | 'posted' | 'taken back';

export interface PersonBoard {
	/** Title of the board. */
	title: string;
	board: string;
	attribution: Attribution;
	archivedAt: number | null;
	deletedAt: number | null;
	seat: {
		id: string;
		name: string;
		/** Name of the function, or '' for none. */
		fn: string;
		role: Role;
		joinedAt: number;
		removedAt: number | null;
	};
	notes: {
		id: string;
		text: string;
		kind: NoteKind;
		/** Null if the server knows only that the note on the wall belongs to this person. */
		writtenAt: number | null;
		/** Title of the step. */
		step: string;
		state: WordsState;
	}[];
	answers: {
		id: string;
		text: string;
		question: Question;
		/** Title or words of the item that the question is about, or ''. */
		about: string;
		writtenAt: number | null;
		step: string;
		state: WordsState;
	}[];
	/** By round. `round` is null for a round that is no longer on the board. */
	dots: { round: number | null; spent: { problem: string; dots: number }[] }[];
	/** Marks from 0 to 5. `outcome` is its current wording, `wording` the one that was rated. */
	ratings: { outcome: string; wording: string; rating: number }[];
	/** Titles of steps, and numbers of rounds, that the person marked as finished. */
	finished: (string | number)[];
	/** Functions whose results the person allowed to be shown separately although they are small. */
	shownAlone: { fn: string; agreed: boolean }[];
	/** Functions that the person does not name in notes. */
	unsigned: { fn: string; leavesOut: boolean }[];
	/** Unposted text in the composer. */
	begun: string;
	/** Work that the server rejected and stores for this person. */
	kept: KeptWork[];
	visitedAt: number | null;
	/** The total that the person has added to the wall. */
	added: { bytes: number; structs: number };
	/** The person's entries in the board's history. */
	did: { at: number; did: string }[];
}
