/** Encodes the bytes of a document for a page. */

/** Only the server encodes. It makes no list of all bytes: that would block the server for everybody for seconds. */
export const toBase64 = (bytes: Uint8Array): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

/** Throws if the text is not Base64. */
export function fromBase64(base64: string): Uint8Array {
	const chars = atob(base64);
	const bytes = new Uint8Array(chars.length);
	for (let at = 0; at < chars.length; at++) bytes[at] = chars.charCodeAt(at);
	return bytes;
}
