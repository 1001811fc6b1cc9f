/** Checks whether a request that changes data comes from one of our pages, and explains a refusal. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import { messagesOf } from '../../src/lib/i18n/catalogue.ts';
import { DEFAULT_LOCALE } from '../../src/lib/i18n/locales.ts';
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A scheme, a host and an optional port. Messages and logs contain nothing else of an origin. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.:[\]-]{1,255}$/;

/**
 * Returns null if the request only reads or comes from one of our pages, otherwise why it is refused.
 * `publicOrigin` is the setting `ORIGIN`. Without it, the page must come from the requested host over plain HTTP.
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
 * Returns the setting to change if the browser says that one of our pages sent the request, but the server does not
 * know its address. Returns null if nothing suggests this. The result only changes the wording of a refusal; it
 * never accepts a request.
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

/** In a browser, no site can forge `Sec-Fetch-Site`. Older browsers and sockets do not send it. */
function isSameSite(origin: string, headers: IncomingHttpHeaders): boolean {
	const told = headers['sec-fetch-site'];
	if (told !== undefined) return told === 'same-origin';
	const { host } = new URL(origin);
	return host === headers.host || host === headers['x-forwarded-host'];
}

/** Logs which setting to change, once for each kind. */
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
