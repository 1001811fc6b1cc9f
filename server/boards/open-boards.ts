/** The boards in memory: each is loaded once, and leaves when nobody has used it for a while. */
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

/** Boards kept although nobody is connected to them. */
const KEPT = 100;
/** A board that was used so lately is kept in any case: its reader may be about to connect. */
const KEPT_FOR_MS = 5 * 60 * 1000;
/** As long a board is kept that nobody is connected to when memory is short. */
const KEPT_FOR_WHEN_SHORT_MS = 60 * 1000;
/** What a board takes in memory, about: itself, each note or answer whose writer it knows, and each desk and seat. */
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
	/** The board, loaded if need be, or null where there is none. Rejects if the store does. */
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
	/** The board's present epoch. One that nobody opened yet is being made, and begins with the first. */
	epoch(id: string): number {
		return (this.#open.get(id) ?? this.#loading.get(id))?.stage.epoch ?? FIRST_EPOCH;
	}
	/** The present epoch of its desks. */
	deskEpoch(id: string): number {
		return (this.#open.get(id) ?? this.#loading.get(id))?.stage.deskEpoch ?? FIRST_EPOCH;
	}
	/** Lets go of a board that is taken out of the store. */
	leave(id: string) {
		this.#open.delete(id);
	}
	all(): Board[] {
		return [...this.#open.values()];
	}

	/** Bytes that boards take in memory beside their documents, about. */
	held(): Held {
		const held = { bytes: 0, inUse: 0 };
		for (const board of this.#open.values()) {
			const bytes = this.#bytesOf(board);
			held.bytes += bytes;
			if (!this.#mayLeave(board, KEPT_FOR_WHEN_SHORT_MS)) held.inUse += bytes;
		}
		return held;
	}
	/** Lets go of all boards that nobody uses: memory is short. */
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
			// Counts the desks, and ends a reveal that a crash cut short.
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

	/** New boards and old ones get the texts of the frame before anybody can write: see `layFrame`. */
	async #layFrame({ id, stage }: Board) {
		try {
			const live = this.#deps.live();
			const lacks = (wall: Wall) => FRAME_TEXTS.some((key) => frameText(wall, key) === null);
			if (await live.readWall(id, lacks))
				await live.writeWall(id, (wall) => layFrame(wall, { why: stage.purpose }));
		} catch (err) {
			if (err instanceof ServerFull) throw err;
			// While nothing can be stored, what is stored is read all the same.
			this.#deps.log.error({ board: id, err }, 'a frame was not laid');
		}
	}

	/** Half of an import that a crash cut short. */
	async #takeBackImport(board: Board) {
		try {
			await takeBackImport(this.#deps, board);
		} catch (err) {
			this.#deps.log.error({ board: board.id, err }, 'an import could not be taken back');
			takeBackLater(this.#deps, board);
		}
	}

	/** Whether nobody is connected to the board, and nobody used it for so long. */
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
		// A letter takes two bytes at most. Each stage is measured once: it is replaced, never changed.
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
