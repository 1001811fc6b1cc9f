/** Bytes in memory that threads share: nobody copies them who hands them on. */

export function shared(bytes: Uint8Array): Uint8Array {
	const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
	copy.set(bytes);
	return copy;
}

export const sharedText = (text: string): Uint8Array => shared(Buffer.from(text));

/** The text that such bytes are. */
export const textIn = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
	Buffer.from(buffer, byteOffset, byteLength).toString();
