/** Whether a request that changes something comes from a page of ours, and what to say if it does not. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import { messagesOf } from '../../src/lib/i18n/catalogue.ts';
import { DEFAULT_LOCALE } from '../../src/lib/i18n/locales.ts';
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A scheme, a host and perhaps a port: nothing else goes into a sentence or a log. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.:[\]-]{1,255}$/;

/**
 * Null for a request that reads or comes from a page of ours, else why it is refused. `publicOrigin` is the
 * setting `ORIGIN`; without it a page's own host counts, over plain HTTP.
 */
export function whyForeign(
	method: string | undefined,
	headers: IncomingHttpHeaders,
	publicOrigin: string | null
): ServerSentence | null {
	if (READING.has(method ?? '')) return null;
	if (headers.origin === (publicOrigin ?? `http://${headers.host ?? ''}`)) return null;
	return whatToSet(headers, publicOrigin) ?? (({ requests }) => requests.foreign);
}

/**
 * What to set where a browser says that a page of ours asked, at an address that this server does not
 * know as its own; null where nothing speaks for that. It only words a refusal and lets nobody in.
 */
export function whatToSet(
	headers: IncomingHttpHeaders,
	publicOrigin: string | null
): ServerSentence | null {
	const { origin } = headers;
	if (origin === undefined || !PLAIN_ORIGIN.test(origin) || !isSameSite(origin, headers))
		return null;
	return publicOrigin === null
		? ({ requests }) => requests.originUnset(origin)
		: ({ requests }) => requests.originOther(publicOrigin, origin);
}

/** No site can forge `Sec-Fetch-Site` in a browser; older browsers and sockets do not send it. */
function isSameSite(origin: string, headers: IncomingHttpHeaders): boolean {
	const told = headers['sec-fetch-site'];
	if (told !== undefined) return told === 'same-origin';
	const { host } = new URL(origin);
	return host === headers.host || host === headers['x-forwarded-host'];
}

/** Says in the log what to set, once for each kind. */
export function originAdvice(log: Logger, publicOrigin: string | null) {
	const said = new Set<string>();
	const MOST = 20;
	return (headers: IncomingHttpHeaders) => {
		const sentence = whatToSet(headers, publicOrigin)?.(messagesOf(DEFAULT_LOCALE));
		if (sentence === undefined || said.has(sentence) || said.size >= MOST) return;
		said.add(sentence);
		log.warn({}, sentence);
	};
}
