/** Reads submitted forms. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Upload } from '../../../server/services.ts';
import { LIMITS } from '../workshop/limits.ts';

/** The largest board file, plus the form's overhead. */
const MOST_UPLOAD_BYTES = LIMITS.boardFileBytes + 10_000;
type Asked = Pick<RequestEvent, 'request' | 'locals'>;
/** More fields than any of our forms has. */
const MOST_FIELDS = 300;

/**
 * The fields of a form. Throws 400 with a sentence if the body is not a form, was cut off, or has more fields than our
 * forms: the platform's form parsers take more than linear time.
 */
export async function readForm(asked: Asked): Promise<URLSearchParams> {
	const { request } = asked;
	const [type] = (request.headers.get('content-type') ?? '').split(';');
	if (type?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') unreadable(asked);
	const body = await request.text().catch(() => unreadable(asked));
	if (body.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) unreadable(asked);
	return new URLSearchParams(body);
}

/** A form with a file, as raw bytes: nothing parses it on the event loop. Throws 400 if it was cut off. */
export async function readUpload(asked: Asked): Promise<Upload> {
	const { request, locals } = asked;
	const bytes = await gather(request).catch(() => unreadable(asked));
	const type = request.headers.get('content-type') ?? '';
	return { bytes, type, locale: locals.locale };
}

/**
 * Reads a body into memory that threads share, chunk by chunk as it arrives. Joining 20 MB at once, and copying them
 * for a thread, would block the event loop for 100 ms. Rejects if the body is larger than a form with a file may be.
 */
async function gather({ body }: Request): Promise<Uint8Array> {
	const memory = new SharedArrayBuffer(0, { maxByteLength: MOST_UPLOAD_BYTES });
	for await (const piece of body ?? []) {
		const at = memory.byteLength;
		memory.grow(at + piece.length);
		new Uint8Array(memory, at).set(piece);
	}
	return new Uint8Array(memory);
}

const unreadable = ({ locals }: Asked): never =>
	error(400, locals.messages.requests.unreadableForm);
