/** The rates of a participant on one board, for all their sockets together. */
import type { SyncLimits } from './limits.ts';
import { Rate } from './rate.ts';

export interface Allowance {
	/** Document messages. */
	readonly updates: Rate;
	readonly awareness: Rate;
	/** Bytes of all messages. */
	readonly bytes: Rate;
	/** New sockets. */
	readonly connects: Rate;
	/** New sockets of a participant who opens few. */
	readonly fewConnects: Rate;
	/** The measured cost of document messages: of this participant, and of everybody on the board. */
	readonly work: Rate;
	readonly workOfBoard: Rate;
	/** The measured cost of document messages of a participant who causes little work. */
	readonly littleWork: Rate;
}

/**
 * How long the next document message has to wait. People who cause little work do not wait because of the others.
 */
export function workWaitMs(allowance: Allowance, now: number): number {
	const { work, workOfBoard, littleWork } = allowance;
	const forAll = Math.min(workOfBoard.waitMs(now, 0), littleWork.waitMs(now, 0));
	return Math.max(work.waitMs(now, 0), forAll);
}
/** Counts the cost of a document message. */
export function chargeWork(allowance: Allowance, now: number, comparisons: number) {
	const { work, workOfBoard, littleWork } = allowance;
	for (const rate of [work, workOfBoard, littleWork]) rate.spend(now, comparisons);
}

/** This part of a rate counts as little. */
const LITTLE = 0.1;

const SWEEP_PERIOD_MS = 10_000;

/**
 * Allowances by participant and board. They outlive sockets: if the server closes somebody for sending too much,
 * reconnecting gives them no new allowance.
 */
export class Allowances {
	readonly #limits: SyncLimits;
	readonly #now: () => number;
	readonly #allowances = new Map<string, Allowance>();
	/** Work by board. */
	readonly #boards = new Map<string, Rate>();
	#swept: number;

	/** `now` returns milliseconds of a clock that never goes back. */
	constructor(limits: SyncLimits, now: () => number) {
		this.#limits = limits;
		this.#now = now;
		this.#swept = now();
	}

	/** The number of allowances in memory. */
	get size() {
		return this.#allowances.size;
	}

	/** The allowance of a participant on a board. */
	of(board: string, participant: string): Allowance {
		this.#sweep();
		const person = `${board}:${participant}`;
		let allowance = this.#allowances.get(person);
		if (!allowance) this.#allowances.set(person, (allowance = this.#fresh(board)));
		return allowance;
	}

	/** Forgets full allowances: a new one would be the same. */
	#sweep() {
		const now = this.#now();
		if (now - this.#swept < SWEEP_PERIOD_MS) return;
		this.#swept = now;
		const isFull = ({ fullAt }: Rate) => fullAt <= now;
		for (const [person, allowance] of this.#allowances)
			if (Object.values(allowance).every(isFull)) this.#allowances.delete(person);
		for (const [board, work] of this.#boards) if (isFull(work)) this.#boards.delete(board);
	}
	#ofBoard(board: string): Rate {
		const { workPerSecondOfBoard, workAtOnceOfBoard } = this.#limits;
		let work = this.#boards.get(board);
		if (!work) {
			work = new Rate(workPerSecondOfBoard, workAtOnceOfBoard, this.#now());
			this.#boards.set(board, work);
		}
		return work;
	}
	#fresh(board: string): Allowance {
		const limits = this.#limits;
		const now = this.#now();
		const ofBoard = () => this.#ofBoard(board);
		return {
			updates: new Rate(limits.updatesPerSecond, limits.updatesAtOnce, now),
			awareness: new Rate(limits.awarenessPerSecond, limits.awarenessAtOnce, now),
			bytes: new Rate(limits.bytesPerSecond, limits.bytesAtOnce, now),
			connects: new Rate(limits.connectsPerSecond, limits.connectsAtOnce, now),
			fewConnects: new Rate(LITTLE * limits.connectsPerSecond, LITTLE * limits.connectsAtOnce, now),
			work: new Rate(limits.workPerSecond, limits.workAtOnce, now),
			littleWork: new Rate(LITTLE * limits.workPerSecond, LITTLE * limits.workAtOnce, now),
			// Looked up each time, since a full rate is forgotten.
			get workOfBoard() {
				return ofBoard();
			}
		};
	}
}
