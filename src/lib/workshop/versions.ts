/** Boards as they were: what a version holds, what changed between two, and what a restore brings back. */
import { postsAtOnce } from './permissions.ts';
import { groupedNotes } from './record.ts';
import type { Cluster, Note, Stage, Step } from './types.ts';

/** All that lies on a wall, archived things included. */
export interface WallContent {
	notes: Note[];
	clusters: Cluster[];
}
export interface VersionContent {
	stage: Stage;
	wall: WallContent;
}

/** What can be seen on a wall. */
export interface WallCounts {
	notes: number;
	clusters: number;
}
/** How one wall differs from an earlier one, in notes and clusters that can be seen. */
export interface WallChanges {
	notesCame: number;
	notesWent: number;
	/** Notes that lie in another cluster, or loose at another place. */
	notesMoved: number;
	notesReworded: number;
	clustersCame: number;
	clustersWent: number;
	clustersRenamed: number;
}

/** What can be seen on a wall, ready to be compared. */
export interface SeenWall {
	/** By id; `place` is equal for a note that was not moved. */
	notes: ReadonlyMap<string, { place: string; text: string }>;
	/** Titles of clusters, by id. */
	clusters: ReadonlyMap<string, string>;
}

export function seenOn(wall: WallContent): SeenWall {
	const notes = new Map<string, { place: string; text: string }>();
	for (const { cluster, notes: members } of groupedNotes(wall))
		for (const { id, text, x, y } of members)
			notes.set(id, { text, place: cluster ? `in ${cluster.id}` : `at ${x} ${y}` });
	const live = wall.clusters.filter(({ archived }) => !archived);
	return { notes, clusters: new Map(live.map(({ id, title }) => [id, title])) };
}
export const countsOf = ({ notes, clusters }: SeenWall): WallCounts => ({
	notes: notes.size,
	clusters: clusters.size
});

export function changesBetween(before: SeenWall, after: SeenWall): WallChanges {
	return {
		notesCame: countMissing(after.notes, before.notes),
		notesWent: countMissing(before.notes, after.notes),
		notesMoved: countDiffering(before.notes, after.notes, (a, b) => a.place !== b.place),
		notesReworded: countDiffering(before.notes, after.notes, (a, b) => a.text !== b.text),
		clustersCame: countMissing(after.clusters, before.clusters),
		clustersWent: countMissing(before.clusters, after.clusters),
		clustersRenamed: countDiffering(before.clusters, after.clusters, (a, b) => a !== b)
	};
}

const countMissing = (from: ReadonlyMap<string, unknown>, among: ReadonlyMap<string, unknown>) =>
	[...from.keys()].filter((id) => !among.has(id)).length;
function countDiffering<T>(
	before: ReadonlyMap<string, T>,
	after: ReadonlyMap<string, T>,
	differ: (a: T, b: T) => boolean
): number {
	let differing = 0;
	for (const [id, was] of before) {
		const is = after.get(id);
		if (is !== undefined && differ(was, is)) differing++;
	}
	return differing;
}

/**
 * What a restore brings back of a stage: all that speaks of the wall or of the way through the steps.
 * A round that was open is not opened again: its ballots are gone.
 */
export function restorable({
	steps,
	currentStep,
	rounds,
	chosen
}: Stage): Pick<Stage, 'steps' | 'currentStep' | 'rounds' | 'chosen'> {
	return {
		steps,
		currentStep,
		rounds: rounds.filter(({ status }) => status === 'revealed'),
		chosen
	};
}

/**
 * The stage after a restore at `at` (epoch ms): steps, rounds and chosen problems as they were, so that
 * they agree with the wall; title, lock and smallest group as they are. Where the group was writing
 * openly, silence begins anew: what desks hold beyond the version is not posted by the restore.
 */
export function restoredStage(now: Stage, then: Stage, at: number): Stage {
	const back = restorable(then);
	const inSilence = (step: Step): Step =>
		step.id === then.currentStep && postsAtOnce(step)
			? { ...step, writing: 'silent', revealed: false }
			: step;
	return {
		...now,
		...back,
		steps: back.steps.map(inSilence),
		timer: null,
		epoch: now.epoch + 1,
		restoredAt: at
	};
}
