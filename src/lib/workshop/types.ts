/** The nouns of a workshop. Times are epoch milliseconds, durations carry their unit in the name. */

import type { Question } from './questions.ts';
import type { StepKind, Writing } from './steps/kinds.ts';

export type NoteKind = 'problem' | 'customer';
export type Attribution = 'named' | 'function' | 'anonymous';
export type Role = 'facilitator' | 'participant' | 'observer';
/** Who comes in by the participants' link: everybody, those whom a facilitator lets in, or nobody new. */
export type Joining = 'open' | 'approval' | 'closed';

/** A business function in the room. `colour` is a key of the palette in `functions.ts`. */
export interface Fn {
	id: string;
	name: string;
	/** One or two characters that stand for the function where colour cannot. */
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
	/** What the group is asked to do. */
	instruction: string;
	/** What the facilitator may say aloud. */
	prompt: string;
	minutes: number;
	/** Post steps: the kind that the composer starts with. */
	noteKind: NoteKind;
	writing: Writing;
	/** Post steps with silent writing: whether the notes are on the wall already. */
	revealed: boolean;
	/** Whether notes of this step came to the wall before: whoever comes back to it is shown the wall. */
	revealedOnce?: true;
	/** Whether the group is or was in this step; absent on all steps of boards from before this was noted down. */
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
	/** Most dots a person may give one cluster. */
	maxPerCluster: number;
	openedAt: number;
	/** When time is up, or null without a limit. Nothing closes by itself. */
	endsAt: number | null;
	status: RoundStatus;
	result: RoundResult | null;
}

/** What one function did in a round. A hidden function carries no numbers: its voters and dots are 0. */
export interface FnTally {
	fn: string;
	voters: number;
	dots: number;
	/** Seen only in the total: fewer voters than the board's smallest group, perhaps none, or the cover of such a function. */
	hidden: boolean;
}
export interface ClusterTally {
	cluster: string;
	/** The title when the round closed: later renames do not rewrite history. */
	title: string;
	/** All dots, those of hidden functions included. */
	dots: number;
	/** Per shown function: dots and people who gave at least one. Hidden ones are absent. */
	byFn: Record<string, { dots: number; backers: number }>;
}
export interface RoundResult {
	closedAt: number;
	/** Set where fewer people voted than the smallest group: then the round was held, and no number is told. */
	tooFew?: true;
	voters: number;
	dots: number;
	fns: FnTally[];
	clusters: ClusterTally[];
}

/** The server-owned state of a board, as it is stored. */
export interface Stage {
	board: string;
	/** Grows by one with each change. */
	version: number;
	title: string;
	purpose: string;
	createdAt: number;
	attribution: Attribution;
	functions: Fn[];
	/** Functions with fewer voters than this are shown only in the total. 1 hides nothing. */
	smallestGroup: number;
	steps: Step[];
	currentStep: string;
	/** A locked wall takes moves from facilitators only. */
	locked: boolean;
	joining: Joining;
	timer: Timer | null;
	rounds: Round[];
	/** Cluster ids in the order in which they were chosen. */
	chosen: string[];
	/** A new epoch makes pages throw their copy of the wall away. */
	epoch: number;
	/** When the board was last set back to a version; absent where it never was. */
	restoredAt?: number;
	/** What people said to each outcome, by its id, once that is revealed. */
	agreements: Record<string, OutcomeAgreement>;
	/**
	 * Every wording whose marks were ever revealed: outcome id → `wordingOf` → the largest smallest group with which they
	 * were. No restore takes anything out of it.
	 */
	revealed: Record<string, Record<string, number>>;
	/**
	 * Functions whose counts are told by themselves (`toldFns`), by the step or round in which they finish, and for
	 * `MARKS`: fixed when that began, so that nobody's coming or going tells what a person did. The server's alone.
	 */
	told?: Record<string, string[]>;
	/** Null while technology stays shut. */
	gate: OpenGate | null;
	decision: Decision | null;
	/** When the group comes back to look at its outcomes: `YYYY-MM-DD`, or ''. */
	reviewOn: string;
	/** Whether notes that name a tool instead of a problem are asked about. */
	checksWording: boolean;
	/** The board's own names of products, for the wording check. */
	products: string[];
	/** When a facilitator archived the board: since then it is only read. Absent while it is in use. */
	archivedAt?: number;
	/** When the board was deleted. It can be brought back for `LIMITS.deletedDays`; then it is gone. */
	deletedAt?: number;
	/** While an import is under way: how the ids of all that it brings begin. */
	importing?: string;
	/** Set on boards that expire unless somebody writes on them; every other board stays. */
	begun?: 'blank' | 'sample';
	/** Anonymous boards: days after the last words until the server forgets who wrote what. */
	writersDays?: number;
	/** When the server forgot who wrote what: since then nobody can change what they wrote. */
	forgottenAt?: number;
	/** Grows when the desks begin anew, as they do when the server forgets. Absent: the first. */
	deskEpoch?: number;
}

