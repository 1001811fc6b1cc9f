/** The port to durable storage. One contract suite (`tests/contracts/store.ts`) holds for every adapter. */
import type { Attribution, Role, Stage, VersionReason } from '../../src/lib/workshop/types.ts';

export interface DocumentUpdate {
	/** `w:<board>` or `d:<board>:<participant>`. */
	document: string;
	/** A Yjs v1 update. */
	update: Uint8Array;
	/** Yjs clients under which somebody writes with this for the first time. */
	claims?: readonly ClientClaim[];
	/** What people have added to the document with this. */
	shares?: readonly ShareAdded[];
}
/** A Yjs client id that belongs to one participant in one document. */
export interface ClientClaim {
	client: number;
	participant: string;
}
/** How much was added to a document: bytes of updates, and Yjs structs. */
export interface Amount {
	bytes: number;
	structs: number;
}
export interface ShareAdded extends Amount {
	participant: string;
}
export interface StoredDocument {
	/** Encoded state that the updates below build on, or null. */
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
/** Somebody who asked to come in and has no seat. */
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
	/** Grows from each command to the next. */
	position: number;
}

export interface VersionHead {
	board: string;
	id: string;
	/** Participant id, or '' for the server. */
	by: string;
	at: number;
	reason: VersionReason;
	/** What a facilitator called it, or ''. */
	name: string;
	/** Equal for equal contents. */
	digest: string;
	/** What a list shows of it, as the workshop writes it; '' for versions of before there was one. */
	summary: string;
}
export interface StoredVersion extends VersionHead {
	/** Stage and wall of that time, as the workshop writes them. */
	content: Uint8Array;
}
/** What erasing a person changes beside their own rows. */
export interface Erasure {
	userId: string;
	/** Epoch milliseconds. */
	at: number;
	/** Entered into the histories of the person's boards. */
	entries: readonly StoredCommand[];
	/** Commands that named the person, with what they say from now on. */
	rewritten: readonly Pick<StoredCommand, 'board' | 'id' | 'body'>[];
}
/** A list of steps that somebody kept. */
export interface StoredTemplate {
	userId: string;
	id: string;
	title: string;
	/** As JSON. */
	steps: string;
	createdAt: number;
}
/** A document that begins, whole, with this state. */
export interface BegunDocument {
	document: string;
	snapshot: Uint8Array;
}

/** A board with what decides over its life. Times are epoch milliseconds, null for never. */
export interface BoardLife {
	board: string;
	/** When it was put into the store; a stage that came with a file may be older. */
	madeAt: number;
	attribution: Attribution;
	/** The present epochs of its wall and of its desks. */
	epoch: number;
	deskEpoch: number;
	archivedAt: number | null;
	deletedAt: number | null;
	restoredAt: number | null;
	forgottenAt: number | null;
	/** See `Stage`. */
	writersDays: number | null;
	begun: 'blank' | 'sample' | null;
	/** When the last person came. */
	joinedAt: number | null;
	/** When the last words came whose writer is known. */
	writtenAt: number | null;
	/** Whether it ever had a facilitator: without one it was never finished being made. */
	isSeated: boolean;
	/** Whether anybody ever wrote on the wall or gave a command. What lies at desks alone is not looked at. */
	isTouched: boolean;
}
/** How much a board takes. */
export interface BoardWeight {
	wallBytes: number;
	desks: number;
	deskBytes: number;
	/** Documents of epochs that are over. */
	oldEpochs: number;
	oldEpochBytes: number;
	versions: number;
	versionBytes: number;
	/** What facilitators did, as the history tells it. */
	commands: number;
	commandBytes: number;
	/** Who wrote what, one for each note and answer. */
	authors: number;
	authorBytes: number;
}

/** Whatever names a board or a user that does not exist is refused by throwing. */
export interface Store {
	/** Group commit: all updates with their claims and shares or none, durable when the promise resolves. */
	append(updates: readonly DocumentUpdate[]): Promise<void>;
	loadDocument(document: string): Promise<StoredDocument>;
	/** Participants by Yjs client. The first to claim a client keeps it. */
	listClientOwners(document: string): Promise<Map<number, string>>;
	/** What each participant has added to the document, by participant. */
	listShares(document: string): Promise<Map<string, Amount>>;
	/**
	 * Replaces everything up to and including `seq`; the previous snapshot is kept until the next.
	 * Throws beyond the last update. Changes nothing where a newer snapshot is held.
	 */
	saveSnapshot(document: string, snapshot: Uint8Array, seq: number): Promise<void>;

	/** Throws if the board exists. */
	createBoard(stage: Stage): Promise<void>;
	loadStage(board: string): Promise<Stage | null>;
	/**
	 * Saves the stage and appends the command in one transaction.
	 * Returns false, changing nothing, if that command id was run on this board before.
	 * With `begins`, that document is replaced by its new beginning in the same transaction.
	 */
	saveStage(stage: Stage, command: StoredCommand, begins?: BegunDocument): Promise<boolean>;
	/**
	 * Commands of a board, newest first: `limit` of them, from the one before position `before` on, or from the
	 * newest.
	 */
	pageOfCommands(board: string, before: number | null, limit: number): Promise<PlacedCommand[]>;
	/** All commands, or those of these kinds, oldest first. */
	listCommands(board: string, kinds?: readonly string[]): Promise<PlacedCommand[]>;
	loadCommand(board: string, id: string): Promise<PlacedCommand | null>;
	hasCommand(board: string, id: string): Promise<boolean>;

