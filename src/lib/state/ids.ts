const BYTES = 12;

/**
 * A new random id of 24 letters and digits. Not `randomUUID`: that one is missing where a page is
 * served over plain http from another machine.
 */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An id that sorts after those made earlier (`now` in epoch ms), so that its item comes after them. */
export function newOrderedId(now: number): string {
	return now.toString(36).padStart(9, '0') + newId().slice(0, 12);
}
