/** The types of a workshop. Times are epoch milliseconds; names of durations contain their unit. */

import type { Question } from './questions.ts';
import type { StepKind, Writing } from './steps/kinds.ts';

export type NoteKind = 'problem' | 'customer';
export type Attribution = 'named' | 'function' | 'anonymous';
export type Role = 'facilitator' | 'participant' | 'observer';
/** Who can join by the participants' link: everybody, people whom a facilitator lets in, or nobody new. */
export type Joining = 'open' | 'approval' | 'closed';

/** A business function in the room. `colour` is a key of the palette in `functions.ts`. */
export interface Fn {
	id: string;
	name: string;
	/** One or two characters that identify the function if colour cannot. */
	letter: string;
	colour: FnColour;
}
export type FnColour =
	| 'sales'
	| 'marketing'
	| 'service'
	| 'it'
	| 'violet'
	| 'green'
	| 'red'
	| 'cyan'
	| 'olive'
	| 'pink'
	| 'brown'
	| 'slate';

export interface Step {
	id: string;
	kind: StepKind;
	title: string;
	/** The task of the group. */
	instruction: string;
	/** Words that the facilitator can read aloud. */
	prompt: string;
	minutes: number;
	/** Post steps: the initial kind of a note in the composer. */
	noteKind: NoteKind;
	writing: Writing;
	/** Post steps with silent writing: whether the notes were revealed on the wall. */
	revealed: boolean;
	/** Whether notes of this step were revealed earlier: then a return to the step shows the wall. */
	revealedOnce?: true;
	/** Whether the group is or was in this step. Absent on all steps of boards from before this was recorded. */
	been?: true;
}

export interface Timer {
	startedAt: number;
	endsAt: number;
}

export type RoundStatus = 'open' | 'revealed';

/** One secret vote. Counts exist only once the round is revealed. */
export interface Round {
	id: string;
	stepId: string;
	/** Dots each person may spend. */
	dots: number;
	/** Most dots that a person can give one cluster. */
	maxPerCluster: number;
	openedAt: number;
	/** The end of the time limit, or null. Nothing closes automatically. */
	endsAt: number | null;
	status: RoundStatus;
	result: RoundResult | null;
}

/** The result of one function in a round. A hidden function has no numbers: its voters and dots are 0. */
export interface FnTally {
	fn: string;
	voters: number;
	dots: number;
	/**
	 * Whether the function is included only in the total: it has fewer voters than the board's smallest group, perhaps
	 * none, or it is hidden to protect such a function.
	 */
	hidden: boolean;
}
export interface ClusterTally {
	cluster: string;
	/** The title when the round closed: later changes of the title do not change it. */
	title: string;
	/** All dots, including those of hidden functions. */
	dots: number;
	/** By shown function: dots, and people who gave at least one. Hidden ones are absent. */
	byFn: Record<string, { dots: number; backers: number }>;
}
export interface RoundResult {
	closedAt: number;
	/** Set if fewer people voted than the smallest group: then the result contains no numbers. */
	tooFew?: true;
	voters: number;
	dots: number;
	fns: FnTally[];
	clusters: ClusterTally[];
}

