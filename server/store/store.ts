/**
 * The interface to durable storage. One contract test suite (`tests/contracts/store.ts`) applies to every adapter.
 */
import type { Attribution, Role, Stage, VersionReason } from '../../src/lib/workshop/types.ts';

export interface DocumentUpdate {
	/** `w:<board>` or `d:<board>:<participant>`. */
	document: string;
	/** A Yjs v1 update. */
	update: Uint8Array;
	/** Yjs client ids that this update uses for the first time. */
	claims?: readonly ClientClaim[];
	/** How much each person adds to the document with this update. */
	shares?: readonly ShareAdded[];
}
/** A Yjs client id that belongs to one participant in one document. */
export interface ClientClaim {
	client: number;
	participant: string;
}
/** An amount added to a document: bytes of updates, and Yjs structs. */
export interface Amount {
	bytes: number;
	structs: number;
}
export interface ShareAdded extends Amount {
	participant: string;
}
export interface StoredDocument {
	/** Encoded state that the updates below apply to, or null. */
	snapshot: Uint8Array | null;
	/** In commit order. */
	updates: Uint8Array[];
	/** Sequence number of the last update; 0 for an unknown document. Gap-free per document. */
	seq: number;
}
export interface StoredUser {
	id: string;
	createdAt: number;
}
export interface StoredSession {
	/** SHA-256 (hex) of the token in the cookie. */
	id: string;
	userId: string;
	expiresAt: number;
}
export interface StoredParticipant {
	id: string;
	board: string;
	userId: string;
	name: string;
	fn: string;
	role: Role;
	joinedAt: number;
	/** Set when a facilitator removed the person. */
	removedAt: number | null;
}
/** A person who asked to join and has no seat yet. */
export interface StoredNewcomer {
	/** Becomes the participant's id when they are let in. */
	id: string;
	board: string;
	userId: string;
	name: string;
	fn: string;
	askedAt: number;
	/** Set when a facilitator turned the person away. */
	declinedAt: number | null;
}
export interface StoredLink {
	token: string;
	board: string;
	role: 'participant' | 'facilitator';
	createdAt: number;
}
export interface StoredCode {
	code: string;
	board: string;
	expiresAt: number;
}
export interface StoredCommand {
	board: string;
	id: string;
	/** Participant id, or '' for the server. */
	by: string;
	at: number;
	kind: string;
	/** The validated command as JSON. */
	body: string;
}

export interface PlacedCommand extends StoredCommand {
	/** Increases from each command to the next. */
	position: number;
}

export interface VersionHead {
	board: string;
	id: string;
	/** Participant id, or '' for the server. */
	by: string;
	at: number;
	reason: VersionReason;
	/** The name that a facilitator gave it, or ''. */
	name: string;
	/** Equal for equal contents. */
	digest: string;
	/** What a list shows of it, in the workshop's format; '' for versions from before summaries existed. */
	summary: string;
}
export interface StoredVersion extends VersionHead {
	/** The stage and the wall at that time, in the workshop's format. */
	content: Uint8Array;
}
/** The changes that erasing a person makes outside their own rows. */
export interface Erasure {
	userId: string;
	/** Epoch milliseconds. */
	at: number;
	/** Added to the histories of the person's boards. */
	entries: readonly StoredCommand[];
	/** Commands that named the person, with their new text. */
	rewritten: readonly Pick<StoredCommand, 'board' | 'id' | 'body'>[];
}
/** A list of steps that a person saved. */
export interface StoredTemplate {
	userId: string;
	id: string;
	title: string;
	/** As JSON. */
	steps: string;
	createdAt: number;
}
/** A stage that may be large, as bytes, so that nobody on its way reads or copies it. */
export interface EncodedStage {
	board: string;
	/** The stage without `board`, as JSON in UTF-8. */
	rest: Uint8Array;
}
/** A document that begins, whole, with this state. */
export interface BegunDocument {
	document: string;
	snapshot: Uint8Array;
}

