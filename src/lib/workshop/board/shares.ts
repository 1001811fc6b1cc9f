/** How much people post: shares of a board, so that nobody fills it for the others. */
import type { Sentence } from '../../i18n/messages.ts';
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
 * Why a desk does not take so many notes or answers, or null. `standing` were not taken back; `ever` is how
 * many it took over its life.
 */
export function whyDeskFull(sort: PostedSort, standing: number, ever: number): Sentence | null {
	if (ever > LIMITS.everPerDesk) return (m) => m.posting.deskUsedUp[sort](LIMITS.everPerDesk);
	const most = DESK_BOUNDS[sort];
	return standing <= most ? null : (m) => m.posting.deskFull[sort](most);
}
/** How many more a desk takes; never below 0. */
export const deskRoom = (sort: PostedSort, standing: number, ever: number): number =>
	Math.max(0, Math.min(DESK_BOUNDS[sort] - standing, LIMITS.everPerDesk - ever));

/** The reason as its writer reads it. */
export const unpostedInWords =
	(sort: PostedSort, reason: Unposted): Sentence =>
	({ posting }) => {
		switch (reason) {
			case 'share':
				return posting.share(LIMITS.postedPerPerson);
			case 'much':
				return posting.much;
			case 'deep':
				return posting.deep(WHYS);
			case 'full':
				return posting.boardFull[sort];
		}
	};
