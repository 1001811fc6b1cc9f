/** Answers requests that are rejected before any page or endpoint gets them. */
import { readFileSync } from 'node:fs';
import {
	STATUS_CODES,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse
} from 'node:http';
import type { Duplex } from 'node:stream';
import type { Locale } from '../../src/lib/i18n/locales.ts';
import { say, type Saying } from '../../src/lib/i18n/say.ts';
import { sentencePageIn } from '../../src/lib/i18n/sentence-page.ts';
import { localeFor, messagesFor } from '../locale.ts';

export interface Refusal {
	status: number;
	/** A sentence for the person who sent the request. */
	reason: Saying;
	retryAfterSeconds?: number;
}

const PAGE = readFileSync(new URL('sentence.html', import.meta.url), 'utf8');

/** Answers in the format that was asked for: a page, JSON, or the result of a form. */
export function refuse({ headers }: IncomingMessage, response: ServerResponse, refusal: Refusal) {
	const { type, body } = refusalText(headers, refusal);
	const { status, retryAfterSeconds } = refusal;
	response.writeHead(status, {
		'content-type': type,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) })
	});
	response.end(body);
}

/**
 * Answers a request that is still arriving and closes the connection: perhaps nobody reads the rest of the request.
 */
export function cutOff({ headers, socket }: IncomingMessage, refusal: Refusal) {
	hangUp(socket, refusal, refusalText(headers, refusal));
}

/** Answers on the socket if there is no response object, and closes the connection. */
export function hangUp(
	socket: Duplex,
	{ status, reason, retryAfterSeconds }: Refusal,
	{ type, body } = { type: 'text/plain; charset=utf-8', body: say(messagesFor({}), reason) }
) {
	if (!socket.writable) return void socket.destroy();
	const lines = [
		`HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
		`Content-Type: ${type}`,
		`Content-Length: ${Buffer.byteLength(body)}`,
		...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
		'Connection: close'
	];
	socket.on('error', () => socket.destroy());
	socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function refusalText(headers: IncomingHttpHeaders, { status, reason: saying }: Refusal) {
	const reason = say(messagesFor(headers), saying);
	const json = 'application/json';
	if (headers['x-sveltekit-action'] === 'true')
		return { type: json, body: JSON.stringify(formAnswer(status, reason)) };
	if ((headers.accept ?? '').includes('text/html'))
		return { type: 'text/html; charset=utf-8', body: pageOf(localeFor(headers), status, reason) };
	return { type: json, body: JSON.stringify({ ok: false, status, reason, message: reason }) };
}

/** The format of a failed SvelteKit action, so that the form keeps its contents and shows the sentence. */
const formAnswer = (status: number, reason: string) => ({
	type: 'failure',
	status,
	data: JSON.stringify([{ refused: 1 }, reason])
});

function pageOf(locale: Locale, status: number, reason: string): string {
	const escaped = reason.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
	return sentencePageIn(locale, PAGE)
		.replaceAll('%sveltekit.status%', String(status))
		.replaceAll('%sveltekit.error.message%', () => escaped);
}