/** The data of a board that decides over its life. Times are epoch milliseconds; null means never. */
export interface BoardLife {
	board: string;
	/** When it was added to the store. A stage that came from a file may be older. */
	madeAt: number;
	attribution: Attribution;
	/** The current epochs of its wall and of its desks. */
	epoch: number;
	deskEpoch: number;
	archivedAt: number | null;
	deletedAt: number | null;
	restoredAt: number | null;
	forgottenAt: number | null;
	/** See `Stage`. */
	writersDays: number | null;
	begun: 'blank' | 'sample' | null;
	/** When the last person joined. */
	joinedAt: number | null;
	/** When the last words with a known writer were added. */
	writtenAt: number | null;
	/** Whether it ever had a facilitator. Without one, its creation was never finished. */
	isSeated: boolean;
	/** Whether anybody ever wrote on the wall or gave a command. Writing that is only at desks does not count. */
	isTouched: boolean;
}
/** How much space a board takes. */
export interface BoardWeight {
	wallBytes: number;
	desks: number;
	deskBytes: number;
	/** Documents of past epochs. */
	oldEpochs: number;
	oldEpochBytes: number;
	versions: number;
	versionBytes: number;
	/** Commands of facilitators, as the history lists them. */
	commands: number;
	commandBytes: number;
	/** Authors: one for each note and answer. */
	authors: number;
	authorBytes: number;
}

/** Calls throw if they name a board or a user that does not exist. */
export interface Store {
	/**
	 * Commits a group: all updates with their claims and shares, or none. They are durable when the promise
	 * resolves.
	 */
	append(updates: readonly DocumentUpdate[]): Promise<void>;
	loadDocument(document: string): Promise<StoredDocument>;
	/** Participants by Yjs client. The first participant to claim a client keeps it. */
	listClientOwners(document: string): Promise<Map<number, string>>;
	/** How much each participant has added to the document, by participant. */
	listShares(document: string): Promise<Map<string, Amount>>;
	/**
	 * Replaces everything up to and including `seq`. The previous snapshot is kept until the next one. Throws if
	 * `seq` is beyond the last update. Changes nothing if a newer snapshot is stored.
	 */
	saveSnapshot(document: string, snapshot: Uint8Array, seq: number): Promise<void>;

	/** Throws if the board exists. Its history begins with `first`, in the same transaction. */
	createBoard(stage: Stage | EncodedStage, first?: StoredCommand): Promise<void>;
	loadStage(board: string): Promise<Stage | null>;
	/**
	 * Saves the stage and appends the command in one transaction. Returns false, changing nothing, if this board
	 * already ran a command with that id. If `begins` is given, the same transaction replaces that document with
	 * its new state.
	 */
	saveStage(stage: Stage, command: StoredCommand, begins?: BegunDocument): Promise<boolean>;
	/**
	 * Returns `limit` commands of a board, newest first. They start before position `before`, or with the newest if
	 * it is null.
	 */
	pageOfCommands(board: string, before: number | null, limit: number): Promise<PlacedCommand[]>;
	/** Returns all commands, or those of these kinds, oldest first. */
	listCommands(board: string, kinds?: readonly string[]): Promise<PlacedCommand[]>;
	loadCommand(board: string, id: string): Promise<PlacedCommand | null>;
	hasCommand(board: string, id: string): Promise<boolean>;

	/**
	 * Saves a version, or replaces the one with the same id. Of the versions without a name, the board keeps the
	 * `keep` newest.
	 */
	saveVersion(version: StoredVersion, keep: number): Promise<void>;
	/** Newest first. */
	listVersions(board: string): Promise<VersionHead[]>;
	loadVersion(board: string, id: string): Promise<StoredVersion | null>;
	/** Replaces the summary of a version. Does nothing if the version is gone. */
	saveSummary(board: string, id: string, summary: string): Promise<void>;

	createUser(user: StoredUser): Promise<void>;
	createSession(session: StoredSession): Promise<void>;
	loadSession(id: string): Promise<{ session: StoredSession; user: StoredUser } | null>;
	extendSession(id: string, expiresAt: number): Promise<void>;
	deleteSession(id: string): Promise<void>;
	listSessions(userId: string): Promise<StoredSession[]>;
	deleteSessionsOf(userId: string): Promise<void>;
	/** Returns how many expired sessions were deleted. */
	sweepSessions(now: number): Promise<number>;

	/** Saves a user's template, or replaces the one with the same id. */
	saveTemplate(template: StoredTemplate): Promise<void>;
	/** Newest first. */
	listTemplates(userId: string): Promise<StoredTemplate[]>;
	deleteTemplate(userId: string, id: string): Promise<void>;

