/**
 * The waiting room: people who asked to join and get a seat only when a facilitator lets them in. They take no seat
 * and learn nothing about the board beyond what its link shows.
 */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import type { Joining, Stage } from '../../../src/lib/workshop/types.ts';
import type { Joined, Result, Waiting } from '../../services.ts';
import type { StoredNewcomer, StoredParticipant } from '../../store/store.ts';
import { done, refused, type Applied, type Effect } from '../commands/applied.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';

/** What commands need to know about the people who are here and who want to join. */
interface Door {
	seats: readonly StoredParticipant[];
	/** Number of people who ever had a seat. */
	seatCount: number;
	newcomers: readonly StoredNewcomer[];
	/** Epoch ms. */
	now: number;
}

const waits = ({ declinedAt }: StoredNewcomer) => declinedAt === null;

/** Seats that are free for people without the facilitators' link. */
export const freeSeats = (seats: readonly unknown[], seatCount: number): number =>
	Math.max(
		0,
		Math.min(
			LIMITS.peoplePerBoard - LIMITS.seatsForFacilitators - seats.length,
			LIMITS.seatsEverPerBoard - seatCount
		)
	);

/** Why a board gives no more seats after so many people had one. Each of them stays in the board's counts. */
export const hadMany: ServerSentence = ({ joining }) => joining.hadMany;

/** Lets newcomers in: all of them or none. */
export function letIn(stage: Stage, people: readonly string[], door: Door): Applied {
	const asked = door.newcomers.filter(({ id }) => people.includes(id));
	if (asked.length === 0) return refused(404, ({ joining }) => joining.letIn.nobody);
	const free = freeSeats(door.seats, door.seatCount);
	if (door.seatCount >= LIMITS.seatsEverPerBoard) return refused(409, hadMany);
	if (asked.length > free)
		return refused(409, ({ joining }) =>
			free === 0 ? joining.letIn.full : joining.letIn.room(free)
		);
	return done(stage, ...asked.map((newcomer) => seating(newcomer, door.now)));
}

/** Turns newcomers away. They are kept for a while, so that they can still be let in. */
export function turnAway(stage: Stage, people: readonly string[], door: Door): Applied {
	const asked = door.newcomers.filter((one) => waits(one) && people.includes(one.id));
	if (asked.length === 0) return refused(404, ({ joining }) => joining.letIn.nobody);
	const declined = asked.map((newcomer) => ({ ...newcomer, declinedAt: door.now }));
	const before = door.newcomers.filter((one) => !waits(one));
	const tooMany = Math.max(0, before.length + declined.length - LIMITS.waitingPerBoard);
	return done(
		stage,
		...declined.map((newcomer): Effect => ({ kind: 'saveNewcomer', newcomer })),
		...before.slice(0, tooMany).map(({ id }): Effect => ({ kind: 'dropNewcomer', newcomer: id }))
	);
}

/** If the board opens to everybody, the people who wait get seats as long as there are any. */
export function setJoining(stage: Stage, joining: Joining, door: Door): Applied {
	const coming =
		joining === 'open'
			? door.newcomers.filter(waits).slice(0, freeSeats(door.seats, door.seatCount))
			: [];
	return done({ ...stage, joining }, ...coming.map((newcomer) => seating(newcomer, door.now)));
}

function seating({ id, board, userId, name, fn }: StoredNewcomer, now: number): Effect {
	const role = fn === '' ? 'observer' : 'participant';
	const seat: StoredParticipant = {
		...{ id, board, userId, name, fn, role },
		joinedAt: now,
		removedAt: null
	};
	return { kind: 'seatNewcomer', seat };
}

/** Why nobody else can wait, or null. */
export function whyNoPlace(board: Board): Extract<Result<never>, { ok: false }> | null {
	if (board.newcomers().filter(waits).length < LIMITS.waitingPerBoard) return null;
	return {
		ok: false,
		status: 409,
		reason: ({ joining }) => joining.manyWait(LIMITS.waitingPerBoard)
	};
}

/**
 * Puts a person into the waiting room, or updates their name and function there. Call it inside the board's queue.
 */
export async function askToJoin(
	deps: Deps,
	board: Board,
	userId: string,
	who: { name: string; fn: string }
): Promise<Result<Joined>> {
	const before = board.newcomerOfUser(userId);
	const waiting: Result<Joined> = { ok: true, value: { kind: 'waiting', board: board.id } };
	if (before && !waits(before)) return waiting;
	const refusal = before ? null : whyNoPlace(board);
	if (refusal) return refusal;
	const newcomer: StoredNewcomer = {
		id: before?.id ?? deps.makeId(),
		board: board.id,
		userId,
		...who,
		askedAt: before?.askedAt ?? deps.clock(),
		declinedAt: null
	};
	await deps.store.saveNewcomer(newcomer);
	board.setNewcomer(newcomer);
	board.announce();
	return waiting;
}

/** The state of a person's request to join, or null for a person who did not ask. */
export function waitingOf(board: Board, userId: string): Waiting | null {
	const { title } = board.stage;
	const seat = board.seatOfUser(userId);
	if (seat) return seat.removedAt === null ? { state: 'seated', title } : null;
	const newcomer = board.newcomerOfUser(userId);
	return newcomer && { state: waits(newcomer) ? 'waiting' : 'declined', title };
}

/** Removes a waiting person at their own request. Call it inside the board's queue. */
export async function stopWaiting(deps: Deps, board: Board, userId: string): Promise<void> {
	const newcomer = board.newcomerOfUser(userId);
	if (!newcomer || !waits(newcomer)) return;
	await forget(deps, board, newcomer.id);
	board.announce();
}

/** Removes a person from the list of newcomers. */
export async function forget(deps: Deps, board: Board, newcomer: string): Promise<void> {
	board.dropNewcomer(newcomer);
	await deps.store.deleteNewcomer(board.id, newcomer);
}
