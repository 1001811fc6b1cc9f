/** What a desk asks of the wall: nothing here writes, waits or remembers. */
import type { Stage } from '../../../src/lib/workshop/types.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { StoredParticipant } from '../../store/store.ts';
import type { ReadDesk } from './desks.ts';
import type { Change, OwnWords, Sort } from './own-words.ts';

/** What has to be known of the board. */
export interface Known {
	/** In the step for which it is asked. */
	stage: Stage;
	/** Participant ids by what they wrote; '' for somebody who was erased. */
	authors: ReadonlyMap<string, string>;
	/** What a version that came back put on the wall or took off it: the desk no longer decides that. */
	restored: ReadonlySet<string>;
	/** Whether new words and other wordings come to the wall now, or only what is taken back and put back. */
	opens: boolean;
	/** Participants whose next words have a turn that is still to come. */
	turns: ReadonlySet<string>;
}

export interface Asked<W extends OwnWords> {
	seat: StoredParticipant;
	/** Each of them changes the wall. */
	changes: readonly Change<W>[];
	/** How many whys deep each new one stands, by id. Those whose place is not on the wall yet are absent. */
	depths: ReadonlyMap<string, number>;
	/** What the desk decides on again, since its owner brought it back. */
	decided: readonly string[];
}

/**
 * What this desk asks of the wall in the step where the group is. What was written in another step waits
 * for that one, or for its writer. Words of others and words without a writer are not its to change.
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

/** As whom somebody posts: where notes say the function, one may leave it out. */
const signing = ({ attribution }: Stage, { seat, unsigned }: ReadDesk): StoredParticipant =>
	unsigned && attribution === 'function' ? { ...seat, fn: '' } : seat;
