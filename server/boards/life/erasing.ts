/**
 * Erases a person at their request. Their words on walls stay, shown as the function's or a former participant's.
 * Everything else is deleted: names, seats, desks, sessions and authorship.
 */
import { setImmediate } from 'node:timers/promises';
import { FORMER } from '../../../src/lib/workshop/board/life.ts';
import type { Deed, HistoryEntry } from '../../../src/lib/workshop/board-file/history.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import type { Result } from '../../services.ts';
import type { Erasure, Store, StoredCommand, StoredParticipant } from '../../store/store.ts';
import type { Board } from '../board.ts';
import type { OpenBoards } from '../open-boards.ts';
import type { Deps } from '../deps.ts';

/** Rows deleted in one piece. */
const ROWS = 200;

/**
 * Erases a user. Resolves when no table contains anything about them. Refuses, changing nothing, while a board
 * would be left without a facilitator. If a crash interrupts it, `finishErasing` completes it.
 */
export async function erase(deps: Deps, open: OpenBoards, userId: string): Promise<Result<null>> {
	for (;;) {
		const ids = await boardsOf(deps.store, userId);
		const found = await Promise.all(ids.map((id) => open.open(id)));
		const boards = found.filter((board) => board !== null);
		const refusal = whyNotErase(boards, userId);
		if (refusal) return refusal;
		await untilFree(boards);
		const outcome = await inAllQueues(boards, async () => {
			// The user may have taken a seat in the meantime on a board whose queue is not held.
			const now = await boardsOf(deps.store, userId);
			if (now.some((id) => !ids.includes(id))) return null;
			return eraseOn(deps, boards, userId);
		});
		if (outcome === null) continue;
		if (!outcome.ok) return outcome;
		await leaveOthers(deps, open, ids, userId);
		await deps.live().sessionsEnded();
		deps.log.info({ boards: boards.length }, 'a person was erased');
		await purge(deps.store, userId);
		return outcome;
	}
}

/** Deletes the rest of people whose erasure was interrupted. Ends early once `stopped` returns true. */
export async function finishErasing({ store }: Pick<Deps, 'store'>, stopped: () => boolean) {
	for (const userId of await store.listErased())
		if (!stopped()) await purge(store, userId, stopped);
}
async function purge(store: Store, userId: string, stopped = () => false) {
	while (!stopped() && !(await store.purgeUser(userId, ROWS))) await setImmediate();
}

/** The board's title if this user cannot leave it now; null if they can. */
export function whyNotWithout(board: Board, userId: string): string | null {
	const seat = board.seatOfUser(userId);
	if (!seat || board.seat(seat.id)?.role !== 'facilitator') return null;
	const others = board.seats().some(({ id, role }) => role === 'facilitator' && id !== seat.id);
	return others ? null : board.stage.title;
}

/** Ids of all boards that hold data about a user, always in the same order. */
async function boardsOf(store: Store, userId: string): Promise<string[]> {
	const places = [...(await store.listSeatsOf(userId)), ...(await store.listWaitingOf(userId))];
	return [...new Set(places.map(({ board }) => board))].sort();
}

/** How often to wait for all boards to be idle. After that, the queues are entered even if a board is busy. */
const TRIES = 20;

/** Waits first, so that people on idle boards do not wait for a busy board. */
async function untilFree(boards: readonly Board[]) {
	for (let tries = 0; tries < TRIES; tries++) {
		const busy = boards.find(({ isBusy }) => isBusy);
		if (!busy) return;
		await busy.settled();
	}
}
/**
 * Runs work while nothing else runs on any of the boards. All queues are entered at the same moment: if two callers
 * hold several queues, one of them is first in all.
 */
async function inAllQueues<T>(boards: readonly Board[], work: () => Promise<T>): Promise<T> {
	const end = Promise.withResolvers<void>();
	const held = boards.map(
		(board) =>
			new Promise<void>((begin) => {
				void board.serially(() => {
					begin();
					return end.promise;
				});
			})
	);
	await Promise.all(held);
	try {
		return await work();
	} finally {
		end.resolve();
	}
}

