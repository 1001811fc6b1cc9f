/** Sends stages to pages: gathered per board, encoded once per view, and to nobody who knows it already. */
import { createHash } from 'node:crypto';
import { stageFrame } from './page-messages.ts';
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
	/** How long pushes are gathered, in milliseconds. */
	gatherMs: Readonly<Record<Pace, number>>;
	/** After the board's readers got a fresh stage. */
	onPushed(board: string): void;
	onError(error: unknown): void;
}
/** Soon after what people wait for; calmly after what many do in a short time. */
export type Pace = 'soon' | 'calmly';

interface Encoded {
	packet: Packet;
	/** The same for all views that say the same, whenever they were made. */
	says: string;
}

export class StagePush {
	readonly #parts: StagePushParts;
	/** The push that is to come, and when, on the clock of `performance.now()`. */
	readonly #due = new Map<string, { timer: NodeJS.Timeout; at: number }>();
	readonly #encoded = new WeakMap<StageView, Encoded>();
	/** What each reader was told last. */
	readonly #told = new WeakMap<StageReader, string>();

	constructor(parts: StagePushParts) {
		this.#parts = parts;
	}

	/**
	 * Sends one reader the stage now, unless it says what that reader was told last: that a push comes, and when,
	 * would tell of what somebody did in secret.
	 */
	send(reader: StageReader) {
		try {
			const { packet, says } = this.#encode(this.#parts.view(reader.board, reader.me));
			if (this.#told.get(reader) === says) return;
			this.#told.set(reader, says);
			reader.send(packet);
		} catch (error) {
			this.#parts.onError(error);
		}
	}
	/** Sends all readers on the board the stage after a while, or with the push that comes sooner. */
	push(board: string, pace: Pace) {
		const gatherMs = this.#parts.gatherMs[pace];
		const at = performance.now() + gatherMs;
		const due = this.#due.get(board);
		if (due && due.at <= at) return;
		clearTimeout(due?.timer);
		const timer = setTimeout(() => this.#flush(board), gatherMs).unref();
		this.#due.set(board, { timer, at });
	}
	stop() {
		for (const { timer } of this.#due.values()) clearTimeout(timer);
		this.#due.clear();
	}

	#flush(board: string) {
		this.#due.delete(board);
		for (const reader of this.#parts.readers(board)) this.send(reader);
		this.#parts.onPushed(board);
	}
	#encode(view: StageView): Encoded {
		let encoded = this.#encoded.get(view);
		if (encoded) return encoded;
		const { now, ...said } = view;
		const text = JSON.stringify(said);
		const says = createHash('sha256').update(text).digest('base64');
		encoded = { packet: packet(stageFrame(`{"now":${now},${text.slice(1)}`)), says };
		this.#encoded.set(view, encoded);
		return encoded;
	}
}
