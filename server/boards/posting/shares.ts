/** Which of the notes and answers that desks ask for a board takes: see `src/lib/workshop/board/shares.ts`. */
import { whyUnposted } from '../../../src/lib/workshop/board/shares.ts';
import type { Unposted } from '../../../src/lib/workshop/types.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { Board } from '../board.ts';
import { isNew, type Change, type OwnWords, type Sort } from './own-words.ts';

interface Taken<W extends OwnWords> {
	changes: Change<W>[];
	/** Why something of a desk is not posted, by participant. */
	unposted: Map<string, Unposted>;
}

/** The changes that the board has room for; what is taken back makes room first. */
export function withinShares<W extends OwnWords>(
	sort: Sort<W>,
	board: Board,
	wall: Wall,
	wanted: readonly Change<W>[]
): Taken<W> {
	const there = sort.counts(wall);
	const posted = postedBy(board);
	const unposted = new Map<string, Unposted>();
	const takesBack = ({ kind, words }: Change<W>) => kind === 'archive' && words.archived;
	const changes = [
		...wanted.filter(takesBack),
		...wanted.filter((change) => !takesBack(change))
	].filter((change) => {
		if (!sort.differs(wall, change)) return true;
		const { kind, words, seat } = change;
		if (kind === 'edit') return true;
		if (kind === 'archive' && words.archived) {
			there.seen--;
			return true;
		}
		const mine = posted.get(seat.id) ?? 0;
		const isCounted = board.authors.has(words.id);
		// What was posted before costs no share when it comes back.
		const why = whyUnposted(sort.name, there, isCounted ? 0 : mine);
		if (why !== null) {
			unposted.set(seat.id, why);
			return false;
		}
		there.seen++;
		if (isNew(change)) there.kept++;
		if (!isCounted) posted.set(seat.id, mine + 1);
		return true;
	});
	return { changes, unposted };
}

/** Notes and answers that each participant posted over the board's life. */
function postedBy({ authors }: Board): Map<string, number> {
	const posted = new Map<string, number>();
	for (const participant of authors.values())
		posted.set(participant, (posted.get(participant) ?? 0) + 1);
	return posted;
}
