/** Sends stages to pages: gathered per board, encoded once per view. */
import { stageFrame } from './frames.ts';
import { packet, type Packet } from './packet.ts';
import type { Me, StageView } from '../../src/lib/workshop/types.ts';

/** A socket on a wall. */
export interface StageReader {
	readonly board: string;
	readonly me: Me;
	send(packet: Packet): void;
}
export interface StagePushParts {
	/** The same object may be returned to several readers, and is not changed afterwards. */
	view(board: string, me: Me): StageView;
	readers(board: string): Iterable<StageReader>;
	gatherMs: number;
	/** After the board's readers got a fresh stage. */
	onPushed(board: string): void;
	onError(error: unknown): void;
}

export class StagePush {
	readonly #parts: StagePushParts;
	readonly #due = new Map<string, NodeJS.Timeout>();
	readonly #packets = new WeakMap<StageView, Packet>();

	constructor(parts: StagePushParts) {
		this.#parts = parts;
	}

	/** Sends one reader the stage now. */
	send(reader: StageReader) {
		try {
			const view = this.#parts.view(reader.board, reader.me);
			let stage = this.#packets.get(view);
			if (!stage) this.#packets.set(view, (stage = packet(stageFrame(view))));
			reader.send(stage);
		} catch (error) {
			this.#parts.onError(error);
		}
	}
	/** Sends all readers on the board the stage soon. */
	push(board: string) {
		if (this.#due.has(board)) return;
		const flush = () => {
			this.#due.delete(board);
			for (const reader of this.#parts.readers(board)) this.send(reader);
			this.#parts.onPushed(board);
		};
		this.#due.set(board, setTimeout(flush, this.#parts.gatherMs).unref());
	}
	stop() {
		for (const timer of this.#due.values()) clearTimeout(timer);
		this.#due.clear();
	}
}
