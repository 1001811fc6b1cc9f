/** How much people post: shares of a board, so that nobody fills it for the others. */
import { WHYS } from '../items/answers.ts';
import { LIMITS } from '../limits.ts';
import type { PostedSort, Unposted } from '../types.ts';

interface Bounds {
	/** Those that can be seen. */
	seen: number;
	/** Archived ones included. */
	kept: number;
}
export const BOARD_BOUNDS: Readonly<Record<PostedSort, Bounds>> = {
	notes: { seen: LIMITS.notesPerBoard, kept: LIMITS.notesKeptPerBoard },
	answers: { seen: LIMITS.answersPerBoard, kept: LIMITS.answersKeptPerBoard }
};
const DESK_BOUNDS: Readonly<Record<PostedSort, number>> = {
	notes: LIMITS.notesPerDesk,
	answers: LIMITS.answersPerDesk
};
/** Of what a board keeps, the last places are for those who have posted little. */
const ASSURED = LIMITS.assuredPerPerson * LIMITS.peoplePerBoard;

/** Places of the board that anybody may fill; never below 0. */
export const freePlaces = (sort: PostedSort, { seen, kept }: Bounds): number =>
	Math.max(0, Math.min(BOARD_BOUNDS[sort].seen - seen, BOARD_BOUNDS[sort].kept - ASSURED - kept));

/**
 * Why one more is not posted, or null. `there` is what the board holds, `posted` how many notes and answers the writer
 * posted over the board's life.
 */
export function whyUnposted(sort: PostedSort, there: Bounds, posted: number): Unposted | null {
	if (posted >= LIMITS.postedPerPerson) return 'share';
	if (freePlaces(sort, there) > 0) return null;
	const { seen, kept } = BOARD_BOUNDS[sort];
	const isAssured = posted < LIMITS.assuredPerPerson && there.seen < seen && there.kept < kept;
	return isAssured ? null : 'full';
}

/**
 * Why a desk does not take so many notes or answers, as a sentence, or null. `standing` were not taken back; `ever` is how
 * many it took over its life.
 */
export function whyDeskFull(sort: PostedSort, standing: number, ever: number): string | null {
	if (ever > LIMITS.everPerDesk)
		return `Your desk has taken ${LIMITS.everPerDesk} ${sort} by now, which is all it ever can. A facilitator can add for you.`;
	const most = DESK_BOUNDS[sort];
	if (standing <= most) return null;
	return `Your desk holds ${most} ${sort}, which is all it can. Take one back first.`;
}
/** How many more a desk takes; never below 0. */
export const deskRoom = (sort: PostedSort, standing: number, ever: number): number =>
	Math.max(0, Math.min(DESK_BOUNDS[sort] - standing, LIMITS.everPerDesk - ever));

/** The reason as its writer reads it. */
export function unpostedInWords(sort: PostedSort, reason: Unposted): string {
	if (reason === 'share')
		return `You have posted ${LIMITS.postedPerPerson} notes and answers, which is one person's share of a board.`;
	if (reason === 'much')
		return 'You have changed as much on this board as one person may. What you change now is kept here, and only you see it.';
	if (reason === 'deep')
		return `A chain of whys ends at the ${WHYS}th. What goes on from it is kept here, and only you see it.`;
	return `The board is full of ${sort}. Yours are posted as soon as there is room.`;
}
