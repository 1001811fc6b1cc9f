/**
 * Looks through all boards from time to time and does what is due. It works in small pieces and lets other work run
 * between them. Each piece is a transaction, and the next round finds whatever a crash left unfinished.
 */
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DAY_MS } from '../../src/lib/workshop/board/life.ts';
import type { BoardLife, Store } from '../store/store.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { dueOn } from './plan.ts';
import { addTo, NO_STOCK, type Stock } from './stock.ts';

/** Boards per piece. */
const BOARDS = 20;
/** Number of 4 KB pages that one piece gives back to the disk, and number of free pages kept for later writes. */
const PAGES = 250;
const SPARE_PAGES = 2_000;

/** What the workshop does for the sweeper. Each task runs in its board's queue. */
export interface BoardsInUse {
	/** Deletes a board that nobody wrote on. Does nothing if somebody is there or has written in the meantime. */
	expire(board: string, isDue: (life: BoardLife) => boolean): Promise<void>;
	forgetWriters(board: string): Promise<void>;
	/** Finishes erasing people whose erasure was interrupted. Ends early once `stopped` returns true. */
	finishErasing(stopped: () => boolean): Promise<void>;
	/** Called just before the board is removed from the store. */
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
	/** Starts the timer. The first round begins soon after the start of the server. */
	start() {
		this.#wait(Math.min(FIRST_MS, this.#parts.limits.sweepMs));
	}
	/** Resolves when the current piece is done. */
	async stop() {
		this.#stopped = true;
		if (this.#timer) clearTimeout(this.#timer);
		await this.#round;
	}
	/** Runs one round over everything. Never rejects: the next round retries what failed. */
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
	/** Runs the work for one board. If it fails, the other boards are still handled. */
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
	/** Does what is due. Returns whether the board was removed. */
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
	/** Lets other work run. Returns whether the sweeper was stopped in the meantime. */
	async #pause(): Promise<boolean> {
		await setImmediate();
		return this.#stopped;
	}
}
/** Time from the start of the server to the first round: people who wait for the server come first. */
const FIRST_MS = 10_000;
