/** Groups notes for reading: by cluster, and those in the parking lot. */
import { representatives } from './merges.ts';
import { byOrder } from './order.ts';
import type { Cluster, Note } from '../types.ts';

export type NoteGroup = { cluster: Cluster | null; notes: Note[] };

/**
 * The notes on the wall by the cluster in which they are shown, in their order; the loose ones come last, with null.
 * Empty clusters are kept. Notes in the parking lot are left out.
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

/** The notes that are in the parking lot or were sorted out of it. */
export const parkedNotes = (notes: readonly Note[]): Note[] =>
	notes.filter(({ parked, archived }) => parked && !archived);
