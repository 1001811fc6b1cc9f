import type { Transport } from '@sveltejs/kit';
import { fromBase64, toBase64 } from '$lib/live/page-bytes.ts';

/** Documents travel with the page as Base64: a list of numbers would take three times the space. */
export const transport: Transport = {
	Bytes: {
		encode: (value: unknown) => value instanceof Uint8Array && toBase64(value),
		decode: fromBase64
	}
};
