/** The workshop: answers what pages and endpoints ask of boards, and what the sync server asks about them. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import type { Saying } from '../../src/lib/i18n/say.ts';
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import {
	currentStep,
	openRound,
	shownPresence,
	whyNotAny
} from '../../src/lib/workshop/permissions.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { GuessBrake } from '../requests/guess-brake.ts';
import type { BoardPage, Boards, Result } from '../services.ts';
import type { Store, StoredParticipant } from '../store/store.ts';
import type { SyncLimits } from '../sync/limits.ts';
import type { Live, LiveHooks } from '../sync/live.ts';
import { ServerFull } from '../sync/memory.ts';
import { asSeat, byLink, toSeat } from './as-seat.ts';
import { toMe, type Board } from './board.ts';
import { roundTaking, whyCounting, whyNoMark } from './commands/counting.ts';
import { copyVersion } from './versions/copying.ts';
import { createBoard } from './life/creating.ts';
import { diskLow, DiskLow } from './disk-low.ts';
import { erase, finishErasing } from './life/erasing.ts';
import { heavyHere, type Heavy } from './heavy/tasks.ts';
import { historyInfo } from './versions/history.ts';
import { importRows } from './files/importing.ts';
import type { BoardsInUse } from '../life/sweeper.ts';
import { forgetWriters } from './life/forgetting.ts';
import { bringBack, deletionFor, expire, isUsed } from './life/life.ts';
import { invitation, redeemCode, shareInfo, takeSeat, whyNoNewcomer } from './joining/joining.ts';
import { OneByOne } from './one-by-one.ts';
import { OpenBoards } from './open-boards.ts';
import { rereadAfter } from './posting/desks.ts';
import { takeInChanged } from './posting/posting.ts';
import { runCommand } from './commands/run-command.ts';
import { sampleBoard } from './files/sample.ts';
import { templateHeads } from './own-templates.ts';
import { boardsWith, personFile } from './files/take-along.ts';
import type { Deps } from './deps.ts';
import { boardFromFile } from './files/transfer.ts';
import { exportFile, reportPage } from './files/exporting.ts';
import { pastPage, pastWall } from './versions/versions.ts';
import { stopWaiting, waitingOf } from './joining/waiting-room.ts';
import { renewWordings } from './posting/outcome-wordings.ts';

/** 128 bits: ids and links stay secret as long as nobody shares them. */
const ID_BYTES = 16;
const RANDOM_BYTES = 6;
const makeRandomId = () => randomBytes(ID_BYTES).toString('base64url');
const cryptoRandom = () => randomBytes(RANDOM_BYTES).readUIntBE(0, RANDOM_BYTES) / 2 ** 48;

/** Delay from a change of the wall until outcomes are read again. */
const REWORDED_MS = 500;

const OFF_BOARD: ServerSentence = ({ requests }) => requests.notOnBoard;
const refused = (status: number, reason: Saying): Result<never> => ({ ok: false, status, reason });
const done = <T>(value: T): Result<T> => ({ ok: true, value });

export interface BoardsOptions {
	store: Store;
	live: () => Live;
	/** If omitted, heavy work runs in this process. */
	heavy?: Heavy;
	log: Logger;
	/** If omitted, the default limits apply. */
	limits?: SyncLimits;
	/** Epoch milliseconds. */
	clock: () => number;
	/** From 0 to below 1. If omitted, cryptographically random. */
	random?: () => number;
	/** Runs `work` after this many milliseconds. If omitted, a timer that does not keep the process alive. */
	later?: Deps['later'];
	/** Whether the disk is nearly full. If omitted, it never is. */
	diskLow?: Deps['diskLow'];
	/** Creates ids of boards, links, people and rounds that are safe in addresses. If omitted, 128 random bits. */
	makeId?: () => string;
}
export interface Workshop {
	boards: Boards;
	hooks: Omit<LiveHooks, 'userOf'>;
	/** For the sweeper. */
	lives: BoardsInUse;
	/** Tells all pages whether the disk is nearly full. */
	announceAll(): void;
	/** Resolves when all work in progress is done. */
	close(): Promise<void>;
}

/** Puts the workshop together. `live` is a function because the live documents are created with these hooks. */
export function createBoards(options: BoardsOptions): Workshop {
	const later: Deps['later'] = (afterMs, work) => void setTimeout(work, afterMs).unref();
	const deps: Deps = {
		random: cryptoRandom,
		makeId: makeRandomId,
		later,
		heavy: heavyHere(),
		diskLow: () => false,
		...options
	};
	const open = new OpenBoards(deps);
	const underWay = new Set<Promise<void>>();
	return {
		boards: createService(deps, open, new GuessBrake(options.clock, options.limits)),
		hooks: createHooks(deps, open, underWay),
		lives: createLives(deps, open),
		announceAll() {
			for (const board of open.all()) board.announce();
		},
		async close() {
			await Promise.all(underWay);
			await Promise.all(open.all().map((board) => board.settled()));
		}
	};
}

