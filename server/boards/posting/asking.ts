/** Finds the changes that a desk asks of the wall. Nothing here writes, waits or keeps state. */
import type { Stage } from '../../../src/lib/workshop/types.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { StoredParticipant } from '../../store/store.ts';
import type { ReadDesk } from './desks.ts';
import type { Change, OwnWords, Sort } from './own-words.ts';

/** What has to be known about the board. */
export interface Known {
	/** The stage, with the step that the desks are read for as its current step. */
	stage: Stage;
	/** Participant ids by what they wrote; '' for a person who was erased. */
	authors: ReadonlyMap<string, string>;
	/** What restoring a version added to the wall or removed from it. The desk does not decide about it any more. */
	restored: ReadonlySet<string>;
	/** Whether new words and rewordings are posted now. Otherwise words are only taken back or put back. */
	opens: boolean;
	/** Participants whose next words have to wait for their turn. */
	turns: ReadonlySet<string>;
}

export interface Asked<W extends OwnWords> {
	seat: StoredParticipant;
	/** Each of them changes the wall. */
	changes: readonly Change<W>[];
	/**
	 * The position of each new item in its chain of whys, by id. An item is missing here while the item that it
	 * belongs to is not on the wall.
	 */
	depths: ReadonlyMap<string, number>;
	/** Ids that the desk decides about again, because its owner put them back. */
	decided: readonly string[];
}

/**
 * Finds the changes that this desk asks of the wall in the current step. Words written in another step wait for
 * that step or for their writer. A desk cannot change other people's words or words without a writer.
 */
export function askedBy<W extends OwnWords>(
	sort: Sort<W>,
	wall: Wall,
	{ stage, authors, restored, opens }: Known,
	desk: ReadDesk
): Asked<W> {
	const seat = signing(stage, desk);
	const changes: Change<W>[] = [];
	const depths = new Map<string, number>();
	const decided: string[] = [];
	for (const words of sort.at(desk)) {
		const author = authors.get(words.id);
		const isOwn = author === seat.id;
		const isShown = opens && words.step === stage.currentStep;
		if (isOwn && sort.isHeld(stage, words)) continue;
		const isRestored = restored.has(words.id) && (words.archived || !isOwn);
		if (restored.has(words.id) && !isRestored) decided.push(words.id);
		if (sort.has(wall, words.id)) {
			if (!isOwn) continue;
			const edit = { kind: 'edit', words, seat } as const;
			if (isShown && sort.differs(wall, edit)) changes.push(edit);
			const archive = { kind: 'archive', words, seat } as const;
			if (!isRestored && sort.differs(wall, archive)) changes.push(archive);
		} else if (isShown && !words.archived && (author === undefined || isOwn)) {
			const depth = sort.depth(wall, words);
			if (depth !== null) depths.set(words.id, depth);
			changes.push({ kind: 'add', words, seat });
		}
	}
	return { seat, changes, depths, decided };
}

/** The seat under which a person posts. If notes show the function, the person may leave it out. */
const signing = ({ attribution }: Stage, { seat, unsigned }: ReadDesk): StoredParticipant =>
	unsigned && attribution === 'function' ? { ...seat, fn: '' } : seat;
