/** What pages and endpoints may ask of the server. `src` imports these types only. */
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
	/** Whether it lives longer from now on, so that the cookie must be written again. */
	isRenewed: boolean;
}
export interface Auth {
	/** Days without a visit after which a session ends. */
	sessionDays: number;
	/** A new guest with a session. `token` goes into the cookie and nowhere else. */
	createGuest(): Promise<{ userId: string; token: string; expiresAt: number }>;
	validate(token: string): Promise<Session | null>;
	/** Ends the session on the server. */
	signOut(token: string): Promise<void>;
}

/** What a link or a code opens, as the join page shows it. */
export interface Invitation {
	board: string;
	token: string;
	role: 'participant' | 'facilitator';
	title: string;
	/** Why the group meets, or ''. */
	purpose: string;
	functions: Fn[];
	attribution: Attribution;
	/** See `Stage`. */
	writersDays: number;
	people: number;
	/** Who comes in by this link. */
	joining: Joining;
	/** Functions that nobody stands for yet. */
	emptyFns: string[];
}
/** What came of joining: a seat, or a place in the waiting room. */
export interface Joined {
	kind: 'seated' | 'waiting';
	board: string;
}
/** How it stands with somebody who asked to come in. */
export interface Waiting {
	state: 'waiting' | 'declined' | 'seated';
	title: string;
}
export interface ShareInfo {
	/** Paths, without origin. */
	link: string;
	/** Null unless the asker is a facilitator. */
	facilitatorLink: string | null;
	code: string;
	codeExpiresAt: number;
}
/** A board as the list of one's boards shows it. */
export interface BoardRow {
	board: string;
	title: string;
	role: Role;
	joinedAt: number;
	archivedAt: number | null;
	deletedAt: number | null;
}
/** A board that holds something of a person, as the page about their data shows it. */
export interface PersonalBoard {
	board: string;
	title: string;
	/** By which the person goes there. */
	name: string;
	role: Role;
	/** On it, or why not: removed by a facilitator, waiting to be let in or turned away. */
	state: 'here' | 'archived' | 'deleted' | 'removed' | 'waiting';
	/** Nobody else facilitates it. */
	steersAlone: boolean;
}
/** What somebody with a seat is told of a deleted board. */
export interface Deletion {
	title: string;
	/** Epoch ms from which on it is gone. */
	until: number;
	mayBringBack: boolean;
}
export interface BoardPage {
	me: Me;
	stage: StageView;
	/**
	 * Encoded Yjs state of the wall and of the asker's own desk; null where it is so large that it comes by the
	 * socket alone.
	 */
	wall: Uint8Array | null;
	desk: Uint8Array | null;
	/** Whether the wall holds more than the server draws into a page: then the browser alone shows it. */
	drawnLater: boolean;
}
/** A version as a list shows it. */
export interface VersionHeading {
	id: string;
	at: number;
	/** Name of the facilitator whose command it comes from. */
	by: string;
	reason: VersionReason;
	/** The step's title, or what somebody called it. */
	name: string;
	counts: WallCounts;
}
export interface VersionRow extends VersionHeading {
	/** Compared with the version before it; null for the first. */
	changes: WallChanges | null;
}
/** What a history panel asks for: of each list the page behind the one that it has, or none of it. */
export interface HistoryWish {
	/** Id of the last version that it has, '' for the first page, or null for none. */
	versions: string | null;
	/** The same for entries: where the last page ended. */
	entries: number | '' | null;
}
export interface HistoryInfo {
	/** Newest first. */
	versions: { rows: VersionRow[]; hasEarlier: boolean };
	/** How the wall differs from the newest version; null where there is none, and behind the first page. */
	since: WallChanges | null;
	/** Newest first. `earlier` is where the next page begins; null at the end. */
	entries: { rows: HistoryEntry[]; earlier: number | null };
}
/** A board as it was. The reader looks on. Its wall is null where it is large: see `versionWall`. */
export interface PastPage {
	version: VersionHeading;
	page: BoardPage;
}
export interface ExportFile<Body = string> {
	filename: string;
	type: string;
	body: Body;
}
/** Workbooks are bytes, all else is text. */
export type BodyOf<F> = F extends 'xlsx' ? Uint8Array<ArrayBuffer> : string;

/** Throws nothing for bad input: refusals come back as values with a sentence for the person. */
export type Result<T> =
	| { ok: true; value: T }
	| { ok: false; status: number; reason: Saying; retryAfterSeconds?: number };
/** What became of a command: see `CommandResult`. */
export type Ran =
	| { ok: true; version: number }
	| { ok: false; status: 400 | 403 | 404 | 409 | 429; reason: Saying; quiet?: true };
/** That somebody has no seat, or the board is none: in the form of every other refusal. */
export interface Refusal {
	ok: false;
	status: 403 | 404;
	reason: Saying;
}