function createService(deps: Deps, open: OpenBoards, brake: GuessBrake): Boards {
	const { store } = deps;
	/**
	 * Creates no board that its owner could not open or that does not fit on the disk. Rejects with `ServerFull` or
	 * `DiskLow`.
	 */
	const whereItFits = async <T>(make: () => Promise<T>): Promise<T> => {
		if (deps.live().isFull) throw new ServerFull();
		if (deps.diskLow()) throw new DiskLow();
		return make();
	};
	const making = new OneByOne();
	const inTurn = <T>(make: () => Promise<T>): Promise<T> => making.run(() => whereItFits(make));
	return {
		create: (userId, input, messages) => inTurn(() => createBoard(deps, userId, input, messages)),
		createSample: (userId, messages) => inTurn(() => sampleBoard(deps, userId, messages)),
		createFromFile: (asker, upload, userOf, messages) =>
			deps.diskLow()
				? Promise.resolve(refused(507, diskLow))
				: inTurn(() => boardFromFile(deps, asker, upload, userOf, messages)),
		listOf: (userId) => store.listBoardsOf(userId),
		personal: (userId) => boardsWith(deps, open, userId),
		takeAlong: (userId, messages) => personFile(deps, open, userId, messages),
		erase: (userId) => erase(deps, open, userId),
		templatesOf: (userId) => templateHeads(deps, userId),
		removeTemplate: (userId, id) => store.deleteTemplate(userId, id),

		findInvitation: (token) =>
			byLink(deps, open, token, (board, link) => invitation(deps, board, link)),
		redeemCode: (code, address) => redeemCode(deps, open, brake, code, address),
		async join(userId, token, who) {
			const joined = await byLink(deps, open, token, (board, link) =>
				takeSeat(deps, board, userId, link, who)
			);
			return joined ?? refused(404, ({ joining }) => joining.oldLink);
		},

		whyNoNewcomer: (token, who) =>
			byLink(deps, open, token, (board, link) => Promise.resolve(whyNoNewcomer(board, link, who))),

		async waiting(userId, id) {
			const board = await open.open(id);
			return board && waitingOf(board, userId);
		},
		async stopWaiting(userId, id) {
			const board = await open.open(id);
			await board?.serially(() => stopWaiting(deps, board, userId));
		},

		async seat(userId, id) {
			const board = await open.open(id);
			return board && seatOf(board, userId);
		},
		exists: async (id) => (await store.lifeOf(id)) !== null,
		async deletion(userId, id) {
			const board = await open.open(id);
			return board && deletionFor(board, userId, deps.clock());
		},
		async bringBack(userId, id) {
			const board = await open.open(id);
			if (!board) return refused(410, ({ requests }) => requests.boardGone);
			return board.serially(() => bringBack(deps, board, userId));
		},
		page: (me, id) => toSeat(open, id, me.id, (board, seat) => boardPage(deps, board, seat)),
		share: (me, id) => asSeat(open, id, me.id, (board, seat) => shareInfo(deps, board, seat.role)),
		run: (me, id, command, messages) =>
			asSeat(open, id, me.id, (board) => runCommand(deps, board, me.id, command, messages)),
		importRows: (me, id, json) =>
			asSeat(open, id, me.id, async (board) =>
				deps.diskLow() ? refused(507, diskLow) : importRows(deps, board, me.id, json)
			),
		copyVersion: (me, id, version, messages) =>
			asSeat(open, id, me.id, async (board) =>
				deps.diskLow()
					? refused(507, diskLow)
					: whereItFits(() => copyVersion(deps, board, me.id, version, messages))
			),
		export: (me, id, format, choices) =>
			toSeat(open, id, me.id, async (board, seat) =>
				done(await exportFile(deps, board, seat.role, format, choices))
			),
		report: (me, id) =>
			toSeat(open, id, me.id, async (board) => done(await reportPage(deps, board))),
		history: (me, id, wish, messages) =>
			toSeat(open, id, me.id, (board) => historyInfo(deps, board, me.id, wish, messages)),
		version: (me, id, version) =>
			toSeat(open, id, me.id, (board) => pastPage(deps, board, me.id, version)),
		versionWall: (me, id, version) =>
			toSeat(open, id, me.id, (board) => pastWall(deps, board, me.id, version))
	};
}

