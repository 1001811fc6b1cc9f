/** Notes as they are read: by cluster, and those in the parking lot. */
import { representatives } from './merges.ts';
import { byOrder } from './order.ts';
import type { Cluster, Note } from '../types.ts';

export type NoteGroup = { cluster: Cluster | null; notes: Note[] };

/**
 * The notes that lie on the wall, by the cluster in which they are seen and in their order there; the
 * loose ones come last, with null. Clusters without notes are kept;
 * what waits in the parking lot is left out.
 */
export function groupedNotes(wall: {
	notes: readonly Note[];
	clusters: readonly Cluster[];
}): NoteGroup[] {
	const byId = new Map(wall.clusters.map((cluster) => [cluster.id, cluster]));
	const standsFor = representatives((id) => byId.get(id));
	const live = wall.clusters.filter(({ archived }) => !archived);
	const groups = new Map<NoteGroup['cluster'], Note[]>(live.map((cluster) => [cluster, []]));
	const loose: Note[] = [];
	groups.set(null, loose);
	for (const note of wall.notes) {
		const home = byId.get(standsFor(note.cluster)) ?? null;
		if (!note.archived && !note.parked) (groups.get(home) ?? loose).push(note);
	}
	return [...groups].map(([cluster, notes]) => ({ cluster, notes: notes.sort(byOrder) }));
}

/** What waits in the parking lot, or was sorted out of it. */
export const parkedNotes = (notes: readonly Note[]): Note[] =>
	notes.filter(({ parked, archived }) => parked && !archived);
