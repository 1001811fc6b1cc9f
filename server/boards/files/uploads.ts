/** Reads board files from form uploads. */
import { messagesOf } from '../../../src/lib/i18n/catalogue.ts';
import { say, type Saying } from '../../../src/lib/i18n/say.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import type { Upload } from '../../services.ts';
import { isBeyondBoards } from './json-size.ts';
import { openRecord, type RecordParts } from './record-parts.ts';

/** More parts than a form with one file has. */
const MOST_PARTS = 20;

export type OpenedUpload =
	{ ok: true; parts: RecordParts } | { ok: false; status: number; reason: string };

/**
 * Returns the board in the field `file` of a form, or why there is none. It may take seconds, so it runs in a
 * process for heavy work. It returns sentences only in the language of the person who sent the form.
 */
export async function openUpload(upload: Upload): Promise<OpenedUpload> {
	const m = messagesOf(upload.locale);
	const refused = (status: number, reason: Saying): OpenedUpload => ({
		...{ ok: false, status },
		reason: say(m, reason)
	});
	const file = await fileIn(upload);
	if (file === null || file.size === 0) return refused(400, m.files.upload.none);
	if (file.size > LIMITS.boardFileBytes) return refused(413, m.files.upload.tooLarge);
	if (isBeyondBoards(new Uint8Array(await file.arrayBuffer())))
		return refused(413, m.files.upload.tooMuch);
	const opened = openRecord(await file.text());
	return opened.ok ? opened : refused(400, opened.reason);
}

async function fileIn({ bytes, type }: Upload): Promise<File | null> {
	const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,70})/i.exec(type)?.[1];
	if (boundary === undefined || hasMore(bytes, `--${boundary}`, MOST_PARTS)) return null;
	const form = new Response(unshared(bytes), { headers: { 'content-type': type } }).formData();
	const file = await form.then(
		(fields) => fields.get('file'),
		() => null
	);
	return file instanceof File ? file : null;
}

/** The platform's parser does not accept shared memory. */
const unshared = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

function hasMore(bytes: Uint8Array, text: string, most: number): boolean {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let at = -1;
	for (let found = 0; found <= most; found++) {
		at = buffer.indexOf(text, at + 1);
		if (at === -1) return false;
	}
	return true;
}
