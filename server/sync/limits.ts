/**
 * All limits of the server in one place: each with its default, and the smallest and largest value that it can be
 * set to. The names contain the units; a limit without a unit is a count. `GROUNDWORK_` and the name in capitals
 * set a limit, for example `GROUNDWORK_SOCKETS_PER_BOARD=500`. Limits of sockets count per participant and board,
 * never per address, because a whole workshop often shares one address. Tests set smaller limits.
 */
import { ConfigError } from '../config-error.ts';
import type { UpdateBounds } from './guard/sections.ts';

const BOUNDS = {
	/** One message. */
	frameBytes: [2_000_000, 10_000, 50_000_000],
	/**
	 * A longer message waits for its turn: see `turns.ts`. Messages of people who type are shorter; bulk changes
	 * are longer.
	 */
	shortBytes: [2_000, 0, 50_000_000],
	/**
	 * Structs in one update, which limit the work of reading it, and its delete ranges. Pages send at most half as
	 * many in one message and split larger changes: see `structsPerMessage`.
	 */
	updateStructs: [300, 300, 1_000_000],
	updateRanges: [1_000, 1_000, 1_000_000],
	/** The cost of one update, not counting reading it, in comparisons of Yjs: 10,000 take about a millisecond. */
	updateComparisons: [50_000, 1_000, 10_000_000],
	/**
	 * How often a key can be set, or a text changed in a new place, over the life of a wall and of a desk. Each
	 * save of a composer counts.
	 */
	entriesOfWall: [20_000, 1_000, 10_000_000],
	entriesOfDesk: [400_000, 1_000, 10_000_000],
	/** How far one update may advance the clocks of Yjs clients: about one clock per keystroke offline. */
	updateIds: [10_000_000, 10_000, 1_000_000_000],
	/**
	 * Yjs client ids of one participant in one document. A page that writes uses a new one each time it loads.
	 */
	clientsPerParticipant: [1_000, 10, 100_000],
	/** Document messages per second of a participant, from all sockets together, on average. */
	updatesPerSecond: [100, 5, 1_000_000],
	/** Document messages of a participant in a burst. Pasting 500 lines makes 500. */
	updatesAtOnce: [1_000, 50, 1_000_000],
	/**
	 * Work of updates, in comparisons (see `guard/work.ts`), on average and in a burst: for one participant, and
	 * for everybody on a board together. Messages over the limit wait. 10,000 are about 400 structs, or about ten
	 * milliseconds on a large wall.
	 */
	workPerSecond: [100_000, 10_000, 1_000_000_000],
	workAtOnce: [250_000, 100_000, 1_000_000_000],
	workPerSecondOfBoard: [100_000, 10_000, 1_000_000_000],
	workAtOnceOfBoard: [250_000, 100_000, 1_000_000_000],
	/** An ask for the document counts as this many document messages. A page asks once per socket. */
	askCost: [20, 1, 1_000],
	/** Bytes of all messages of a participant, on average and in a burst. */
	bytesPerSecond: [500_000, 10_000, 1_000_000_000],
	bytesAtOnce: [8_000_000, 50_000, 1_000_000_000],
	/** A presence message. */
	awarenessBytes: [2_000, 500, 4_000],
	/** Presence messages of a participant. A page sends 20 per second for each open tab. */
	awarenessPerSecond: [100, 5, 1_000_000],
	awarenessAtOnce: [200, 10, 1_000_000],
	/** Open sockets of one participant on one board. A tab has two. */
	socketsPerParticipant: [24, 2, 1_000],
	/** New sockets of one participant on one board. */
	connectsPerSecond: [5, 1, 1_000_000],
	connectsAtOnce: [60, 2, 1_000_000],
	/** Open sockets on one board. */
	socketsPerBoard: [1_600, 2, 100_000],
	/**
	 * New sockets of the whole server. The same number of rejected sockets is answered too. Pages over the limit
	 * come back later.
	 */
	upgradesPerSecond: [200, 1, 1_000_000],
	upgradesAtOnce: [400, 2, 1_000_000],
	/**
	 * Bytes that may wait for one slow reader before the server closes its socket, not counting the document that
	 * it asked for.
	 */
	bufferedBytes: [16_000_000, 100_000, 1_000_000_000],
	/**
	 * A document of at most this many stored bytes comes with its page, and is encoded in one go. A larger one
	 * comes only through the socket, encoded in slices.
	 */
	pageBytes: [1_000_000, 0, 16_000_000],
	/** How long a reader may take to receive a document in pieces. */
	answerMs: [120_000, 1_000, 3_600_000],
	/**
	 * What a participant who is not a facilitator may add to a wall over its life, including overwritten content:
	 * about 50,000 moves of a note. The share shrinks as the wall fills: see `guard/shares.ts`.
	 */
	shareBytes: [4_000_000, 1_000, 1_000_000_000],
	shareStructs: [200_000, 100, 100_000_000],
	/** A wall or a desk of this many stored bytes accepts no more writes. */
	wallBytes: [64_000_000, 100_000, 1_000_000_000],
	deskBytes: [8_000_000, 100_000, 1_000_000_000],
	/**
	 * The shortest time between the starts of two commits. Changes are sent after their commit. After a pause, a
	 * commit starts at once.
	 */
	commitGapMs: [33, 0, 1_000],
	/** How long the server gathers presence into one message: others see a moving hand half a frame late. */
	gatherMs: [8, 0, 1_000],
	/** How long the server gathers changes of the stage into one push. */
	stageGatherMs: [50, 0, 1_000],
	/** The same for changes that come from many people's desks. */
	deskGatherMs: [300, 0, 5_000],
	/**
	 * The estimated memory of all documents together. Before the limit is reached, unused documents are unloaded,
	 * the least recently used first. Over the limit, no more walls are loaded; over 125 % of it, no more desks.
	 */
	memoryBytes: [1_000_000_000, 1_000_000, 1_000_000_000_000],
	/** How long a document stays in memory after its last use. */
	unloadMs: [60_000, 0, 86_400_000],
	/** The time between two heartbeats. Pages drop a socket that is silent for 30 s. */
	heartbeatMs: [15_000, 1_000, 25_000],
	/** The time between two checks of the sessions and seats of open sockets. */
	readmitMs: [60_000, 1_000, 3_600_000],
	/** A shorter log is not folded into a snapshot while the document is in use. */
	compactBytes: [64_000, 1_000, 100_000_000],
	/** A log with more updates is folded into a snapshot when the document is unloaded. */
	unloadUpdates: [100, 0, 100_000],
	/**
	 * The time between two rounds over all boards that do their due work, and the rows that are deleted in one
	 * piece.
	 */
	sweepMs: [600_000, 1_000, 86_400_000],
	sweepRows: [50, 1, 10_000],
	/** How long a process may work on an export, a board file or a view of an earlier version. This work can wait. */
	laterWorkMs: [20_000, 100, 3_600_000],
	/**
	 * Days until the server deletes an untouched sample board, and a board on which nobody ever wrote. 0 means
	 * never.
	 */
	sampleDays: [30, 0, 36_500],
	blankDays: [180, 0, 36_500],
	/** Days that the server keeps the wall from before a restore. Versions do not need it. */
	oldEpochDays: [7, 0, 36_500],
	/** Hours until the server deletes a board whose creation never finished. */
	halfMadeHours: [24, 1, 8_760],
	/**
	 * Below this much free disk, the server rejects new boards, imports and versions, so that people can still
	 * write.
	 */
	diskReserveBytes: [200_000_000, 0, 1_000_000_000_000],
	/** The time between two checks of the disk. */
	diskCheckMs: [30_000, 1_000, 3_600_000],
	/** A stop closes this many sockets, pauses, and continues with the next ones. */
	closeSlice: [50, 1, 10_000],
	closePauseMs: [20, 0, 10_000],
	/** How long a stop waits for sockets to close. */
	goodbyeMs: [1_000, 0, 60_000],

	/*
	 * Limits of HTTP requests: in a burst, and per hour on average. Limits without a suffix are for one person (on
	 * one board, if the request is about a board). Limits `OfAddress` are for one address or IPv6 /64, with room
	 * for 200 people who arrive within a minute.
	 */
	/**
	 * New boards: from the start page, from the sample, or from a version. A board file costs more the larger it
	 * is.
	 */
	boardsAtOnce: [20, 1, 1_000_000],
	boardsPerHour: [30, 1, 1_000_000],
	boardsAtOnceOfAddress: [240, 1, 1_000_000],
	boardsPerHourOfAddress: [240, 1, 1_000_000],
	joinsAtOnce: [10, 1, 1_000_000],
	joinsPerHour: [60, 1, 1_000_000],
	joinsAtOnceOfAddress: [300, 1, 1_000_000],
	joinsPerHourOfAddress: [1_200, 1, 1_000_000],
	/** New guests: everybody who takes a seat without a session becomes a guest. */
	guestsAtOnceOfAddress: [300, 1, 1_000_000],
	guestsPerHourOfAddress: [1_200, 1, 1_000_000],
	importsAtOnce: [10, 1, 1_000_000],
	importsPerHour: [60, 1, 1_000_000],
	importsAtOnceOfAddress: [60, 1, 1_000_000],
	importsPerHourOfAddress: [300, 1, 1_000_000],
	/** Commands, except those that save a version of the board or restore one. */
	commandsAtOnce: [100, 1, 1_000_000],
	commandsPerHour: [7_200, 1, 100_000_000],
	commandsAtOnceOfAddress: [1_000, 1, 1_000_000],
	commandsPerHourOfAddress: [36_000, 1, 100_000_000],
	/** Commands that save a version of the board, such as going to a step, or restore one. */
	versionsAtOnce: [20, 1, 1_000_000],
	versionsPerHour: [1_200, 1, 1_000_000],
	versionsAtOnceOfAddress: [200, 1, 1_000_000],
	versionsPerHourOfAddress: [6_000, 1, 1_000_000],
	exportsAtOnce: [20, 1, 1_000_000],
	exportsPerHour: [240, 1, 1_000_000],
	exportsAtOnceOfAddress: [200, 1, 1_000_000],
	exportsPerHourOfAddress: [2_400, 1, 1_000_000],
	/** Views of the history, a version, the report and the links of a board. */
	looksAtOnce: [60, 1, 1_000_000],
	looksPerHour: [1_200, 1, 1_000_000],
	looksAtOnceOfAddress: [600, 1, 1_000_000],
	looksPerHourOfAddress: [12_000, 1, 1_000_000],
	/**
	 * Pages of a board and of its waiting room, about 17 ms each: 200 people can load theirs three times in a
	 * minute.
	 */
	pagesAtOnce: [60, 1, 1_000_000],
	pagesPerHour: [1_200, 1, 1_000_000],
	pagesAtOnceOfAddress: [600, 1, 1_000_000],
	pagesPerHourOfAddress: [12_000, 1, 1_000_000],
	/**
	 * Bytes of board files that boards are made from. They are kept permanently, and the largest file is 40 MB.
	 */
	fileBytesAtOnceOfAddress: [120_000_000, 1_000, 1_000_000_000_000],
	fileBytesPerHourOfAddress: [5_000_000, 1_000, 1_000_000_000_000],
	/**
	 * Bytes that commands add to the history of boards. They are kept permanently; a command adds at least about
	 * 300.
	 */
	historyBytesAtOnceOfAddress: [20_000_000, 1_000, 1_000_000_000_000],
	historyBytesPerHourOfAddress: [4_000_000, 1_000, 1_000_000_000_000],
	/** All requests, except those for built files. */
	requestsAtOnceOfAddress: [1_500, 10, 1_000_000],
	requestsPerHourOfAddress: [180_000, 60, 1_000_000_000],
	/**
	 * The number of budgets in memory, about 150 bytes each. Over the limit, the server forgets the one that was
	 * unused longest.
	 */
	budgetsRemembered: [50_000, 100, 10_000_000],
	/** Wrong join codes; `server/requests/guess-brake.ts` explains the numbers. */
	wrongCodesAtOnceOfAddress: [30, 1, 1_000_000],
	wrongCodesPerHourOfAddress: [360, 1, 1_000_000],
	/** Wrong join codes from all addresses together, and from one address after those are used up. */
	wrongCodesAtOnce: [1_000, 1, 1_000_000],
	wrongCodesPerHour: [600, 1, 1_000_000],
	spareCodesAtOnceOfAddress: [30, 1, 1_000_000],
	spareCodesPerHourOfAddress: [1, 1, 1_000_000],
	/** How long the headers of a request may take to arrive, and the whole request with its body. */
	headersMs: [15_000, 1_000, 600_000],
	bodyMs: [120_000, 1_000, 3_600_000],
	/** The body of a request that contains neither a table nor a board file. */
	bodyBytes: [256_000, 10_000, 100_000_000],
	/** Larger requests in progress, from one address and from all. Never less than the largest board file. */
	largeBytesOfAddress: [90_000_000, 41_000_000, 10_000_000_000],
	largeBytes: [180_000_000, 41_000_000, 10_000_000_000],
	/**
	 * Bytes of unfinished answers that clients have not received yet, for one address and for all: 200 people
	 * behind one address on a slow line may ask for a page of a megabyte at the same time.
	 */
	answerBytesOfAddress: [300_000_000, 41_000_000, 10_000_000_000],
	answerBytes: [400_000_000, 41_000_000, 10_000_000_000]
} as const satisfies Record<string, readonly [normal: number, least: number, most: number]>;

