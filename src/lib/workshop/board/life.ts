/** The life of a board: in use, archived, deleted and waiting, gone. Times are epoch milliseconds. */
import type { SiteSentence } from '../../i18n/messages.ts';
import { folded } from '../clean-text.ts';
import { LIMITS } from '../limits.ts';
import type { Stage } from '../types.ts';

export const DAY_MS = 24 * 3600 * 1000;

/** From when on a board that was deleted at that time can not be brought back any more. */
export const goneFrom = (deletedAt: number) => deletedAt + LIMITS.deletedDays * DAY_MS;

/** Only to be read from now on. */
export const archived = (stage: Stage, at: number): Stage => ({
	...stage,
	archivedAt: at,
	timer: null
});
export function unarchived({ archivedAt: _at, ...stage }: Stage): Stage {
	return stage;
}
export const deleted = (stage: Stage, at: number): Stage => ({ ...stage, deletedAt: at });
export function broughtBack({ deletedAt: _at, ...stage }: Stage): Stage {
	return stage;
}

/**
 * Why words are kept that were posted on an anonymous board before the list of writers was deleted: so the server keeps
 * it, which knows no language there. Pages say it in theirs.
 */
export const FORGOTTEN =
	'The server has deleted its list of who wrote what. What was posted before cannot be changed by its writers any more.';

/** As whom those are named who are not on a board any more. */
export const FORMER = 'former participant';

/** The name of a writer, by the id that stands with their words; '' where the board names nobody. */
export function writerName(
	people: readonly { id: string; name: string }[],
	by: string,
	former: string
): string {
	return by === '' ? '' : people.find(({ id }) => id === by)?.name || former;
}

/** Whether both are the same title to a person who types one of them. */
export const isSameTitle = (a: string, b: string) => folded(a) === folded(b);

/** When the server forgets who wrote what on a board, for its writers; null where it never does. */
export function forgettingWords({
	attribution,
	writersDays = LIMITS.writersDays
}: Pick<Stage, 'attribution' | 'writersDays'>): SiteSentence | null {
	return attribution === 'anonymous' ? ({ life }) => life.forgets(writersDays) : null;
}
