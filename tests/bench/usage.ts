/** Preloaded into a measured server: tells over the channel to its parent what it uses. */
export type Question = 'cpu' | 'memory';

process.on('message', (question: Question) => {
	process.send?.(question === 'cpu' ? cpuSeconds() : liveBytes());
});
/** User and system, of all threads, since the start. */
function cpuSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
}
/** Objects and buffers that are in use. */
function liveBytes(): number {
	// Buffers go with the second collection, after what held them.
	for (let collections = 0; collections < 2; collections++) globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
// An orderly end, at which Node writes the profile that it was asked for.
process.once('SIGTERM', () => process.exit(0));
// Nor does it outlive a bench that failed.
process.once('disconnect', () => process.exit(0));
