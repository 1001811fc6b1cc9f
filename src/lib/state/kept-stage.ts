import { isLeaving } from '$lib/live/device.ts';
import { onDevice } from '$lib/live/persisted.ts';
import type { StageView } from '$lib/workshop/types.ts';

const KIND = 'stage';
const WRITE_AFTER_MS = 1000;
/** The largest stage that is stored: drafts need the device's storage more. */
const MOST_CHARS = 300_000;

/**
 * Stores the last stage of a board that this device showed. A page that opens without a network holds the stage from
 * when it was loaded, which may be much older. Only one board at a time is stored.
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

	/** The stored stage, if it is later than the given stage of this board. */
	laterThan({ version }: StageView): StageView | null {
		const kept = onDevice.readJson(this.#name) as { for?: string; stage?: StageView } | null;
		const stage = kept?.for === this.#participant ? kept.stage : undefined;
		return stage !== undefined && stage.version > version ? stage : null;
	}
	/** Stores a stage after a short wait, because many may arrive in a second. */
	keep(stage: StageView) {
		this.#next = stage;
		this.#timer ??= setTimeout(() => this.write(), WRITE_AFTER_MS);
	}
	/** Stores a waiting stage at once. */
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
