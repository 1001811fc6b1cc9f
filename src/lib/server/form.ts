/** Reading what a form sent. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Upload } from '../../../server/services.ts';
import { LIMITS } from '../workshop/limits.ts';

/** The largest board file, and what a form adds to it. */
const MOST_UPLOAD_BYTES = LIMITS.boardFileBytes + 10_000;
type Asked = Pick<RequestEvent, 'request' | 'locals'>;
/** More than any form of ours has. */
const MOST_FIELDS = 300;

/**
 * The fields of a form. Throws 400 with a sentence where the body is none, was cut off, or has more fields than our
 * forms: the time that the readers of the platform take grows faster than the number of fields.
 */
export async function readForm(asked: Asked): Promise<URLSearchParams> {
	const { request } = asked;
	const [type] = (request.headers.get('content-type') ?? '').split(';');
	if (type?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') unreadable(asked);
	const body = await request.text().catch(() => unreadable(asked));
	if (body.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) unreadable(asked);
	return new URLSearchParams(body);
}

/** A form with a file, as it came: nobody reads it on the event loop. Throws 400 where it was cut off. */
export async function readUpload(asked: Asked): Promise<Upload> {
	const { request, locals } = asked;
	const bytes = await gather(request).catch(() => unreadable(asked));
	const type = request.headers.get('content-type') ?? '';
	return { bytes, type, locale: locals.locale };
}

/**
 * A body in memory that threads share, piece by piece as it comes. To put 20 MB together in one go, and to copy them
 * for a thread, would block the event loop for 100 ms. Rejects where more comes than a form with a file may bring.
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
