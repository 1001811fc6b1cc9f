import { isLeaving } from '$lib/live/device.ts';
import { onDevice } from '$lib/live/persisted.ts';
import type { StageView } from '$lib/workshop/types.ts';

const KIND = 'stage';
const WRITE_AFTER_MS = 1000;
/** The largest stage that is kept: drafts need the device's room more. */
const MOST_CHARS = 300_000;

/**
 * The stage of a board as this device last showed it. A page that is opened without a network has the stage of when it
 * was loaded, however far the group went since. One board at a time is kept so.
 */
export class KeptStage {
	readonly #name: string;
	readonly #participant: string;
	#next: StageView | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(board: string, participant: string) {
		this.#name = `${KIND} ${board}`;
		this.#participant = participant;
	}

	/** The kept stage, if it is later than another one of this board. */
	laterThan({ version }: StageView): StageView | null {
		const kept = onDevice.readJson(this.#name) as { for?: string; stage?: StageView } | null;
		const stage = kept?.for === this.#participant ? kept.stage : undefined;
		return stage !== undefined && stage.version > version ? stage : null;
	}
	/** Keeps a stage soon: many may come in a second. */
	keep(stage: StageView) {
		this.#next = stage;
		this.#timer ??= setTimeout(() => this.write(), WRITE_AFTER_MS);
	}
	/** Writes at once what is to be kept. */
	write() {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#next === null || isLeaving()) return;
		const json = JSON.stringify({ for: this.#participant, stage: this.#next });
		this.#next = null;
		for (const name of onDevice.names)
			if (name.startsWith(`${KIND} `) && name !== this.#name) onDevice.write(name, null);
		onDevice.write(this.#name, json.length > MOST_CHARS ? null : json);
	}
}
