/** The presence of each wall that somebody is connected to, or about to be. */
import { WallPresence, type WallPresenceParts } from './presence.ts';

export class Presences {
	readonly #make: (board: string) => WallPresenceParts;
	readonly #held = new Map<string, { presence: WallPresence; users: number }>();

	constructor(make: (board: string) => WallPresenceParts) {
		this.#make = make;
	}

	/** How many walls have one. */
	get size() {
		return this.#held.size;
	}
	/** The wall's presence if anybody holds it. */
	get(board: string): WallPresence | null {
		return this.#held.get(board)?.presence ?? null;
	}
	/**
	 * The wall's presence, the same for all until each of them called `release`, once: also for those whose
	 * document is still being loaded, and who join later.
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
