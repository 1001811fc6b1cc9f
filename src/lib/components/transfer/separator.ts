import type { Separator } from '$lib/workshop/files/csv.ts';

const KEY = 'groundwork separator';

/** The separator that somebody chose on this device, else the one that spreadsheets expect where they live. */
export function readSeparator(): Separator {
	try {
		const kept = localStorage.getItem(KEY);
		return kept === 'comma' || kept === 'semicolon' ? kept : expected();
	} catch {
		return expected();
	}
}
/** Where the browser stores nothing, the choice is lost without a word. */
export function keepSeparator(separator: Separator) {
	try {
		localStorage.setItem(KEY, separator);
	} catch {
		return;
	}
}
/** Where people write 1,5 a comma cannot stand between numbers. */
const expected = (): Separator =>
	new Intl.NumberFormat(navigator.language).format(1.5).includes(',') ? 'semicolon' : 'comma';
