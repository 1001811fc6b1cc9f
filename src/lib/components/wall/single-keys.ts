import { onDevice } from '$lib/live/persisted.ts';

/**
 * Whether keys of one character are shortcuts. People who talk to their computer need to switch them
 * off (WCAG 2.1.4). The choice belongs to the device.
 */
export type SingleKeys = 'on' | 'off';
const NAME = 'single keys';

export function readSingleKeys(): SingleKeys {
	return onDevice.read(NAME) === 'off' ? 'off' : 'on';
}
export function writeSingleKeys(keys: SingleKeys) {
	onDevice.write(NAME, keys);
}
