/** Decides about an HTTP upgrade: who may open which socket. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { FIRST_EPOCH } from './documents.ts';
import type { LiveHooks } from './live.ts';

const LIVE_PATH = /^\/live\/(wall|desk)\/([\w-]{1,64})$/;

/** The socket that an upgrade asks for. */
export interface Wish {
	kind: 'wall' | 'desk';
	board: string;
	/** The epoch of the page's copy; NaN if no such epoch can exist. */
	epoch: number;
}
export type Admission =
	| { kind: 'seated'; me: Me }
	/** The socket is opened only to tell the page why it is closed. */
	| { kind: 'turnedAway'; code: number; reason: ServerSentence };

/**
 * The document that a path names, or null. The parameter `epoch` is the epoch of the page's copy; without it, the
 * copy is of the first epoch.
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
 * Whether the request comes from one of our pages. Browsers also send cookies with sockets that other sites open,
 * so a missing or foreign `Origin` is rejected. `allowed` lists the public origins of a server behind a proxy; if
 * it is null, the host of the request counts.
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

/** Finds the user's seat. Rejects if the store does not answer. */
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

/** If the page's copy is of another epoch, the admission tells it the number of the current epoch. */
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
