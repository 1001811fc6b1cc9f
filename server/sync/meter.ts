/** The port for monitoring the engine. It contains no board, no person and no text. */
import { CLOSE } from '../../src/lib/workshop/wire.ts';

/** Why the server rejected a message of a page, or a socket. */
export const REFUSALS = [
	'broken',
	'notAllowed',
	'pending',
	'tooMuch',
	'tooSlow',
	'noSeat',
	'noBoard',
	'foreignOrigin',
	'noSuchPath',
	'unavailable'
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Called for each message or commit, so an implementation must cost almost nothing. */
export interface Meter {
	/** A document message of a page arrived. */
	updateReceived(): void;
	refused(reason: Refusal): void;
	/** A group commit took `ms` milliseconds. */
	committed(ms: number): void;
	commitFailed(): void;
	/**
	 * A room failed because of a bug in the program; the server closed it and loads it again from the store.
	 */
	roomFailed(): void;
	/** The oldest document message of a commit was acknowledged `ms` milliseconds after it arrived. */
	acknowledged(ms: number): void;
}

/** The current numbers of the engine. */
export interface Gauges {
	/** Documents in memory. */
	rooms: number;
	connections: number;
	/** Bytes that were sent and that the network has not taken yet, for all sockets together. */
	bufferedBytes: number;
	/** Bytes of updates that are in no snapshot yet, for all documents in memory together. */
	logBytes: number;
	/** The estimated memory of the documents in memory, and its limit. */
	memoryBytes: number;
	memoryLimitBytes: number;
}

export const SILENT_METER: Meter = {
	updateReceived() {},
	refused() {},
	committed() {},
	commitFailed() {},
	roomFailed() {},
	acknowledged() {}
};

const REFUSAL_OF_CLOSE: Readonly<Record<number, Refusal>> = {
	[CLOSE.broken]: 'broken',
	[CLOSE.refused]: 'notAllowed',
	[CLOSE.tooMuch]: 'tooMuch',
	[CLOSE.tryAgain]: 'unavailable',
	[CLOSE.notAMember]: 'noSeat',
	[CLOSE.noBoard]: 'noBoard',
	[CLOSE.deleted]: 'noBoard'
};
/** The refusal behind a close code; null if the code is no refusal, for example after a restart. */
export const refusalOf = (code: number): Refusal | null => REFUSAL_OF_CLOSE[code] ?? null;
