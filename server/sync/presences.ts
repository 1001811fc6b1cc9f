/** The presence of each wall that has a socket, including sockets that are still connecting. */
import { WallPresence, type WallPresenceParts } from './presence.ts';

export class Presences {
	readonly #make: (board: string) => WallPresenceParts;
	readonly #held = new Map<string, { presence: WallPresence; users: number }>();

	constructor(make: (board: string) => WallPresenceParts) {
		this.#make = make;
	}

	/** The number of walls with presence. */
	get size() {
		return this.#held.size;
	}
	/** The wall's presence, or null if nobody holds it. */
	get(board: string): WallPresence | null {
		return this.#held.get(board)?.presence ?? null;
	}
	/**
	 * The wall's presence. All holders share it until each of them has called `release` once. A socket holds it
	 * while its document is still loading, and joins later.
	 */
	hold(board: string): { presence: WallPresence; release(): void } {
		const held = this.#held.get(board) ?? {
			presence: new WallPresence(this.#make(board)),
			users: 0
		};
		this.#held.set(board, held);
		held.users++;
		return {
			presence: held.presence,
			release: () => {
				held.users--;
				if (held.users === 0) this.#held.delete(board);
			}
		};
	}
}
