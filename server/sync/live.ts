/** The port between the live documents and the workshop: what each side may ask of the other. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Desk } from '../../src/lib/wall/desk.ts';
import type { Wall } from '../../src/lib/wall/wall.ts';
import type { ShownPresence } from '../../src/lib/workshop/permissions.ts';
import type { Action } from '../../src/lib/workshop/actions.ts';
import type { Me, Round, StageView } from '../../src/lib/workshop/types.ts';
import type { ShareAdded } from '../store/store.ts';
import type { Held } from './memory.ts';
import type { Gauges } from './meter.ts';
import type { Pace } from './stage-push.ts';

/** What the sync server asks of the workshop. None of these may throw for hostile input. */
export interface LiveHooks {
	/** The user behind an upgrade request's cookies, or null. */
	userOf(request: IncomingMessage): Promise<string | null>;
	/** The user's seat on the board; `noBoard` where there is none such, `deleted` where it can be brought back. */
	seat(userId: string, board: string): Promise<Me | 'noBoard' | 'deleted' | null>;
	/** The board's present epoch: which of its walls is the one that people work on. */
	epoch(board: string): number;
	/** The same of all desks of the board. */
	deskEpoch(board: string): number;
	/** The stage as this reader may see it. Asked on connect and after `pushStage`. */
	stageView(board: string, me: Me): StageView;
	/**
	 * Why this person may not do all of this now, as a sentence, or null. Called before an update of a
	 * page is looked at, with no actions: whether anything of theirs is taken; and again before it is applied.
	 */
	refuses(board: string, me: Me, actions: readonly Action[]): ServerSentence | null;
	/** The round that takes dots now. */
	openRound(board: string): Round | null;
	/**
	 * Why a mark of this outcome is not taken now, as a sentence, or null. `of` is the wording that it is given to, or
	 * null where a mark is taken back.
	 */
	whyNoMark(board: string, outcome: string, of: string | null): ServerSentence | null;
	/** Whether cursors are passed on now. */
	shownPresence(board: string): ShownPresence;
	/** After a desk's update was committed that changed something in these roots. Returns the roots that are read again. */
	deskCommitted(
		board: string,
		participant: string,
		changed: ReadonlySet<string>
	): readonly string[];
	/** After an update of the wall by a page was committed. */
	wallCommitted(board: string): void;
	/** Somebody's first socket opened or last one closed. */
	presenceChanged(board: string): void;
	/** What boards take in memory beside their documents. */
	held(): Held;
	/** Memory is short: lets go of boards that nobody uses. */
	giveWay(): void;
}

/** A write of the server, and to whose shares of the wall it counts. */
export interface WallWrite<T> {
	write(wall: Wall): T;
	added: readonly ShareAdded[];
}

/** What the workshop asks of the sync server. Each call on a board's documents is serialised per document. */
export interface Live {
	/** Takes over an HTTP upgrade below /live/. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	readWall<T>(board: string, read: (wall: Wall) => T): Promise<T>;
	/** Runs one write as the server. Resolves when it is committed and sent out. Rejects if the commit fails. */
	writeWall<T>(board: string, write: (wall: Wall) => T): Promise<T>;
	/** Runs short writes one after the other, each with a commit. Others hear of all of them together, after the last. */
	writeWallTogether<T>(board: string, writes: readonly WallWrite<T>[]): Promise<T[]>;
	/** Those of these participants who have added as much to the wall as one person may. */
	overShare(board: string, participants: readonly string[]): Promise<ReadonlySet<string>>;
	readDesk<T>(board: string, participant: string, read: (desk: Desk) => T): Promise<T>;
	/** Updates that together make a copy of the wall, encoded in slices: to be read beside the event loop. */
	copyWall(board: string): Promise<Uint8Array[]>;
	/** Encoded state, cached per version; null where it is so large that it comes by the socket alone. */
	encodedWall(board: string): Promise<Uint8Array | null>;
	encodedDesk(board: string, participant: string): Promise<Uint8Array | null>;
	/** Participant ids with an open socket. */
	online(board: string): ReadonlySet<string>;
	/** Sends everybody on the board a fresh stage if it says something new to them, gathered over a short while. */
	pushStage(board: string, pace: Pace): void;
	/** Closes a participant's sockets on the board with a code of `CLOSE`. */
	disconnect(board: string, participant: string, code: number): void;
	/** Sessions ended: closes the sockets that nobody has a session for any more. */
	sessionsEnded(): Promise<void>;
	/** Whether no more boards fit into memory. */
	readonly isFull: boolean;
	/** How much is held at this moment. */
	gauges(): Gauges;
	/** All desks began anew: closes all desk sockets of the board with 4409 and the number of that epoch. */
	beginDesks(board: string): void;
	/** A new epoch began: closes all wall sockets of the board with 4409 and the number of that epoch. */
	beginEpoch(board: string): void;
	/** Stops accepting, commits what is in hand, closes sockets with 1012. */
	close(): Promise<void>;
}
