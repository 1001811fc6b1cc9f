/** The port through which the engine is watched. It names nobody: no board, no person, no text. */
import { CLOSE } from '../../src/lib/workshop/wire.ts';

/** Why something of a page was not taken, or its socket was not opened or kept. */
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

/** Called for each message or commit: an implementation must cost next to nothing. */
export interface Meter {
	/** A document message of a page came. */
	updateReceived(): void;
	refused(reason: Refusal): void;
	/** A group commit took so many milliseconds. */
	committed(ms: number): void;
	commitFailed(): void;
	/** One room broke in the program itself, was closed, and is loaded again from the store. */
	roomFailed(): void;
	/** The oldest document message of a commit was acknowledged so many milliseconds after it came. */
	acknowledged(ms: number): void;
}

/** What the engine holds at this moment. */
export interface Gauges {
	/** Documents in memory. */
	rooms: number;
	connections: number;
	/** Bytes sent and not yet taken by the network, all sockets together. */
	bufferedBytes: number;
	/** Bytes of updates that are in no snapshot, all documents in memory together. */
	logBytes: number;
	/** What the documents in memory take, about, and what they may take. */
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
/** The refusal that a close code tells of; null for one that is no refusal, such as a restart. */
export const refusalOf = (code: number): Refusal | null => REFUSAL_OF_CLOSE[code] ?? null;