/**
 * Handles seats that the user took during the erasure on boards whose queues were not held: their pages are closed
 * too.
 */
async function leaveOthers(deps: Deps, open: OpenBoards, known: readonly string[], userId: string) {
	for (const id of await boardsOf(deps.store, userId)) {
		const board = known.includes(id) ? null : await open.open(id);
		await board?.serially(async () => {
			leave(deps, board, board.seatOfUser(userId), userId);
			await Promise.resolve();
		});
	}
}

function whyNotErase(boards: readonly Board[], userId: string): Result<null> | null {
	const alone = boards.map((board) => whyNotWithout(board, userId)).filter((one) => one !== null);
	return alone.length > 0
		? { ok: false, status: 409, reason: ({ requests }) => requests.handOver(alone) }
		: null;
}

async function eraseOn(
	deps: Deps,
	boards: readonly Board[],
	userId: string
): Promise<Result<null>> {
	const refusal = whyNotErase(boards, userId);
	if (refusal) return refusal;
	const places = boards.map((board) => ({ board, seat: board.seatOfUser(userId) }));
	for (const { board, seat } of places) if (seat) board.leaving.add(seat.id);
	try {
		// Changes in progress would add rows again. So they become durable first, and no more are accepted.
		for (const { board, seat } of places) if (seat) await settle(deps, board, seat);
		await deps.store.eraseUser(await erasureOf(deps, places, userId));
	} catch (error) {
		for (const { board, seat } of places) if (seat) board.leaving.delete(seat.id);
		throw error;
	}
	for (const { board, seat } of places) leave(deps, board, seat, userId);
	return { ok: true, value: null };
}

async function settle(deps: Deps, board: Board, { id }: StoredParticipant) {
	await deps.live().readWall(board.id, () => undefined);
	await deps.live().readDesk(board.id, id, () => undefined);
}

function leave(deps: Deps, board: Board, seat: StoredParticipant | null, userId: string) {
	if (seat) {
		board.dropSeat(seat.id);
		deps.live().disconnect(board.id, seat.id, CLOSE.notAMember);
	}
	const newcomer = board.newcomerOfUser(userId);
	if (newcomer) board.dropNewcomer(newcomer.id);
	board.announce();
}

async function erasureOf(
	deps: Deps,
	places: readonly { board: Board; seat: StoredParticipant | null }[],
	userId: string
): Promise<Erasure> {
	const at = deps.clock();
	const entries: StoredCommand[] = [];
	const rewritten: StoredCommand[] = [];
	for (const { board, seat } of places) {
		if (!seat) continue;
		const id = deps.makeId();
		const body = JSON.stringify({ kind: 'erase' } satisfies Deed);
		entries.push({ board: board.id, id, by: '', at, kind: 'erase', body });
		rewritten.push(...(await withoutName(deps.store, seat)));
	}
	return { userId, at, entries, rewritten };
}

/** Commands of a board that name the person, with their new text. */
async function withoutName(store: Store, seat: StoredParticipant): Promise<StoredCommand[]> {
	const commands = await store.listCommands(seat.board, ['setSelf', 'recorded']);
	return commands.flatMap((command) => {
		const body = JSON.parse(command.body) as { history?: HistoryEntry[] };
		if (command.kind === 'setSelf')
			return command.by === seat.id ? [withBody(command, { ...body, name: '' })] : [];
		// The history of a board created from a version names the person who created it.
		const history = (body.history ?? []).map((entry) =>
			entry.kind === 'madeFromVersion' && entry.by === seat.name ? { ...entry, by: FORMER } : entry
		);
		return [withBody(command, { ...body, history })];
	});
}
const withBody = (command: StoredCommand, body: unknown): StoredCommand => ({
	...command,
	body: JSON.stringify(body)
});
