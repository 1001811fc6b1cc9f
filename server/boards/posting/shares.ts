/** Which of the notes and answers that desks ask for a board takes: see `src/lib/workshop/board/shares.ts`. */
import { whyUnposted } from '../../../src/lib/workshop/board/shares.ts';
import type { Unposted } from '../../../src/lib/workshop/types.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { Board } from '../board.ts';
import { isNew, type Change, type OwnWords, type Sort } from './own-words.ts';
import { inSlices } from './slices.ts';
import type { Tools } from '../tools.ts';

interface Taken<W extends OwnWords> {
	changes: Change<W>[];
	/** Why something of a desk is not posted, by participant. */
	unposted: Map<string, Unposted>;
}

/** The changes that the board has room for; what is taken back makes room first. */
export async function withinShares<W extends OwnWords>(
	sort: Sort<W>,
	{ live }: Tools,
	board: Board,
	wanted: readonly Change<W>[]
): Promise<Taken<W>> {
	const there = await live().readWall(board.id, (wall) => sort.counts(wall));
	const posted = postedBy(board);
	const unposted = new Map<string, Unposted>();
	const takesBack = ({ kind, words }: Change<W>) => kind === 'archive' && words.archived;
	const inOrder = [...wanted.filter(takesBack), ...wanted.filter((change) => !takesBack(change))];
	const isTaken = (wall: Wall, change: Change<W>): boolean => {
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
	};
	const changes = await inSlices(
		inOrder,
		() => 1,
		(some) => live().readWall(board.id, (wall) => some.filter((change) => isTaken(wall, change)))
	);
	return { changes, unposted };
}

/** Notes and answers that each participant posted over the board's life. */
function postedBy({ authors }: Board): Map<string, number> {
	const posted = new Map<string, number>();
	for (const participant of authors.values())
		posted.set(participant, (posted.get(participant) ?? 0) + 1);
	return posted;
}
