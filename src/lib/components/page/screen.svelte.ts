import { createContext } from 'svelte';
import { getBoard } from '$lib/state/context.ts';
import { hasOwnPage } from '$lib/workshop/steps/kinds.ts';
import type { Round } from '$lib/workshop/types.ts';

export type BoardDialog =
	| 'share'
	| 'import'
	| 'export'
	| 'history'
	| 'keys'
	| 'parking'
	| 'wording'
	| 'gate'
	| 'steps'
	| 'leave'
	| 'archive'
	| 'delete';
export type Shown = 'wall' | 'map' | 'step';

/** Gives a step's page access to the other views of the board. */
export const [getScreen, setScreen] = createContext<Screen>();

/** The part of a board that the page shows: the step, the wall or the alignment map, and any open dialog. */
export class Screen {
	readonly #board = getBoard();
	#dialog = $state<BoardDialog | null>(null);
	#sought = $state<string | null>(null);
	/** Valid only for the step and round in which it was chosen. */
	#choice = $state.raw<{ scene: string; shown: Shown } | null>(null);

	get dialog(): BoardDialog | null {
		return this.#dialog;
	}
	open(dialog: BoardDialog) {
		this.#dialog = dialog;
	}
	close() {
		this.#dialog = null;
	}

	/** The note on the wall that somebody wants to see. */
	get sought(): string | null {
		return this.#sought;
	}
	/** Goes to a note on the wall. */
	seek(note: string) {
		this.close();
		this.show('wall');
		this.#sought = note;
	}
	found() {
		this.#sought = null;
	}

	/** Revealed rounds up to the viewed step, oldest first. */
	get revealed(): Round[] {
		const { stage, viewed } = this.#board;
		const all = stage.rounds.filter(({ status }) => status === 'revealed');
		const own = all.findLastIndex(({ stepId }) => stepId === viewed.id);
		return viewed.kind === 'vote' && own >= 0 ? all.slice(0, own + 1) : all;
	}
	/** A step's own page, or the wall; after a vote the map replaces the wall. */
	get shows(): Shown {
		const chosen = this.#choice?.scene === this.#scene ? this.#choice.shown : null;
		if (chosen !== null && this.offers.includes(chosen)) return chosen;
		const { viewed, round } = this.#board;
		if (hasOwnPage(viewed.kind)) return 'step';
		return viewed.kind === 'vote' && !round && this.#votedHere ? 'map' : 'wall';
	}
	show(shown: Shown) {
		this.#choice = { scene: this.#scene, shown };
	}
	/** The views to choose from. */
	get offers(): Shown[] {
		const map: Shown[] = this.revealed.length > 0 ? ['map'] : [];
		return hasOwnPage(this.#board.viewed.kind) ? ['step', ...map, 'wall'] : [...map, 'wall'];
	}
	/** Whether there is more than one view to choose from. */
	get offersChoice(): boolean {
		const { viewed, round } = this.#board;
		if (this.shows === 'map' || hasOwnPage(viewed.kind)) return true;
		return this.revealed.length > 0 && viewed.kind === 'vote' && !round;
	}

	get #scene(): string {
		const { viewed, round, stage } = this.#board;
		return `${viewed.id} ${round?.id ?? ''} ${stage.rounds.length}`;
	}
	get #votedHere(): boolean {
		return this.revealed.some(({ stepId }) => stepId === this.#board.viewed.id);
	}
}
