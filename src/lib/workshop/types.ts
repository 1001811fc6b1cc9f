/** The nouns of a workshop. Times are epoch milliseconds, durations carry their unit in the name. */

export type NoteKind = 'problem' | 'customer';
export type Attribution = 'named' | 'function' | 'anonymous';
export type Role = 'facilitator' | 'participant' | 'observer';
export type StepKind = 'post' | 'cluster' | 'vote';
/** Silent: a note waits at its writer's desk until the reveal. Open: it is posted at once. */
export type Writing = 'silent' | 'open';

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

/** What one function did in a round. A hidden function carries no numbers but its voters. */
export interface FnTally {
	fn: string;
	voters: number;
	dots: number;
	/** Seen only in the total: fewer voters than the board's smallest group, or the cover of one that has. */
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
	timer: Timer | null;
	rounds: Round[];
	/** Cluster ids in the order in which they were chosen. */
	chosen: string[];
	/** A new epoch makes pages throw their copy of the wall away. */
	epoch: number;
	/** When the board was last set back to a version; absent where it never was. */
	restoredAt?: number;
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
	/** Ready in this step. Only facilitators are told; false for others. */
	ready: boolean;
}

/** Live counts per function id; nothing in it says who. */
export interface Progress {
	/**
	 * Notes at desks and not on the wall; in a Post step those of that step alone. Under anonymous boards only
	 * the key '' is used.
	 */
	waiting: Record<string, number>;
	/** People who marked this step (or its open round) as finished. Facilitators only. */
	finished: Record<string, number>;
}

/** What the server pushes to one page: the stage, and what that reader may know beside it. */
export interface StageView extends Stage {
	people: Person[];
	progress: Progress;
	/** The server's clock when this was made, to correct the page's. */
	now: number;
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
	/** Taken back by its writer. */
	archived: boolean;
}
/** Dots by cluster id. */
export type Ballot = Record<string, number>;
