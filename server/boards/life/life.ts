/**
 * Changes to whole boards other than commands: restoring, expiring and deleting them. Call these inside the board's
 * queue.
 */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { broughtBack, deleted, goneFrom } from '../../../src/lib/workshop/board/life.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import type { Deletion, Result } from '../../services.ts';
import type { Board } from '../board.ts';
import { enter } from '../versions/history.ts';
import { takeInAll } from '../posting/posting.ts';
import type { Deps } from '../deps.ts';

const NOT_BACK: ServerSentence = ({ requests }) => requests.notBack;

/** Closes everybody's sockets on a deleted board. */
export function sendAway(deps: Deps, board: Board) {
	for (const { id } of board.everybody()) deps.live().disconnect(board.id, id, CLOSE.deleted);
}

/** What a person who had a seat can learn about a deleted board; null for everybody else. */
export function deletionFor(board: Board, userId: string, now: number): Deletion | null {
	const seat = board.seatOfUser(userId);
	const { title, deletedAt } = board.stage;
	if (deletedAt === undefined || !seat || seat.removedAt !== null) return null;
	const until = goneFrom(deletedAt);
	return now >= until ? null : { title, until, mayBringBack: seat.role === 'facilitator' };
}

/** Restores a deleted board. Facilitators only, and only until the board is gone. */
export async function bringBack(deps: Deps, board: Board, userId: string): Promise<Result<null>> {
	const deletion = deletionFor(board, userId, deps.clock());
	const seat = board.seatOfUser(userId);
	if (!board.isDeleted && seat?.removedAt === null) return { ok: true, value: null };
	if (!deletion || !seat) return { ok: false, status: 403, reason: NOT_BACK };
	if (!deletion.mayBringBack)
		return { ok: false, status: 403, reason: ({ requests }) => requests.notBackByYou };
	await move(deps, board, seat.id, { kind: 'bringBack' }, broughtBack(board.stage));
	await takeInAll(deps, board);
	board.announce();
	return { ok: true, value: null };
}

/** Whether somebody is on the board now or has anything of their own at a desk. */
export async function isUsed(deps: Deps, board: Board): Promise<boolean> {
	if (deps.live().online(board.id).size > 0) return true;
	for (const { id } of board.everybody())
		if (await deps.live().readDesk(board.id, id, (desk) => desk.holdsWords())) return true;
	return false;
}

/** Deletes a board on which nobody wrote. Like any other, it can be restored for a while. */
export async function expire(deps: Deps, board: Board) {
	if (board.isDeleted) return;
	await move(deps, board, '', { kind: 'expire' }, deleted(board.stage, deps.clock()));
	sendAway(deps, board);
}

async function move(
	deps: Deps,
	board: Board,
	by: string,
	deed: Parameters<typeof enter>[3],
	stage: Board['stage']
) {
	const next = { ...stage, version: board.stage.version + 1 };
	await enter(deps, next, by, deed);
	board.stage = next;
	deps.log.info({ board: board.id, kind: deed.kind }, 'the life of a board');
}
