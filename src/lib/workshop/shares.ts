/** How much people post: shares of a board, so that nobody fills it for the others. */
import { LIMITS } from './limits.ts';
import type { PostedSort, Unposted } from './types.ts';

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

/** The reason as its writer reads it. */
export function unpostedInWords(sort: PostedSort, reason: Unposted): string {
	if (reason === 'share')
		return `You have posted ${LIMITS.postedPerPerson} notes and answers, which is one person's share of a board.`;
	return `The board is full of ${sort}. Yours are posted as soon as there is room.`;
}
