import { onDevice } from '$lib/live/persisted.ts';
import type { Separator } from '$lib/workshop/files/csv.ts';

const NAME = 'separator';

/** The separator that somebody chose on this device, else the one that spreadsheets expect where they live. */
export function readSeparator(): Separator {
	const kept = onDevice.read(NAME);
	return kept === 'comma' || kept === 'semicolon' ? kept : expected();
}
export function keepSeparator(separator: Separator) {
	onDevice.write(NAME, separator);
}
/** Where people write 1,5 a comma cannot stand between numbers. */
const expected = (): Separator =>
	new Intl.NumberFormat(navigator.language).format(1.5).includes(',') ? 'semicolon' : 'comma';
