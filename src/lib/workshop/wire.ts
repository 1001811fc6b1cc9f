/** The messages between page and server besides those of Yjs. Message numbers 0–3 belong to y-websocket. */
import type { StageView } from './types.ts';

export const MESSAGE = {
	sync: 0,
	awareness: 1,
	auth: 2,
	queryAwareness: 3,
	/** server → page on the wall socket: a JSON string of `StageView`. */
	stage: 100,
	/**
	 * server → page: a varuint n. The server has committed the first n document messages (sync step 2 or update) of
	 * this socket. The page counts the messages that it sent on the socket.
	 */
	saved: 101
} as const;

/** 44xx is final: the page does not reconnect automatically. For other codes it retries with jitter. */
export const CLOSE = {
	/** No session or no seat on this board (also: removed by a facilitator). */
	notAMember: 4401,
	/** The board does not exist. */
	noBoard: 4404,
	/** The board was deleted and can still be restored: its own page says until when. */
	deleted: 4405,
	/** The person's rights changed: join again at once over a new connection. */
	rejoin: 4410,
	/** A change that this person may not make: discard the copy and start from a fresh document. */
	refused: 4403,
	/** Invalid bytes: discard the copy and start from a fresh document. */
	broken: 4400,
	/** Too much data in one message, or too many messages in a short time. */
	tooMuch: 4429,
	/** The document started a new epoch, whose number is the reason: load a fresh document on the same page. */
	newEpoch: 4409,
	restart: 1012,
	tryAgain: 1013
} as const;

/** Reason of a `tryAgain` that tells a page that the server cannot store anything. */
export const NOT_SAVED = 'Your last change could not be saved. It is sent again.';

/** Socket paths. The desk always belongs to the participant of the session. */
export const wallPath = (board: string) => `/live/wall/${board}`;
export const deskPath = (board: string) => `/live/desk/${board}`;

/** Query parameters with the epoch of a page's copy: the server accepts no copy of another epoch. */
export const epochParams = (epoch: number) => ({ epoch: String(epoch) });

/** Awareness state of a page. The server sets `who`; the page sets the rest. */
export interface Presence {
	who: { id: string; name: string; fn: string };
	cursor: { x: number; y: number } | null;
	drag: { item: 'note' | 'cluster'; id: string; x: number; y: number } | null;
	/**
	 * The text in which the person writes, by its path on the wall (`outcomes/<id>/statement`), and the selection in
	 * it: relative positions of Yjs in base64.
	 */
	caret: { place: string; anchor: string; head: string } | null;
}
export type StageMessage = StageView;
