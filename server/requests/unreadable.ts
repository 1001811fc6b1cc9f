/** Answers requests that Node cannot parse, or that no page of this server could ever match. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { hangUp, refuse, type Refusal } from './refusal.ts';

const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

const BROKEN: Refusal = {
	status: 400,
	reason: ({ requests }) => requests.unreadable
};
const NO_SUCH_METHOD: Refusal = {
	status: 405,
	reason: ({ requests }) => requests.noSuchMethod
};
const NO_EXPECTATION: Refusal = {
	status: 417,
	reason: ({ requests }) => requests.noExpectation
};
/** Refusals by the code of the error that Node passes to `clientError`. */
const BY_CODE: Readonly<Record<string, Refusal>> = {
	ERR_HTTP_REQUEST_TIMEOUT: {
		status: 408,
		reason: ({ requests }) => requests.tooSlow
	},
	HPE_HEADER_OVERFLOW: {
		status: 431,
		reason: ({ requests }) => requests.longHeaders
	},
	HPE_CHUNK_EXTENSIONS_OVERFLOW: {
		status: 413,
		reason: ({ requests }) => requests.tooLarge
	}
};

/** Returns why a request has no valid address on this server, or null. `base` is the origin of the address. */
export function whyUnreadable(
	{ method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
	base: string
): Refusal | null {
	if (!METHODS.has(method)) return NO_SUCH_METHOD;
	return url.startsWith('/') && isAddress(base, url) ? null : BROKEN;
}

/** SvelteKit reserves this action name and reports its use as an error of the program. */
const RESERVED_ACTION = '/default';

function isAddress(base: string, path: string): boolean {
	try {
		const { origin } = new URL(base);
		const { pathname, searchParams } = new URL(origin + path);
		decodeURI(pathname);
		return !searchParams.has(RESERVED_ACTION);
	} catch {
		return false;
	}
}

/** Makes the server answer an unreadable request with a sentence and then close the connection. */
export function answerUnreadable(server: Server): void {
	const answers = new WeakMap<Duplex, ServerResponse>();
	server.on('request', ({ socket }, response) => void answers.set(socket, response));
	server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
		const answer = answers.get(socket);
		// A response that has begun is sent to its end. Nothing is sent after it.
		if (answer?.headersSent && !answer.writableFinished)
			answer.once('finish', () => socket.destroy());
		else hangUp(socket, BY_CODE[error.code ?? ''] ?? BROKEN);
	});
	server.on('connect', (_: IncomingMessage, socket: Duplex) => hangUp(socket, NO_SUCH_METHOD));
	server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
		refuse(request, response, NO_EXPECTATION)
	);
}