/** The state of a board that the server owns, in its stored form. */
export interface Stage {
	board: string;
	/** Increases by one with each change. */
	version: number;
	title: string;
	purpose: string;
	createdAt: number;
	attribution: Attribution;
	functions: Fn[];
	/** Functions with fewer voters than this are included only in the total. 1 hides nothing. */
	smallestGroup: number;
	steps: Step[];
	currentStep: string;
	/** On a locked wall, only facilitators can move things. */
	locked: boolean;
	joining: Joining;
	timer: Timer | null;
	rounds: Round[];
	/** Ids of the chosen clusters, in the order in which the group chose them. */
	chosen: string[];
	/** A new epoch makes pages discard their copy of the wall. */
	epoch: number;
	/** When a version of the board was last restored; absent if never. */
	restoredAt?: number;
	/** The revealed agreement on each outcome, by its id. */
	agreements: Record<string, OutcomeAgreement>;
	/**
	 * Every wording whose marks were ever revealed: outcome id → `wordingOf` → the largest smallest group with which
	 * they were. No restore removes entries.
	 */
	revealed: Record<string, Record<string, number>>;
	/**
	 * Functions whose counts are shown separately (`toldFns`), by the step or round that people finish, and for
	 * `MARKS`. The list is fixed when the step or round begins, so that nobody's arrival or departure shows what a
	 * person did. Only the server has it.
	 */
	told?: Record<string, string[]>;
	/** Null while the gate to technology is closed. */
	gate: OpenGate | null;
	decision: Decision | null;
	/** The day on which the group reviews its outcomes: `YYYY-MM-DD`, or ''. */
	reviewOn: string;
	/** Whether the board asks about notes that name a tool instead of a problem. */
	checksWording: boolean;
	/** The board's own product names, for the wording check. */
	products: string[];
	/** When a facilitator archived the board, so that it can only be read. Absent while it is in use. */
	archivedAt?: number;
	/** When the board was deleted. It can be restored for `LIMITS.deletedDays`; then it is gone. */
	deletedAt?: number;
	/** During an import: the prefix of the ids of everything that it adds. */
	importing?: string;
	/** Set on boards that expire unless somebody writes on them; all other boards stay. */
	begun?: 'blank' | 'sample';
	/** Anonymous boards: days after the last words until the server forgets who wrote what. */
	writersDays?: number;
	/** When the server forgot who wrote what: since then, nobody can change their words. */
	forgottenAt?: number;
	/**
	 * Increases when the server renews the desks, as it does when it forgets who wrote what. Absent: the first epoch.
	 */
	deskEpoch?: number;
}

/** The marks of one function for an outcome. For a hidden function, only `people` is given. */
export interface FnAgreement {
	fn: string;
	/** Number of people of the function on the board. */
	people: number;
	/** Number of people who gave a mark to the current wording of the outcome; 0 if hidden. */
	answered: number;
	/** Number of people per mark, 0 to 5; empty if hidden. */
	marks: number[];
	/** Null if hidden or if nobody answered. */
	median: number | null;
	/** Whether the function is included only in the total: see `FnTally`. */
	hidden: boolean;
}
/** Marks from 0 (no) to 5 (fully) that people gave to an outcome in secret. */
export interface OutcomeAgreement {
	revealedAt: number;
	/** `wordingOf` the rated outcome. */
	wording: string;
	fns: FnAgreement[];
	/** Number of people per mark, 0 to 5, including hidden functions. */
	marks: number[];
	/** The median of all marks; null if nobody answered. */
	median: number | null;
}

/** The gate before technology, after its opening. It stays open. */
export interface OpenGate {
	openedAt: number;
	/** Set if a facilitator opened it before all conditions held. */
	early: {
		reason: string;
		/** The unmet conditions at that time, as sentences. */ missing: string[];
	} | null;
}

/** Change how we work, use what we have differently, look for something new, not now. */
export type DecisionKind = 'work' | 'use' | 'new' | 'not-now';
export interface Decision {
	kind: DecisionKind;
	rationale: string;
	/** Id of the chosen option, or ''. */
	option: string;
	/** Ids of the requirements that the decision answers. */
	requirements: string[];
	/** Cluster ids of the chosen problems that it leaves open. */
	leavesOpen: string[];
	decidedAt: number;
}

/** Why a version was stored: the group moved to a step, somebody asked for it, or another version was restored. */
export type VersionReason = 'step' | 'named' | 'restore';

/** A person on the board, as everybody can see them. */
export interface Person {
	id: string;
	name: string;
	/** Function id, or '' for observers. */
	fn: string;
	role: Role;
	online: boolean;
	/**
	 * Whether the person is ready in this step. Only facilitators of boards that hide no group receive it; false for
	 * all others.
	 */
	ready: boolean;
}

/** A person who asked to join and has no seat. */
export interface Newcomer {
	id: string;
	name: string;
	/** Function id, or '' for an observer. */
	fn: string;
	/** Whether the person was turned away; a facilitator can still let them in. */
	declined: boolean;
}

/** The kinds of posts from desks. */
export type PostedSort = 'notes' | 'answers';
/**
 * Why a note or answer is not posted: the board is full, its writer has posted or changed as much as one person may, or
 * the chain of whys is too long.
 */
export type Unposted = 'full' | 'share' | 'much' | 'deep';

/**
 * Live counts by function id, without any names. '' contains the counts of all functions that are not shown separately
 * (`told`). If the board has a smallest group, counts of fewer people are left out.
 */
