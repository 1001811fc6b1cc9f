import { onDevice } from '$lib/live/persisted.ts';
import type { Separator } from '$lib/workshop/files/csv.ts';

const NAME = 'separator';

/** The separator chosen on this device, else the one that spreadsheets in the person's region expect. */
export function readSeparator(): Separator {
	const kept = onDevice.read(NAME);
	return kept === 'comma' || kept === 'semicolon' ? kept : expected();
}
export function keepSeparator(separator: Separator) {
	onDevice.write(NAME, separator);
}
/** In regions that write 1,5, a comma cannot separate numbers. */
const expected = (): Separator =>
	new Intl.NumberFormat(navigator.language).format(1.5).includes(',') ? 'semicolon' : 'comma';
