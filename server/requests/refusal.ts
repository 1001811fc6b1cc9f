/** How a request is answered that no page and no endpoint gets to see. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Refusal {
	status: number;
	/** A sentence for the person who asked. */
	reason: string;
	retryAfterSeconds?: number;
}

const PAGE = readFileSync(new URL('sentence.html', import.meta.url), 'utf8');

/** Answers in the form that was asked for: a page, JSON, or what a form of ours reads. */
export function refuse(
	{ headers }: IncomingMessage,
	response: ServerResponse,
	{ status, reason, retryAfterSeconds }: Refusal
) {
	const isForm = headers['x-sveltekit-action'] === 'true';
	const isPage = !isForm && (headers.accept ?? '').includes('text/html');
	response.writeHead(status, {
		'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json',
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) })
	});
	if (isPage) response.end(pageOf(status, reason));
	else if (isForm) response.end(JSON.stringify(formAnswer(status, reason)));
	else response.end(JSON.stringify({ ok: false, status, reason, message: reason }));
}

/** As an action of SvelteKit fails, so that the form stays as it is and shows the sentence. */
const formAnswer = (status: number, reason: string) => ({
	type: 'failure',
	status,
	data: JSON.stringify([{ refused: 1 }, reason])
});

function pageOf(status: number, reason: string): string {
	return PAGE.replaceAll('%sveltekit.status%', String(status)).replaceAll(
		'%sveltekit.error.message%',
		() => reason.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
	);
}
