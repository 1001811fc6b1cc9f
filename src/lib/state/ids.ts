const BYTES = 12;

/**
 * A new random id of 24 letters and digits. It does not use `randomUUID`, which browsers lack on pages from another
 * machine over plain http.
 */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An id that sorts after earlier ones (`now` in epoch ms), so that its item comes after theirs. */
export function newOrderedId(now: number): string {
	return now.toString(36).padStart(9, '0') + newId().slice(0, 12);
}
/** When the item of an ordered id was made (epoch ms); null for other ids, such as imported ones. */
export function madeAt(id: string): number | null {
	return /^0[\da-z]{8}[\da-f]{12}$/.test(id) ? Number.parseInt(id.slice(0, 9), 36) : null;
}
