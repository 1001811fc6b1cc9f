import type { Transport } from '@sveltejs/kit';
import { fromBase64, toBase64 } from '$lib/live/page-bytes.ts';

/** Documents travel with the page as Base64: as a list of numbers they would take three times the room. */
export const transport: Transport = {
	Bytes: {
		encode: (value: unknown) => value instanceof Uint8Array && toBase64(value),
		decode: fromBase64
	}
};
