/** Sends long files as response bodies. */
import type { RequestEvent } from '@sveltejs/kit';

const PIECE = 64_000;
/** A character takes at most two bytes in memory. */
const BYTES_OF_LETTER = 2;

/** A response with a file. Until the client has read it, it counts towards the memory of pending responses. */
export function fileAnswer(
	{ locals, platform }: Pick<RequestEvent, 'locals' | 'platform'>,
	body: string | Uint8Array,
	headers: Record<string, string>
): Response {
	const bytes = typeof body === 'string' ? BYTES_OF_LETTER * body.length : body.length;
	if (platform) locals.services.answers.holds(platform.req, bytes);
	return new Response(inPieces(body), { headers });
}

/**
 * Streams a text or bytes in chunks as they are read: encoding or copying 20 MB at once blocks the event loop for 50
 * ms.
 */
export function inPieces(body: string | Uint8Array): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let at = 0;
	function next(): Uint8Array {
		const end = at + PIECE;
		if (typeof body !== 'string') return body.subarray(at, (at = end));
		return encoder.encode(body.slice(at, (at = wholeUntil(body, end))));
	}
	return new ReadableStream(
		{
			pull(controller) {
				if (at < body.length) controller.enqueue(next());
				else controller.close();
			}
		},
		{ highWaterMark: 0 }
	);
}

/** Never splits a surrogate pair. */
function wholeUntil(text: string, end: number): number {
	const unit = text.charCodeAt(end - 1);
	return unit >= 0xd800 && unit <= 0xdbff ? end + 1 : end;
}
