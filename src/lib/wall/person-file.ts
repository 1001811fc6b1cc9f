/**
 * What somebody takes along: all that a server keeps of one person, as one JSON file. `docs/your-data.md` says what
 * each part is; a file of another shape gets another `version`. Times are epoch milliseconds.
 */
import type { Question } from '../workshop/questions.ts';
import type { KeptWork } from './kept.ts';
import type { Attribution, NoteKind, Role } from '../workshop/types.ts';
import type { StepDraft } from '../workshop/steps/templates.ts';

export interface PersonFile {
	format: 'groundwork-person';
	version: 1;
	madeAt: number;
	/** When the sessions of this person end. */
	sessionsUntil: number[];
	/** Newest seat first. */
	boards: PersonBoard[];
	/** Boards whose waiting room the person is in. */
	waiting: { board: string; title: string; name: string; fn: string; askedAt: number }[];
	/** Lists of steps that the person kept. */
	templates: { title: string; steps: readonly StepDraft[] }[];
}

/** At the writer's desk only; on the wall; or taken off it again by its writer. */
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
		/** Null where the server knows only that the note on the wall is this person's. */
		writtenAt: number | null;
		/** Title of the step. */
		step: string;
		state: WordsState;
	}[];
	answers: {
		id: string;
		text: string;
		question: Question;
		/** Title or words of what the question is asked of, or ''. */
		about: string;
		writtenAt: number | null;
		step: string;
		state: WordsState;
	}[];
	/** By round; `number` is null for a round that is not on the board any more. */
	dots: { round: number | null; spent: { problem: string; dots: number }[] }[];
	/** Marks from 0 to 5. `outcome` is how it is worded now, `wording` what was rated. */
	ratings: { outcome: string; wording: string; rating: number }[];
	/** Titles of steps, and numbers of rounds, that the person marked as finished. */
	finished: (string | number)[];
	/** Functions that the person lets be shown although they are small. */
	shownAlone: { fn: string; agreed: boolean }[];
	/** Functions that the person leaves out of notes. */
	unsigned: { fn: string; leavesOut: boolean }[];
	/** Text that was begun and not posted. */
	begun: string;
	/** Work that the server did not take, kept for its person. */
	kept: KeptWork[];
	visitedAt: number | null;
	/** What the person has added to the wall in all. */
	added: { bytes: number; structs: number };
	/** What the person did that the board's history has. */
	did: { at: number; did: string }[];
}