type Name = keyof typeof BOUNDS;
export type SyncLimits = Readonly<Record<Name, number>>;

const NAMES = Object.keys(BOUNDS) as Name[];
const limitsBy = (valueOf: (name: Name) => number) =>
	Object.fromEntries(NAMES.map((name) => [name, valueOf(name)])) as SyncLimits;

export const SYNC_LIMITS: SyncLimits = limitsBy((name) => BOUNDS[name][0]);

/** The limits of one update. */
export const boundsOf = (limits: SyncLimits): UpdateBounds => ({
	structs: limits.updateStructs,
	ranges: limits.updateRanges,
	ids: limits.updateIds,
	entries: { wall: limits.entriesOfWall, desk: limits.entriesOfDesk },
	comparisons: limits.updateComparisons
});

/** The environment variable that sets a limit. */
export const variableOf = (name: string) =>
	`GROUNDWORK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** Reads the limits from the environment; unset and empty variables take the default. Throws a ConfigError. */
export function readLimits(env: Readonly<Record<string, string | undefined>>): SyncLimits {
	return limitsBy((name) => {
		const [normal, least, most] = BOUNDS[name];
		const variable = variableOf(name);
		const text = env[variable]?.trim() ?? '';
		if (text === '') return normal;
		const value = Number(text);
		if (/^\d+$/.test(text) && value >= least && value <= most) return value;
		throw new ConfigError(
			`${variable} is "${text}", but it has to be a whole number from ${least} to ${most}.`
		);
	});
}
