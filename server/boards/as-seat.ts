/**
 * Work for people who have a seat. Who somebody is on the board is looked up where it counts, never before other
 * work that the request waits for: a facilitator who is removed meanwhile gets nothing more.
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

/** Does something on a board in its queue, for a participant as they are when their turn comes. */
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
 * Reads from a board beside its queue, which long reading would hold up. What was read is handed out only while the
 * seat is as it was before; for a seat that changed meanwhile it is read again.
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
		// Seats are replaced, never changed.
		if (board.seat(participant) === seat) return found;
	}
}

/**
 * Does something in the queue of the board that a link opens, with the link as it is when its turn comes. Null where
 * the link opens nothing, or nothing any more.
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
