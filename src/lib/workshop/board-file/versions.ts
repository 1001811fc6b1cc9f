/** Boards as they were: what a version holds, what changed between two, and what a restore brings back. */
import type { Frame } from '../questions.ts';
import { ITEM_ROOTS, type ItemLists } from '../items/shapes.ts';
import { postsAtOnce } from '../permissions.ts';
import { groupedNotes } from '../items/groups.ts';
import { silentAgain } from '../steps/steps.ts';
import type { Cluster, Note, Stage, Step } from '../types.ts';

/** All that lies on a wall, archived things included. */
export interface WallContent extends ItemLists {
	notes: Note[];
	clusters: Cluster[];
	frame: Frame;
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
/** How one wall differs from an earlier one in what can be seen. */
export interface WallChanges {
	notesCame: number;
	notesWent: number;
	/** Notes that lie in another cluster, or loose at another place. */
	notesMoved: number;
	notesReworded: number;
	clustersCame: number;
	clustersWent: number;
	clustersRenamed: number;
	/** Parts of the frame, answers, costs, outcomes, requirements, options and readings that came, went or changed. */
	entriesChanged: number;
}

/** What can be seen on a wall, ready to be compared. */
export interface SeenWall {
	/** By id; `place` is equal for a note that was not moved. */
	notes: ReadonlyMap<string, { place: string; text: string }>;
	/** Titles of clusters, by id. */
	clusters: ReadonlyMap<string, string>;
	/** What else is written there, by the list that it is in and its id. */
	entries: ReadonlyMap<string, string>;
}

export function seenOn(wall: WallContent): SeenWall {
	const notes = new Map<string, { place: string; text: string }>();
	for (const { cluster, notes: members } of groupedNotes(wall))
		for (const { id, text, x, y } of members)
			notes.set(id, { text, place: cluster ? `in ${cluster.id}` : `at ${x} ${y}` });
	const live = wall.clusters.filter(({ archived }) => !archived);
	return {
		notes,
		clusters: new Map(live.map(({ id, title }) => [id, title])),
		entries: entriesOn(wall)
	};
}
function entriesOn(wall: WallContent): Map<string, string> {
	const frame = Object.entries(wall.frame).filter(([, text]) => text !== '');
	const entries = new Map(frame.map(([key, text]) => [`frame/${key}`, text]));
	for (const list of ITEM_ROOTS)
		for (const item of wall[list])
			if (!item.archived) entries.set(`${list}/${item.id}`, JSON.stringify(item));
	return entries;
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
		clustersRenamed: countDiffering(before.clusters, after.clusters, (a, b) => a !== b),
		entriesChanged:
			countMissing(after.entries, before.entries) +
			countMissing(before.entries, after.entries) +
			countDiffering(before.entries, after.entries, (a, b) => a !== b)
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
export function restorable(stage: Stage): Pick<Stage, Restorable> {
	const { steps, currentStep, rounds, chosen, agreements, gate, decision, reviewOn } = stage;
	return {
		steps,
		currentStep,
		rounds: rounds.filter(({ status }) => status === 'revealed'),
		chosen,
		...{ agreements, gate, decision, reviewOn }
	};
}
type Restorable =
	'steps' | 'currentStep' | 'rounds' | 'chosen' | 'agreements' | 'gate' | 'decision' | 'reviewOn';

/**
 * The stage after a restore at `at` (epoch ms): steps, rounds, chosen problems, agreements, gate and decision as
 * they were, so that they agree with the wall; title, lock and smallest group as they are. Where the group was writing
 * openly, silence begins anew: what desks hold beyond the version is not posted by the restore.
 */
export function restoredStage(now: Stage, then: Stage, at: number): Stage {
	const back = restorable(then);
	const inSilence = (step: Step): Step =>
		step.id === then.currentStep && postsAtOnce(step) ? silentAgain(step) : step;
	return {
		...now,
		...back,
		steps: back.steps.map(inSilence),
		timer: null,
		epoch: now.epoch + 1,
		restoredAt: at
	};
}
