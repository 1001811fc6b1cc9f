/**
 * Whether keys of one character are shortcuts. People who talk to their computer need to switch them
 * off (WCAG 2.1.4). The choice belongs to the device.
 */
export type SingleKeys = 'on' | 'off';
const KEY = 'groundwork single keys';

export function readSingleKeys(): SingleKeys {
	try {
		return localStorage.getItem(KEY) === 'off' ? 'off' : 'on';
	} catch {
		return 'on';
	}
}
/** Where the browser stores nothing, the choice is lost without a word. */
export function writeSingleKeys(keys: SingleKeys) {
	try {
		localStorage.setItem(KEY, keys);
	} catch {
		return;
	}
}
