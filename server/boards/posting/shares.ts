/** Which of the notes and answers that desks ask for a board takes: see `src/lib/workshop/board/shares.ts`. */
import { whyUnposted } from '../../../src/lib/workshop/board/shares.ts';
import type { PostedSort, Unposted } from '../../../src/lib/workshop/types.ts';
import { isNew, type Change, type Counts, type OwnWords } from './own-words.ts';

interface Taken<W extends OwnWords> {
	changes: Change<W>[];
	/** Why something of a desk is not posted, by participant. */
	unposted: Map<string, Unposted>;
}

/**
 * The changes that the board has room for; what is taken back makes room first. Each of them changes the wall.
 * `authors` are participant ids by what they posted over the board's life.
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
		// What was posted before costs no share when it comes back.
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

/** Something new, or something that comes back: either needs room. */
export const growsBoard = ({ kind, words }: Change<OwnWords>): boolean =>
	kind === 'add' || (kind === 'archive' && !words.archived);
export const takesBack = ({ kind, words }: Change<OwnWords>): boolean =>
	kind === 'archive' && words.archived;

/** Notes and answers that each participant posted. */
function postedBy(authors: ReadonlyMap<string, string>): Map<string, number> {
	const posted = new Map<string, number>();
	for (const participant of authors.values())
		posted.set(participant, (posted.get(participant) ?? 0) + 1);
	return posted;
}
