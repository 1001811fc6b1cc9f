/** What the server reads from desks: people's own words, and totals over all desks. */
import { setImmediate } from 'node:timers/promises';
import { isPlainId } from '../../../src/lib/workshop/text.ts';
import type { DeskAnswer, DeskNote } from '../../../src/lib/workshop/types.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { Desk } from '../../../src/lib/wall/desk.ts';
import type { StoredParticipant } from '../../store/store.ts';
import type { Board, DeskFacts } from '../board.ts';
import type { Deps } from '../deps.ts';
import { isReworded } from './notes-on-wall.ts';
import { inSlices } from './slices.ts';

export interface ReadDesk {
	seat: StoredParticipant;
	notes: DeskNote[];
	answers: DeskAnswer[];
	ready: ReadonlySet<string>;
	/** The wording that the owner rated, by outcome. The ratings themselves stay at the desk. */
	marked: ReadonlyMap<string, string>;
	/** Whether the owner agreed that the own function is shown separately. */
	agrees: boolean;
	/** Whether the owner posts without showing the own function. */
	unsigned: boolean;
}

/** The roots of a desk that the server reads. It ignores commits that change none of them. */
const READ_ROOTS = ['notes', 'answers', 'marks', 'ready', 'consent', 'unsigned'] as const;
const NOTHING: readonly string[] = [];

/** The roots to read again after these roots changed. */
export const rereadAfter = (changed: ReadonlySet<string>): readonly string[] =>
	READ_ROOTS.some((root) => changed.has(root)) ? READ_ROOTS : NOTHING;

/** Pages create ids of at least this length, but a desk can contain anything. */
const MIN_ID_CHARS = 8;
const isPagesId = ({ id }: { id: string }) => id.length >= MIN_ID_CHARS && isPlainId(id);

/** Other work runs after this many desks, and before each desk with more than `MANY_THINGS` items. */
const READ_AT_ONCE = 8;
const MANY_THINGS = 200;

export function readDesks(
	deps: Deps,
	board: Board,
	participants: readonly string[]
): Promise<ReadDesk[]> {
	const seats = participants.map((id) => board.seat(id)).filter((seat) => seat !== null);
	return readSeats(deps, board, seats);
}
function readSeats(
	deps: Deps,
	board: Board,
	seats: readonly StoredParticipant[]
): Promise<ReadDesk[]> {
	const { steps, rounds } = board.stage;
	const keys = [...steps, ...rounds].map(({ id }) => id);
	const look = <T>({ id }: StoredParticipant, read: (desk: Desk) => T) =>
		deps.live().readDesk(board.id, id, read);
	let pause = Promise.resolve();
	let alone: Promise<unknown> = pause;
	return Promise.all(
		seats.map(async (seat, nth) => {
			if (nth > 0 && nth % READ_AT_ONCE === 0) pause = pause.then(() => setImmediate());
			await pause;
			const read = await look(seat, (desk) =>
				thingsOn(desk) > MANY_THINGS ? null : readDesk(seat, desk, keys)
			);
			if (read) return read;
			const done = alone.then(() => look(seat, (desk) => readDesk(seat, desk, keys)));
			const rest = () => setImmediate();
			alone = done.then(rest, rest);
			return done;
		})
	);
}
const thingsOn = (desk: Desk) => desk.ever('notes') + desk.ever('answers');
const readDesk = (seat: StoredParticipant, desk: Desk, keys: readonly string[]): ReadDesk => ({
	seat,
	notes: desk.notes().filter(isPagesId),
	answers: desk.answers().filter(isPagesId),
	ready: new Set(keys.filter((key) => desk.isReady(key))),
	marked: new Map([...desk.marks()].map(([outcome, { of }]) => [outcome, of])),
	agrees: desk.consent(seat.fn) === true,
	unsigned: desk.unsigned(seat.fn) === true
});

/** Counts these desks, comparing them with the wall. Returns whether any count changed. */
export async function countDesks(
	deps: Deps,
	board: Board,
	desks: readonly ReadDesk[]
): Promise<boolean> {
	const facts = await inSlices(
		desks,
		({ notes }) => notes.length,
		(some) =>
			deps
				.live()
				.readWall(board.id, (wall) =>
					some.map((desk) => factsOf(desk, (note) => isWaiting(board, desk.seat, wall, note)))
				)
	);
	let differs = false;
	for (const [index, fact] of facts.entries()) {
		const id = desks[index]?.seat.id ?? '';
		if (board.setFacts(id, fact)) differs = true;
	}
	return differs;
}
/** Counts the desks of removed people: the counts that people have seen include them (B8). */
export async function countRemoved(deps: Deps, board: Board): Promise<void> {
	if (board.stage.smallestGroup <= 1 || board.isDeleted) return;
	const removed = board
		.everybody()
		.filter(({ removedAt, userId }) => removedAt !== null && userId !== '');
	if (removed.length > 0) await countDesks(deps, board, await readSeats(deps, board, removed));
}
/** Whether a reveal would post the note: it is not on the wall, or its writer has changed it since. */
function isWaiting(
	{ authors }: Board,
	seat: StoredParticipant,
	wall: Wall,
	note: DeskNote
): boolean {
	if (note.archived) return false;
	if (!wall.notes.has(note.id)) return true;
	return authors.get(note.id) === seat.id && isReworded(wall, note);
}
function factsOf(desk: ReadDesk, isWaiting: (note: DeskNote) => boolean): DeskFacts {
	const { notes, ready, marked, agrees } = desk;
	const waiting = new Map<string, number>();
	for (const note of notes)
		if (isWaiting(note)) waiting.set(note.step, (waiting.get(note.step) ?? 0) + 1);
	return { waiting, ready, marked, agrees };
}
