/** Preloaded into a measured server: reports its resource usage to the parent process over the channel. */
export type Question = 'cpu' | 'memory';

process.on('message', (question: Question) => {
	process.send?.(question === 'cpu' ? cpuSeconds() : liveBytes());
});
/** User and system time of all threads since the start. */
function cpuSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
}
/** Bytes of objects and buffers in use. */
function liveBytes(): number {
	// Buffers are freed by the second collection, after the objects that held them.
	for (let collections = 0; collections < 2; collections++) globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
// Exits normally, so that Node writes the requested profile.
process.once('SIGTERM', () => process.exit(0));
// The server must not outlive a bench that failed.
process.once('disconnect', () => process.exit(0));
