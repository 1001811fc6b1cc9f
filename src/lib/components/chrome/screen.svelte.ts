import { getBoard } from '$lib/state/context.ts';
import type { Round } from '$lib/workshop/types.ts';

export type BoardDialog = 'share' | 'import' | 'history' | 'keys';
type Shown = 'wall' | 'map';

/** What a page shows of its board beside the step: wall or alignment map, and which dialog. */
export class Screen {
	readonly #board = getBoard();
	#dialog = $state<BoardDialog | null>(null);
	/** Holds only for the step and round for which it was chosen. */
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

	/** Revealed rounds up to the step that is looked at, oldest first. */
	get revealed(): Round[] {
		const { stage, viewed } = this.#board;
		const all = stage.rounds.filter(({ status }) => status === 'revealed');
		const own = all.findLastIndex(({ stepId }) => stepId === viewed.id);
		return viewed.kind === 'vote' && own >= 0 ? all.slice(0, own + 1) : all;
	}
	/** After a vote the map stands where the wall did, until somebody asks for the wall. */
	get shows(): Shown {
		if (this.revealed.length === 0) return 'wall';
		if (this.#choice?.scene === this.#scene) return this.#choice.shown;
		const { viewed, round } = this.#board;
		return viewed.kind === 'vote' && !round && this.#votedHere ? 'map' : 'wall';
	}
	show(shown: Shown) {
		this.#choice = { scene: this.#scene, shown };
	}
	/** Whether there is a choice between wall and map worth a switch. */
	get offersMap(): boolean {
		if (this.shows === 'map') return true;
		const { viewed, round } = this.#board;
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