	/**
	 * Saves a version, or replaces the one of the same id. Of those that nobody named, the board keeps
	 * the `keep` newest.
	 */
	saveVersion(version: StoredVersion, keep: number): Promise<void>;
	/** Newest first. */
	listVersions(board: string): Promise<VersionHead[]>;
	loadVersion(board: string, id: string): Promise<StoredVersion | null>;
	/** Replaces the summary of a version; does nothing where that is not kept any more. */
	saveSummary(board: string, id: string, summary: string): Promise<void>;

	createUser(user: StoredUser): Promise<void>;
	createSession(session: StoredSession): Promise<void>;
	loadSession(id: string): Promise<{ session: StoredSession; user: StoredUser } | null>;
	extendSession(id: string, expiresAt: number): Promise<void>;
	deleteSession(id: string): Promise<void>;
	listSessions(userId: string): Promise<StoredSession[]>;
	deleteSessionsOf(userId: string): Promise<void>;
	/** Returns how many expired sessions went. */
	sweepSessions(now: number): Promise<number>;

	/** Saves a user's template, or replaces the one of the same id. */
	saveTemplate(template: StoredTemplate): Promise<void>;
	/** Newest first. */
	listTemplates(userId: string): Promise<StoredTemplate[]>;
	deleteTemplate(userId: string, id: string): Promise<void>;

	saveParticipant(participant: StoredParticipant): Promise<void>;
	/** Makes a new user for each of these new seats, and the seats: all or none. */
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

	/** Saves a newcomer, or replaces the one of the same id. A user is one newcomer on a board at most. */
	saveNewcomer(newcomer: StoredNewcomer): Promise<void>;
	/** In the order of asking. */
	listNewcomers(board: string): Promise<StoredNewcomer[]>;
	deleteNewcomer(board: string, id: string): Promise<void>;

	/** Replaces the board's link of that role. */
	saveLink(link: StoredLink): Promise<void>;
	findLink(token: string): Promise<StoredLink | null>;
	listLinks(board: string): Promise<StoredLink[]>;
	/** Throws if the code is taken by a code that has not expired. Replaces the board's earlier code. */
	saveCode(code: StoredCode): Promise<void>;
	findCode(code: string, now: number): Promise<StoredCode | null>;
	codeOf(board: string, now: number): Promise<StoredCode | null>;
	dropCodes(board: string): Promise<void>;

	/** Who wrote which note: known to the server alone. The first writer of an id stays. */
	saveAuthors(
		board: string,
		authors: readonly { note: string; participant: string }[]
	): Promise<void>;
	listAuthors(board: string): Promise<Map<string, string>>;

	/** Boards in the order of their ids, from behind `after` on. Those whose stage cannot be read are left out. */
	listLives(after: string, most: number): Promise<BoardLife[]>;
	lifeOf(board: string): Promise<BoardLife | null>;
	weighBoard(life: Pick<BoardLife, 'board' | 'epoch' | 'deskEpoch'>): Promise<BoardWeight>;
	/**
	 * Takes at most about `most` rows of a board out of every table, itself last. Returns whether it is
	 * gone. A board is to be purged when nobody can bring it back: half of it cannot be used.
	 */
	purgeBoard(board: string, most: number): Promise<boolean>;
	/** The same for documents of epochs before the present ones. Returns whether none is left. */
	dropEpochs(
		life: Pick<BoardLife, 'board' | 'epoch' | 'deskEpoch'>,
		most: number
	): Promise<boolean>;
	/**
	 * Forgets who wrote what on a board, under which Yjs clients people wrote on its walls and how much, and who went
	 * by which name. Saves the stage and appends the command in the same transaction.
	 */
	forgetWriters(stage: Stage, command: StoredCommand): Promise<void>;
	/** Every seat that a user ever had, removed ones included, newest first. */
	listSeatsOf(userId: string): Promise<StoredParticipant[]>;
	listWaitingOf(userId: string): Promise<StoredNewcomer[]>;
	/**
	 * Erases a user in one transaction: sessions, templates, places in waiting rooms, names, who wrote what on
	 * walls and how much. Their words on walls stay as nobody's. Since then nothing is saved for that user, and
	 * `purgeUser` takes away what is left.
	 */
	eraseUser(erasure: Erasure): Promise<void>;
	/** Users who were erased, and of whom something is left. */
	listErased(): Promise<string[]>;
	/**
	 * Takes about `most` rows of an erased user away: desks, then seats, then the user. Returns whether nothing is
	 * left.
	 */
	purgeUser(userId: string, most: number): Promise<boolean>;

	/** Deletes at most `most` users from before that time who have neither session, seat nor template. */
	dropOrphans(before: number, most: number): Promise<number>;
	/**
	 * Gives at most `pages` free pages back to the disk, of those beyond `keep`, and empties the
	 * write-ahead log if no reader needs it. Returns whether there is nothing more to give back.
	 */
	giveBack(pages: number, keep: number): Promise<boolean>;

	/** Rejects unless a write becomes durable now. Changes nothing. */
	checkWritable(): Promise<void>;
	close(): Promise<void>;
}
