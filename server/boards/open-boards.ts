/** The boards in memory. Each is loaded once and removed when nobody has used it for a while. */
import { FRAME_TEXTS } from '../../src/lib/workshop/questions.ts';
import { frameText, layFrame } from '../../src/lib/wall/items.ts';
import type { Wall } from '../../src/lib/wall/wall.ts';
import { STAGE_BEGINNING } from '../../src/lib/workshop/defaults.ts';
import { withRevealed } from '../../src/lib/workshop/outcomes/marks.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';
import { FIRST_EPOCH } from '../sync/documents.ts';
import { ServerFull, type Held } from '../sync/memory.ts';
import { Board } from './board.ts';
import { countRemoved } from './posting/desks.ts';
import { takeBackImport, takeBackLater } from './files/importing.ts';
import { takeInAll } from './posting/posting.ts';
import type { Deps } from './deps.ts';

/** Number of boards kept in memory with nobody connected to them. */
const KEPT = 100;
/** Boards used within this time are always kept: the reader of a page may be about to connect. */
const KEPT_FOR_MS = 5 * 60 * 1000;
/** The same when memory is short: boards that nobody is connected to are kept for this long. */
const KEPT_FOR_WHEN_SHORT_MS = 60 * 1000;
/**
 * Approximate bytes in memory of a board: for itself, for each note or answer with a known writer, and for each
 * desk and seat.
 */
const BYTES = { board: 10_000, author: 200, desk: 2_000, seat: 1_000 };

export class OpenBoards {
	readonly #deps: Deps;
	readonly #open = new Map<string, Board>();
	readonly #opening = new Map<string, Promise<Board | null>>();
	/** Boards whose desks are being counted for the first time. */
	readonly #loading = new Map<string, Board>();
	readonly #stageBytes = new WeakMap<Stage, number>();

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** The board if it is in memory. */
	get(id: string): Board | null {
		return this.#open.get(id) ?? null;
	}
	/** The board, loaded if necessary, or null if there is none. Rejects if the store does. */
	async open(id: string): Promise<Board | null> {
		const open = this.#open.get(id);
		if (open) {
			open.touch();
			return open;
		}
		const opening = this.#opening.get(id) ?? this.#load(id);
		this.#opening.set(id, opening);
		return opening;
	}
	/** The board's current epoch. A board that nobody has opened yet is being created and is in the first epoch. */
	epoch(id: string): number {
		return (this.#open.get(id) ?? this.#loading.get(id))?.stage.epoch ?? FIRST_EPOCH;
	}
	/** The current epoch of its desks. */
	deskEpoch(id: string): number {
		return (this.#open.get(id) ?? this.#loading.get(id))?.stage.deskEpoch ?? FIRST_EPOCH;
	}
	/** Drops a board that is being removed from the store. */
	leave(id: string) {
		this.#open.delete(id);
	}
	all(): Board[] {
		return [...this.#open.values()];
	}

	/** Approximate bytes that boards take in memory in addition to their documents. */
	held(): Held {
		const held = { bytes: 0, inUse: 0 };
		for (const board of this.#open.values()) {
			const bytes = this.#bytesOf(board);
			held.bytes += bytes;
			if (!this.#mayLeave(board, KEPT_FOR_WHEN_SHORT_MS)) held.inUse += bytes;
		}
		return held;
	}
	/** Drops all boards that nobody uses, because memory is short. */
	giveWay() {
		this.#evict(KEPT_FOR_WHEN_SHORT_MS);
	}

	async #load(id: string): Promise<Board | null> {
		try {
			const { store } = this.#deps;
			const stage = await store.loadStage(id);
			if (!stage) return null;
			const [seats, authors, restores, newcomers] = await Promise.all([
				store.listParticipants(id),
				store.listAuthors(id),
				store.listCommands(id, ['restoreNote']),
				store.listNewcomers(id)
			]);
			const whole = withRevealed({ ...STAGE_BEGINNING, ...stage });
			const board = new Board(this.#deps, whole, seats, authors, newcomers);
			for (const { body } of restores) board.restored.add(restoredNote(body));
			this.#loading.set(id, board);
			await this.#layFrame(board);
			await board.serially(() => this.#takeBackImport(board));
			// Counts the desks, and completes a reveal that a crash interrupted.
			await board.serially(() => takeInAll(this.#deps, board));
			await board.serially(() => countRemoved(this.#deps, board));
			if (this.#open.size >= KEPT) this.#evict(KEPT_FOR_MS);
			this.#open.set(id, board);
			return board;
		} finally {
			this.#opening.delete(id);
			this.#loading.delete(id);
		}
	}

	/** New and old boards get the texts of the frame before anybody can write: see `layFrame`. */
	async #layFrame({ id, stage }: Board) {
		try {
			const live = this.#deps.live();
			const lacks = (wall: Wall) => FRAME_TEXTS.some((key) => frameText(wall, key) === null);
			if (await live.readWall(id, lacks))
				await live.writeWall(id, (wall) => layFrame(wall, { why: stage.purpose }));
		} catch (err) {
			if (err instanceof ServerFull) throw err;
			// If the store takes no writes, the board can still be read.
			this.#deps.log.error({ board: id, err }, 'a frame was not laid');
		}
	}

	/** Undoes an import that a crash interrupted. */
	async #takeBackImport(board: Board) {
		try {
			await takeBackImport(this.#deps, board);
		} catch (err) {
			this.#deps.log.error({ board: board.id, err }, 'an import could not be taken back');
			takeBackLater(this.#deps, board);
		}
	}

	/** Whether nobody is connected to the board, and nobody has used it for this long. */
	#mayLeave({ id, usedAt }: Board, keptForMs: number): boolean {
		return usedAt < this.#deps.clock() - keptForMs && this.#deps.live().online(id).size === 0;
	}
	#evict(keptForMs: number) {
		for (const [id, board] of this.#open)
			if (this.#mayLeave(board, keptForMs)) this.#open.delete(id);
	}
	#bytesOf(board: Board): number {
		const { stage, authors, deskCount, seatCount } = board;
		let ofStage = this.#stageBytes.get(stage);
		// A letter takes two bytes at most. Each stage is measured once, because stages are replaced and never
		// modified.
		ofStage ??= 2 * JSON.stringify(stage).length;
		this.#stageBytes.set(stage, ofStage);
		const { board: base, author, desk, seat } = BYTES;
		return base + ofStage + authors.size * author + deskCount * desk + seatCount * seat;
	}
}

function restoredNote(body: string): string {
	const command: unknown = JSON.parse(body);
	return typeof command === 'object' && command !== null && 'note' in command
		? String(command.note)
		: '';
}