	saveParticipant(participant: StoredParticipant): Promise<void>;
	/** Creates these seats with a new user for each: all or none. */
	seatUsers(seats: readonly StoredParticipant[], createdAt: number): Promise<void>;
	findParticipant(board: string, userId: string): Promise<StoredParticipant | null>;
	listParticipants(board: string): Promise<StoredParticipant[]>;
	/** Boards on which this user has a seat, newest seat first. */
	listBoardsOf(userId: string): Promise<
		{
			board: string;
			title: string;
			role: Role;
			joinedAt: number;
			archivedAt: number | null;
			deletedAt: number | null;
		}[]
	>;

	/** Saves a newcomer, or replaces the one with the same id. A user can be a newcomer on a board only once. */
	saveNewcomer(newcomer: StoredNewcomer): Promise<void>;
	/** In the order in which they asked. */
	listNewcomers(board: string): Promise<StoredNewcomer[]>;
	deleteNewcomer(board: string, id: string): Promise<void>;

	/** Replaces the board's link for that role. */
	saveLink(link: StoredLink): Promise<void>;
	findLink(token: string): Promise<StoredLink | null>;
	listLinks(board: string): Promise<StoredLink[]>;
	/** Throws if the code is in use and has not expired. Replaces the board's earlier code. */
	saveCode(code: StoredCode): Promise<void>;
	findCode(code: string, now: number): Promise<StoredCode | null>;
	codeOf(board: string, now: number): Promise<StoredCode | null>;
	dropCodes(board: string): Promise<void>;

	/** Saves the author of each note. Only the server knows them. The first author of an id stays. */
	saveAuthors(
		board: string,
		authors: readonly { note: string; participant: string }[]
	): Promise<void>;
	listAuthors(board: string): Promise<Map<string, string>>;

	/** Boards ordered by id, starting after `after`. Boards with an unreadable stage are left out. */
	listLives(after: string, most: number): Promise<BoardLife[]>;
	lifeOf(board: string): Promise<BoardLife | null>;
	weighBoard(life: Pick<BoardLife, 'board' | 'epoch' | 'deskEpoch'>): Promise<BoardWeight>;
	/**
	 * Deletes up to about `most` rows of a board from every table, and the board's own row last. Returns whether
	 * the board is gone. Only purge a board that nobody can restore: a half-deleted board is unusable.
	 */
	purgeBoard(board: string, most: number): Promise<boolean>;
	/** Deletes documents of epochs before the current ones in the same way. Returns whether none is left. */
	dropEpochs(
		life: Pick<BoardLife, 'board' | 'epoch' | 'deskEpoch'>,
		most: number
	): Promise<boolean>;
	/**
	 * Deletes the authors of a board's notes, the owners of Yjs clients and people's shares on its walls, and the
	 * names that people used. Saves the stage and appends the command in the same transaction.
	 */
	forgetWriters(stage: Stage, command: StoredCommand): Promise<void>;
	/** Every seat that a user ever had, including removed ones, newest first. */
	listSeatsOf(userId: string): Promise<StoredParticipant[]>;
	listWaitingOf(userId: string): Promise<StoredNewcomer[]>;
	/**
	 * Erases a user in one transaction: sessions, templates, places in waiting rooms, names, authorship on walls
	 * and shares of walls. Their words stay on the walls without an author. From then on nothing is saved for that
	 * user, and `purgeUser` deletes the rest.
	 */
	eraseUser(erasure: Erasure): Promise<void>;
	/** Erased users whose data is not fully deleted yet. */
	listErased(): Promise<string[]>;
	/**
	 * Deletes about `most` rows of an erased user: first desks, then seats, then the user. Returns whether nothing
	 * is left.
	 */
	purgeUser(userId: string, most: number): Promise<boolean>;

	/** Deletes at most `most` users created before that time who have no session, seat or template. */
	dropOrphans(before: number, most: number): Promise<number>;
	/**
	 * Gives at most `pages` free pages back to the disk and keeps `keep` free ones. Empties the write-ahead log if
	 * no reader needs it. Returns whether nothing more can be given back.
	 */
	giveBack(pages: number, keep: number): Promise<boolean>;

	/** Rejects unless a durable write is possible now. Changes nothing. */
	checkWritable(): Promise<void>;
	close(): Promise<void>;
}
