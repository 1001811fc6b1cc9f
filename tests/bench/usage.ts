/** Preloaded into a measured server: tells over the channel to its parent what it used so far. */
export interface Usage {
	/** CPU seconds, user and system, of all threads. */
	cpu: number;
	/** Bytes of live objects and buffers, after a collection. */
	memory: number;
}

process.on('message', () => {
	// Before the collection, which is no work of the server's.
	const { user, system } = process.cpuUsage();
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	const usage: Usage = { cpu: (user + system) / 1e6, memory: heapUsed + external };
	process.send?.(usage);
});
// An orderly end, at which Node writes the profile that it was asked for.
process.once('SIGTERM', () => process.exit(0));
