import type { Transport } from '@sveltejs/kit';

/** Documents travel with the page as Base64: as a list of numbers they would take three times the room. */
export const transport: Transport = {
	Bytes: {
		encode: (value: unknown) =>
			value instanceof Uint8Array &&
			btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')),
		decode: (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
	}
};
