/** The port between the live documents and the workshop: what each side can ask of the other. */
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

/** What the sync server asks of the workshop. Hostile input must not make any of these throw. */
export interface LiveHooks {
	/** The user with the cookies of an upgrade request, or null. */
	userOf(request: IncomingMessage): Promise<string | null>;
	/**
	 * The user's seat on the board; null without a seat, `noBoard` if the board does not exist, `deleted` if it
	 * was deleted and can be restored.
	 */
	seat(userId: string, board: string): Promise<Me | 'noBoard' | 'deleted' | null>;
	/** The board's current epoch: it says on which of its walls people work. */
	epoch(board: string): number;
	/** The same for all desks of the board. */
	deskEpoch(board: string): number;
	/** The stage that this reader may see. Called when a socket connects, and after `pushStage`. */
	stageView(board: string, me: Me): StageView;
	/**
	 * Why this person may not do all of these actions now, as a sentence; otherwise null. Called twice: without
	 * actions before an update of a page is inspected, to ask whether the person may send anything, and again
	 * before the update is applied.
	 */
	refuses(board: string, me: Me, actions: readonly Action[]): ServerSentence | null;
	/** The round that accepts dots now. */
	openRound(board: string): Round | null;
	/**
	 * Why the server does not accept a rating of this outcome now, as a sentence; otherwise null. `of` is the
	 * rated wording, or null if the person takes a rating back.
	 */
	whyNoMark(board: string, outcome: string, of: string | null): ServerSentence | null;
	/** Which presence the server passes on now. */
	shownPresence(board: string): ShownPresence;
	/**
	 * Called after the commit of a desk update that changed these roots. Returns the roots that are read again.
	 */
	deskCommitted(
		board: string,
		participant: string,
		changed: ReadonlySet<string>
	): readonly string[];
	/** Called after the commit of a wall update by a page. */
	wallCommitted(board: string): void;
	/** Called when somebody's first socket opens or their last one closes. */
	presenceChanged(board: string): void;
	/** The memory of boards, not counting their documents. */
	held(): Held;
	/** Memory is short: releases boards that nobody uses. */
	giveWay(): void;
}

/** A write of the server, and the participants to whose shares of the wall it counts. */
export interface WallWrite<T> {
	write(wall: Wall): T;
	added: readonly ShareAdded[];
}

/** What the workshop asks of the sync server. Calls on one document run one after the other. */
export interface Live {
	/** Handles an HTTP upgrade below /live/. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	readWall<T>(board: string, read: (wall: Wall) => T): Promise<T>;
	/** Runs one write as the server. Resolves when it is committed and sent. Rejects if the commit fails. */
	writeWall<T>(board: string, write: (wall: Wall) => T): Promise<T>;
	/**
	 * Runs short writes one after the other, each with its own commit. Others hear of all of them together, after
	 * the last.
	 */
	writeWallTogether<T>(board: string, writes: readonly WallWrite<T>[]): Promise<T[]>;
	/** Which of these participants have used up their share of the wall. */
	overShare(board: string, participants: readonly string[]): Promise<ReadonlySet<string>>;
	readDesk<T>(board: string, participant: string, read: (desk: Desk) => T): Promise<T>;
	/** Updates that together make a copy of the wall, encoded in slices, to be read outside the event loop. */
	copyWall(board: string): Promise<Uint8Array[]>;
	/** The encoded state, cached per version; null if it is so large that it comes only through the socket. */
	encodedWall(board: string): Promise<Uint8Array | null>;
	encodedDesk(board: string, participant: string): Promise<Uint8Array | null>;
	/** The ids of participants with an open socket. */
	online(board: string): ReadonlySet<string>;
	/**
	 * Sends everybody on the board a new stage, if it tells them anything new. Pushes are gathered for a short
	 * time.
	 */
	pushStage(board: string, pace: Pace): void;
	/** Closes a participant's sockets on the board with a code from `CLOSE`. */
	disconnect(board: string, participant: string, code: number): void;
	/** Call it after sessions end: closes the sockets that no longer have a session. */
	sessionsEnded(): Promise<void>;
	/** Whether no more boards fit into memory. */
	readonly isFull: boolean;
	/** The current numbers of documents, sockets and bytes. */
	gauges(): Gauges;
	/**
	 * All desks started a new epoch: closes all desk sockets of the board with 4409 and the number of that epoch.
	 */
	beginDesks(board: string): void;
	/**
	 * The wall started a new epoch: closes all wall sockets of the board with 4409 and the number of that epoch.
	 */
	beginEpoch(board: string): void;
	/** Stops accepting sockets, commits the current changes, and closes sockets with 1012. */
	close(): Promise<void>;
}
