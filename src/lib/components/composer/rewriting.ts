import { readOriginals, REWRITING, type Original } from '$lib/live/device.ts';
import { onDevice } from '$lib/live/persisted.ts';

/** A board as one participant sees it: another participant may use it on the same device. */
export interface Writer {
	readonly id: string;
	readonly me: { readonly id: string };
}

const nameOf = ({ id, me }: Writer) => `${REWRITING}${id} ${me.id}`;

/**
 * The original words stay on the device until the new note is posted, so that neither a reload nor a change of mind
 * loses them.
 */
export function readRewriting(writer: Writer): Original[] {
	return readOriginals(onDevice.readJson(nameOf(writer)));
}
export function writeRewriting(writer: Writer, originals: readonly Original[]) {
	onDevice.write(nameOf(writer), originals.length === 0 ? null : JSON.stringify(originals));
}
