/** Which cluster stands for another one that was merged away. */

/** A cluster as far as merging goes: whether it is still there, and else the id of the one that took it over. */
export interface Mergeable {
	archived: boolean;
	mergedInto: string;
}

/**
 * A function that tells the live cluster behind an id, '' if there is none. Two people may merge two clusters
 * into each other at once: then the one with the smallest id stands for all of that circle. Each cluster is
 * asked for once, however long the chains are; so the function is good for as long as no cluster changes.
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
