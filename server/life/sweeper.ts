/**
 * Looks over all boards once in a while and does what is due, in small pieces between which others have
 * their turn. Each piece is a transaction, and the next round finds what a crash left undone.
 */
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DAY_MS } from '../../src/lib/workshop/board/life.ts';
import type { BoardLife, Store } from '../store/store.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { dueOn } from './plan.ts';
import { addTo, NO_STOCK, type Stock } from './stock.ts';

/** Boards that are looked at in one piece. */
const BOARDS = 20;
/** Pages of 4 KB that go back to the disk in one piece, and free ones that stay for what comes next. */
const PAGES = 250;
const SPARE_PAGES = 2_000;

/** What the workshop does for the sweeper, each in the queue of its board. */
export interface BoardsInUse {
	/** Deletes a board that nobody wrote on; nothing where somebody is there, or wrote meanwhile. */
	expire(board: string, isDue: (life: BoardLife) => boolean): Promise<void>;
	forgetWriters(board: string): Promise<void>;
	/** Takes away what is left of people whose erasing was cut off, until `stopped` says so. */
	finishErasing(stopped: () => boolean): Promise<void>;
	/** The board is about to be taken out of the store. */
	leave(board: string): void;
}

export interface SweeperParts {
	store: Store;
	boards: BoardsInUse;
	log: Logger;
	/** Epoch milliseconds. */
	clock: () => number;
	limits: SyncLimits;
}

export class Sweeper {
	readonly #parts: SweeperParts;
	#stock: Stock = NO_STOCK;
	#timer: NodeJS.Timeout | null = null;
	#stopped = false;
	#round: Promise<void> | null = null;

	constructor(parts: SweeperParts) {
		this.#parts = parts;
	}

	get stock(): Stock {
		return this.#stock;
	}
	/** Begins with a round soon after the start. */
	start() {
		this.#wait(Math.min(FIRST_MS, this.#parts.limits.sweepMs));
	}
	/** Resolves when the piece in hand is done. */
	async stop() {
		this.#stopped = true;
		if (this.#timer) clearTimeout(this.#timer);
		await this.#round;
	}
	/** One round over everything. Never rejects: what fails is tried again by the next. */
	sweep(): Promise<void> {
		this.#round ??= this.#sweep()
			.catch((err: unknown) => this.#parts.log.error({ err }, 'a round of the sweeper failed'))
			.finally(() => (this.#round = null));
		return this.#round;
	}

	#wait(ms: number) {
		this.#timer = setTimeout(() => {
			void this.sweep().then(() => {
				if (!this.#stopped) this.#wait(this.#parts.limits.sweepMs);
			});
		}, ms).unref();
	}
	async #sweep() {
		const { store, boards, clock, limits } = this.#parts;
		const stock = structuredClone(NO_STOCK);
		await boards.finishErasing(() => this.#stopped);
		for (let after = ''; ;) {
			const lives = await store.listLives(after, BOARDS);
			for (const life of lives) {
				if (await this.#pause()) return;
				await this.#guarded(life, () => this.#look(life, stock));
			}
			after = lives.at(-1)?.board ?? '';
			if (lives.length < BOARDS) break;
		}
		this.#stock = stock;
		await store.sweepSessions(clock());
		await this.#inPieces(
			async () => (await store.dropOrphans(clock() - DAY_MS, limits.sweepRows)) < limits.sweepRows
		);
		await this.#inPieces(() => store.giveBack(PAGES, SPARE_PAGES));
	}
	/** One board that cannot be handled keeps no other from its turn. */
	async #guarded({ board }: BoardLife, work: () => Promise<void>) {
		try {
			await work();
		} catch (err) {
			this.#parts.log.error({ board, err }, 'a board was not swept');
		}
	}
	async #look(life: BoardLife, stock: Stock) {
		const { store } = this.#parts;
		if (await this.#act(life)) return;
		const { clock, limits } = this.#parts;
		addTo(stock, life, await store.weighBoard(life), clock(), limits);
	}
	/** Does what is due. Returns whether the board is gone. */
	async #act(life: BoardLife): Promise<boolean> {
		const { store, boards, clock, limits, log } = this.#parts;
		const due = dueOn(life, clock(), limits);
		switch (due?.kind) {
			case 'purge':
				boards.leave(life.board);
				await this.#inPieces(() => store.purgeBoard(life.board, limits.sweepRows));
				boards.leave(life.board);
				log.info({ board: life.board }, 'a board is gone');
				return true;
			case 'expire':
				await boards.expire(life.board, (now) => dueOn(now, clock(), limits)?.kind === 'expire');
				return false;
			case 'forgetWriters':
				await boards.forgetWriters(life.board);
				return false;
			case 'dropEpochs':
				await this.#inPieces(() =>
					store.dropEpochs({ ...due, board: life.board }, limits.sweepRows)
				);
				return false;
			case undefined:
				return false;
		}
	}
	async #inPieces(piece: () => Promise<boolean>) {
		while (!(await piece())) if (await this.#pause()) return;
	}
	/** Lets others have their turn. Returns whether the sweeper was stopped meanwhile. */
	async #pause(): Promise<boolean> {
		await setImmediate();
		return this.#stopped;
	}
}
/** From the start of the server until the first round: those who wait for it come first. */
const FIRST_MS = 10_000;
