/** The services that pages and endpoints get from the server. `src` imports only these types. */
import type { Logger } from 'pino';
import type { Answers } from './requests/answers.ts';
import type { Budgets } from './requests/budgets.ts';
import type { Locale } from '../src/lib/i18n/locales.ts';
import type { AllMessages } from '../src/lib/i18n/messages.ts';
import type { Saying } from '../src/lib/i18n/say.ts';
import type { Command, NewBoard } from '../src/lib/workshop/commands.ts';
import type { ExportChoices, ExportFormat } from '../src/lib/workshop/report/export-formats.ts';
import type { HistoryEntry } from '../src/lib/workshop/board-file/history.ts';
import type { TemplateHead } from '../src/lib/workshop/steps/templates.ts';
import type { WallChanges, WallCounts } from '../src/lib/workshop/board-file/versions.ts';
import type {
	Attribution,
	Fn,
	Joining,
	Me,
	Role,
	StageView,
	VersionReason
} from '../src/lib/workshop/types.ts';

export interface Session {
	userId: string;
	/** Epoch milliseconds. */
	expiresAt: number;
	/** Whether its lifetime was extended, so that the cookie must be written again. */
	isRenewed: boolean;
}
export interface Auth {
	/** Days without a visit after which a session ends. */
	sessionDays: number;
	/** Creates a guest with a session. Put `token` into the cookie and nowhere else. */
	createGuest(): Promise<{ userId: string; token: string; expiresAt: number }>;
	validate(token: string): Promise<Session | null>;
	/** Ends the session on the server. */
	signOut(token: string): Promise<void>;
}

/** The board behind a link or a code, as the join page shows it. */
export interface Invitation {
	board: string;
	token: string;
	role: 'participant' | 'facilitator';
	title: string;
	/** Why the group meets, or an empty string. */
	purpose: string;
	functions: Fn[];
	attribution: Attribution;
	/** See `Stage`. */
	writersDays: number;
	people: number;
	/** How people who use this link join. */
	joining: Joining;
	/** Functions that nobody represents yet. */
	emptyFns: string[];
}
/** Result of joining: a seat, or a place in the waiting room. */
export interface Joined {
	kind: 'seated' | 'waiting';
	board: string;
}
/** State of a person's request to join. */
export interface Waiting {
	state: 'waiting' | 'declined' | 'seated';
	title: string;
}
export interface ShareInfo {
	/** Paths without the origin. */
	link: string;
	/** Null unless the caller is a facilitator. */
	facilitatorLink: string | null;
	code: string;
	codeExpiresAt: number;
}
/** A row in a person's list of boards. */
export interface BoardRow {
	board: string;
	title: string;
	role: Role;
	joinedAt: number;
	archivedAt: number | null;
	deletedAt: number | null;
}
/** A board that holds data about a person, as the page about their data shows it. */
export interface PersonalBoard {
	board: string;
	title: string;
	/** The name that the person uses there. */
	name: string;
	role: Role;
	/**
	 * `here`: the person is on the board. Otherwise why not: the board is archived or deleted, a facilitator
	 * removed the person, or the person waits to be let in or was turned away.
	 */
	state: 'here' | 'archived' | 'deleted' | 'removed' | 'waiting';
	/** The person is the only facilitator. */
	steersAlone: boolean;
}
/** What a person with a seat can learn about a deleted board. */
export interface Deletion {
	title: string;
	/** Epoch ms after which the board cannot be restored. */
	until: number;
	mayBringBack: boolean;
}
export interface BoardPage {
	me: Me;
	stage: StageView;
	/**
	 * Encoded Yjs state of the wall and of the caller's own desk. Null if it is too large for the page; then it
	 * comes only by the socket.
	 */
	wall: Uint8Array | null;
	desk: Uint8Array | null;
	/** Whether the wall is too large for the server to render. Then only the browser renders it. */
	drawnLater: boolean;
}
/** A version as a list shows it. */
export interface VersionHeading {
	id: string;
	at: number;
	/** Name of the facilitator whose command created the version. */
	by: string;
	reason: VersionReason;
	/** The title of the step, or a name that somebody gave it. */
	name: string;
	counts: WallCounts;
}
export interface VersionRow extends VersionHeading {
	/** Compared with the previous version; null for the first. */
	changes: WallChanges | null;
}
/** What a history panel requests: for each list the next page, or nothing. */
export interface HistoryWish {
	/** Id of the last version that the panel has, '' for the first page, or null for no versions. */
	versions: string | null;
	/** The same for entries: the position where the last page ended. */
	entries: number | '' | null;
}
export interface HistoryInfo {
	/** Newest first. */
	versions: { rows: VersionRow[]; hasEarlier: boolean };
	/**
	 * How the wall differs from the newest version. Null if there is no version, and on every page after the first.
	 */
	since: WallChanges | null;
	/** Newest first. `earlier` is the start of the next page; null at the end. */
	entries: { rows: HistoryEntry[]; earlier: number | null };
}
/** An old version of a board. Its reader is an observer. A large wall is null: see `versionWall`. */
export interface PastPage {
	version: VersionHeading;
	page: BoardPage;
}
export interface ExportFile<Body = string> {
	filename: string;
	type: string;
	body: Body;
}
/** Workbooks are bytes; all other formats are text. */
export type BodyOf<F> = F extends 'xlsx' ? Uint8Array<ArrayBuffer> : string;

/** Bad input does not throw: a refusal is a value with a sentence for the person. */
export type Result<T> =
	| { ok: true; value: T }
	| { ok: false; status: number; reason: Saying; retryAfterSeconds?: number };
