/**
 * Runs work for people who have a seat. The seat is looked up at the moment when it matters, after everything that
 * the request waits for. So a facilitator who is removed in the meantime gets nothing more.
 */
import type { Refusal } from '../services.ts';
import type { StoredLink, StoredParticipant } from '../store/store.ts';
import type { Board } from './board.ts';
import type { OpenBoards } from './open-boards.ts';
import type { Deps } from './deps.ts';

const NO_BOARD: Refusal = { ok: false, status: 404, reason: ({ requests }) => requests.noBoard };
const NO_SEAT: Refusal = {
	ok: false,
	status: 403,
	reason: ({ requests }) => requests.notOnBoard
};

/** Runs work in a board's queue for a participant, with the seat as it is when their turn comes. */
export async function asSeat<T>(
	open: OpenBoards,
	id: string,
	participant: string,
	work: (board: Board, seat: StoredParticipant) => Promise<T>
): Promise<T | Refusal> {
	const board = await open.open(id);
	if (!board) return NO_BOARD;
	return board.serially(async () => {
		const seat = board.seat(participant);
		return seat ? work(board, seat) : NO_SEAT;
	});
}

/**
 * Reads from a board outside its queue, which long reading would block. Returns the result only if the seat is
 * unchanged. If the seat changed during reading, it reads again.
 */
export async function toSeat<T>(
	open: OpenBoards,
	id: string,
	participant: string,
	read: (board: Board, seat: StoredParticipant) => Promise<T>
): Promise<T | Refusal> {
	const board = await open.open(id);
	if (!board) return NO_BOARD;
	for (;;) {
		const seat = board.seat(participant);
		if (!seat) return NO_SEAT;
		const found = await read(board, seat);
		// Seats are replaced, never modified.
		if (board.seat(participant) === seat) return found;
	}
}

/**
 * Runs work in the queue of the board that a link opens, with the link as it is when its turn comes. Null if the
 * link opens nothing, or no longer opens anything.
 */
export async function byLink<T>(
	{ store }: Deps,
	open: OpenBoards,
	token: string,
	work: (board: Board, link: StoredLink) => Promise<T>
): Promise<T | null> {
	const before = await store.findLink(token);
	const board = before && (await open.open(before.board));
	if (!board) return null;
	return board.serially(async () => {
		const link = await store.findLink(token);
		return link && !board.isDeleted ? work(board, link) : null;
	});
}
