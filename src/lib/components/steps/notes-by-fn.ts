import { untrack } from 'svelte';
import type { BoardState } from '$lib/state/board.svelte.ts';

/**
 * Notes by function id: those on the wall, imported ones included, and those that wait for the reveal.
 * Anonymous boards have the key '' alone.
 */
export function notesByFn({ wall, stage }: BoardState): Record<string, number> {
	const counts: Record<string, number> = { ...stage.progress.waiting };
	for (const notes of ['', ...wall.clusterIds].map((cluster) => wall.notesIn(cluster)))
		// A note never changes its function: reading it must not wake the reader with each edit.
		untrack(() => {
			for (const id of notes) {
				const fn = wall.note(id)?.fn ?? '';
				counts[fn] = (counts[fn] ?? 0) + 1;
			}
		});
	return counts;
}
