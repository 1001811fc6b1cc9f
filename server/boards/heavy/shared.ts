/** Copies bytes into shared memory, so that they can be passed to threads without another copy. */

export function shared(bytes: Uint8Array): Uint8Array {
	const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
	copy.set(bytes);
	return copy;
}

export const sharedText = (text: string): Uint8Array => shared(Buffer.from(text));

/** Decodes such bytes as text. */
export const textIn = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
	Buffer.from(buffer, byteOffset, byteLength).toString();