/** What one function said to an outcome. Of a hidden function only `people` is told. */
export interface FnAgreement {
	fn: string;
	/** People of the function on the board. */
	people: number;
	/** Those who gave a mark to the outcome as it is worded; 0 where hidden. */
	answered: number;
	/** How many people gave each mark, 0 to 5; empty where hidden. */
	marks: number[];
	/** Null where hidden or where nobody answered. */
	median: number | null;
	/** Seen only in the total: see `FnTally`. */
	hidden: boolean;
}
/** Marks from 0 (no) to 5 (fully) that were given to an outcome in secret. */
export interface OutcomeAgreement {
	revealedAt: number;
	/** `wordingOf` the outcome that was marked. */
	wording: string;
	fns: FnAgreement[];
	/** How many people gave each mark, 0 to 5, hidden functions included. */
	marks: number[];
	/** Of all marks; null where nobody answered. */
	median: number | null;
}

/** The gate before technology, once it is open. It stays open. */
export interface OpenGate {
	openedAt: number;
	/** Set when a facilitator opened it before all conditions held. */
	early: { reason: string; /** Sentences: what was open then. */ missing: string[] } | null;
}

/** Change how we work, use what we have differently, look for something new, not now. */
export type DecisionKind = 'work' | 'use' | 'new' | 'not-now';
export interface Decision {
	kind: DecisionKind;
	rationale: string;
	/** Option id where one was chosen, or ''. */
	option: string;
	/** Ids of the requirements that it answers. */
	requirements: string[];
	/** Cluster ids of the chosen problems that it leaves open. */
	leavesOpen: string[];
	decidedAt: number;
}

/** Why a version was kept: the group moved to a step, somebody asked, or another one was restored. */
export type VersionReason = 'step' | 'named' | 'restore';

/** Somebody on the board, as all may see them. */
export interface Person {
	id: string;
	name: string;
	/** Function id, or '' for observers. */
	fn: string;
	role: Role;
	online: boolean;
	/** Ready in this step. Only facilitators of boards that hide no group are told; false for others. */
	ready: boolean;
}

/** Somebody who asked to come in and has no seat. */
export interface Newcomer {
	id: string;
	name: string;
	/** Function id, or '' to look on. */
	fn: string;
	/** Turned away: may still be let in. */
	declined: boolean;
}

/** What people post from their desks. */
export type PostedSort = 'notes' | 'answers';
/**
 * Why something is not posted: the board holds all that it can, its writer has posted or changed as much as one person
 * may, or it is one why too many.
 */
export type Unposted = 'full' | 'share' | 'much' | 'deep';

/**
 * Live counts per function id; nothing in it says who. '' holds those of all functions that are not told by themselves
 * (`told`). Where the board has a smallest group, of fewer people than that nothing is told.
 */
