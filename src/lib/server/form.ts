/** Reading what a form sent. */
import { error } from '@sveltejs/kit';
import type { Upload } from '../../../server/services.ts';

/** More than any form of ours has. */
const MOST_FIELDS = 300;
const UNREADABLE = 'What this form sent could not be read. Nothing was changed. Please try again.';

/**
 * The fields of a form. Throws 400 with a sentence where the body is none, was cut off, or has more fields than our
 * forms: the time that the readers of the platform take grows faster than the number of fields.
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
	const [type] = (request.headers.get('content-type') ?? '').split(';');
	if (type?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') error(400, UNREADABLE);
	const body = await whole(request.text());
	if (body.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) error(400, UNREADABLE);
	return new URLSearchParams(body);
}

/** A form with a file, as it came: nobody reads it on the event loop. Throws 400 where it was cut off. */
export async function readUpload(request: Request): Promise<Upload> {
	const bytes = new Uint8Array(await whole(request.arrayBuffer()));
	return { bytes, type: request.headers.get('content-type') ?? '' };
}

const whole = <T>(body: Promise<T>) => body.catch(() => error(400, UNREADABLE));
