/** How much a request may bring, one by one and all that are under way together. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';
import type { Refusal } from './refusal.ts';

/** JSON may need two bytes for what a file holds in one. */
const IMPORT_BYTES = 2 * LIMITS.importBytes;
/** What a form adds to a file. */
const FORM_BYTES = 10_000;
/** The most that any request may bring. */
export const MOST_BODY_BYTES = Math.max(IMPORT_BYTES, LIMITS.boardFileBytes + FORM_BYTES);
const MANY_LARGE_RETRY_SECONDS = 10;

const TOO_LARGE: Refusal = {
	status: 413,
	reason: 'This is more than the server takes at once. Nothing was changed.'
};
const MANY_LARGE: Refusal = {
	status: 503,
	reason:
		'Many large files are on their way to the server. Nothing was lost. Please try again in a few seconds.',
	retryAfterSeconds: MANY_LARGE_RETRY_SECONDS
};

/** Returns why a request's body is not read, or null; then it is counted until its answer is sent. */
export function createBodies(limits: SyncLimits) {
	const ofAddress = new Map<string, number>();
	let together = 0;
	return (request: IncomingMessage, response: ServerResponse, address: string): Refusal | null => {
		const most = mostOf(request.url ?? '/', limits);
		const told = request.headers['content-length'];
		const bytes = told === undefined ? most : Number(told);
		if (bytes > most) return TOO_LARGE;
		if (told === undefined) endBeyond(request, most);
		if (bytes <= limits.bodyBytes) return null;

		const block = blockOf(address);
		const own = ofAddress.get(block) ?? 0;
		if (own + bytes > limits.largeBytesOfAddress || together + bytes > limits.largeBytes)
			return MANY_LARGE;
		together += bytes;
		ofAddress.set(block, own + bytes);
		response.once('close', () => {
			together -= bytes;
			const left = (ofAddress.get(block) ?? 0) - bytes;
			if (left > 0) ofAddress.set(block, left);
			else ofAddress.delete(block);
		});
		return null;
	};
}

function mostOf(url: string, { bodyBytes }: SyncLimits): number {
	const [path = '', query = ''] = url.split('?', 2);
	if (/^\/b\/[\w-]+\/import\/?$/.test(path)) return Math.max(bodyBytes, IMPORT_BYTES);
	if (path === '/start' && query.startsWith('/fromExport'))
		return Math.max(bodyBytes, MOST_BODY_BYTES);
	return bodyBytes;
}

/** A body that does not tell its length is counted as it comes. */
function endBeyond(request: IncomingMessage, most: number) {
	if (request.headers['transfer-encoding'] === undefined) return;
	let bytes = 0;
	// Beside the reader that follows at once; by itself it would not wait for one.
	request.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > most) request.destroy();
	});
}