export interface Progress {
	/**
	 * Notes at desks and not on the wall; in a Post step those of that step alone. Under anonymous boards only
	 * the key '' is used.
	 */
	waiting: Record<string, number>;
	/** Notes at desks that belong to a Post step where the group is not, by step id. Facilitators only. */
	unrevealed: Record<string, number>;
	/** People who marked this step (or its open round) as finished. Facilitators only. */
	finished: Record<string, number>;
	/**
	 * People who gave each outcome a mark, as it is worded now: outcome id → function id → people. Under anonymous
	 * boards only the function '' is used.
	 */
	marked: Record<string, Record<string, number>>;
	/** How many agreed to show small functions by themselves. Facilitators only; null where nobody is asked. */
	agreed: Agreed | null;
	/** The functions that each of these tells by themselves. */
	told: Record<Counting, string[]>;
}
/** What is counted by function while people work. */
export type Counting = 'waiting' | 'finished' | 'marked';

/** What the server pushes to one page: the stage, and what that reader may know beside it. */
export interface StageView extends Stage {
	people: Person[];
	/** In the order of asking. Facilitators only; empty for others. */
	newcomers: Newcomer[];
	progress: Progress;
	/** Why notes and answers of this reader's desk are not posted although their step is open. */
	unposted: Record<PostedSort, Unposted | null>;
	/** What the board takes no more of, though somebody has more to post. */
	full: PostedSort[];
	/** The server's clock when this was made, to correct the page's. */
	now: number;
	/** Facilitators only: the server is short of disk, and refuses what is new and large. */
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
	/** Function id; '' where the board is anonymous or the note is imported without one. */
	fn: string;
	/** Participant id on named boards, else ''. */
	by: string;
	/** Top left corner in wall units (CSS pixels at 100 %); meaningful while loose. */
	x: number;
	y: number;
	/** Cluster id as stored, '' while loose. */
	cluster: string;
	/** Fractional index inside the cluster; ties are broken by id. */
	order: string;
	/** In the parking lot: it names a tool or a feature, and waits for the Technology step. */
	parked: boolean;
	/** A parked note's problem, said in other words: the id of that note, or ''. */
	rewrittenAs: string;
	/** Requirement id that a parked note was linked to, or ''. */
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

/** A note at its writer's desk. It keeps its id when it is posted. */
export interface DeskNote {
	id: string;
	text: string;
	kind: NoteKind;
	/** Epoch ms of writing; never leaves the desk. */
	at: number;
	/**
	 * The step that it was written in, or into which its writer moved it. In no other step is it posted;
	 * '' belongs to none.
	 */
	step: string;
	/** Goes to the parking lot. */
	parked: boolean;
	/** See `Note`. */
	rewrittenAs: string;
	/** Taken back by its writer. */
	archived: boolean;
}
/** Dots by cluster id. */
export type Ballot = Record<string, number>;

/** The same at its writer's desk. It keeps its id. */
export interface DeskAnswer {
	id: string;
	text: string;
	question: Question;
	about: string;
	/** Epoch ms of writing or of the last change; never leaves the desk. */
	at: number;
	step: string;
	archived: boolean;
}
/** A mark that somebody gave to an outcome, at the desk. */
export interface Mark {
	/** 0 (no) to 5 (fully). */
	mark: number;
	/** `wordingOf` the outcome when it was marked. */
	of: string;
}

export type Direction = 'up' | 'down';
export type RequirementKind = 'people' | 'process' | 'software';
export type Weight = 'must' | 'should' | 'could';
/** What a provider showed of a requirement; absent is the same as `unshown`. */
export type Rating = 'meets' | 'partly' | 'fails' | 'unshown';
/** How many people of functions that are too small have agreed to be shown by themselves. */
export interface Agreed {
	asked: number;
	/** Null while some have not, where so few are asked that the number would tell who. */
	agreed: number | null;
}
