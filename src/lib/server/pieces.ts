/** Long files as bodies of answers. */
import type { RequestEvent } from '@sveltejs/kit';

const PIECE = 64_000;
/** A letter takes two in memory at most. */
const BYTES_OF_LETTER = 2;

/** A file as an answer, which counts for what waits for those who asked until it was taken. */
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
 * A text or bytes, piece by piece as they are taken: to encode or copy 20 MB in one go blocks the event loop for 50 ms.
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

/** No sign of two units is cut in half. */
function wholeUntil(text: string, end: number): number {
	const unit = text.charCodeAt(end - 1);
	return unit >= 0xd800 && unit <= 0xdbff ? end + 1 : end;
}
