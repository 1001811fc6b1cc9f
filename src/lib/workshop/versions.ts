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

export function countsOf({ notes, clusters }: WallContent): WallCounts {
	const seen = (items: readonly { archived: boolean }[]) =>
		items.filter(({ archived }) => !archived).length;
	return { notes: seen(notes), clusters: seen(clusters) };
}

export function changesBetween(before: WallContent, after: WallContent): WallChanges {
	const [notes, notesNow] = [notesOf(before), notesOf(after)];
	const [titles, titlesNow] = [titlesOf(before), titlesOf(after)];
	return {
		notesCame: countMissing(notesNow, notes),
		notesWent: countMissing(notes, notesNow),
		notesMoved: countDiffering(notes, notesNow, (a, b) => a.place !== b.place),
		notesReworded: countDiffering(notes, notesNow, (a, b) => a.text !== b.text),
		clustersCame: countMissing(titlesNow, titles),
		clustersWent: countMissing(titles, titlesNow),
		clustersRenamed: countDiffering(titles, titlesNow, (a, b) => a !== b)
	};
}

function notesOf(wall: WallContent): Map<string, { place: string; text: string }> {
	const found = new Map<string, { place: string; text: string }>();
	for (const { cluster, notes } of groupedNotes(wall))
		for (const { id, text, x, y } of notes)
			found.set(id, { text, place: cluster ? `in ${cluster.id}` : `at ${x} ${y}` });
	return found;
}
const titlesOf = ({ clusters }: WallContent) =>
	new Map(clusters.filter(({ archived }) => !archived).map(({ id, title }) => [id, title]));

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
