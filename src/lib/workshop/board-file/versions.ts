/** Versions of a board: their contents, the differences between two, and the parts that a restore brings back. */
import type { Frame } from '../questions.ts';
import { ITEM_ROOTS, type ItemLists } from '../items/shapes.ts';
import { postsAtOnce } from '../permissions.ts';
import { groupedNotes } from '../items/groups.ts';
import { silentAgain } from '../steps/steps.ts';
import type { Cluster, Note, Stage, Step } from '../types.ts';

/** Everything on a wall, archived items included. */
export interface WallContent extends ItemLists {
	notes: Note[];
	clusters: Cluster[];
	frame: Frame;
}
export interface VersionContent {
	stage: Stage;
	wall: WallContent;
}

/** Counts of the visible items on a wall. */
export interface WallCounts {
	notes: number;
	clusters: number;
}
/** The visible differences between a wall and an earlier one. */
export interface WallChanges {
	notesCame: number;
	notesWent: number;
	/** Notes in another cluster than before, or loose at another position. */
	notesMoved: number;
	notesReworded: number;
	clustersCame: number;
	clustersWent: number;
	clustersRenamed: number;
	/**
	 * Parts of the frame, answers, costs, outcomes, requirements, options and readings that were added, removed or
	 * changed.
	 */
	entriesChanged: number;
}

/** The visible contents of a wall, in a form for comparing. */
export interface SeenWall {
	/** By id; `place` is equal for a note that was not moved. */
	notes: ReadonlyMap<string, { place: string; text: string }>;
	/** Titles of clusters, by id. */
	clusters: ReadonlyMap<string, string>;
	/** All other visible items, by list and id. */
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
 * The parts of a stage that a restore brings back: everything about the wall and the progress through the steps. It
 * does not open an open round again, because the ballots are gone.
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
 * The stage after a restore at `at` (epoch ms). Steps, rounds, chosen problems, agreements, gate and decision come from
 * the version, so that they match the wall; title, lock and smallest group stay. If the group was writing openly in
 * that version, it writes in silence again, because otherwise the restore would post newer words from desks.
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
