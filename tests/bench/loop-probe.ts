/**
 * Loaded into a server before it starts (`node --import`): tells whoever started it how long its event loop
 * was blocked at the longest since it was last asked.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const NS_PER_MS = 1e6;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('message', (message) => {
	if (message !== 'longest block') return;
	// A turn later, so that what blocks now is counted, too.
	setTimeout(() => {
		process.send?.({ longestBlockMs: Math.max(0, delay.max / NS_PER_MS - RESOLUTION_MS) });
		delay.reset();
	}, 2 * RESOLUTION_MS);
});
// The channel alone keeps no server alive.
process.channel?.unref();