export interface Progress {
	/**
	 * Number of notes at desks that are not on the wall; in a Post step, only notes of that step. On anonymous boards,
	 * only the key '' is used.
	 */
	waiting: Record<string, number>;
	/** Number of notes at desks that belong to a Post step other than the group's, by step id. Facilitators only. */
	unrevealed: Record<string, number>;
	/** Number of people who marked this step (or its open round) as finished. Facilitators only. */
	finished: Record<string, number>;
	/**
	 * Number of people who gave each outcome a mark for its current wording: outcome id → function id → people. On
	 * anonymous boards, only the function '' is used.
	 */
	marked: Record<string, Record<string, number>>;
	/**
	 * Number of people who agreed that small functions are shown separately. Facilitators only; null if nobody is
	 * asked.
	 */
	agreed: Agreed | null;
	/** The functions that each of these counts shows separately. */
	told: Record<Counting, string[]>;
}
/** The counts by function during work. */
export type Counting = 'waiting' | 'finished' | 'marked';

/** The data that the server pushes to one page: the stage, and everything else that its reader may know. */
export interface StageView extends Stage {
	people: Person[];
	/** In the order in which they asked. Facilitators only; empty for others. */
	newcomers: Newcomer[];
	progress: Progress;
	/** Why notes and answers of this reader's desk are not posted although their step is open. */
	unposted: Record<PostedSort, Unposted | null>;
	/** The kinds of posts for which the board is full while somebody has more to post. */
	full: PostedSort[];
	/** The server's time when this was made, for correcting the page's clock. */
	now: number;
	/** Facilitators only: whether the server is short of disk space and rejects large new content. */
	diskLow?: boolean;
}

/** The reader of a page. */
export interface Me {
	id: string;
	name: string;
	fn: string;
	role: Role;
}

/** A note on the wall. */
export interface Note {
	id: string;
	text: string;
	kind: NoteKind;
	/** Function id; '' if the board is anonymous or the note was imported without one. */
	fn: string;
	/** Participant id on named boards, otherwise ''. */
	by: string;
	/** Position of the top left corner in wall units (CSS pixels at 100 %); used only while the note is loose. */
	x: number;
	y: number;
	/** Cluster id as stored, '' while loose. */
	cluster: string;
	/** Fractional index inside the cluster; ties are broken by id. */
	order: string;
	/** Whether the note is in the parking lot: it names a tool or a feature, and waits for the Technology step. */
	parked: boolean;
	/** The id of the note that rewords a parked note as a problem, or ''. */
	rewrittenAs: string;
	/** Id of the requirement that a parked note was linked to, or ''. */
	requirement: string;
	/** Why a parked note was set aside, or ''. */
	setAside: string;
	archived: boolean;
}
export interface Cluster {
	id: string;
	title: string;
	x: number;
	y: number;
	archived: boolean;
	/** The cluster this one was merged into, or ''. */
	mergedInto: string;
}

/** A note at its writer's desk. A posted note keeps its id. */
export interface DeskNote {
	id: string;
	text: string;
	kind: NoteKind;
	/** Epoch ms of writing; it never leaves the desk. */
	at: number;
	/**
	 * The step in which it was written, or to which its writer moved it. It is posted in no other step; '' means no
	 * step.
	 */
	step: string;
	/** Whether it goes to the parking lot. */
	parked: boolean;
	/** See `Note`. */
	rewrittenAs: string;
	/** Whether its writer took it back. */
	archived: boolean;
}
/** Dots by cluster id. */
export type Ballot = Record<string, number>;

/** An answer at its writer's desk. A posted answer keeps its id. */
export interface DeskAnswer {
	id: string;
	text: string;
	question: Question;
	about: string;
	/** Epoch ms of writing or of the last change; it never leaves the desk. */
	at: number;
	step: string;
	archived: boolean;
}
/** A person's mark for an outcome, at the desk. */
export interface Mark {
	/** 0 (no) to 5 (fully). */
	mark: number;
	/** `wordingOf` the outcome at the time of the mark. */
	of: string;
}

export type Direction = 'up' | 'down';
export type RequirementKind = 'people' | 'process' | 'software';
export type Weight = 'must' | 'should' | 'could';
/** How a vendor met a requirement; absent means `unshown`. */
export type Rating = 'meets' | 'partly' | 'fails' | 'unshown';
/** The number of people of small functions who agreed that their function is shown separately. */
export interface Agreed {
	asked: number;
	/** Null while some have not agreed, if so few are asked that the number would identify people. */
	agreed: number | null;
}
