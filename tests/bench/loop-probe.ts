/**
 * Loaded into a server before it starts (`node --import`). On request, it tells the parent process the longest
 * block of the event loop since the last request, and the processor time of that block. On a busy machine, the rest
 * of the block is time spent waiting for a processor.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const NS_PER_MS = 1e6;
const US_PER_MS = 1e3;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

/** Processor time of the event loop's thread, in milliseconds. */
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
	// Answers a turn later, so that a block in the current turn counts too.
	setTimeout(() => {
		const longestBlockMs = Math.max(0, delay.max / NS_PER_MS - RESOLUTION_MS);
		process.send?.({ longestBlockMs, longestWorkMs });
		longestWorkMs = 0;
		delay.reset();
	}, 2 * RESOLUTION_MS);
});
// An open channel must not keep the server alive.
process.channel?.unref();