/** What a person first gets of a board: wall, desk and stage of the same epoch. */
async function boardPage(
	deps: Deps,
	board: Board,
	seat: StoredParticipant
): Promise<Result<BoardPage>> {
	const me = toMe(seat);
	for (;;) {
		const { epoch, deskEpoch } = board.stage;
		const live = deps.live();
		const [wall, desk, things] = await Promise.all([
			live.encodedWall(board.id),
			live.encodedDesk(board.id, me.id),
			live.readWall(board.id, ({ size }) => size)
		]);
		const drawnLater = things > LIMITS.drawnWithPage;
		if (board.stage.epoch === epoch && board.stage.deskEpoch === deskEpoch)
			return done({ me, stage: board.view(me), wall, desk, drawnLater });
	}
}

function seatOf(board: Board, userId: string): Me | null {
	const seat = board.seatOfUser(userId);
	return seat && board.seat(seat.id) ? toMe(seat) : null;
}

function createLives(deps: Deps, open: OpenBoards): BoardsInUse {
	const serially = async (id: string, work: (board: Board) => Promise<void>) => {
		const board = await open.open(id);
		await board?.serially(() => work(board));
	};
	return {
		expire: (id, isDue) =>
			serially(id, async (board) => {
				const life = await deps.store.lifeOf(id);
				if (life && isDue(life) && !(await isUsed(deps, board))) await expire(deps, board);
			}),
		forgetWriters: (id) => serially(id, (board) => forgetWriters(deps, board)),
		finishErasing: (stopped) => finishErasing(deps, stopped),
		leave: (id) => open.leave(id)
	};
}

/** `underWay` holds unawaited work until it is done. */
function createHooks(
	deps: Deps,
	open: OpenBoards,
	underWay: Set<Promise<void>>
): Omit<LiveHooks, 'userOf'> {
	/** The sync server only asks about boards on which it has already found a seat. */
	function opened(id: string): Board {
		const board = open.get(id);
		if (!board) throw new Error('the board is not open');
		return board;
	}
	function takeInLater(id: string, participant?: string) {
		track(takeInDesk(deps, open, id, participant));
	}
	function track(work: Promise<void>) {
		underWay.add(work);
		void work.finally(() => underWay.delete(work));
	}
	/** Boards whose outcomes will soon be read again. */
	const reading = new WeakSet<Board>();
	return {
		async seat(userId, id) {
			const board = await open.open(id);
			if (!board) return 'noBoard';
			return board.isDeleted ? 'deleted' : seatOf(board, userId);
		},
		epoch: (id) => open.epoch(id),
		deskEpoch: (id) => open.deskEpoch(id),
		stageView: (id, me) => opened(id).view(me),
		refuses(id, me, actions) {
			const board = open.get(id);
			const seat = board?.seat(me.id);
			if (!board || !seat || board.leaving.has(seat.id)) return OFF_BOARD;
			if (actions.length === 0) return null;
			if (board.busyWith !== null) return board.busyWith;
			return whyNotAny(actions, seat.role, board.stage) ?? whyCounting(board, actions);
		},
		openRound(id) {
			const board = open.get(id);
			return board && roundTaking(board);
		},
		whyNoMark(id, outcome, of) {
			const board = open.get(id);
			return board ? whyNoMark(board, outcome, of) : OFF_BOARD;
		},
		shownPresence(id) {
			const board = open.get(id);
			if (board === null) return 'none';
			return shownPresence(currentStep(board.stage), openRound(board.stage));
		},
		deskCommitted(id, participant, changed) {
			const read = rereadAfter(changed);
			if (read.length > 0) takeInLater(id, participant);
			return read;
		},
		wallCommitted(id) {
			const board = open.get(id);
			if (!board || reading.has(board)) return;
			reading.add(board);
			// Waits a moment, so that outcomes are not read again at each letter that somebody types.
			deps.later(REWORDED_MS, () => {
				reading.delete(board);
				track(announceWordings(deps, board));
			});
		},
		presenceChanged(id) {
			const board = open.get(id);
			board?.announce();
			// Pages reconnect after a failed commit, so this is the time to retry.
			if (board && board.changedDesks.size > 0) takeInLater(id);
		},
		held: () => open.held(),
		giveWay: () => open.giveWay()
	};
}

/** Counts ratings again if the wording of outcomes has changed. */
async function announceWordings(deps: Deps, board: Board) {
	try {
		if (await board.serially(() => renewWordings(deps, board))) board.announce();
	} catch (error) {
		deps.log.error({ board: board.id, err: error }, 'outcomes could not be read');
	}
}

/** Processes a changed desk, if one is given, together with the desks that are still to do. */
async function takeInDesk(deps: Deps, open: OpenBoards, id: string, participant?: string) {
	try {
		const board = await open.open(id);
		if (!board) return;
		if (participant !== undefined) board.changedDesks.add(participant);
		await board.serially(() => takeInChanged(deps, board, 'in turns'));
	} catch (error) {
		deps.log.error({ board: id, err: error }, 'a desk could not be taken in');
	}
}
