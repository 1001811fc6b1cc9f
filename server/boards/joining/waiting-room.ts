/**
 * The waiting room: people who asked to come in, and have no seat until a facilitator lets them in. They cost no seat
 * and are told nothing of the board but what its link shows.
 */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import type { Joining, Stage } from '../../../src/lib/workshop/types.ts';
import type { Joined, Result, Waiting } from '../../services.ts';
import type { StoredNewcomer, StoredParticipant } from '../../store/store.ts';
import { done, refused, type Applied, type Effect } from '../commands/applied.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';

/** What commands need to know of those who come and those who are here. */
interface Door {
	seats: readonly StoredParticipant[];
	/** How many ever had a seat. */
	seatCount: number;
	newcomers: readonly StoredNewcomer[];
	/** Epoch ms. */
	now: number;
}

const waits = ({ declinedAt }: StoredNewcomer) => declinedAt === null;

/** Seats that somebody without the facilitators' link may still take. */
export const freeSeats = (seats: readonly unknown[], seatCount: number): number =>
	Math.max(
		0,
		Math.min(
			LIMITS.peoplePerBoard - LIMITS.seatsForFacilitators - seats.length,
			LIMITS.seatsEverPerBoard - seatCount
		)
	);

/** Why nobody new gets a seat where so many had one before. Each of them stays in the board's counts. */
export const hadMany: ServerSentence = ({ joining }) => joining.hadMany;

/** Lets newcomers in, all of them or none. */
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

/** Turns newcomers away. They are remembered for a while, so that they can be let in after all. */
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

/** Once everybody may come in, those who wait do, as far as there are seats. */
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

/** Why nobody more can wait, or null. */
export function whyNoPlace(board: Board): Extract<Result<never>, { ok: false }> | null {
	if (board.newcomers().filter(waits).length < LIMITS.waitingPerBoard) return null;
	return {
		ok: false,
		status: 409,
		reason: ({ joining }) => joining.manyWait(LIMITS.waitingPerBoard)
	};
}

/** Takes somebody into the waiting room, or brings up to date how they go by. Run it inside the board's queue. */
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

/** How it stands with somebody who asked to come in, or null for somebody who did not. */
export function waitingOf(board: Board, userId: string): Waiting | null {
	const { title } = board.stage;
	const seat = board.seatOfUser(userId);
	if (seat) return seat.removedAt === null ? { state: 'seated', title } : null;
	const newcomer = board.newcomerOfUser(userId);
	return newcomer && { state: waits(newcomer) ? 'waiting' : 'declined', title };
}

/** Somebody who waits goes away again. Run it inside the board's queue. */
export async function stopWaiting(deps: Deps, board: Board, userId: string): Promise<void> {
	const newcomer = board.newcomerOfUser(userId);
	if (!newcomer || !waits(newcomer)) return;
	await forget(deps, board, newcomer.id);
	board.announce();
}

/** Somebody is no newcomer any more. */
export async function forget(deps: Deps, board: Board, newcomer: string): Promise<void> {
	board.dropNewcomer(newcomer);
	await deps.store.deleteNewcomer(board.id, newcomer);
}
