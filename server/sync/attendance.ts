/** Who is connected to which board. */
import type { Me } from '../../src/lib/workshop/types.ts';
import type { SyncLimits } from './limits.ts';
import { Rate } from './rate.ts';

/** A socket, as far as attendance is concerned. */
export interface Attendee {
	readonly board: string;
	readonly me: Me;
	readonly kind: 'wall' | 'desk';
	close(code: number, reason: string): void;
}
/** One participant on one board, with all sockets. */
export interface Presentee<A extends Attendee> {
	readonly sockets: Set<A>;
	readonly updates: Rate;
	readonly awareness: Rate;
}

export class Attendance<A extends Attendee> {
	readonly #limits: SyncLimits;
	readonly #now: () => number;
	readonly #changed: (board: string) => void;
	readonly #boards = new Map<string, Map<string, Presentee<A>>>();

	/** `changed` is called when a participant's first socket opened or last one closed. */
	constructor(limits: SyncLimits, now: () => number, changed: (board: string) => void) {
		this.#limits = limits;
		this.#now = now;
		this.#changed = changed;
	}

	/** Null if the participant has as many sockets as are allowed. */
	enter(socket: A): Presentee<A> | null {
		const { board, me } = socket;
		const people = this.#boards.get(board) ?? new Map<string, Presentee<A>>();
		const known = people.get(me.id);
		const person = known ?? this.#newPresentee();
		if (person.sockets.size >= this.#limits.socketsPerParticipant) return null;
		person.sockets.add(socket);
		if (known) return person;
		people.set(me.id, person);
		this.#boards.set(board, people);
		this.#changed(board);
		return person;
	}
	leave(socket: A) {
		const { board, me } = socket;
		const people = this.#boards.get(board);
		const person = people?.get(me.id);
		if (!people || !person?.sockets.delete(socket) || person.sockets.size > 0) return;
		people.delete(me.id);
		if (people.size === 0) this.#boards.delete(board);
		this.#changed(board);
	}

	online(board: string): ReadonlySet<string> {
		return new Set(this.#boards.get(board)?.keys());
	}
	/** The board's sockets, or those of one participant. */
	sockets(board: string, participant?: string): A[] {
		const people = this.#boards.get(board);
		const chosen = participant === undefined ? people?.values() : [people?.get(participant)];
		return [...(chosen ?? [])].flatMap((person) => [...(person?.sockets ?? [])]);
	}
	all(): A[] {
		return [...this.#boards.keys()].flatMap((board) => this.sockets(board));
	}

	#newPresentee(): Presentee<A> {
		const { updatesPerSecond, updatesAtOnce, awarenessPerSecond, awarenessAtOnce } = this.#limits;
		const now = this.#now();
		return {
			sockets: new Set(),
			updates: new Rate(updatesPerSecond, updatesAtOnce, now),
			awareness: new Rate(awarenessPerSecond, awarenessAtOnce, now)
		};
	}
}
