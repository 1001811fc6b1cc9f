/**
 * Every bound of the server, in one place: its default, and the least and the most that it may be
 * set to. Units are in the names; what has none is a count. `GROUNDWORK_` and the name in capitals sets
 * one, such as `GROUNDWORK_SOCKETS_PER_BOARD=500`. Limits of sockets count per participant and board, never
 * per address: a workshop sits behind one. Tests hand in smaller ones.
 */
import { ConfigError } from '../config-error.ts';
import type { UpdateBounds } from './guard/sections.ts';

const BOUNDS = {
	/** One message. */
	frameBytes: [2_000_000, 10_000, 50_000_000],
	/** A longer message waits for its turn: see `turns.ts`. What people write is shorter, unless it comes in bulk. */
	shortBytes: [2_000, 0, 50_000_000],
	/**
	 * Structs of one update, which bound the work of reading it, and ranges that it says are deleted. Pages send half
	 * as much at most, and what is more in pieces: see `structsPerMessage`.
	 */
	updateStructs: [300, 300, 1_000_000],
	updateRanges: [1_000, 1_000, 1_000_000],
	/** What one update may cost beside reading it, in comparisons of Yjs: 10,000 are about a millisecond. */
	updateComparisons: [50_000, 1_000, 10_000_000],
	/**
	 * How often a key may be set, or a text changed at another place, over the life of a wall and of a desk. A composer
	 * counts each time that it is kept.
	 */
	entriesOfWall: [20_000, 1_000, 10_000_000],
	entriesOfDesk: [400_000, 1_000, 10_000_000],
	/** How far one update may advance the clocks of Yjs clients: about one for each keystroke offline. */
	updateIds: [10_000_000, 10_000, 1_000_000_000],
	/** Yjs client ids of one participant in one document. A page that writes takes one each time it is loaded. */
	clientsPerParticipant: [1_000, 10, 100_000],
	/** Document messages that a participant may send for long, all sockets together. */
	updatesPerSecond: [100, 5, 1_000_000],
	/** Document messages that a participant may send at once. Pasting 500 lines makes 500. */
	updatesAtOnce: [1_000, 50, 1_000_000],
	/**
	 * Work that updates may be, in comparisons (see `guard/work.ts`): of one participant for long and at once, and of all on a
	 * board together. Who sent more waits. 10,000 are some 400 structs: about ten milliseconds on a large wall.
	 */
	workPerSecond: [100_000, 10_000, 1_000_000_000],
	workAtOnce: [250_000, 100_000, 1_000_000_000],
	workPerSecondOfBoard: [100_000, 10_000, 1_000_000_000],
	workAtOnceOfBoard: [250_000, 100_000, 1_000_000_000],
	/** An ask for the document counts as this many document messages: a page asks once on each socket. */
	askCost: [20, 1, 1_000],
	/** Bytes of all messages that a participant may send for long, and at once. */
	bytesPerSecond: [500_000, 10_000, 1_000_000_000],
	bytesAtOnce: [8_000_000, 50_000, 1_000_000_000],
	/** A presence message. */
	awarenessBytes: [2_000, 500, 4_000],
	/** Presence messages of a participant; pages send 20 a second for each open tab. */
	awarenessPerSecond: [100, 5, 1_000_000],
	awarenessAtOnce: [200, 10, 1_000_000],
	/** Open sockets of one participant on one board. A tab has two. */
	socketsPerParticipant: [24, 2, 1_000],
	/** New sockets of one participant on one board. */
	connectsPerSecond: [5, 1, 1_000_000],
	connectsAtOnce: [60, 2, 1_000_000],
	/** Open sockets on one board. */
	socketsPerBoard: [1_600, 2, 100_000],
	/** New sockets of the whole server, and as many again that are turned away. The others come back later. */
	upgradesPerSecond: [200, 1, 1_000_000],
	upgradesAtOnce: [400, 2, 1_000_000],
	/** What may wait for one slow reader before it is sent away, beside the document that it asked for. */
	bufferedBytes: [16_000_000, 100_000, 1_000_000_000],
	/**
	 * A document of at most so many stored bytes comes with its page, and is encoded in one go. A larger one
	 * comes by the socket alone, encoded in slices.
	 */
	pageBytes: [1_000_000, 0, 16_000_000],
	/** How long a reader may take for a document that comes in pieces. */
	answerMs: [120_000, 1_000, 3_600_000],
	/**
	 * What a participant who is no facilitator may add to a wall over its life, overwritten or not: about 50,000
	 * moves of a note. As the wall fills, it is less: see `guard/shares.ts`.
	 */
	shareBytes: [4_000_000, 1_000, 1_000_000_000],
	shareStructs: [200_000, 100, 100_000_000],
	/** A stored wall or desk, beyond which it takes no more writes. */
	wallBytes: [64_000_000, 100_000, 1_000_000_000],
	deskBytes: [8_000_000, 100_000, 1_000_000_000],
	/** Commits, and with them what is sent out, begin at least so far apart; after a rest at once. */
	commitGapMs: [33, 0, 1_000],
	/** How long presence is gathered into one message: a hand that moves is followed, half a frame late. */
	gatherMs: [8, 0, 1_000],
	/** How long changes of the stage are gathered into one push. */
	stageGatherMs: [50, 0, 1_000],
	/** The same of what many people's desks add up to. */
	deskGatherMs: [300, 0, 5_000],
	/**
	 * What all documents in memory may take together, as estimated. Before that, those that nobody uses give way,
	 * the least recently used first; from then on no more walls are loaded, and from a quarter more no desks.
	 */
	memoryBytes: [1_000_000_000, 1_000_000, 1_000_000_000_000],
	/** How long a document stays in memory after its last use. */
	unloadMs: [60_000, 0, 86_400_000],
	/** Between two signs of life. Pages drop a socket that is silent for 30 s. */
	heartbeatMs: [15_000, 1_000, 25_000],
	/** Between two looks at whether the sessions and seats of open sockets still stand. */
	readmitMs: [60_000, 1_000, 3_600_000],
	/** A log shorter than this is not folded into a snapshot while the document is in use. */
	compactBytes: [64_000, 1_000, 100_000_000],
	/** A log of more updates is folded into a snapshot when the document is unloaded. */
	unloadUpdates: [100, 0, 100_000],
	/** Between two rounds over all boards that do what is due on them, and rows that go in one piece. */
	sweepMs: [600_000, 1_000, 86_400_000],
	sweepRows: [50, 1, 10_000],
	/** How long a process works on a file to take along, a board file or a look back, which can wait. */
	laterWorkMs: [20_000, 100, 3_600_000],
	/** Days after which a sample that nobody touched is deleted, and a board on which nobody ever wrote; 0: never. */
	sampleDays: [30, 0, 36_500],
	blankDays: [180, 0, 36_500],
	/** Days that the wall from before a restore is kept: versions do not need it. */
	oldEpochDays: [7, 0, 36_500],
	/** Hours after which a board goes that was never finished being made. */
	halfMadeHours: [24, 1, 8_760],
	/** Free disk below which new boards, imports and versions are refused, so that what people write has room. */
	diskReserveBytes: [200_000_000, 0, 1_000_000_000_000],
	/** Between two looks at the disk. */
	diskCheckMs: [30_000, 1_000, 3_600_000],
	/** A stop closes this many sockets, rests for the pause, and so on. */
	closeSlice: [50, 1, 10_000],
	closePauseMs: [20, 0, 10_000],
	/** How long a stop waits for sockets to say goodbye. */
	goodbyeMs: [1_000, 0, 60_000],

	/*
	 * Budgets of HTTP requests: so many at once, and so many in an hour for long. The plain ones are of one
	 * person (one board, where there is one), those `OfAddress` of one address or IPv6 /64, with room for 200
	 * people who come within a minute.
	 */
	/** New boards: from the start page, of the sample, of a version. A board file costs more by its size. */
	boardsAtOnce: [20, 1, 1_000_000],
	boardsPerHour: [30, 1, 1_000_000],
	boardsAtOnceOfAddress: [240, 1, 1_000_000],
	boardsPerHourOfAddress: [240, 1, 1_000_000],
	joinsAtOnce: [10, 1, 1_000_000],
	joinsPerHour: [60, 1, 1_000_000],
	joinsAtOnceOfAddress: [300, 1, 1_000_000],
	joinsPerHourOfAddress: [1_200, 1, 1_000_000],
	/** New guests: everybody without a session who takes a seat becomes one. */
	guestsAtOnceOfAddress: [300, 1, 1_000_000],
	guestsPerHourOfAddress: [1_200, 1, 1_000_000],
	importsAtOnce: [10, 1, 1_000_000],
	importsPerHour: [60, 1, 1_000_000],
	importsAtOnceOfAddress: [60, 1, 1_000_000],
	importsPerHourOfAddress: [300, 1, 1_000_000],
	/** Commands but those that keep the board as a version, or set it back to one. */
	commandsAtOnce: [100, 1, 1_000_000],
	commandsPerHour: [7_200, 1, 100_000_000],
	commandsAtOnceOfAddress: [1_000, 1, 1_000_000],
	commandsPerHourOfAddress: [36_000, 1, 100_000_000],
	/** Commands that keep the board as a version, such as going to a step, or set it back to one. */
	versionsAtOnce: [20, 1, 1_000_000],
	versionsPerHour: [1_200, 1, 1_000_000],
	versionsAtOnceOfAddress: [200, 1, 1_000_000],
	versionsPerHourOfAddress: [6_000, 1, 1_000_000],
	exportsAtOnce: [20, 1, 1_000_000],
	exportsPerHour: [240, 1, 1_000_000],
	exportsAtOnceOfAddress: [200, 1, 1_000_000],
	exportsPerHourOfAddress: [2_400, 1, 1_000_000],
	/** Looks at the history, at a version, at the report and at the links of a board. */
	looksAtOnce: [60, 1, 1_000_000],
	looksPerHour: [1_200, 1, 1_000_000],
	looksAtOnceOfAddress: [600, 1, 1_000_000],
	looksPerHourOfAddress: [12_000, 1, 1_000_000],
	/** Pages of a board and of its waiting room, some 17 ms each: 200 people may load theirs three times in a minute. */
	pagesAtOnce: [60, 1, 1_000_000],
	pagesPerHour: [1_200, 1, 1_000_000],
	pagesAtOnceOfAddress: [600, 1, 1_000_000],
	pagesPerHourOfAddress: [12_000, 1, 1_000_000],
	/** Bytes of board files that boards are made of: they stay for good, and the largest is 40 MB. */
	fileBytesAtOnceOfAddress: [120_000_000, 1_000, 1_000_000_000_000],
	fileBytesPerHourOfAddress: [5_000_000, 1_000, 1_000_000_000_000],
	/** Bytes that commands leave in the history of boards: they stay for good. A command has some 300 of them at least. */
	historyBytesAtOnceOfAddress: [20_000_000, 1_000, 1_000_000_000_000],
	historyBytesPerHourOfAddress: [4_000_000, 1_000, 1_000_000_000_000],
	/** All requests but those for files of the build. */
	requestsAtOnceOfAddress: [1_500, 10, 1_000_000],
	requestsPerHourOfAddress: [180_000, 60, 1_000_000_000],
	/** Budgets that are remembered, some 150 bytes each. Beyond it the one that rested longest is forgotten. */
	budgetsRemembered: [50_000, 100, 10_000_000],
	/** Wrong join codes; see `server/requests/guess-brake.ts` for the numbers. */
	wrongCodesAtOnceOfAddress: [30, 1, 1_000_000],
	wrongCodesPerHourOfAddress: [360, 1, 1_000_000],
	/** Wrong join codes of all addresses together, and of one address once those are used up. */
	wrongCodesAtOnce: [1_000, 1, 1_000_000],
	wrongCodesPerHour: [600, 1, 1_000_000],
	spareCodesAtOnceOfAddress: [30, 1, 1_000_000],
	spareCodesPerHourOfAddress: [1, 1, 1_000_000],
	/** How long the headers of a request may take to arrive, and the whole request with its body. */
	headersMs: [15_000, 1_000, 600_000],
	bodyMs: [120_000, 1_000, 3_600_000],
	/** A request that brings no table and no board file. */
	bodyBytes: [256_000, 10_000, 100_000_000],
	/** Larger requests that are under way, of one address and of all: never less than the largest board file. */
	largeBytesOfAddress: [90_000_000, 41_000_000, 10_000_000_000],
	largeBytes: [180_000_000, 41_000_000, 10_000_000_000],
	/**
	 * What answers under way may hold that nobody has taken yet, of one address and of all: 200 people behind one address
	 * and a slow line may ask for a page of a megabyte at once.
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

/** What one update may be. */
export const boundsOf = (limits: SyncLimits): UpdateBounds => ({
	structs: limits.updateStructs,
	ranges: limits.updateRanges,
	ids: limits.updateIds,
	entries: { wall: limits.entriesOfWall, desk: limits.entriesOfDesk },
	comparisons: limits.updateComparisons
});

/** The variable that sets a limit. */
export const variableOf = (name: string) =>
	`GROUNDWORK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** The limits as the environment has them; unset and empty variables take the default. Throws a ConfigError. */
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
