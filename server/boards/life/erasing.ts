/**
 * A person has themselves erased. Their words on walls stay, as the function's or as a former participant's; all else
 * that is theirs goes: names, seats, desks, sessions, who wrote what.
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

/** Rows that go in one piece. */
const ROWS = 200;

/**
 * Erases a user. Resolves when nothing is left of them in any table. Refuses while a board would be left without a
 * facilitator; then nothing is changed. What a crash cuts off, `finishErasing` ends.
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
			// A seat that was taken meanwhile, on a board whose queue is not held.
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

/** Takes away what is left of people whose erasing was cut off. `stopped` tells whether to leave off. */
export async function finishErasing({ store }: Pick<Deps, 'store'>, stopped: () => boolean) {
	for (const userId of await store.listErased())
		if (!stopped()) await purge(store, userId, stopped);
}
async function purge(store: Store, userId: string, stopped = () => false) {
	while (!stopped() && !(await store.purgeUser(userId, ROWS))) await setImmediate();
}

/** Why a board cannot be left by this user now, as its title; null if it can. */
export function whyNotWithout(board: Board, userId: string): string | null {
	const seat = board.seatOfUser(userId);
	if (!seat || board.seat(seat.id)?.role !== 'facilitator') return null;
	const others = board.seats().some(({ id, role }) => role === 'facilitator' && id !== seat.id);
	return others ? null : board.stage.title;
}

/** Ids of all boards that hold something of a user, in one order for all. */
async function boardsOf(store: Store, userId: string): Promise<string[]> {
	const places = [...(await store.listSeatsOf(userId)), ...(await store.listWaitingOf(userId))];
	return [...new Set(places.map(({ board }) => board))].sort();
}

/** So often it is waited for all boards to be free: where one always has something to do, they are waited for. */
const TRIES = 20;

/** Nobody on an idle board has to wait because another one is busy. */
async function untilFree(boards: readonly Board[]) {
	for (let tries = 0; tries < TRIES; tries++) {
		const busy = boards.find(({ isBusy }) => isBusy);
		if (!busy) return;
		await busy.settled();
	}
}
/**
 * Runs work while nothing else is done on any of the boards. All queues are entered in one moment, so that of two who
 * hold several of them one is first in all.
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

/** A seat that was taken while the user was being erased, on a board that nobody held: the page goes too. */
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
		// What is under way would bring rows back: it becomes durable first, and nothing more is taken.
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

/** Commands of a board that name the person, as they are from now on. */
async function withoutName(store: Store, seat: StoredParticipant): Promise<StoredCommand[]> {
	const commands = await store.listCommands(seat.board, ['setSelf', 'recorded']);
	return commands.flatMap((command) => {
		const body = JSON.parse(command.body) as { history?: HistoryEntry[] };
		if (command.kind === 'setSelf')
			return command.by === seat.id ? [withBody(command, { ...body, name: '' })] : [];
		// Whoever made a board of a version stands in its history by name.
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
