/** From an HTTP upgrade to a seat on a board: who may open which socket. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { FIRST_EPOCH } from './documents.ts';
import type { LiveHooks } from './live.ts';

const LIVE_PATH = /^\/live\/(wall|desk)\/([\w-]{1,64})$/;

/** What an upgrade asks for. */
export interface Wish {
	kind: 'wall' | 'desk';
	board: string;
	/** Of the document that the page has a copy of; NaN for none that there ever was. */
	epoch: number;
}
export type Admission =
	| { kind: 'seated'; me: Me }
	/** The socket is opened only to tell the page why it is closed. */
	| { kind: 'turnedAway'; code: number; reason: ServerSentence };

/**
 * The document that a path names, or null. Of the parameters behind `?`, `epoch` says of which epoch the
 * page's copy is: without it, of the first.
 */
export function readPath(url: string | undefined): Wish | null {
	const [path = '', query] = (url ?? '').split('?', 2);
	const [, kind, board] = LIVE_PATH.exec(path) ?? [];
	if (board === undefined || (kind !== 'wall' && kind !== 'desk')) return null;
	const epoch = new URLSearchParams(query).get('epoch');
	return { kind, board, epoch: epoch === null ? FIRST_EPOCH : readEpoch(epoch) };
}

const readEpoch = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : NaN);

/**
 * Whether a page of ours asks. Browsers send cookies with sockets that other sites open, so a
 * missing or foreign `Origin` is refused. `allowed` lists the public origins of a server behind a
 * proxy; with null a page's own host counts.
 */
export function isOwnOrigin(
	{ origin, host }: { origin?: string | undefined; host?: string | undefined },
	allowed: readonly string[] | null
): boolean {
	if (origin === undefined) return false;
	if (allowed?.includes(origin)) return true;
	if (allowed || host === undefined || !URL.canParse(origin)) return false;
	const { protocol, host: originHost } = new URL(origin);
	return /^https?:$/.test(protocol) && originHost === host.toLowerCase();
}

/** Finds the asker's seat. Rejects if the store cannot be asked. */
export async function admit(
	request: IncomingMessage,
	{ board }: Wish,
	hooks: Pick<LiveHooks, 'userOf' | 'seat'>
): Promise<Admission> {
	const userId = await hooks.userOf(request);
	const seat = userId === null ? null : await hooks.seat(userId, board);
	if (seat === null)
		return {
			kind: 'turnedAway',
			code: CLOSE.notAMember,
			reason: ({ sync }) => sync.noSeat
		};
	if (seat === 'noBoard')
		return { kind: 'turnedAway', code: CLOSE.noBoard, reason: ({ sync }) => sync.noBoard };
	if (seat === 'deleted')
		return { kind: 'turnedAway', code: CLOSE.deleted, reason: ({ sync }) => sync.deleted };
	return { kind: 'seated', me: seat };
}

/** Whoever comes with a copy of another epoch than the present one is told the number of that. */
export function atEpoch(admission: Admission, { epoch }: Wish, present: number): Admission {
	if (admission.kind === 'turnedAway' || epoch === present) return admission;
	return { kind: 'turnedAway', code: CLOSE.newEpoch, reason: () => String(present) };
}

/** Answers an upgrade with a plain HTTP status and hangs up. */
export function refuseUpgrade(socket: Duplex, status: string) {
	if (socket.destroyed) return;
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
		socket.destroy()
	);
}