/** What a form with a file sent, as it came. */
export interface Upload {
	/** In memory that threads share. */
	bytes: Uint8Array<ArrayBufferLike>;
	/** Its `Content-Type`. */
	type: string;
	/** Language of whoever sent it. */
	locale: Locale;
}

export interface Boards {
	/** Returns the board id. The user becomes its facilitator. Its steps are in the words of a catalogue. */
	create(userId: string, input: NewBoard, messages: AllMessages): Promise<string>;
	/** A copy of the sample of the user's own, in the words of a catalogue. */
	createSample(userId: string, messages: AllMessages): Promise<string>;
	/**
	 * A new board with all that the board file in a form holds. `asker` is whose turn it takes among those who wait: a
	 * user or an address. `userOf` is asked for the new facilitator once the file was read.
	 */
	createFromFile(
		asker: string,
		upload: Upload,
		userOf: () => Promise<string>,
		messages: AllMessages
	): Promise<Result<string>>;
	listOf(userId: string): Promise<BoardRow[]>;

	/** All boards that hold anything of a user, newest first. */
	personal(userId: string): Promise<PersonalBoard[]>;
	/** All that the server keeps of a user: see `docs/your-data.md`. */
	takeAlong(userId: string, messages: AllMessages): Promise<ExportFile>;
	/** Refuses while a board would be left without a facilitator. */
	erase(userId: string): Promise<Result<null>>;

	/** Newest first. */
	templatesOf(userId: string): Promise<TemplateHead[]>;
	/** Boards that were started from it keep their steps. */
	removeTemplate(userId: string, id: string): Promise<void>;

	findInvitation(token: string): Promise<Invitation | null>;
	/** `address` slows down guessing. Returns the link's token. */
	redeemCode(code: string, address: string): Promise<Result<string>>;
	/** Why the link lets in nobody who comes for the first time with this name and function; null where it would. */
	whyNoNewcomer(
		token: string,
		who: { name: string; fn: string }
	): Promise<Extract<Result<never>, { ok: false }> | null>;
	/** `fn` is a function id, or '' for an observer. Joining again keeps the seat and updates name and function. */
	join(userId: string, token: string, who: { name: string; fn: string }): Promise<Result<Joined>>;
	/** Null for somebody who did not ask to come in. */
	waiting(userId: string, board: string): Promise<Waiting | null>;
	stopWaiting(userId: string, board: string): Promise<void>;

	/** Whether there is such a board, deleted ones that can be brought back included. */
	exists(board: string): Promise<boolean>;
	/** Null where the board is not deleted, where it is gone, and for people without a seat. */
	deletion(userId: string, board: string): Promise<Deletion | null>;
	/** Facilitators only. */
	bringBack(userId: string, board: string): Promise<Result<null>>;

	/** The asker's seat, or null without one (also after removal, and while the board is deleted). */
	seat(userId: string, board: string): Promise<Me | null>;
	page(me: Me, board: string): Promise<Result<BoardPage>>;
	share(me: Me, board: string): Promise<Result<ShareInfo>>;
	/** What the board keeps in words is taken from the catalogue of whoever gives the command. */
	run(me: Me, board: string, command: Command, messages: AllMessages): Promise<Ran>;
	/** `json` is an ImportRequest as JSON. */
	importRows(
		me: Me,
		board: string,
		json: string
	): Promise<Result<{ notes: number; clusters: number }>>;
	/** Facilitators only, as are the versions themselves. */
	history(
		me: Me,
		board: string,
		wish: HistoryWish,
		messages: AllMessages
	): Promise<Result<HistoryInfo>>;
	version(me: Me, board: string, id: string): Promise<Result<PastPage>>;
	/** Its encoded wall, which its page lacks where it is large. */
	versionWall(me: Me, board: string, id: string): Promise<Result<Uint8Array>>;
	/** Returns the id of a new board of the asker's own. */
	copyVersion(me: Me, board: string, id: string, messages: AllMessages): Promise<Result<string>>;
	export<F extends ExportFormat>(
		me: Me,
		board: string,
		format: F,
		choices?: Partial<ExportChoices>
	): Promise<Result<ExportFile<BodyOf<F>>>>;
	/** A Report as JSON. Anybody on the board may read it, observers too. */
	report(me: Me, board: string): Promise<Result<string>>;
}

export interface Services {
	auth: Auth;
	boards: Boards;
	/** Origins of the sites whose pages may show this one in a frame. */
	frameAncestors: readonly string[];
	/** What one person, and one address, may ask of the server. */
	budgets: Budgets;
	/** When pages of boards may be drawn. */
	pageTurns: { take(): Promise<void> };
	/** What waits for those who asked. */
	answers: Pick<Answers, 'holds'>;
	/** Days after which a sample that nobody changed goes, and a board on which nobody ever wrote; 0: never. */
	expiry: { sampleDays: number; blankDays: number };
	log: Logger;
}
