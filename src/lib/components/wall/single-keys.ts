import { onDevice } from '$lib/live/persisted.ts';

/**
 * Whether one-character keys are shortcuts. People who use speech input need to switch them off (WCAG 2.1.4). The
 * device stores the choice.
 */
export type SingleKeys = 'on' | 'off';
const NAME = 'single keys';

export function readSingleKeys(): SingleKeys {
	return onDevice.read(NAME) === 'off' ? 'off' : 'on';
}
export function writeSingleKeys(keys: SingleKeys) {
	onDevice.write(NAME, keys);
}
