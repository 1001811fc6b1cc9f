/** Carries out a plan: first stores the authors, then posts the words. */
import { setImmediate } from 'node:timers/promises';
import { dayOf } from '../../../src/lib/workshop/days.ts';
import type { Point } from '../../../src/lib/workshop/wall-layout/layout.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { ShareAdded } from '../../store/store.ts';
import type { Board } from '../board.ts';
import { now } from '../heavy/lanes.ts';
import type { Deps } from '../deps.ts';
import { isNew, type Change, type OwnWords, type Sort } from './own-words.ts';
import type { Plan } from './plan.ts';

/** The number of changes posted in one write. */
const AT_ONCE = 120;
/** The number of authors stored at a time. */
const WRITERS_AT_ONCE = 500;

/**
 * Writes the planned changes. Many changes take several writes, but pages receive them together. Returns the ids
 * that were added to the wall. Rejects if something was not committed; a new plan then adds what is missing.
 */
export async function publish<W extends OwnWords>(
	sort: Sort<W>,
	deps: Deps,
	board: Board,
	{ changes, authors }: Plan<W>
): Promise<Set<string>> {
	if (changes.length === 0) return new Set();
	// Authors come first: after a crash between the two steps, the writer still owns the words.
	await saveAuthors(deps, board, authors);
	const today = dayOf(deps.clock());
	const places = await placesFor(sort, deps, board, changes);
	const writes = slicesOf(changes, AT_ONCE).map((slice) => ({
		write: (wall: Wall) => sort.write(wall, board.stage, slice, today, places),
		added: addedBy(slice)
	}));
	const came = await deps.live().writeWallTogether(board.id, writes);
	return new Set(came.flatMap((ids) => [...ids]));
}

/** What each change of posted words adds to the wall permanently: a new entry, and the deleted old one. */
const OF_CHANGE = { bytes: 20, structs: 2 };

/** What changes add to the wall for each participant. New words have a separate share: see `shares.ts`. */
function addedBy(changes: readonly Change<OwnWords>[]): ShareAdded[] {
	return changes
		.filter((change) => !isNew(change))
		.map(({ seat }) => ({ participant: seat.id, ...OF_CHANGE }));
}

async function saveAuthors(deps: Deps, board: Board, authors: Plan<OwnWords>['authors']) {
	for (const some of slicesOf(authors, WRITERS_AT_ONCE))
		await deps.store.saveAuthors(board.id, some).then(() => setImmediate());
	for (const { note, participant } of authors) board.authors.set(note, participant);
}

/** Many places are computed together in another process. For a few, each write computes its own. */
async function placesFor<W extends OwnWords>(
	sort: Sort<W>,
	{ live, heavy }: Deps,
	board: Board,
	changes: readonly Change<W>[]
): Promise<Readonly<Record<string, Point>> | undefined> {
	const texts = sort.toPlace(changes);
	if (changes.length <= AT_ONCE || texts.length === 0) return undefined;
	return heavy.run('placesOn', { wall: await live().copyWall(board.id), texts }, now(board.id));
}
function slicesOf<T>(all: readonly T[], most: number): T[][] {
	const slices: T[][] = [];
	for (let at = 0; at < all.length; at += most) slices.push(all.slice(at, at + most));
	return slices;
}