/** Result of a command: see `CommandResult`. */
export type Ran =
	| { ok: true; version: number }
	| { ok: false; status: 400 | 403 | 404 | 409 | 429; reason: Saying; quiet?: true };
/** Says that the person has no seat, or that there is no such board. Has the format of every other refusal. */
export interface Refusal {
	ok: false;
	status: 403 | 404;
	reason: Saying;
}

/** A file that a form sent, still unparsed. */
export interface Upload {
	/** In shared memory. */
	bytes: Uint8Array<ArrayBufferLike>;
	/** Its `Content-Type`. */
	type: string;
	/** Language of the person who sent the file. */
	locale: Locale;
}

export interface Boards {
	/**
	 * Creates a board and returns its id. The user becomes its facilitator. `messages` supplies the texts of its
	 * steps.
	 */
	create(userId: string, input: NewBoard, messages: AllMessages): Promise<string>;
	/** Creates the user's own copy of the sample, with texts from `messages`. */
	createSample(userId: string, messages: AllMessages): Promise<string>;
	/**
	 * Creates a board from the board file in a form. `asker` is a user or an address; callers take turns by it.
	 * `userOf` is called for the id of the new facilitator after the file was read.
	 */
	createFromFile(
		asker: string,
		upload: Upload,
		userOf: () => Promise<string>,
		messages: AllMessages
	): Promise<Result<string>>;
	listOf(userId: string): Promise<BoardRow[]>;

	/** All boards that hold data about a user, newest first. */
	personal(userId: string): Promise<PersonalBoard[]>;
	/** Exports everything that the server keeps about a user: see `docs/your-data.md`. */
	takeAlong(userId: string, messages: AllMessages): Promise<ExportFile>;
	/** Refuses while a board would be left without a facilitator. */
	erase(userId: string): Promise<Result<null>>;

	/** Newest first. */
	templatesOf(userId: string): Promise<TemplateHead[]>;
	/** Boards that were created from it keep their steps. */
	removeTemplate(userId: string, id: string): Promise<void>;

	findInvitation(token: string): Promise<Invitation | null>;
	/** Returns the link's token. `address` is used to slow down guessing. */
	redeemCode(code: string, address: string): Promise<Result<string>>;
	/** Returns why the link rejects a newcomer with this name and function, or null if it would accept them. */
	whyNoNewcomer(
		token: string,
		who: { name: string; fn: string }
	): Promise<Extract<Result<never>, { ok: false }> | null>;
	/**
	 * `fn` is a function id, or '' for an observer. A person who joins again keeps the seat and updates name and
	 * function.
	 */
	join(userId: string, token: string, who: { name: string; fn: string }): Promise<Result<Joined>>;
	/** Null for a person who did not ask to join. */
	waiting(userId: string, board: string): Promise<Waiting | null>;
	stopWaiting(userId: string, board: string): Promise<void>;

	/** Whether there is such a board. Deleted boards count as long as they can be restored. */
	exists(board: string): Promise<boolean>;
	/** Null if the board is not deleted or cannot be restored any more, and for people without a seat. */
	deletion(userId: string, board: string): Promise<Deletion | null>;
	/** For facilitators only. */
	bringBack(userId: string, board: string): Promise<Result<null>>;

	/** The caller's seat, or null without one. It is also null after removal and while the board is deleted. */
	seat(userId: string, board: string): Promise<Me | null>;
	page(me: Me, board: string): Promise<Result<BoardPage>>;
	share(me: Me, board: string): Promise<Result<ShareInfo>>;
	/**
	 * Runs a command. `messages` is the catalogue of the person who gave it and supplies all texts that the board
	 * stores.
	 */
	run(me: Me, board: string, command: Command, messages: AllMessages): Promise<Ran>;
	/** `json` is an ImportRequest as JSON. */
	importRows(
		me: Me,
		board: string,
		json: string
	): Promise<Result<{ notes: number; clusters: number }>>;
	/** For facilitators only, like the versions themselves. */
	history(
		me: Me,
		board: string,
		wish: HistoryWish,
		messages: AllMessages
	): Promise<Result<HistoryInfo>>;
	version(me: Me, board: string, id: string): Promise<Result<PastPage>>;
	/** The encoded wall of a version. The version's page leaves out a large wall. */
	versionWall(me: Me, board: string, id: string): Promise<Result<Uint8Array>>;
	/** Returns the id of a new board that belongs to the caller. */
	copyVersion(me: Me, board: string, id: string, messages: AllMessages): Promise<Result<string>>;
	export<F extends ExportFormat>(
		me: Me,
		board: string,
		format: F,
		choices?: Partial<ExportChoices>
	): Promise<Result<ExportFile<BodyOf<F>>>>;
	/** A Report as JSON. Everyone on the board may read it, including observers. */
	report(me: Me, board: string): Promise<Result<string>>;
}

export interface Services {
	auth: Auth;
	boards: Boards;
	/** Origins of the sites that may show our pages in a frame. */
	frameAncestors: readonly string[];
	/** Limits how much each person and each address may request. */
	budgets: Budgets;
	/** Decides when boards may be rendered into pages. */
	pageTurns: { take(): Promise<void> };
	/** Counts bytes of responses that wait for slow clients. */
	answers: Pick<Answers, 'holds'>;
	/**
	 * Days until an unchanged sample is deleted, and until a board is deleted on which nobody ever wrote. 0 means
	 * never.
	 */
	expiry: { sampleDays: number; blankDays: number };
	log: Logger;
}
