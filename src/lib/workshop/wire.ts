/** What page and server say to each other beside Yjs. Message numbers 0–3 are y-websocket's own. */
import type { StageView } from './types.ts';

export const MESSAGE = {
	sync: 0,
	awareness: 1,
	auth: 2,
	queryAwareness: 3,
	/** server → page on the wall socket: a JSON string of `StageView`. */
	stage: 100,
	/**
	 * server → page: a varuint n. The first n document messages (sync step 2 or update) that this
	 * socket carried are committed. The page counts what it sent on the socket.
	 */
	saved: 101
} as const;

/** 44xx is final: the page does not reconnect by itself. Others retry with jitter. */
export const CLOSE = {
	/** No session or no seat on this board (also: removed by a facilitator). */
	notAMember: 4401,
	/** The board does not exist. */
	noBoard: 4404,
	/** The board was deleted and can still be brought back: its own page says until when. */
	deleted: 4405,
	/** Rights changed: join again at once with a fresh connection. */
	rejoin: 4410,
	/** A write that this person may not make: throw the copy away and start from a fresh document. */
	refused: 4403,
	/** Broken bytes. Same cure as `refused`. */
	broken: 4400,
	/** Too much in one message or too fast. */
	tooMuch: 4429,
	/** The document began a new epoch, whose number is the reason: fresh document, same page. */
	newEpoch: 4409,
	restart: 1012,
	tryAgain: 1013
} as const;

/** Reason of a `tryAgain` by which a page knows that the server can store nothing. */
export const NOT_SAVED = 'Your last change could not be saved. It is sent again.';

/** Socket paths. The desk is always that of the session's own participant. */
export const wallPath = (board: string) => `/live/wall/${board}`;
export const deskPath = (board: string) => `/live/desk/${board}`;

/** Says of which epoch a page's copy is: the server takes no copy of another one. */
export const epochParams = (epoch: number) => ({ epoch: String(epoch) });

/** Awareness state of a page. The server writes `who`; the page writes the rest. */
export interface Presence {
	who: { id: string; name: string; fn: string };
	cursor: { x: number; y: number } | null;
	drag: { item: 'note' | 'cluster'; id: string; x: number; y: number } | null;
	/**
	 * The text that somebody writes in, by its place on the wall (`outcomes/<id>/statement`), and where in it:
	 * Yjs' relative positions in base64.
	 */
	caret: { place: string; anchor: string; head: string } | null;
}
export type StageMessage = StageView;
