/**
 * Loaded into a server before it starts (`node --import`): tells whoever started it how long its event loop
 * was blocked at the longest since it was last asked, and by how much work of its own: on a machine that does other
 * things too, the rest is waiting for a processor.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const NS_PER_MS = 1e6;
const US_PER_MS = 1e3;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

/** Processor time of the loop's thread, in milliseconds. */
function usedMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / US_PER_MS;
}
let before = usedMs();
let longestWorkMs = 0;
setInterval(() => {
	const now = usedMs();
	longestWorkMs = Math.max(longestWorkMs, now - before);
	before = now;
}, RESOLUTION_MS).unref();

process.on('message', (message) => {
	if (message !== 'longest block') return;
	// A turn later, so that what blocks now is counted, too.
	setTimeout(() => {
		const longestBlockMs = Math.max(0, delay.max / NS_PER_MS - RESOLUTION_MS);
		process.send?.({ longestBlockMs, longestWorkMs });
		longestWorkMs = 0;
		delay.reset();
	}, 2 * RESOLUTION_MS);
});
// The channel alone keeps no server alive.
process.channel?.unref();
