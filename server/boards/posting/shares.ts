/** Decides which of the requested notes and answers a board accepts: see `src/lib/workshop/board/shares.ts`. */
import { whyUnposted } from '../../../src/lib/workshop/board/shares.ts';
import type { PostedSort, Unposted } from '../../../src/lib/workshop/types.ts';
import { isNew, type Change, type Counts, type OwnWords } from './own-words.ts';

interface Taken<W extends OwnWords> {
	changes: Change<W>[];
	/** Why something at a desk is not posted, by participant. */
	unposted: Map<string, Unposted>;
}

/**
 * Returns the changes that fit on the board. Taking words back frees room first. Each change changes the wall.
 * `authors` are participant ids by everything that they ever posted on the board.
 */
export function withinShares<W extends OwnWords>(
	sort: PostedSort,
	counts: Counts,
	authors: ReadonlyMap<string, string>,
	wanted: readonly Change<W>[]
): Taken<W> {
	if (!wanted.some(growsBoard)) return { changes: [...wanted], unposted: new Map() };
	const there = { ...counts };
	const posted = postedBy(authors);
	const unposted = new Map<string, Unposted>();
	const isTaken = (change: Change<W>): boolean => {
		const { words, seat } = change;
		const mine = posted.get(seat.id) ?? 0;
		const isCounted = authors.has(words.id);
		// Words that were posted before do not use up the share again when they come back.
		const why = whyUnposted(sort, there, isCounted ? 0 : mine);
		if (why !== null) {
			unposted.set(seat.id, why);
			return false;
		}
		there.seen++;
		if (isNew(change)) there.kept++;
		if (!isCounted) posted.set(seat.id, mine + 1);
		return true;
	};
	const takenBack = wanted.filter(takesBack);
	there.seen -= takenBack.length;
	const others = wanted.filter((change) => !takesBack(change));
	const changes = others.filter((change) => !growsBoard(change) || isTaken(change));
	return { changes: [...takenBack, ...changes], unposted };
}

/** Whether the change adds or unarchives something: both need room. */
export const growsBoard = ({ kind, words }: Change<OwnWords>): boolean =>
	kind === 'add' || (kind === 'archive' && !words.archived);
export const takesBack = ({ kind, words }: Change<OwnWords>): boolean =>
	kind === 'archive' && words.archived;

/** Number of notes and answers that each participant posted. */
function postedBy(authors: ReadonlyMap<string, string>): Map<string, number> {
	const posted = new Map<string, number>();
	for (const participant of authors.values())
		posted.set(participant, (posted.get(participant) ?? 0) + 1);
	return posted;
}
