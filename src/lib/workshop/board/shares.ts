/** Limits on how much each person posts, so that nobody fills the board for the others. */
import type { Sentence } from '../../i18n/messages.ts';
import { WHYS } from '../items/answers.ts';
import { LIMITS } from '../limits.ts';
import type { PostedSort, Unposted } from '../types.ts';

interface Bounds {
	/** Number of visible ones. */
	seen: number;
	/** Number with archived ones included. */
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
/** The last places on a board are reserved for people who have posted little. */
const ASSURED = LIMITS.assuredPerPerson * LIMITS.peoplePerBoard;

/** Places on the board that anybody may fill; never below 0. */
export const freePlaces = (sort: PostedSort, { seen, kept }: Bounds): number =>
	Math.max(0, Math.min(BOARD_BOUNDS[sort].seen - seen, BOARD_BOUNDS[sort].kept - ASSURED - kept));

/**
 * Why one more note or answer cannot be posted, or null. `there` is the number on the board, `posted` the number of
 * notes and answers that the writer posted over the board's life.
 */
export function whyUnposted(sort: PostedSort, there: Bounds, posted: number): Unposted | null {
	if (posted >= LIMITS.postedPerPerson) return 'share';
	if (freePlaces(sort, there) > 0) return null;
	const { seen, kept } = BOARD_BOUNDS[sort];
	const isAssured = posted < LIMITS.assuredPerPerson && there.seen < seen && there.kept < kept;
	return isAssured ? null : 'full';
}

/**
 * Why a desk cannot hold this many notes or answers, or null. `standing` counts those that were not taken back; `ever`
 * counts all that it held over its life.
 */
export function whyDeskFull(sort: PostedSort, standing: number, ever: number): Sentence | null {
	if (ever > LIMITS.everPerDesk) return (m) => m.posting.deskUsedUp[sort](LIMITS.everPerDesk);
	const most = DESK_BOUNDS[sort];
	return standing <= most ? null : (m) => m.posting.deskFull[sort](most);
}
/** How many more a desk has room for; never below 0. */
export const deskRoom = (sort: PostedSort, standing: number, ever: number): number =>
	Math.max(0, Math.min(DESK_BOUNDS[sort] - standing, LIMITS.everPerDesk - ever));

/** The reason in words for the writer. */
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
