/** Who is connected to which board. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { Allowances, type Allowance } from './allowance.ts';
import type { SyncLimits } from './limits.ts';

/** A socket, as attendance sees it. */
export interface Attendee {
	readonly board: string;
	readonly me: Me;
	readonly kind: 'wall' | 'desk';
	close(code: number, reason: ServerSentence): void;
}
/** One participant on one board, with all their sockets. */
interface Presentee<A extends Attendee> {
	readonly sockets: Set<A>;
	readonly allowance: Allowance;
}
interface Board<A extends Attendee> {
	readonly people: Map<string, Presentee<A>>;
	sockets: number;
}
export type Entry =
	{ kind: 'entered'; allowance: Allowance } | { kind: 'full'; reason: ServerSentence };

const TOO_MANY_WINDOWS: ServerSentence = ({ sync }) => sync.tooManyWindows;

export class Attendance<A extends Attendee> {
	readonly #limits: SyncLimits;
	readonly #changed: (board: string) => void;
	readonly #allowances: Allowances;
	readonly #boards = new Map<string, Board<A>>();

	/** Calls `changed` when a participant's first socket opens, and when their last one closes. */
	constructor(limits: SyncLimits, now: () => number, changed: (board: string) => void) {
		this.#limits = limits;
		this.#changed = changed;
		this.#allowances = new Allowances(limits, now);
	}

	/**
	 * Lets a socket in, unless the participant or the board has the most sockets allowed. On a full board,
	 * everybody can still have a fair number: whoever has the most sockets then loses one.
	 */
	enter(socket: A): Entry {
		const { me } = socket;
		const { socketsPerBoard, socketsPerParticipant } = this.#limits;
		const board = this.#boards.get(socket.board) ?? { people: new Map(), sockets: 0 };
		if (board.sockets >= socketsPerBoard && !this.#makeRoom(board, me))
			return { kind: 'full', reason: ({ sync }) => sync.crowded };
		const known = board.people.get(me.id);
		if (known && known.sockets.size >= socketsPerParticipant)
			return { kind: 'full', reason: TOO_MANY_WINDOWS };
		const person = known ?? {
			sockets: new Set(),
			allowance: this.allowanceOf(socket.board, me)
		};
		person.sockets.add(socket);
		board.people.set(me.id, person);
		board.sockets++;
		this.#boards.set(socket.board, board);
		if (!known) this.#changed(socket.board);
		return { kind: 'entered', allowance: person.allowance };
	}
	/**
	 * Closes a socket of whoever has the most, if the newcomer has less than a fair number. Returns whether it
	 * did.
	 */
	#makeRoom({ people }: Board<A>, { id }: Me): boolean {
		const fair = Math.floor(this.#limits.socketsPerBoard / LIMITS.peoplePerBoard);
		const countOf = (person?: Presentee<A>) => person?.sockets.size ?? 0;
		if (countOf(people.get(id)) >= fair) return false;
		const [most] = [...people.values()].sort((a, b) => countOf(b) - countOf(a));
		if (!most || countOf(most) <= fair) return false;
		[...most.sockets].at(-1)?.close(CLOSE.tooMuch, TOO_MANY_WINDOWS);
		return true;
	}
	leave(socket: A) {
		const board = this.#boards.get(socket.board);
		const person = board?.people.get(socket.me.id);
		if (!board || !person?.sockets.delete(socket)) return;
		board.sockets--;
		if (person.sockets.size > 0) return;
		board.people.delete(socket.me.id);
		if (board.people.size === 0) this.#boards.delete(socket.board);
		this.#changed(socket.board);
	}

	/**
	 * What a participant may still send, also before their first socket opens and after their last one closes.
	 */
	allowanceOf(board: string, { id }: Pick<Me, 'id'>): Allowance {
		const known = this.#boards.get(board)?.people.get(id);
		return known?.allowance ?? this.#allowances.of(board, id);
	}

	online(board: string): ReadonlySet<string> {
		return new Set(this.#boards.get(board)?.people.keys());
	}
	/** All sockets of the board, or those of one participant. */
	sockets(board: string, participant?: string): A[] {
		const people = this.#boards.get(board)?.people;
		const chosen = participant === undefined ? people?.values() : [people?.get(participant)];
		return [...(chosen ?? [])].flatMap((person) => [...(person?.sockets ?? [])]);
	}
	all(): A[] {
		return [...this.#boards.keys()].flatMap((board) => this.sockets(board));
	}
}
