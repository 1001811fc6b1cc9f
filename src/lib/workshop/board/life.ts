/** The states of a board: in use, archived, deleted but restorable, gone. Times are epoch milliseconds. */
import type { SiteSentence } from '../../i18n/messages.ts';
import { folded } from '../clean-text.ts';
import { LIMITS } from '../limits.ts';
import type { Stage } from '../types.ts';

export const DAY_MS = 24 * 3600 * 1000;

/** The time from which a board, deleted at `deletedAt`, can no longer be restored. */
export const goneFrom = (deletedAt: number) => deletedAt + LIMITS.deletedDays * DAY_MS;

/** An archived stage: from now on, the board can only be read. */
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
 * The reason for kept words that were posted on an anonymous board before the server deleted the list of writers. The
 * server stores it in this form because it knows no language there; pages show it in theirs.
 */
export const FORGOTTEN =
	'The server has deleted its list of who wrote what. What was posted before cannot be changed by its writers any more.';

/** The name for people who are no longer on a board. */
export const FORMER = 'former participant';

/** The name of a writer, by the id stored with their words; '' if the board names nobody. */
export function writerName(
	people: readonly { id: string; name: string }[],
	by: string,
	former: string
): string {
	return by === '' ? '' : people.find(({ id }) => id === by)?.name || former;
}

/** Whether both titles look the same to a person who types one of them. */
export const isSameTitle = (a: string, b: string) => folded(a) === folded(b);

/** When the server forgets who wrote what on a board, in words for its writers; null if it never does. */
export function forgettingWords({
	attribution,
	writersDays = LIMITS.writersDays
}: Pick<Stage, 'attribution' | 'writersDays'>): SiteSentence | null {
	return attribution === 'anonymous' ? ({ life }) => life.forgets(writersDays) : null;
}
