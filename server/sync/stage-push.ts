/**
 * Sends stages to pages: gathers pushes per board, encodes each view once, and sends nothing that the reader
 * already knows.
 */
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
	/** May return the same object for several readers. The object must not change afterwards. */
	view(board: string, me: Me): StageView;
	readers(board: string): Iterable<StageReader>;
	/** How long pushes are gathered, in milliseconds. */
	gatherMs: Readonly<Record<Pace, number>>;
	/** Called after the board's readers have received a new stage. */
	onPushed(board: string): void;
	onError(error: unknown): void;
}
/** `soon` for changes that people wait for; `calmly` for changes that many people make in a short time. */
export type Pace = 'soon' | 'calmly';

interface Encoded {
	packet: Packet;
	/** The same for all views with the same content, whenever they were made. */
	says: string;
}

export class StagePush {
	readonly #parts: StagePushParts;
	/** The planned push, and its time on the clock of `performance.now()`. */
	readonly #due = new Map<string, { timer: NodeJS.Timeout; at: number }>();
	readonly #encoded = new WeakMap<StageView, Encoded>();
	/** The content that each reader received last. */
	readonly #told = new WeakMap<StageReader, string>();

	constructor(parts: StagePushParts) {
		this.#parts = parts;
	}

	/**
	 * Sends one reader the stage now, unless the reader already has the same content: the fact and the time of
	 * such a push would reveal that somebody did something in secret.
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
	/** Sends all readers on the board the stage after a while, or together with an earlier push. */
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
