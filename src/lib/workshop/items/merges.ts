/** Finds the cluster that took over another one by merging. */

/**
 * The parts of a cluster that matter for merging: whether it is live, and otherwise the id of the cluster that took it
 * over.
 */
export interface Mergeable {
	archived: boolean;
	mergedInto: string;
}

/**
 * Returns a function that finds the live cluster behind an id, '' if there is none. Two people may merge two clusters
 * into each other at once: then the smallest id stands for the whole circle. Each cluster is looked up once, however
 * long the chains are, so the function is valid only until a cluster changes.
 */
export function representatives(
	clusterOf: (id: string) => Mergeable | undefined
): (id: string) => string {
	const known = new Map<string, string>([['', '']]);
	return (start) => {
		const path = new Set<string>();
		let id = start;
		let found = known.get(id);
		while (found === undefined) {
			path.add(id);
			const cluster = clusterOf(id);
			if (!cluster) found = '';
			else if (!cluster.archived) found = id;
			else if (path.has(cluster.mergedInto)) found = smallestFrom(path, cluster.mergedInto);
			else found = known.get((id = cluster.mergedInto));
		}
		for (const one of path) known.set(one, found);
		return found;
	};
}
function smallestFrom(path: ReadonlySet<string>, start: string): string {
	const steps = [...path];
	return steps.slice(steps.indexOf(start)).reduce((a, b) => (a < b ? a : b));
}
